"""What goes wrong, and how it is told."""

import asyncio
import pickle
import uuid

import pytest

from support.make import make_asset, make_team, unique
from support.scripted import ScriptedServer, error, reply
from support.server import Server


@pytest.mark.parametrize("status, name", [
    (400, "BadRequestError"), (401, "AuthenticationError"), (403, "PermissionDeniedError"), (404, "NotFoundError"),
    (405, "TesseraAPIError"), (409, "ConflictError"), (412, "PreconditionFailedError"), (413, "TesseraAPIError"),
    (422, "ValidationError"), (429, "RateLimitError"), (500, "ServerError"), (502, "ServerError"), (503, "ServerError")])
def test_class_of_each_status(status, name):
    import tessera_sdk

    with ScriptedServer(lambda request: error(status, "SOME_CODE", "What happened", details={"a": 1})) as server:
        with tessera_sdk.TesseraClient(server.url) as client, pytest.raises(tessera_sdk.TesseraError) as caught:
            client.health()
    raised = caught.value
    assert type(raised) is getattr(tessera_sdk, name)
    assert isinstance(raised, tessera_sdk.TesseraAPIError)
    assert (raised.message, raised.status_code, raised.code) == ("What happened", status, "SOME_CODE")
    assert (raised.details, raised.request_id) == ({"a": 1}, "r-1")
    assert str(raised) == f"{status} SOME_CODE: What happened (request r-1)"
    assert '"SOME_CODE"' in raised.response_body
    assert isinstance(raised, tessera_sdk.AuthenticationError) == (status in (401, 403))


@pytest.mark.parametrize(("location", "told"), [
    ("/other?token=pa55", " to '/other'"), ("http://me:pa55@elsewhere/api", " to 'http://***@elsewhere/api'"), (None, ""),
    ("/\xff", " to '/"), ("/" + "a" * 2000, " to '/aaa")], ids=["path", "URL", "nowhere", "not ASCII", "long"])
@pytest.mark.parametrize("status", [300, 301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status, location, told):
    import tessera_sdk

    given = {} if location is None else {"Location": location}
    with ScriptedServer(lambda request: reply(b"moved", status, "text/plain", **given)) as server:
        with tessera_sdk.TesseraClient(server.url) as client, pytest.raises(tessera_sdk.TesseraAPIError) as caught:
            client.teams.create("t")
        assert len(server.requests) == 1
    raised = caught.value
    assert type(raised) is tessera_sdk.TesseraAPIError and raised.status_code == raised.response.status == status
    assert raised.message.startswith(f"the server redirects the call{told}") and f"(status {status})" in raised.message
    assert raised.message.endswith("redirects are not followed") and "pa55" not in str(raised) and raised.response_body == "moved"


@pytest.mark.parametrize("details, scope", [
    ({"required_scope": "write"}, "write"), ({"required_scope": "later"}, "later"), ({"required_scope": ["write"]}, None),
    ({"code": "X"}, None), (["write"], None), (None, None)])  # fmt: skip
def test_the_scope_that_is_missing(details, scope):
    import tessera_sdk

    with ScriptedServer(lambda request: error(403, "INSUFFICIENT_SCOPE", "no", details=details)) as server:
        with tessera_sdk.TesseraClient(server.url) as client, pytest.raises(tessera_sdk.PermissionDeniedError) as caught:
            client.health()
    assert caught.value.required_scope == scope == pickle.loads(pickle.dumps(caught.value)).required_scope
    assert not hasattr(tessera_sdk.AuthenticationError("no"), "required_scope")


@pytest.mark.parametrize("seconds", [2**63 - 1, 2**63, 10**30])
def test_a_wait_that_never_ends_is_one(seconds):
    """It is not passed over as if nothing was said: the call is not tried again at once."""
    import tessera_sdk

    with ScriptedServer(lambda request: reply(b"{}", 429, **{"Retry-After": str(seconds)})) as server:
        with tessera_sdk.TesseraClient(server.url, timeout=30) as client, pytest.raises(tessera_sdk.RateLimitError) as caught:
            client.health()
        assert len(server.requests) == 1
    assert caught.value.retry_after == 2.0**63


def test_refusals_of_the_real_server(tmp_path):
    """401 says what is wrong with the credential, 403 what it lacks, or whose the resource is."""
    import tessera_sdk

    server = Server(tmp_path, settings={"BOOTSTRAP_API_KEY": "boot"})
    server.start()
    try:
        with tessera_sdk.TesseraClient(server.url, "boot") as admin:
            team, other = admin.teams.create(unique("own")), admin.teams.create(unique("other"))
            keys = {scope: admin.api_keys.create(scope, team.id, scopes=[scope]).key for scope in ("read", "write")}
            asset = admin.assets.create(f"{unique('a')}.b".replace("-", "_"), other.id)
        wanted = [
            ("", lambda client: client.me.get(), tessera_sdk.AuthenticationError, "MISSING_API_KEY", ...),
            ("wrong", lambda client: client.me.get(), tessera_sdk.AuthenticationError, "INVALID_API_KEY", ...),
            (keys["read"], lambda client: client.teams.create("x"), tessera_sdk.PermissionDeniedError, "INSUFFICIENT_SCOPE", "write"),
            (keys["write"], lambda client: client.teams.list(), tessera_sdk.PermissionDeniedError, "INSUFFICIENT_SCOPE", "read"),
            (keys["write"], lambda client: client.teams.delete(team.id), tessera_sdk.PermissionDeniedError, "INSUFFICIENT_SCOPE", "admin"),
            (keys["write"], lambda client: client.assets.delete(asset.id), tessera_sdk.PermissionDeniedError, "UNAUTHORIZED_TEAM", None),
        ]
        for key, call, kind, code, scope in wanted:
            with tessera_sdk.TesseraClient(server.url, key) as client, pytest.raises(tessera_sdk.TesseraError) as caught:
                call(client)
            assert type(caught.value) is kind and caught.value.code == code
            assert getattr(caught.value, "required_scope", ...) == scope
    finally:
        server.stop_and_check()


def test_errors_of_the_real_server(client, server):
    from tessera_sdk import ConflictError, NotFoundError, ValidationError

    unknown = uuid.uuid4()
    with pytest.raises(NotFoundError) as caught:
        client.assets.get(unknown)
    assert caught.value.code == "ASSET_NOT_FOUND" and caught.value.request_id
    assert str(caught.value).startswith("404 ASSET_NOT_FOUND: Asset") and caught.value.request_id in str(caught.value)
    team = make_team(server.api())
    with pytest.raises(ConflictError) as caught:
        client.teams.create(team["name"])
    assert caught.value.code == "DUPLICATE_TEAM" and caught.value.details["existing_id"] == team["id"]
    with pytest.raises(ValidationError) as caught:
        client.request("POST", "/api/v1/teams", json={"name": "?", "metadata": 5})
    assert caught.value.status_code == 422 and {tuple(one["loc"]) for one in caught.value.details} >= {("body", "name")}


def test_the_same_in_an_asynchronous_call(run, url):
    from tessera_sdk import AsyncTesseraClient, NotFoundError

    async def main():
        async with AsyncTesseraClient(url) as client:
            with pytest.raises(NotFoundError) as caught:
                await client.teams.get(uuid.uuid4())
            assert caught.value.code == "TEAM_NOT_FOUND"

    run(main())


@pytest.mark.parametrize("call", [
    lambda client: client.teams.create(""),
    lambda client: client.teams.get("not-an-id"),
    lambda client: client.assets.create("a.b", "not-an-id"),
    lambda client: client.assets.create("a.b", uuid.uuid4(), resource_type="spaceship"),
    lambda client: client.teams.create("a\0b"),
], ids=["empty name", "malformed id in the path", "malformed id", "unknown member", "NUL"])
def test_refused_before_sending(call):
    from tessera_sdk import TesseraClient, ValidationError

    with ScriptedServer(lambda request: reply({})) as server, TesseraClient(server.url) as client:
        with pytest.raises(ValidationError) as caught:
            call(client)
        assert server.requests == []
    assert caught.value.status_code is None and caught.value.message


@pytest.mark.parametrize("call", [
    lambda client: client.teams.create(5),
    lambda client: client.teams.get(5),
    lambda client: client.teams.get(None),
    lambda client: client.teams.create("x", metadata=[1]),
    lambda client: client.teams.create("x", metadata="{}"),
    lambda client: client.teams.create("x", metadata={1: 2}),
    lambda client: client.assets.create("a.b", uuid.uuid4(), tags="abc"),
    lambda client: client.assets.bulk_assign(5),
    lambda client: client.teams.list(limit="many"),
    lambda client: client.assets.publish_contract(uuid.uuid4(), {}, guarantees=5),
    lambda client: client.assets.publish_contract(uuid.uuid4(), {"type": {1, 2}}),
    lambda client: client.teams.create(),
    lambda client: client.request(5, "/"),
])
def test_wrong_types(call):
    from tessera_sdk import TesseraClient

    with ScriptedServer(lambda request: reply({})) as server, TesseraClient(server.url) as client:
        with pytest.raises(TypeError):
            call(client)
        assert server.requests == []


def test_values_that_json_lacks():
    from tessera_sdk import TesseraClient, ValidationError

    ring = {}
    ring["self"] = ring
    with TesseraClient("http://127.0.0.1:1") as client:
        for value in ({"x": float("nan")}, {"x": float("inf")}, ring, {"x": "\ud800"}, {"\udfff": 1}):
            with pytest.raises(ValidationError, match="^metadata: ") as caught:
                client.teams.create("x", metadata=value)
            assert caught.value.status_code is None
            with pytest.raises(ValidationError, match="^schema: "):
                client.assets.publish_contract(uuid.UUID(int=1), value)
            with pytest.raises(ValueError):
                client.request("POST", "/x", value)
        for name, call in (("name", client.teams.create), ("team_id", client.teams.get), ("name", client.teams.list)):
            with pytest.raises(ValidationError, match=f"^{name}: .*surrogates not allowed"):
                call(name="\ud800") if call == client.teams.list else call("\ud800")


@pytest.mark.parametrize("answer", [
    b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-type: application/json\r\n\r\n{\"a\":",
    b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{}" + ScriptedServer.CUT,
    b"garbage\r\n\r\n" + ScriptedServer.CUT,
    ScriptedServer.CUT,
    reply(b"[1, 2]"),
    reply({"id": 5}),
    reply({"id": "no id"}),
    reply({"id": str(uuid.UUID(int=1)), "name": "x", "created_at": "yesterday"}),
    reply(b"\xff\xfe"),
    reply(b""),
], ids=["half JSON", "cut body", "no HTTP", "cut", "list", "number for id", "text for id", "text for time", "no UTF-8",
        "nothing"])
def test_nothing_usable_came_back(answer):
    from tessera_sdk import TesseraClient, TesseraConnectionError, TesseraTimeoutError

    with ScriptedServer(lambda request: answer) as server, TesseraClient(server.url) as client:
        with pytest.raises(TesseraConnectionError) as caught:
            client.teams.get(uuid.uuid4())
    assert not isinstance(caught.value, TesseraTimeoutError)
    assert str(caught.value)


@pytest.mark.parametrize("members", [
    {}, {"results": []}, {"results": [], "total": 0, "limit": 1}, {"results": 5, "total": 0, "limit": 1, "offset": 0},
    {"results": [], "total": "0", "limit": 1, "offset": 0}, {"results": [5], "total": 1, "limit": 1, "offset": 0}])
def test_no_page_came_back(members):
    from tessera_sdk import TesseraClient, TesseraConnectionError

    with ScriptedServer(lambda request: reply(members)) as server, TesseraClient(server.url) as client:
        with pytest.raises(TesseraConnectionError, match="could not be understood"):
            client.teams.list()


def test_nobody_listens():
    from tessera_sdk import AsyncTesseraClient, TesseraClient, TesseraConnectionError

    with TesseraClient("http://127.0.0.1:1") as client, pytest.raises(TesseraConnectionError):
        client.health()

    async def main():
        async with AsyncTesseraClient("http://127.0.0.1:1") as client:
            with pytest.raises(TesseraConnectionError):
                await client.health()

    asyncio.run(main())


def test_error_without_the_apis_form():
    from tessera_sdk import ServerError, TesseraClient

    answer = reply(b"<html>Bad gateway</html>", 502, content_type="text/html")
    with ScriptedServer(lambda request: answer) as server, TesseraClient(server.url) as client:
        with pytest.raises(ServerError) as caught:
            client.health()
    assert caught.value.status_code == 502 and "Bad gateway" in caught.value.response_body
    assert str(caught.value).startswith("502")


def test_retry_after():
    from tessera_sdk import RateLimitError, TesseraClient

    answer = reply({"error": {"code": "RATE_LIMIT_EXCEEDED", "message": "Too Many Requests"}}, 429, retry_after="7")
    with ScriptedServer(lambda request: answer) as server, TesseraClient(server.url) as client:
        with pytest.raises(RateLimitError) as caught:
            client.health()
    assert caught.value.retry_after == 7 and caught.value.request_id is None


def test_retries_of_idempotent_calls():
    from tessera_sdk import ServerError, TesseraClient

    with ScriptedServer(lambda request: error(503, "UNAVAILABLE", "Busy")) as server:
        with TesseraClient(server.url, retries=2) as client:
            with pytest.raises(ServerError):
                client.request("GET", "/x")
            assert len(server.requests) == 3
            with pytest.raises(ServerError):
                client.request("POST", "/x", {})
            assert len(server.requests) == 4


def test_exceptions_pickle():
    import tessera_sdk

    for name in tessera_sdk.exceptions.__all__:
        made = getattr(tessera_sdk, name)("text", status_code=404, code="C", details={"a": [1]}, request_id="r",
                                          response_body="b", retry_after=1.5)
        again = pickle.loads(pickle.dumps(made))
        assert type(again) is type(made) and str(again) == str(made) == "404 C: text (request r)"
        assert again.__dict__ == made.__dict__


def test_tree():
    import tessera_sdk as sdk

    assert issubclass(sdk.TesseraError, Exception)
    for name in ("BadRequestError", "AuthenticationError", "NotFoundError", "ConflictError", "PreconditionFailedError",
                 "ValidationError", "RateLimitError", "ServerError"):
        assert getattr(sdk, name).__bases__ == (sdk.TesseraAPIError,)
    assert sdk.PermissionDeniedError.__bases__ == (sdk.AuthenticationError,)
    assert issubclass(sdk.TesseraTimeoutError, sdk.TesseraConnectionError) and issubclass(sdk.TesseraTimeoutError, TimeoutError)
    assert str(sdk.TesseraError("plain")) == "plain"


def test_asset_names_are_unique(client, server):
    from tessera_sdk import ConflictError

    asset = make_asset(server.api(), fqn=f"lake.{unique('same')}")
    with pytest.raises(ConflictError) as caught:
        client.assets.create(asset["fqn"], asset["owner_team_id"])
    assert caught.value.details["existing_id"] == asset["id"]
