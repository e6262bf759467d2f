"""Requests made from the server's own OpenAPI document, by every kind of caller: nothing fails, and no reply is outside the document."""

import os

import pytest

from support.callers import KINDS
from support.checks import Description
from support.made_requests import Maker, ends_sessions, has_no_end
from support.make import expect, make_asset, make_contract, make_repo, make_service, make_team, make_user, object_schema

ROUNDS = 20 if os.environ.get("TESSERA_TEST_LONG") else 1


@pytest.fixture(scope="module")
def world(guarded, admin):
    """The document, and what requests may name: nothing that a caller of the tests needs."""
    teams = [make_team(admin) for _ in range(2)]
    assets = [make_asset(admin, team) for team in teams]
    contracts = [make_contract(admin, asset, object_schema(a="integer")) for asset in assets]
    repo = make_repo(admin, teams[0])
    ids = {
        "team": [team["id"] for team in teams], "asset": [asset["id"] for asset in assets], "contract": [contract["id"] for contract in contracts],
        "user": [make_user(admin, team_id=teams[0]["id"])["id"]], "repo": [repo["id"]], "service": [make_service(admin, repo)["id"]],
        "published_by": [teams[0]["id"]],
    }  # fmt: skip
    texts = {"fqn": [asset["fqn"] for asset in assets], "name": [team["name"] for team in teams], "version": ["1.0.0", "2.0.0", "x"], "environment": ["production"]}
    return Description(expect(guarded.client().get("/openapi.json"), 200)), ids, texts


@pytest.mark.parametrize("kind", KINDS)
def test_requests_of_the_document(guarded, callers, world, kind):
    """The client's hooks hold each reply against the document: its status is listed for the operation, and its body fits."""
    headers, refusal, scopes, context = callers[kind]
    client, seen, good = guarded.client(headers=headers, context=context), {}, 0
    maker = Maker(world[0], KINDS.index(kind), *world[1:])
    for _ in range(ROUNDS):
        for method, template, operation in maker.operations():
            if ends_sessions(template) and "Cookie" in headers:  # which others use
                continue
            method, path, query, content = maker.request(method, template, operation)
            if has_no_end(template):
                query["wait"] = 0
            reply = client.request(method, path, params=query, **content)
            assert reply.status_code < 500, (method, path, query, content, reply.text)
            if operation["security"] and refusal is not None:
                assert reply.status_code in (401, 403) and reply.json()["error"]["code"] == refusal
            seen[reply.status_code] = seen.get(reply.status_code, 0) + 1
            good += bool(operation["security"]) and reply.status_code < 300
    writes = "ADMIN" in scopes and kind != "session without a header"
    assert (good > 0 or not scopes & {"READ", "WRITE", "ADMIN"}) and (not writes or set(seen) >= {200, 201, 404, 422}), seen
