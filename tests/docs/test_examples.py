"""Every example is built, run against a fresh server, and listed in examples/README.md."""

import json
import re

import pytest

from support.events import Stream
from support.make import make_asset, make_team
from support.programs import python_command, run_program
from support.server import CHECKOUT, build_folder

FOLDER = CHECKOUT / "examples"
FQN = "warehouse.analytics.dim_customers"
NO_SERVER = "http://127.0.0.1:9"

# Name of the program -> arguments ({id}: an asset's), what it reads, texts that it must print. FQN has a contract for those that
# take arguments.
C_PROGRAMS = {
    "publish_contract": ((), "", ["Published contract: 1.0.0\n"]),
    "gather": (("{id}", "{id}"), "", ["{id} " + FQN]),
    "events_poll": ((), "red\ngreen\n", [" red\n", " green\n", "2 teams created\n"]),
    "events_uv": ((), "", ["the loop runs\n", "0 teams\n"]),
    "events_libevent": ((), "", ["the loop runs\n", "0 teams\n"]),
    "events_glib": ((), "", ["the loop runs\n", "0 teams\n"]),
    "errors_retries": ((), "", ["TESSERA_E_NOT_FOUND: Asset not found: ", "404, final\n", "one team\n"]),
    "paging": ((), "", ["paging team 00\n", "paging team 11\n", "12 of 12\n"]),
    "conditional_update": ((), "", ["refused: PRECONDITION_FAILED\nupdated\n"]),
    "compare": ((FQN,), "", ["would be: would.create.proposal\n", "breaking: property_removed",
                             "published: 1.1.0\nchange: property_added properties.name\n"]),
    "consumer": ((FQN, "growth"), "", [f"growth consumes {FQN} 1.0.0\n"]),
}
PYTHON_PROGRAMS = {
    "publish_contract": ((), ["Published contract: 1.0.0\n"]),
    "gather": (("{id}", "{id}"), ["{id} " + FQN, "2 ids name no contract\n"]),
    "errors_retries": ((), ["404 ASSET_NOT_FOUND\n", "refused: body.name: String should have at least 1 character\n",
                            "no server there\n", "one team\n"]),
    "paging": ((), ["5 of 12, from 0\n", "paging team 04\npaging team 05\n"]),
    "conditional_update": ((), ["refused: PRECONDITION_FAILED\nsecond\n"]),
    "compare": ((FQN,), ["would be: would.create.proposal\n",
                         "published: 1.1.0\ncompatible: True\nchange: property_added properties.name\n"]),
    "consumer": ((FQN, "growth"), [f"growth consumes {FQN} 1.0.0\n"]),
}
# Run by a test of their own: here, in tests/api/test_webhooks.py, in tests/python/test_page.py, and in
# tests/sdk/test_offline_schema.c.
C_ELSEWHERE = {"compare_schemas", "export_audit", "follow", "webhook_receiver"}
PYTHON_ELSEWHERE = {"export_audit", "follow", "webhook_receiver", "fastapi_app", "airflow_dag", "setup_data_contracts"}


def published(server):
    """The id of an asset named FQN with contract 1.0.0."""
    api = server.api()
    asset = make_asset(api, make_team(api), fqn=FQN)
    properties = {"customer_id": {"type": "integer"}, "email": {"type": "string"}}
    schema = {"type": "object", "properties": properties, "required": ["customer_id"]}
    assert api.post(f"/assets/{asset['id']}/publish", json={"schema": schema, "version": "1.0.0"}).status_code == 201
    return asset["id"]


def check(command, server, folder, arguments, expected, feed=None):
    asset = published(server) if arguments else ""
    done = run_program([*command, *(argument.replace("{id}", asset) for argument in arguments)], server, folder, feed=feed)
    assert done.stderr == ""
    for text in expected:
        assert text.replace("{id}", asset) in done.stdout


def test_all_examples_are_known():
    assert {file.stem for file in FOLDER.glob("*.c")} == set(C_PROGRAMS) | C_ELSEWHERE
    assert {file.stem for file in FOLDER.glob("*.py")} == set(PYTHON_PROGRAMS) | PYTHON_ELSEWHERE


def test_the_list_names_each_once():
    listed = re.findall(r"\]\(([\w.]+)\)", (FOLDER / "README.md").read_text("utf-8"))
    there = {file.name for file in FOLDER.iterdir() if file.suffix in (".c", ".py", ".md")} - {"README.md"}
    assert sorted(listed) == sorted(there)


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.*")), ids=lambda file: file.name)
def test_they_are_short_and_say_what_they_show(file):
    if file.suffix not in (".c", ".py") or file.name == "setup_data_contracts.py":  # that one is a page's, word for word
        return
    text = file.read_text("utf-8")
    assert len(text.splitlines()) <= 60
    assert text.startswith("// " if file.suffix == ".c" else '"""')


@pytest.mark.parametrize("name", C_PROGRAMS)
def test_c_example(name, server, tmp_path):
    arguments, feed, expected = C_PROGRAMS[name]
    program = build_folder() / "examples" / f"example_{name}"
    assert program.exists(), f"{program} is not built: tools/setup build test"
    check([str(program)], server, tmp_path, arguments, expected, feed)


@pytest.mark.parametrize("name", PYTHON_PROGRAMS)
def test_python_example(name, server, tmp_path):
    arguments, expected = PYTHON_PROGRAMS[name]
    check(python_command(str(FOLDER / f"{name}.py")), server, tmp_path, arguments, expected)


@pytest.mark.parametrize("language", ["c", "python"])
def test_following_goes_on_where_it_ended(language, server, tmp_path):
    command = python_command(str(FOLDER / "follow.py")) if language == "python" else [str(build_folder() / "examples" / "example_follow")]
    published(server)
    told = []
    for count in ("2", "1"):
        done = run_program([*command, "place", count], server, tmp_path)
        assert done.stderr == ""
        told.append([line.rsplit(" ", 1)[0] for line in done.stdout.splitlines()])
    assert told == [["1 team.created", "2 asset.created"], ["3 contract.published"]]


@pytest.mark.parametrize("language", ["c", "python"])
def test_the_audit_trail_is_exported(language, server, tmp_path):
    command = python_command(str(FOLDER / "export_audit.py")) if language == "python" else [str(build_folder() / "examples" / "example_export_audit")]
    published(server)
    with Stream(server.url, after=0) as stream:  # whoever follows has the events sealed
        told = [one.event for one in stream.take(3)]
    for after in (0, 2):
        done = run_program([*command, *([str(after)] if after else [])], server, tmp_path)
        assert [json.loads(line)["event"] for line in done.stdout.splitlines()] == told[after:]
        assert done.stderr == "exported up to event 3\n"


FASTAPI_RUN = """
import sys
from fastapi.testclient import TestClient
from fastapi_app import app

with TestClient(app) as web:
    client = app.state.tessera
    found = web.get("/assets/" + sys.argv[1])
    print(found.status_code, found.json()["fqn"])
    missing = web.get("/assets/" + sys.argv[1][:-12] + "000000000000")
    print(missing.status_code, missing.json())
    assert app.state.tessera is client and not client.is_closed
print(client.is_closed)
"""


def test_fastapi_app(server, tmp_path):
    asset = published(server)
    (tmp_path / "fastapi_app.py").write_text((FOLDER / "fastapi_app.py").read_text("utf-8"), "utf-8")
    done = run_program(python_command("-c", FASTAPI_RUN, asset), server, tmp_path)
    missing = asset[:-12] + "000000000000"
    assert done.stdout == f"200 {FQN}\n404 {{'error': 'Asset not found: {missing}'}}\nTrue\n"


AIRFLOW_RUN = """
import airflow_dag

airflow_dag.orders.test()
airflow_dag.orders.test()  # the schema has not changed meanwhile
"""


@pytest.mark.parametrize(("properties", "url", "expected"), [
    (["order_id"], None, ""),
    (["order_id", "total"], None, "AirflowFailException: the change is breaking; it waits as proposal "),
    (None, None, "AirflowFailException: Tessera refused: 404 ASSET_NOT_FOUND"),
    (["order_id"], NO_SERVER, "AirflowException: Tessera is not to be had: "),
], ids=["compatible", "breaking", "no asset", "no server"])
def test_airflow_dag(server, tmp_path, properties, url, expected):
    api = server.api()
    if properties:
        asset = make_asset(api, make_team(api), fqn="warehouse.sales.orders")
        schema = {"title": "Orders", "type": "object", "properties": {name: {"type": "integer"} for name in properties},
                  "required": ["order_id"]}
        assert api.post(f"/assets/{asset['id']}/publish", json={"schema": schema}).status_code == 201
    (tmp_path / "airflow_dag.py").write_text((FOLDER / "airflow_dag.py").read_text("utf-8"), "utf-8")
    setting = f"import os; os.environ['TESSERA_URL'] = {url!r}\n" if url else ""
    done = run_program(python_command("-c", setting + AIRFLOW_RUN), server, tmp_path, stand_ins=["airflow"])
    if expected:
        assert done.stdout.startswith(f"Task failed: publish: {expected}"), done.stdout
    else:
        assert done.stdout == ""
        contracts = api.get(f"/assets/{asset['id']}/contracts").json()["results"]
        assert [contract["version"] for contract in contracts] == ["1.0.1", "1.0.0"]
