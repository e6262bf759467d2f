"""Replies that are not what the API promises: an error that names the field, never a model without it."""

import asyncio

import pytest

from support.scripted import ScriptedServer, reply

ID = "0190f3a2-7c1e-7b3a-9c55-0242ac120002"
TEAM = {"id": ID, "name": "t", "metadata": {}, "created_at": "2026-01-01T00:00:00.000000Z"}


def without(name):
    return {key: value for key, value in TEAM.items() if key != name}


@pytest.mark.parametrize(("body", "told"), [
    (without("id"), "Team: id is missing"),
    (without("name"), "Team: name is missing"),
    (without("metadata"), "Team: metadata is missing"),
    ({**TEAM, "id": None}, "Team: id is missing"),
    ({**TEAM, "created_at": None}, "Team: created_at is missing"),
    ({**TEAM, "id": "x"}, "id: badly formed"),
    ({**TEAM, "id": 5}, "id: the value has another type"),
    ({**TEAM, "name": {}}, "name: the value has another type"),
    ({**TEAM, "created_at": "yesterday"}, "created_at: "),
    ({**TEAM, "asset_count": "many"}, "asset_count: the value has another type"),
    ({}, "Team: "),
])
@pytest.mark.parametrize("paged", [False, True], ids=["one", "page"])
def test_a_field_is_named(body, told, paged):
    from tessera_sdk import AsyncTesseraClient, TesseraClient, TesseraConnectionError

    page = {"results": [TEAM, body], "total": 2, "limit": 100, "offset": 0}
    with ScriptedServer(lambda request: reply(page if paged else body)) as server:

        async def main():
            async with AsyncTesseraClient(server.url) as client:
                await (client.teams.list() if paged else client.teams.get(ID))

        with TesseraClient(server.url) as client, pytest.raises(TesseraConnectionError) as first:
            client.teams.list() if paged else client.teams.get(ID)
        with pytest.raises(TesseraConnectionError) as second:
            asyncio.run(main())
    for caught in (first, second):
        assert told in str(caught.value) and caught.value.response.status == 200
    assert len(server.requests) == 2  # such a reply is not asked for again


def test_optional_fields_may_be_missing_and_unknown_ones_there():
    from tessera_sdk import TesseraClient

    with ScriptedServer(lambda request: reply({**TEAM, "later": {"x": [1]}})) as server, TesseraClient(server.url) as client:
        assert client.teams.get(ID).description is None


def test_a_nested_field_is_named_with_those_around_it():
    from tessera_sdk import TesseraClient, TesseraConnectionError

    body = {"reassigned": 1, "source_team": {"id": ID, "name": "a"}, "target_team": {"id": "x", "name": "b"}}
    with ScriptedServer(lambda request: reply(body)) as server, TesseraClient(server.url) as client:
        with pytest.raises(TesseraConnectionError, match="target_team: id: badly formed"):
            client.teams.reassign_assets(ID, ID)
