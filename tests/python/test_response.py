"""What came back with a result: tags, request ids, headers and times."""

import copy
import pickle

import pytest

from support.make import unique
from support.scripted import ScriptedServer, error, reply

TEAM = {"id": "0190f3a2-7c1e-7b3a-9c55-0242ac120002", "name": "t", "metadata": {}, "created_at": "2026-01-01T00:00:00.000000Z"}


def test_a_model_has_its_tag(client):
    from tessera_sdk import PreconditionFailedError

    team = client.teams.create(name=unique("tag"))
    assert team.etag.startswith('"') and len(team.request_id) == 36
    changed = client.with_options(if_match=team.etag).teams.update(team.id, description="new")
    assert changed.etag != team.etag and changed.request_id != team.request_id
    with pytest.raises(PreconditionFailedError) as stale:
        client.with_options(if_match=team.etag).teams.update(team.id, description="late")
    assert stale.value.response.status == 412 and stale.value.response.request_id == stale.value.request_id
    assert client.teams.get(team.id).etag == changed.etag
    assert client.teams.get(team.id).response.headers["CONTENT-TYPE"] == "application/json"


def test_a_publish_has_no_tag(client):
    team = client.teams.create(name=unique("publisher"))
    asset = client.assets.create(f"lake.{unique('p')}.t", team.id)
    result = client.assets.publish_contract(asset.id, {"type": "object"})
    assert len(result.request_id) == 36 and result.etag is result.contract.etag is None
    assert client.contracts.get(result.contract.id).etag.startswith('"')


def test_response_of_each_kind(run):
    from tessera_sdk import AsyncTesseraClient, Response, TesseraAPIError, TesseraClient

    listed = {"results": [TEAM], "total": 1, "limit": 100, "offset": 0}
    bodies = [reply(TEAM, etag='"a"', x_request_id=" r1", x_Two="1"), reply(listed, x_request_id="r2"),
              error(404, "TEAM_NOT_FOUND", "no")]
    with ScriptedServer(lambda request: bodies[len(server.requests) % 3 - 1]) as server:

        def check(team, page, failed):
            assert (team.etag, team.request_id) == ('"a"', "r1")
            response = team.response
            assert type(response) is Response and response.status == response.status_code == 200 and response.tries == 1
            assert 0 < response.elapsed < 20 and repr(response).startswith("<Response 200 after 0.")
            headers = response.headers
            assert headers["X-TWO"] == "1" and dict(headers)["x-Two"] == "1" and len(headers) == 5 and "nothing" not in headers
            assert page.request_id == "r2" and page.response.etag is None and page.response.headers["x-request-id"] == "r2"
            assert page[0].etag is page[0].response is page[0].request_id is None
            assert failed.response.status == 404 and failed.response.request_id is None

        with TesseraClient(server.url) as client:
            with pytest.raises(TesseraAPIError) as failed:
                one, other = client.teams.get(TEAM["id"]), client.teams.list()
                client.teams.get(TEAM["id"])
            check(one, other, failed.value)

        async def main():
            async with AsyncTesseraClient(server.url) as client:
                with pytest.raises(TesseraAPIError) as failed:
                    one, other = await client.teams.get(TEAM["id"]), await client.teams.list()
                    await client.teams.get(TEAM["id"])
                check(one, other, failed.value)

        run(main())


def test_a_repeated_header_is_joined_and_an_interim_reply_is_none():
    from tessera_sdk import TesseraClient

    early = b"HTTP/1.1 103 Early\r\nETag: early\r\nX-Early: 1\r\n\r\n"
    with ScriptedServer(lambda request: early + reply(TEAM, vary="a", Vary=" b ")) as server, TesseraClient(server.url) as client:
        response = client.teams.get(TEAM["id"]).response
    assert response.headers["vary"] == "a, b" and "x-early" not in response.headers and response.etag is None


def test_tries_are_counted():
    from tessera_sdk import TesseraClient

    with ScriptedServer(lambda request: reply(TEAM) if len(server.requests) == 3 else error(503, "BUSY", "busy")) as server:
        with TesseraClient(server.url) as client:
            response = client.teams.get(TEAM["id"]).response
    assert response.tries == 3 and response.elapsed > 0.15


def test_values_are_the_same_with_and_without(client):
    """What came back is no part of the value: models compare, copy, pickle and hash without it."""
    from tessera_sdk import Team

    team = client.teams.create(name=unique("value"))
    bare = Team.from_dict(team.to_dict())
    assert bare == team and bare.etag is None and bare.response is None and "response" not in team.to_dict()
    for one in (copy.copy(team), copy.deepcopy(team), pickle.loads(pickle.dumps(team))):
        assert one == team and one.etag is None
    assert repr(bare) == repr(team)


def test_exceptions_with_a_response_pickle(client):
    from tessera_sdk import NotFoundError

    with pytest.raises(NotFoundError) as caught:
        client.teams.get(TEAM["id"])
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value) and again.response is None and caught.value.response.status == 404


def test_fields_of_that_name_stay_fields():
    from tessera_sdk import AcknowledgmentResponse, AcknowledgmentSummary

    fields = {"consumer_team_id": TEAM["id"], "consumer_team_name": "t", "responded_at": TEAM["created_at"], "response": "approved", "created_at": TEAM["created_at"]}
    made = AcknowledgmentSummary.from_dict({name: fields.get(name) for name in AcknowledgmentSummary.__dataclass_fields__})
    assert made.response is AcknowledgmentResponse.APPROVED


def test_no_reply_no_response():
    from tessera_sdk import TesseraClient, TesseraConnectionError, ValidationError

    with TesseraClient("http://127.0.0.1:1", retries=0) as client:
        with pytest.raises(TesseraConnectionError) as broken:
            client.teams.list()
        with pytest.raises(ValidationError) as refused:
            client.teams.create("")
    assert broken.value.response is None and refused.value.response is None
