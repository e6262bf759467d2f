"""Exporting the audit trail, piece by piece, with either client."""

import asyncio
import hashlib
import json

import pytest

from support.make import unique
from support.scripted import ScriptedServer, reply


@pytest.fixture(params=["waiting", "asynchronous"])
def export(request, url):
    """All that a call of `client.audit` gives, and the requests that a hook saw."""
    from tessera_sdk import AsyncTesseraClient, TesseraClient

    def waiting(name="export", to=url, view=None, seen=None, **terms):
        with TesseraClient(to, on_request=None if seen is None else seen.append) as client:
            return list(getattr((client.with_options(**view) if view else client).audit, name)(**terms))

    def asynchronous(name="export", to=url, view=None, seen=None, **terms):
        async def main():
            async with AsyncTesseraClient(to, on_request=None if seen is None else seen.append) as client:
                return [one async for one in getattr((client.with_options(**view) if view else client).audit, name)(**terms)]

        return asyncio.run(main())

    return waiting if request.param == "waiting" else asynchronous


@pytest.fixture(scope="module")
def trail(server):
    """Three teams, whose making is sealed, and the number of the event before."""
    from tessera_sdk import TesseraClient

    with TesseraClient(server.url) as client, client.events(event="team.created") as events:
        before = int(events.last_event_id or 0)
        teams = [client.teams.create(unique("exported")) for _ in range(3)]
        while next(events).entity_id != teams[-1].id:
            pass
    return before, teams


def test_every_event_once(export, trail):
    before, teams = trail
    links = export(after=before, limit=1)  # an event a piece
    assert [link.sequence for link in links] == list(range(before + 1, before + 1 + len(links)))
    assert [link.event.entity_id for link in links if link.event.action == "team.created"][:3] == [team.id for team in teams]
    assert all(link.event_id == link.event.id for link in links)
    (only,) = export(after=before, entity_id=teams[1].id)
    assert only == next(link for link in links if link.event.entity_id == teams[1].id)
    assert export(after=links[-1].sequence, entity_type="nothing of the kind") == []
    assert export(after=before, until=links[0].event.occurred_at, limit=2) == links[:1]


def test_lines_are_those_that_were_sealed(export, trail):
    before, _ = trail
    lines = [json.loads(line) for line in export("export_lines", after=before, entity_type="team")]
    assert len(lines) >= 3
    for line in lines:
        digest = hashlib.sha256(json.dumps(line["event"], sort_keys=True, separators=(",", ":")).encode()).hexdigest()
        assert digest == line["digest"]


def test_wrong_terms(export):
    from tessera_sdk import ValidationError

    with pytest.raises(ValidationError):
        export(after=-1)
    with pytest.raises(ValidationError):
        export(entity_id="no id")


def piece(text, last=None, head=None):
    names = {"X_Audit_Last": last, "X_Audit_Head": head}
    return reply(text.encode(), content_type="application/x-ndjson", **{name: value for name, value in names.items() if value is not None})


def script(pieces):
    """Gives one after the other."""
    left = iter(pieces)
    return lambda request: next(left)


def test_pieces_are_followed_as_the_server_says(export):
    """Also those without a line, where filters passed over all of them; and a view's headers go with each."""
    seen = []
    with ScriptedServer(script([piece('"a"\n"b"\n', 7, 30), piece("", 20, 30), piece('"c\u2028"\n', 31, 31)])) as server:
        assert export("export_lines", to=server.url, view={"headers": {"X-Own": "1"}}, seen=seen, action="x") == ['"a"', '"b"', '"c\u2028"']
        targets = [one.target for one in server.requests]
        assert all(f"after={after}" in target and "action=x" in target for after, target in zip((0, 7, 20), targets, strict=True))
        assert [one.headers.get("x-own") for one in server.requests] == ["1"] * 3
    assert [(one.method, one.path) for one in seen] == [("GET", "/api/v1/audit/export")] * 3


@pytest.mark.parametrize("pieces", [[piece("")], [piece("", 5, 9), piece("", 5, 9)], [piece("", "x", 9)]])
def test_an_export_without_an_end_is_refused(export, pieces):
    from tessera_sdk import TesseraConnectionError

    with ScriptedServer(script(pieces)) as server, pytest.raises(TesseraConnectionError, match="export"):
        export(to=server.url)
