"""dbt manifests: what becomes of models and sources, and that size does not matter."""

import json
import pathlib
import subprocess
import sys
import uuid

import pytest

from support.server import clean_environment, program_find


def model(name, columns, kind="model", **more):
    return {"resource_type": kind, "name": name, "database": "lake", "schema": "shop", "alias": name, "description": f"about {name}", "tags": ["t"],
            "columns": {column: {"name": column, "data_type": type_} for column, type_ in columns.items()}, **more}


@pytest.fixture
def mark():
    return uuid.uuid4().hex[:10]


@pytest.fixture
def team(online, mark):
    online("team", "create", f"dbt-{mark}")
    return f"dbt-{mark}"


def manifest(online, nodes, sources=None):
    online.write("target/manifest.json", {"metadata": {"nodes": "not these"}, "nodes": {f"model.shop.{n['name']}": n for n in nodes},
                                          "sources": {f"source.shop.{s['name']}": s for s in sources or []}})


def test_nothing_there(tessera):
    done = tessera("dbt", "check", status=1)
    assert done.err.startswith("Error: Manifest not found: target/manifest.json\n") and "Hint" in done.err
    tessera.write("m.json", "[]")
    assert "no manifest of dbt" in tessera("dbt", "check", "-m", "m.json", status=2).err
    tessera.write("m.json", '{"nodes": {"a": ')
    tessera("dbt", "check", "-m", "m.json", status=2)
    tessera.write("m.json", '{"nodes": {"test.a": {"resource_type": "test"}}}')
    assert tessera("dbt", "check", "-m", "m.json").out == "No models found in manifest\n"
    assert "Team ID required" in tessera("dbt", "sync", "-m", "m.json", status=1).err
    report = tessera("dbt", "check", "--manifest", "m.json", "--json", TESSERA_URL="http://127.0.0.1:1").json()
    assert report == {"new": [], "compatible": [], "breaking": [], "unchanged": [], "errors": []}


def test_types_of_columns(online, mark):
    columns = {"a": "BIGINT", "b": "decimal(10,2)", "c": "Boolean", "d": "array<int>", "e": "struct<x int>", "f": "timestamp", "g": None, "h": "varchar(20)"}
    manifest(online, [model(f"types_{mark}", columns), model("seed", {"a": "int"}, kind="seed"), model("empty", {})])
    report = online("dbt", "check", "--json").json()
    (new,) = report["new"]
    assert {name: entry["type"] for name, entry in new["schema"]["properties"].items()} == {
        "a": "integer", "b": "number", "c": "boolean", "d": "array", "e": "object", "f": "string", "g": "string", "h": "string"}
    assert (new["node_id"], new["fqn"], new["name"]) == (f"model.shop.types_{mark}", f"lake.shop.types_{mark}", f"types_{mark}")
    assert {"description", "columns", "tags"} <= set(new)


def test_check_and_sync(online, mark, team):
    name = f"orders_{mark}"
    manifest(online, [model(name, {"id": "int", "total": "float"})])
    assert f"new lake.shop.{name}" in online("dbt", "check").out
    declined = online("dbt", "sync", "-t", team, "-c", answer="n\n", status=1)
    assert declined.out.startswith(f"1 new asset(s) will be created\n  lake.shop.{name}\n")
    done = online("dbt", "sync", "-t", team, "--create-assets", "--yes")
    assert f"Created: lake.shop.{name}\n" in done.out and done.out.endswith("Created: 1\nPublished: 1\nSkipped: 0\nErrors: 0\n")
    assert online("asset", "get", f"lake.shop.{name}").json()["metadata"]["dbt_node_id"] == f"model.shop.{name}"
    assert [len(v) for v in online("dbt", "check", "-j").json().values()] == [0, 0, 0, 1, 0]
    manifest(online, [model(name, {"id": "int", "total": "float", "note": "text"})])
    assert [len(v) for v in online("dbt", "check", "-j").json().values()] == [0, 1, 0, 0, 0]
    assert online("dbt", "sync", "-t", team).out.endswith("Created: 0\nPublished: 0\nSkipped: 1\nErrors: 0\n")
    assert f"Published: lake.shop.{name} v1.1.0" in online("dbt", "sync", "-t", team, "--publish-compatible").out
    online("team", "create", f"reader-{mark}")
    manifest(online, [], [model(name, {}, kind="source"), model(f"gone_{mark}", {}, kind="source")])
    registered = online("dbt", "register", "-t", f"reader-{mark}").out
    assert registered == f"Registered: lake.shop.{name}\nNot found: lake.shop.gone_{mark}\nRegistered: 1\nNot found: 1\n"
    manifest(online, [model(name, {"id": "int"})])
    broken = online("dbt", "check", status=1).out
    assert "Breaking    1\n" in broken and f"  read by reader-{mark}\n" in broken
    online("dbt", "check", "--fail-on", "never")
    assert "Team ID required" in online("dbt", "check", "-p", status=1).err
    entry = online("dbt", "check", "-p", "-t", team, "-j", status=1).json()["breaking"][0]
    assert online("proposal", "get", entry["proposal_id"]).json()["status"] == "pending"
    assert {change["type"] for change in entry["breaking_changes"]} == {"property_removed"}
    assert online("dbt", "sync", "-t", team, "--publish-compatible").out.endswith("Published: 0\nSkipped: 1\nErrors: 0\n")


def test_without_a_server(tessera, mark):
    manifest(tessera, [model(f"orders_{mark}", {"id": "int"})])
    report = tessera("dbt", "check", "-j", status=2, TESSERA_URL="http://127.0.0.1:1").json()
    assert report["errors"][0]["fqn"] == f"lake.shop.orders_{mark}" and report["errors"][0]["error"]


# Runs a command and prints the most memory that it had.
MEASURED = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"


def test_a_manifest_of_100_megabytes_needs_little_memory(online, mark):
    filler = json.dumps({"resource_type": "test", "raw_code": "x" * 100_000})
    with open(online.folder / "large.json", "w", encoding="utf-8") as file:
        file.write('{"macros": {"a": ' + filler + '}, "nodes": {')
        for number in range(1050):
            file.write(f'"test.shop.{number}": {filler},')
        file.write(f'"model.shop.last": {json.dumps(model(f"last_{mark}", {"id": "int"}))}}}, "sources": {{}}}}')
    assert (online.folder / "large.json").stat().st_size > 100_000_000
    # A process begins with the memory of the one that it comes from, which is therefore a small one.
    done = subprocess.run([sys.executable, "-c", MEASURED, program_find("tessera"), "dbt", "check", "-m", str(online.folder / "large.json")],
                          env={**clean_environment(), **online.settings, "HOME": str(online.folder)}, capture_output=True, text=True, check=True)  # fmt: skip
    *shown, kilobytes = done.stdout.splitlines()
    assert f"new lake.shop.last_{mark}" in "\n".join(shown)
    sanitized = b"__asan_init" in pathlib.Path(program_find("tessera")).read_bytes()
    assert int(kilobytes) < (400_000 if sanitized else 200_000)
