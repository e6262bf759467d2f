"""Files of lines brought into a database."""

import gzip
import json
import os
import re
import signal
import subprocess
import time
import uuid

import pytest

from support import postgres
from support.make import all_pages, expect, make_asset, make_contract, make_team, object_schema, publish
from support.server import clean_environment, program_find, program_run

SECONDS = 120
AT = "2026-01-02T03:04:05.678901Z"


def new_id():
    return str(uuid.uuid4())


def team(**members):
    return {"team": {"id": new_id(), "name": f"team {uuid.uuid4().hex}", "created_at": AT, **members}}


def asset(owner, **members):
    return {"asset": {"id": new_id(), "fqn": f"lake.t{uuid.uuid4().hex}", "owner_team_id": owner["team"]["id"], "environment": "production", "created_at": AT, **members}}


def contract(of, version="1.0.0", status="active", **members):
    return {"contract": {"id": new_id(), "asset_id": of["asset"]["id"], "version": version, "status": status, "published_at": AT,
                         "published_by": of["asset"]["owner_team_id"], "schema": object_schema(a="string"), **members}}


def registration(of, consumer, **members):
    return {"registration": {"id": new_id(), "contract_id": of["contract"]["id"], "consumer_team_id": consumer["team"]["id"], "status": "active",
                             "registered_at": AT, **members}}


@pytest.fixture
def database(tmp_path):
    """The URL or file of a database that does not exist yet."""
    return postgres.cluster().new_database() if postgres.chosen() else tmp_path / "imported.db"


@pytest.fixture
def bring(tmp_path, database):
    """Imports lines, given as objects or as text."""

    def run(*lines):
        file = tmp_path / f"{uuid.uuid4().hex}.ndjson"
        file.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines))
        return program_run("--database", str(database), "--import", str(file), folder=tmp_path, seconds=SECONDS)

    return run


def brought(ended, added, present=0):
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == f"{added} added, {present} were there\n"


def refused(ended, line, *parts):
    assert ended.returncode == 1, ended.stdout
    assert ended.stderr.startswith(f"tesserad: line {line}: ") and len(ended.stderr.splitlines()) == 1, ended.stderr
    for part in parts:
        assert part in ended.stderr, ended.stderr


def shop():
    producer, consumer = team(description="Straße \U0001f600", metadata={"n": 1.50}), team()
    of = asset(producer, tags=["a", "b"], resource_type="model", description=None)
    old = contract(of, "1.0.0", "deprecated", guarantees={"freshness": {"max": 1}, "volume": None, "nullability": None, "accepted_values": None}, field_tags={"a": ["pii"]})
    new = contract(of, "1.1.0", compatibility_mode="full", published_at="2026-02-03T00:00:00.000000Z")
    return producer, consumer, of, old, new, registration(new, consumer, pinned_version="1.1.0")


def test_what_comes_in_is_shown(bring, start_server, database):
    lines = shop()
    person = {"user": {"id": new_id(), "username": "Import.Person", "name": "Import Person", "email": "A@Example.com", "user_type": "human", "role": "user",
                       "team_id": lines[0]["team"]["id"], "notification_preferences": {}, "created_at": AT}}
    brought(bring(*lines, "", person), 7)
    brought(bring(*lines, person), 0, 7)
    api = start_server(database=database).api()
    for line in lines:
        kind, given = next(iter(line.items()))
        shown = expect(api.get(f"/{kind}s/{given['id']}"), 200)
        assert {name: shown[name] for name in given} == given
    shown = expect(api.get(f"/users/{person['user']['id']}"), 200)
    assert (shown["username"], shown["email"]) == ("import.person", "a@example.com"), "as a request would have made it"
    # Lists count what came in, and what follows goes on from there.
    assert expect(api.get("/contracts"), 200)["total"] == 2
    assert expect(api.get("/contracts", params={"status": "deprecated"}), 200)["total"] == 1
    of = lines[2]["asset"]
    result = expect(publish(api, of["id"], object_schema(a="string", b="string")), 201)
    assert result["contract"]["version"] == "1.2.0"
    assert [entry["version"] for entry in expect(api.get(f"/assets/{of['id']}/contracts/history"), 200)["contracts"]] == ["1.2.0", "1.1.0", "1.0.0"]


def test_what_a_server_shows_comes_in_elsewhere(bring, start_server, tmp_path, database):
    """The lines are what the API's lists give."""
    first = start_server()
    api = first.api()
    producer, consumer = make_team(api), make_team(api)
    of = make_asset(api, producer, tags=["x"])
    made = make_contract(api, of, object_schema(a="string"), version="1.0.0")
    expect(api.post("/registrations", json={"contract_id": made["id"], "consumer_team_id": consumer["id"]}), 201)
    kinds = ("team", "asset", "contract", "registration")
    shown = {kind: all_pages(api, f"/{kind}s") for kind in kinds}
    brought(bring(*({kind: entry} for kind in kinds for entry in shown[kind])), 5)
    folder = tmp_path / "second"
    folder.mkdir()
    again = start_server(database=database, folder=folder).api()
    assert {kind: all_pages(again, f"/{kind}s") for kind in kinds} == shown


def test_schemas_in_another_language(bring, start_server, database):
    producer = team()
    of = asset(producer)
    record = {"type": "record", "name": "Order", "fields": [{"name": "id", "type": "long"}]}
    brought(bring(producer, of, contract(of, schema=record, schema_format="avro")), 3)
    api = start_server(database=database).api()
    shown = expect(api.get("/contracts"), 200)["results"][0]
    assert shown["schema_format"] == "avro" and shown["schema"]["properties"]["id"]["type"] == "integer"
    result = expect(publish(api, of["asset"]["id"], {**record, "fields": [{"name": "id", "type": "string"}]}, schema_format="avro"), 201)
    assert result["action"] == "proposal.created", "it is compared by the rules of Avro, with what came in"


def test_lines_that_are_refused(bring, database):
    producer = team()
    of = asset(producer)
    brought(bring(producer, of), 2)
    for line, parts in (
        ("{", ["at byte"]),
        ("[]", ["one member"]),
        ({"proposal": {}}, ["one member"]),
        ({"team": []}, ["team: must be an object"]),
        (team(name="!"), ["team.name"]),
        (team(name=None), ["team.name"]),
        (team(id="7"), ["team.id"]),
        ({"team": {"name": "without an id", "created_at": AT}}, ["team.id"]),
        (asset(producer, fqn="single"), ["asset.fqn"]),
        (asset(producer, tags=["a", 7]), ["asset.tags[1]"]),
        (asset(producer, resource_type="nonsense"), ["asset.resource_type"]),
        (contract(of, version="1"), ["contract.version"]),
        (contract(of, version=None), ["contract.version"]),
        (contract(of, schema={"type": "nonsense"}), ["contract.schema"]),
        (contract(of, schema={"type": "record"}, schema_format="avro"), ["contract.schema"]),
        (contract(of, published_at="yesterday"), ["contract.published_at"]),
        # By the database.
        (team(name=producer["team"]["name"]), ["team", "another one is in the way", "name"]),
        (asset(team()), ["asset", "refers to"]),
        (registration(contract(of), producer), ["registration", "refers to"]),
    ):
        ended = bring(producer, of, line)
        refused(ended, 3, *parts)
    # What stands before it is kept.
    before = team()
    refused(bring(before, team(name="!")), 2)
    brought(bring(before), 0, 1)
    one = contract(of)
    refused(bring(one, contract(of, "2.0.0")), 2, "another one is in the way")
    assert "added" not in bring(one).stderr
    # By the database as well, which is given many lines at once, those of teams first: line 2 rests on one that is behind it.
    first, late = team(), team()
    refused(bring(first, asset(late), team(name=first["team"]["name"]), late), 2, "asset", "refers to")
    brought(bring(first), 0, 1)
    brought(bring(late), 1)
    ended = program_run("--database", str(database), "--import", "/nowhere.ndjson")
    assert ended.returncode == 1 and "cannot read /nowhere.ndjson" in ended.stderr


def test_standard_input(database):
    command = [program_find("tesserad"), "--database", str(database), "--import", "-"]
    lines = (json.dumps(team()) + "\r\n\n" + json.dumps(team())).encode()
    for given, status, says in ((gzip.compress(lines), 1, b"is compressed (gzip)"), (lines, 0, b"2 added, 0 were there")):
        ended = subprocess.run(command, input=given, env=clean_environment(), capture_output=True, timeout=SECONDS, check=False)
        assert ended.returncode == status and says in ended.stdout + ended.stderr, ended


def test_it_goes_on_where_it_was_killed(tmp_path, database, start_server):
    producer = team()
    many = 60_000 if os.environ.get("TESSERA_TEST_LONG") else 20_000
    lines = [producer]
    for number in range(many // 4):
        of = asset(producer)
        lines += [of, *(contract(of, f"1.{minor}.0", "active" if minor == 2 else "deprecated") for minor in range(3))]
    file = tmp_path / "many.ndjson"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    command = [program_find("tesserad"), "--database", str(database), "--import", str(file)]

    def start():
        return subprocess.Popen(command, env=clean_environment(), cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    killed = 0
    for pause in (0.2, 0.7, 1.2):
        process = start()
        try:
            process.wait(pause)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            killed += process.wait(SECONDS) == -signal.SIGKILL
        process.communicate()
    assert killed > 0
    began = time.monotonic()
    output, problems = start().communicate(timeout=SECONDS)
    added, present = map(int, re.match(r"(\d+) added, (\d+) were there\n$", output).groups())
    assert added + present == len(lines), problems
    api = start_server(database=database).api()
    assert expect(api.get("/contracts"), 200)["total"] == 3 * (many // 4)
    assert expect(api.get("/contracts", params={"status": "active"}), 200)["total"] == many // 4
    assert expect(api.get("/assets"), 200)["total"] == many // 4
    assert expect(api.get("/assets", params={"environment": "production"}), 200)["total"] == many // 4
    assert time.monotonic() - began < SECONDS


def test_what_is_there_in_part(bring, start_server, database):
    """Rows that are there lie between those that are not, and some lines come twice."""
    producer, consumer = team(), team()
    assets = [asset(producer) for _ in range(300)]
    contracts = [contract(of) for of in assets]
    first = [producer, *assets[::2], *contracts[::2], consumer]
    brought(bring(*first), len(first))
    uses = [registration(of, consumer) for of in contracts]
    whole = [producer, consumer, *assets, *contracts, *uses]
    brought(bring(*whole), len(whole) - len(first), len(first))
    more = asset(producer)
    brought(bring(*whole, more, more), 1, len(whole) + 1)
    refused(bring(*whole, asset(team())), len(whole) + 1, "refers to what is neither there")
    api = start_server(database=database).api()
    assert expect(api.get("/contracts", params={"status": "active"}), 200)["total"] == 300
    assert expect(api.get("/registrations"), 200)["total"] == 300
    assert expect(api.get("/assets"), 200)["total"] == 301


def test_one_that_is_in_use(start_server, tmp_path):
    running = start_server()
    file = tmp_path / "one.ndjson"
    file.write_text(json.dumps(team()) + "\n")
    ended = program_run("--database", str(running.database), "--import", str(file), folder=tmp_path)
    if postgres.chosen():  # several may write
        brought(ended, 1)
    else:
        assert ended.returncode == 1 and "in use by process" in ended.stderr
