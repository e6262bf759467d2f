"""docs/reference/ agrees with the running server: limits, and the codes of what is missing."""

import re
import uuid

from tessera_sdk import models

from support import tables
from support.server import CHECKOUT

FOLDER = CHECKOUT / "docs" / "reference"
PAGES = sorted(FOLDER.glob("*.md"))
# What the calls require beside the ids in their paths.
GIVEN = {"schema": {}, "proposed_schema": {}, "target_team_id": str(uuid.UUID(int=7)), "from_version": "1.0.0",
         "to_version": "1.1.0", "guarantees": {}, "depends_on_asset_id": str(uuid.UUID(int=7)),
         "triggered_by": "x",
         "consumer_team_id": str(uuid.UUID(int=8)), "response": "approved", "objector_team_id": str(uuid.UUID(int=9)),
         "actor_id": str(uuid.UUID(int=9)), "reason": "it breaks", "team_id": str(uuid.UUID(int=9)), "environment": "production", "version": "1.0.0"}
ROW = re.compile(r"^\| `(\w+)` \| (.*?) \| (.*?) \| (.*?) \| .*\|$")


def sections(page):
    """(title, text) of each call and model of a page."""
    parts = re.split(r"^### (.*)$", page.read_text("utf-8"), flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2]))


def calls():
    """(method, path, text) of every call."""
    for page in PAGES:
        for title, text in sections(page):
            request = re.search(r"`(GET|POST|PATCH|PUT|DELETE) (/\S*)`", text)
            if request and "." in title:
                yield request.group(1), request.group(2), text


def test_every_route_model_enumeration_and_error_is_there():
    shown = {(method, path) for method, path, _ in calls()}
    text = "".join(page.read_text("utf-8") for page in PAGES)
    for route in tables.routes():
        assert route.sdk == "none" or (route.method, route.path) in shown or f"also `{route.method} {route.path}`" in text
    for code in tables.errors():
        assert f"| `{code}` |" in (FOLDER / "errors.md").read_text("utf-8")
    for name, values in tables.enums().items():
        page = (FOLDER / "enums.md").read_text("utf-8")
        assert f"`tessera_{name}`" in page
        assert all(f"| `{value}` |" in page for value in values)
    titles = {title for page in PAGES for title, _ in sections(page)}
    assert set(models.__all__) <= titles


def test_no_page_is_left_over():
    index = (FOLDER / "README.md").read_text("utf-8")
    assert [page.name for page in PAGES if page.name != "README.md" and f"({page.name})" not in index] == []


def test_limits_are_those_of_the_server(server):
    described = server.client().get("/openapi.json").json()
    checked = 0
    for method, path, text in calls():
        operation = described["paths"][path][method.lower()]
        known = {parameter["name"]: parameter["schema"] for parameter in operation.get("parameters", [])}
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
        if "$ref" in body:
            known.update(described["components"]["schemas"][body["$ref"].rsplit("/", 1)[1]]["properties"])
        for line in text.splitlines():
            row = ROW.match(line)
            limit = row and re.search(r"(\d+) to (\d+)|at most (\d+)", row.group(4))
            if not limit or re.search(r"`\w+` on the wire", line):
                continue
            schema = known[row.group(1)]
            schema = next((one for one in schema.get("anyOf", []) if one.get("type") != "null"), schema)
            highest = next(schema[name] for name in ("maximum", "maxLength", "maxItems") if name in schema)
            assert highest == int(limit.group(2) or limit.group(3)), (path, row.group(1))
            checked += 1
    assert checked > 30


def test_what_is_missing_has_the_code_that_is_listed(server):
    http = server.client()
    described = http.get("/openapi.json").json()["paths"]
    checked = 0
    for method, path, text in calls():
        codes = re.findall(r"`(\w+_NOT_FOUND)`", text)
        if not codes:
            continue
        parameters = described[path][method.lower()].get("parameters", [])
        query = {one["name"]: GIVEN[one["name"]] for one in parameters if one["in"] == "query" and one.get("required")}
        body = GIVEN | ({"status": "failed"} if path.endswith("/audit-results") else {})
        reply = http.request(method, re.sub(r"{\w+}", str(uuid.uuid4()), path), params=query, json=None if method == "GET" else body)
        assert reply.status_code == 404 and reply.json()["error"]["code"] in codes, (method, path, reply.text)
        checked += 1
    assert checked > 20
