"""Replies that are not what the API promises: an error that names the field, never a model without it."""

import asyncio
import contextlib
import json
import time

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
        assert (f"results: [1]: {told}" if paged else told) in str(caught.value) and caught.value.response.status == 200
    assert len(server.requests) == 2  # such a reply is not asked for again


@pytest.mark.parametrize("row", [5, None, [], "text"])
def test_a_row_of_another_kind_is_named(row):
    from tessera_sdk import TesseraClient, TesseraConnectionError

    page = {"results": [TEAM, TEAM, row], "total": 3, "limit": 100, "offset": 0}
    with ScriptedServer(lambda request: reply(page)) as server, TesseraClient(server.url) as client:
        with pytest.raises(TesseraConnectionError, match=r"results: \[2\]: the value is no JSON object"):
            client.teams.list()


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


HUGE = {
    "a page": b'{"results":[%s],"total":1,"limit":1,"offset":0,"next":null}' % b",".join([json.dumps(TEAM).encode()] * 75_000),
    "a value": b'{"metadata":{"a":[' + b"[]," * 400_000 + b"[]]}}",
    "a member that nobody knows": b'{"later":[' + b"1," * 7_500_000 + b"1]}",
    "any request": b"[" + b'{"a":"b"},' * 750_000 + b"1]",
}


def seconds_taken(call):
    from tessera_sdk import TesseraError

    start = time.perf_counter()
    with contextlib.suppress(TesseraError):
        call()
    return time.perf_counter() - start


@pytest.mark.parametrize("name", HUGE)
def test_decoding_keeps_to_the_time_of_the_call(name, run):
    """A machine decodes as fast as it does: the timeout is a quarter of what the same call takes when it may take its time."""
    from tessera_sdk import AsyncTesseraClient, TesseraClient, TesseraTimeoutError

    def call(client):
        if name == "any request":
            return client.request("GET", "/x")
        return client.teams.list() if name == "a page" else client.teams.get(ID)

    def waiting(seconds):
        with TesseraClient(server.url, timeout=seconds, retries=0) as client:
            call(client)

    async def awaited(seconds):
        async with AsyncTesseraClient(server.url, timeout=seconds, retries=0) as client:
            await call(client)

    with ScriptedServer(lambda request: reply(HUGE[name])) as server:
        for one in (waiting, lambda seconds: run(awaited(seconds))):
            whole = min(seconds_taken(lambda: one(60)) for _ in range(2))
            with pytest.raises(TesseraTimeoutError):
                one(whole / 4)
