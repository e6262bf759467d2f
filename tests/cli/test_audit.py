"""`audit verify`: the chain of a real server, and of one that was tampered with in every way that shows."""

import copy
import hashlib
import json
import time

import pytest

from cli.test_wrappers import serve
from support.command import Tessera
from support.server import Server

ZEROS = "0" * 64


def chain(count):
    links, hash_ = [], bytes(32)
    for number in range(1, count + 1):
        event = {"id": f"e{number}", "action": "team.created", "payload": {"name": "Zo\u00eb", "n": 1.50}, "occurred_at": number}
        digest = hashlib.sha256(json.dumps(event, sort_keys=True, separators=(",", ":")).encode()).digest()
        hash_ = hashlib.sha256(hash_ + digest).digest()
        links.append({"sequence": number, "event": event, "digest": digest.hex(), "hash": hash_.hex()})
    return links


def remake(links, at):
    """The chain made anew over a changed event."""
    hash_ = bytes.fromhex(links[at - 1]["hash"]) if at else bytes(32)
    for link in links[at:]:
        digest = hashlib.sha256(json.dumps(link["event"], sort_keys=True, separators=(",", ":")).encode()).digest()
        hash_ = hashlib.sha256(hash_ + digest).digest()
        link["digest"], link["hash"] = digest.hex(), hash_.hex()


def verify(tessera, links, *words, status=0):
    def handle(method, path, *_):
        if path.endswith("/head"):
            return 200, json.dumps({"sequence": links[-1]["sequence"], "hash": links[-1]["hash"]} if links else {"sequence": 0, "hash": ZEROS}).encode()
        if not path.startswith("/api/v1/audit/chain?"):
            return 404, b'{"error": {"code": "NOT_FOUND", "message": "no"}}'
        query = dict(pair.split("=") for pair in path.split("?")[1].split("&"))
        first, limit = int(query["first"]), int(query["limit"])
        before = [link["hash"] for link in links if link["sequence"] < first]
        return 200, json.dumps({"previous": before[-1] if before else ZEROS, "links": [link for link in links if link["sequence"] >= first][:limit]}).encode()

    with serve(handle) as url:
        return tessera("audit", "verify", *words, status=status, TESSERA_URL=url)


def test_an_intact_chain(tessera):
    links = chain(1234)
    assert verify(tessera, links).out == f"1,234 events, chain intact, head {links[-1]['hash']}\n"
    assert verify(tessera, links, "--from", "1230").out.startswith("5 events, chain intact")
    assert verify(tessera, [], "-o", "json").json() == {"intact": True, "verified": 0, "sequence": 0, "hash": ZEROS, "problem": None}
    verify(tessera, links, "--from", "zero", status=2)
    assert tessera("audit", "verify", status=2, TESSERA_URL="http://127.0.0.1:1").out == ""


def changed(links):
    links[4]["event"]["action"] = "team.deleted"


def removed(links):
    links[4]["event"] = None


def cut_out(links):
    del links[4]


def relinked(links):
    links[4]["hash"] = links[3]["hash"]


def swapped(links):
    links[4]["event"], links[5]["event"] = links[5]["event"], links[4]["event"]


@pytest.mark.parametrize(
    ("tamper", "told"),
    [(changed, "event 5 was changed"), (removed, "event 5 was removed"), (cut_out, "event 5 is missing"),
     (relinked, "the hash behind event 5 does not follow"), (swapped, "event 5 was changed")],
    ids=lambda value: getattr(value, "__name__", None),
)  # fmt: skip
def test_what_was_tampered_with(tessera, tamper, told):
    links = chain(9)
    tamper(links)
    assert verify(tessera, links, status=1).out.startswith(f"broken: {told}")
    assert verify(tessera, links, "-o", "json", status=1).json()["problem"].startswith(told)


def test_anchors_are_kept_and_held_against(tessera):
    links, anchor = chain(120), tessera.folder / "anchor.json"
    verify(tessera, links[:50], "--anchor", anchor)
    assert json.loads(anchor.read_text())["sequence"] == 50
    verify(tessera, links, "--anchor", anchor)
    kept = anchor.read_text()
    assert json.loads(kept)["hash"] == links[-1]["hash"]
    forged = copy.deepcopy(links)
    forged[7]["event"]["action"] = "nothing happened"
    remake(forged, 7)
    assert verify(tessera, forged).out.startswith("120 events, chain intact")  # by itself it cannot be told
    assert verify(tessera, forged, "--anchor", anchor, status=1).out == "broken: the hash behind event 120 is not the anchor's\n"
    assert verify(tessera, links[:60], "--anchor", anchor, status=1).out == "broken: it ends at event 60, before the anchor of event 120\n"
    assert anchor.read_text() == kept
    anchor.write_text("{}")
    assert "no anchor" in verify(tessera, links, "--anchor", anchor, status=2).err


def test_from_a_place_on(tessera):
    """What lies before is taken on trust, but not against an anchor."""
    links, anchor = chain(120), tessera.folder / "anchor.json"
    assert verify(tessera, links, "--from", "121").out == f"0 events, chain intact, head {links[-1]['hash']}\n"
    assert verify(tessera, links, "--from", "122", status=1).out == "broken: it ends at event 120, before event 122\n"
    verify(tessera, links[:50], "--anchor", anchor)
    kept = anchor.read_text()
    assert "of event 50, which is not verified from event 60 on" in verify(tessera, links, "--from", "60", "--anchor", anchor, status=2).err
    forged = copy.deepcopy(links)
    forged[7]["event"]["action"] = "nothing happened"
    remake(forged, 7)
    for count in (50, 120):
        told = verify(tessera, forged[:count], "--from", "51", "--anchor", anchor, status=1).out
        assert told == "broken: the hash behind event 50 is not the anchor's\n" and anchor.read_text() == kept
    verify(tessera, links, "--from", "51", "--anchor", anchor)
    assert json.loads(anchor.read_text())["sequence"] == 120


def test_the_chain_of_a_server(tmp_path):
    running = Server(tmp_path, settings={"TESSERA_AUDIT_SEAL_SECONDS": 1})
    running.start()
    run = Tessera(tmp_path, running.url)
    run("team", "create", "sealed", "-m", '{"of": "Zo\u00eb \U0001f680 <&>"}')
    deadline = time.monotonic() + 60
    while run("audit", "verify", "-o", "json").json()["verified"] == 0:
        assert time.monotonic() < deadline
    running.stop_and_check()
