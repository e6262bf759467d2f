"""The mock for tests of users' code: rules, replies, recorded calls, both clients, a fixture."""

import asyncio
import subprocess
import sys
import threading
import uuid

import pytest

from tessera_sdk import ConflictError, ContractStatus, NotFoundError, ServerError, Team, TesseraConnectionError, ValidationError, models
from support.receiver import until
from tessera_sdk.testing import MockServer, example, tessera_mock  # noqa: F401

ID = uuid.UUID("0190f3a2-7c1e-7b3a-9c55-0242ac120002")


def test_a_call_by_its_name(tessera_mock):  # noqa: F811
    tessera_mock.on("teams.get").reply(id=ID, name="data")
    tessera_mock.on("teams.create").error(409, "DUPLICATE_TEAM", "taken", {"existing_id": str(ID)})
    tessera_mock.on("teams.delete").reply(status=204)
    with tessera_mock.client() as client:
        assert client.teams.get(ID).name == "data" and client.teams.get(ID).id == ID
        with pytest.raises(ConflictError, match="taken"):
            client.teams.create("data", {"a": 1})
        client.teams.delete(ID, force=True)
    create, delete = tessera_mock.calls[-2:]
    assert (create.name, create.method, create.json["name"], create.json["metadata"]) == ("teams.create", "POST", "data", {"a": 1})
    assert create.headers["Idempotency-Key"] and delete.query == {"force": ["true"]} and delete.path == f"/api/v1/teams/{ID}"


def test_the_asynchronous_client(tessera_mock, run):  # noqa: F811
    tessera_mock.on("teams.get").reply(name="one").reply(name="two")

    async def main():
        async with tessera_mock.async_client() as client:
            first = await client.teams.get(ID)
            rest = await asyncio.gather(*(client.teams.get(ID) for _ in range(20)))
            return [first.name, *{team.name for team in rest}]

    assert run(main()) == ["one", "two"]
    assert len(tessera_mock.calls) == 21


def test_pages_paths_and_computed_replies(tessera_mock):  # noqa: F811
    tessera_mock.on("*", "/api/v1/**").error(404, "NOT_HERE")
    tessera_mock.on("teams.list").reply([example(Team, name="a"), example(Team, name="b")])
    tessera_mock.on("GET", "/api/v1/teams/*").compute(lambda call: example(Team, id=call.path.rsplit("/", 1)[1], name="c"))
    tessera_mock.on("POST", "/echo").compute(lambda call: (202, call.json))
    with tessera_mock.client() as client:
        page = client.teams.list(name="x")
        assert [team.name for team in page] == ["a", "b"] and page.total == 2
        assert [team.name for team in client.teams.iter()] == ["a", "b"]
        assert client.teams.get(ID).id == ID
        assert client.request("POST", "/echo", {"a": [1]}) == {"a": [1]}
        with pytest.raises(NotFoundError, match="NOT_HERE"):
            client.assets.get(ID)
    assert [call.name for call in tessera_mock.calls][-1] == "* /api/v1/**"


def test_what_no_rule_matches():
    with MockServer() as mock, mock.client() as client:
        mock.on("teams.get").reply()
        with pytest.raises(ServerError, match="no rule for GET /api/v1/assets/.*; its rules: teams.get") as caught:
            client.assets.get(ID)
        assert caught.value.code == "MOCK_HAS_NO_RULE" and len(mock.unexpected()) == len(mock.calls) == 1


def test_retries_and_dropped_connections():
    with MockServer() as mock:
        mock.on("teams.get").drop().error(503, "BUSY").reply(name="at last")
        with mock.client() as client:
            assert client.teams.get(ID).name == "at last"
        mock.on("teams.get").drop()
        with mock.client(retries=0) as client, pytest.raises(TesseraConnectionError):
            client.teams.get(ID)


def test_the_status_of_a_model_and_of_http():
    """A number is HTTP's, a text the model's."""
    with MockServer() as mock, mock.client() as client:
        mock.on("contracts.get").reply(status="retired").reply(status=ContractStatus.DEPRECATED).reply(status=203)
        first, second, third = (client.contracts.get(ID) for _ in range(3))
        assert (first.status, first.response.status) == ("retired", 200) and second.status is ContractStatus.DEPRECATED
        assert third.response.status == 203
        mock.on("teams.get").reply(status=404)
        with pytest.raises(NotFoundError):
            client.teams.get(ID)
        for name in ("teams.get", "teams.delete", "teams.list"):
            with pytest.raises(TypeError):
                mock.on(name).reply(status="retired")


def test_what_a_function_raises_is_told(run):
    """To the caller, with its place, and on the server for programs that pass over errors; the server goes on."""
    def broken(call):
        if len(mock.calls) > 3:
            mock.on("teams.get").reply(name="later")
            return example(Team, name="fine")
        raise LookupError("no such row")

    with MockServer() as mock:
        mock.on("teams.get").compute(broken)
        mock.on("assets.get").compute(lambda call: {"id": object()})
        mock.on("users.get").compute(lambda call: ("400", {}))

        async def main():
            async with mock.async_client() as client:
                await client.teams.get(ID)

        with mock.client() as client:
            with pytest.raises(ServerError, match=r"rule 'teams.get' failed: LookupError: no such row \(.*test_testing.py:\d+\)") as caught:
                client.teams.get(ID)
            assert (caught.value.code, caught.value.status_code, len(mock.calls)) == ("MOCK_FAILED", 500, 1)
            with pytest.raises(ServerError, match="no such row"):
                run(main())
            for call in (client.assets.get, client.users.get):
                with pytest.raises(ServerError, match="MOCK_FAILED"):
                    call(ID)
            assert [type(failure) for failure in mock.failures] == [LookupError, LookupError, TypeError, ValueError]
            assert [client.teams.get(ID).name for _ in range(2)] == ["fine", "later"]


def test_unknown_calls_and_fields():
    with MockServer() as mock:
        with pytest.raises(ValueError, match="teams.nothing"):
            mock.on("teams.nothing")
        with pytest.raises(TypeError):
            mock.on("teams.get").reply(nothing=1)
        with pytest.raises(TypeError, match="fields"):
            mock.on("teams.delete").reply(name="x")
        mock.on("health").reply()
        with mock.client() as client:
            assert client.health().status


@pytest.mark.parametrize("name", models.__all__)
def test_an_example_of_every_model(name):
    """It passes for a reply of the server: every field has a value of its kind."""
    kind = getattr(models, name)
    made = example(kind)
    assert kind.from_json(made.to_json()) == made


def test_pytest_is_needed_for_the_fixture_alone():
    program = "import sys, tessera_sdk.testing\nprint('pytest' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": ":".join(sys.path)}, capture_output=True, text=True,
                          timeout=60, check=True)
    assert done.stdout == "False\n"


def test_the_stream_of_events(tessera_mock, run):  # noqa: F811
    tessera_mock.tell(action="team.created", entity_type="team")
    tessera_mock.tell()
    with tessera_mock.client() as client, client.events(event=["proposal.*", "asset.created"], asset_id=ID) as events:
        assert events.last_event_id == "1"  # from now on
        tessera_mock.tell(example(models.AuditEvent, action="asset.created", entity_id=uuid.uuid4()), action="asset.created", entity_id=ID)
        tessera_mock.tell(action="proposal.created", payload={"asset_id": str(ID)})
        first, second = next(events), next(events)
        assert (first.action, first.entity_id, second.action, events.last_event_id) == ("asset.created", ID, "proposal.created", "4")
        asked = len(tessera_mock.calls)

        def tell_when_asked():
            until(lambda: len(tessera_mock.calls) > asked)
            tessera_mock.tell(action="proposal.expired", entity_id=ID)

        teller = threading.Thread(target=tell_when_asked)
        teller.start()
        assert next(events).action == "proposal.expired"  # which came while it was waited for
        teller.join()

    async def main():
        async with tessera_mock.async_client() as client:
            return [event.action async for event, _ in take(client.events(after=3), 2)]

    async def take(events, count):
        async for event in events:
            yield event, count
            count -= 1
            if count == 0:
                return

    assert run(main()) == ["proposal.created", "proposal.expired"]
    with tessera_mock.client() as client, pytest.raises(ValidationError):
        next(client.events(after=9))
    assert {call.name for call in tessera_mock.calls} == {"events"}
