"""Databases written as files of lines, which come in elsewhere."""

import json
import os
import signal
import subprocess
import uuid

import pytest

from support import postgres
from support.make import all_pages, expect, make_asset, make_contract, make_service, make_team, make_user, object_schema, publish
from support.server import clean_environment, program_find, program_run

SECONDS = 120
AVRO = {"type": "record", "name": "Order", "fields": [{"name": "id", "type": "long"}]}


def export(database, file, folder):
    return program_run("--database", str(database), "--export", str(file), folder=folder, seconds=SECONDS)


def lines_of(file):
    return [json.loads(line) for line in file.read_text().splitlines()]


@pytest.fixture
def full(start_server):
    """A running server with something of every kind, some of it deleted."""
    running = start_server()
    api = running.api()
    producer, consumer, gone = make_team(api, description="Straße \U0001f600 \"quoted\"\n", metadata={"n": 1.50, "big": 18446744073709551615}), make_team(api), make_team(api, name="twice")
    person = make_user(api, name="Ada", email="Ada@Example.com", team_id=producer["id"])
    expect(api.delete(f"/users/{make_user(api)['id']}"), 204)
    of = make_asset(api, producer, tags=["a", "ü"], metadata={"k": [1, None, {"x": 1e3}]}, owner_user_id=person["id"], resource_type="model")
    make_asset(api, producer, service_id=make_service(api)["id"])
    first = make_contract(api, of, object_schema(a="string"), version="1.0.0", guarantees={"freshness": {"max_staleness_minutes": 5}})
    second = expect(publish(api, of["id"], object_schema(a="string", b="number")), 201)["contract"]
    expect(publish(api, make_asset(api, producer)["id"], AVRO, schema_format="avro", version="3.0.0"), 201)
    registered = expect(api.post("/registrations", json={"contract_id": second["id"], "consumer_team_id": consumer["id"]}), 201)
    expect(api.delete(f"/registrations/{registered['id']}"), 204)
    expect(api.post("/registrations", json={"contract_id": second["id"], "consumer_team_id": consumer["id"], "pinned_version": first["version"]}), 201)
    deleted = make_asset(api, gone, fqn="lake.deleted.one")
    make_contract(api, deleted, object_schema(c="string"), version="1.0.0")
    expect(api.delete(f"/assets/{deleted['id']}"), 204)
    expect(api.delete(f"/teams/{gone['id']}"), 204)
    make_team(api, name="twice")
    return running, deleted


def shown(api):
    """What the lists say of what an export holds."""
    return {path: all_pages(api, path) for path in ("/teams", "/users?include_deactivated=true", "/assets", "/contracts", "/registrations")}


def without_services(lists):
    for asset in lists["/assets"]:
        for name in ("service_id", "service_name", "repo_id", "repo_name"):
            asset.pop(name, None)
    return lists


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_there_and_back(full, start_server, tmp_path, kind):
    running, deleted = full
    file, again = tmp_path / "one.ndjson", tmp_path / "two.ndjson"
    ended = export(running.database, file, tmp_path)
    lines = lines_of(file)
    assert (ended.returncode, ended.stdout) == (0, f"{len(lines)} lines written\n"), ended.stderr
    assert file.stat().st_mode & 0o777 == 0o600
    kinds = [next(iter(line)) for line in lines]
    assert kinds == sorted(kinds, key=["team", "user", "asset", "contract", "registration"].index)
    for name in set(kinds):
        ids = [line[name]["id"] for line in lines if name in line]
        assert ids == sorted(set(ids))
    other = postgres.cluster().new_database() if kind == "postgresql" else tmp_path / "other.db"
    ended = program_run("--database", str(other), "--import", str(file), folder=tmp_path, seconds=SECONDS)
    assert ended.stdout == f"{len(lines)} added, 0 were there\n", ended.stderr
    assert export(other, again, tmp_path).returncode == 0
    assert again.read_bytes() == file.read_bytes()
    (tmp_path / "second").mkdir()
    second = start_server(database=other, folder=tmp_path / "second").api()
    assert without_services(shown(second)) == without_services(shown(running.api()))
    # Deleted things came in as such, are in no total, and can be restored.
    assert second.get(f"/assets/{deleted['id']}").status_code == 404
    assert expect(second.get("/assets", params={"environment": deleted["environment"]}), 200)["total"] == 3
    expect(second.post(f"/assets/{deleted['id']}/restore"), 200)
    assert expect(second.get("/assets", params={"environment": deleted["environment"]}), 200)["total"] == 4


def test_what_is_as_deep_as_a_body_may_be(start_server, tmp_path):
    running = start_server()
    deep = '{"a":' * 998 + "1" + "}" * 998
    for inside, status in ((deep, 201), (f'{{"a":{deep}}}', 201), (f'{{"a":{{"a":{deep}}}}}', 400)):
        body = f'{{"name":"deep-{len(inside)}","metadata":{inside}}}'
        reply = running.api(checked=False).post("/teams", content=body, headers={"content-type": "application/json"})
        assert reply.status_code == status
    file, again, other = tmp_path / "lines", tmp_path / "again", tmp_path / "other.db"
    assert export(running.database, file, tmp_path).returncode == 0
    ended = program_run("--database", str(other), "--import", str(file), folder=tmp_path, seconds=SECONDS)
    assert ended.stdout == "2 added, 0 were there\n", ended.stderr
    assert export(other, again, tmp_path).returncode == 0 and again.read_bytes() == file.read_bytes()


def test_to_standard_output(full, tmp_path):
    running, _ = full
    ended = export(running.database, "-", tmp_path)
    assert ended.returncode == 0
    count = len(ended.stdout.splitlines())
    assert count > 10 and f"{count} lines written" in ended.stderr
    assert export(running.database, tmp_path / "file", tmp_path).returncode == 0
    assert (tmp_path / "file").read_text() == ended.stdout
    with open("/dev/full", "w") as nowhere:
        command = [program_find("tesserad"), "--database", str(running.database), "--export", "-"]
        done = subprocess.run(command, env=clean_environment(), cwd=tmp_path, stdout=nowhere, stderr=subprocess.PIPE, text=True, timeout=SECONDS)
    assert done.returncode == 1 and "cannot write standard output: No space left" in done.stderr


def test_what_is_in_the_way(full, tmp_path):
    running, _ = full
    there = tmp_path / "there"
    there.write_text("mine")
    for file, why in ((there, "File exists"), (tmp_path / "nowhere" / "file", "No such file")):
        ended = export(running.database, file, tmp_path)
        assert ended.returncode == 1 and f"cannot write {file}: {why}" in ended.stderr
    assert there.read_text() == "mine"
    ended = export(tmp_path / "missing.db", tmp_path / "out", tmp_path)
    assert ended.returncode == 1 and "missing.db" in ended.stderr
    assert not (tmp_path / "out").exists() and not (tmp_path / "out.partial").exists() and not (tmp_path / "missing.db").exists()


def test_one_moment(full, tmp_path):
    """What is written meanwhile is not in it: every contract has its asset, every asset its team."""
    running, _ = full
    api = running.api()
    team = make_team(api)
    process = subprocess.Popen([program_find("tesserad"), "--database", str(running.database), "--export", "-"], env=clean_environment(), cwd=tmp_path,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    for _ in range(20):
        make_contract(api, make_asset(api, team), object_schema(a="string"), version="1.0.0")
    output, _ = process.communicate(timeout=SECONDS)
    lines = [json.loads(line) for line in output.splitlines()]
    assets = {line["asset"]["id"] for line in lines if "asset" in line}
    assert process.returncode == 0 and all(line["contract"]["asset_id"] in assets for line in lines if "contract" in line)


def test_times_of_deletion(tmp_path):
    line = {"team": {"id": str(uuid.uuid4()), "name": "gone", "created_at": "2026-01-01T00:00:00Z", "deleted_at": "yesterday"}}
    file = tmp_path / "lines"
    file.write_text(json.dumps(line) + "\n")
    ended = program_run("--database", str(tmp_path / "new.db"), "--import", str(file), folder=tmp_path)
    assert ended.returncode == 1 and "line 1: team.deleted_at: must be a time" in ended.stderr


def test_a_line_without_an_end(tmp_path):
    """It is refused when it is longer than lines may be, and not read on."""
    file = tmp_path / "long"
    file.touch()
    os.truncate(file, 4 << 30)
    command = [program_find("tesserad"), "--database", str(tmp_path / "new.db"), "--import", str(file)]
    process = subprocess.Popen(command, env=clean_environment(), cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    signal.alarm(SECONDS)
    problems = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    signal.alarm(0)
    process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    assert (process.returncode, problems) == (1, "tesserad: line 1: it is longer than 67108864 bytes\n")
    assert used.ru_maxrss < 1 << 20, "kilobytes, a sanitizer's among them"
