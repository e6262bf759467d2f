"""What is told of calls: the log, the hooks of a client, and the trace that goes with a request."""

import ast
import asyncio
import logging
import re
import sys
import types

import pytest

from support.scripted import ScriptedServer, error, reply

TEAM = {"id": "0190f3a2-7c1e-7b3a-9c55-0242ac120002", "name": "t", "metadata": {}, "created_at": "2026-01-01T00:00:00.000000Z"}


@pytest.fixture
def scripted():
    before = []
    with ScriptedServer(lambda request: before.pop(0) if before else reply(TEAM, x_request_id="r-9")) as server:
        server.before = before
        yield server


def get_with_each(url, times=1, **settings):
    """Gets the team with either client; errors are returned."""
    from tessera_sdk import AsyncTesseraClient, TesseraClient, TesseraError

    results = []

    async def main():
        async with AsyncTesseraClient(url, **settings) as client:
            for _ in range(times):
                try:
                    results.append(await client.teams.get(TEAM["id"]))
                except TesseraError as failure:
                    results.append(failure)

    with TesseraClient(url, **settings) as client:
        for _ in range(times):
            try:
                results.append(client.teams.get(TEAM["id"]))
            except TesseraError as failure:
                results.append(failure)
    asyncio.run(main())
    return results


def messages(caplog):
    return [record.getMessage() for record in caplog.records if record.name == "tessera_sdk"]


def test_info_is_a_line_a_call(scripted, caplog):
    caplog.set_level(logging.INFO, logger="tessera_sdk")
    get_with_each(scripted.url, api_key="pa55")
    scripted.before[:] = [error(404, "TEAM_NOT_FOUND", "no")] * 2
    get_with_each(scripted.url)
    scripted.before[:] = [error(503, "BUSY", "no")]
    get_with_each(scripted.url)
    get_with_each("http://127.0.0.1:1", retries=0)
    lines = messages(caplog)
    name = "GET /api/v1/teams/{team_id}"
    assert [line.partition(" in ")[0] for line in lines] == (
        [f"{name}: 200"] * 2 + [f"{name}: 404"] * 2 + [f"{name}: 200"] * 2 + [f"{name}: TesseraConnectionError"] * 2)
    assert lines[4].endswith("after 2 tries") and "tries" not in lines[5]
    assert all(record.levelno == logging.INFO for record in caplog.records) and "pa55" not in caplog.text


@pytest.mark.parametrize("kind", ["waiting", "asynchronous"])
def test_debug_has_the_headers_of_client_view_and_hook(scripted, caplog, kind):
    """A later one takes the place of those of its name; whatever looks like a credential is not told."""
    from tessera_sdk import AsyncTesseraClient, TesseraClient

    caplog.set_level(logging.DEBUG, logger="tessera_sdk")
    own = {"X-Team": "of the client", "X-Auth-Token": "pa55", "X-Own": "client", "My-Secret": "pa55"}
    view = {"x-team": "of the view", "Session-Cookie": "pa55", "X-View": "view"}

    def hook(request):
        request.headers["X-TEAM"] = "of the hook"

    if kind == "waiting":
        with TesseraClient(scripted.url, api_key="pa55", headers=own, on_request=hook) as client:
            client.with_options(headers=view).teams.get(TEAM["id"])
    else:

        async def main():
            async with AsyncTesseraClient(scripted.url, api_key="pa55", headers=own, on_request=hook) as client:
                await client.with_options(headers=view).teams.get(TEAM["id"])

        asyncio.run(main())
    sent = ast.literal_eval(re.search(r"sent ({.*?}), received", caplog.text).group(1))
    assert sent == {"X-TEAM": "of the hook", "X-Auth-Token": "...", "X-Own": "client", "My-Secret": "...", "Session-Cookie": "...", "X-View": "view"}
    assert "pa55" not in caplog.text and scripted.requests[-1].headers["x-team"] == "of the hook"


def test_debug_has_headers_without_credentials(scripted, caplog):
    caplog.set_level(logging.DEBUG, logger="tessera_sdk")

    def sign(request):
        request.headers["Authorization"] = "Bearer pa55"
        request.headers["X-Shown"] = "yes"

    get_with_each(scripted.url, on_request=sign)
    assert [request.headers["authorization"] for request in scripted.requests] == ["Bearer pa55"] * 2
    lines = messages(caplog)
    assert len(lines) == 4 and "'X-Shown': 'yes'" in lines[1] and "'x-request-id': 'r-9'" in lines[1]
    assert "pa55" not in caplog.text


def test_hooks_see_requests_and_outcomes(scripted):
    from tessera_sdk import Outcome, Request, RateLimitError

    seen = []
    scripted.before[:] = [reply(TEAM), error(429, "RATE_LIMITED", "slow")] * 2
    results = get_with_each(scripted.url, times=2, retries=0, on_request=seen.append, on_response=seen.append)
    assert [type(one) for one in seen] == [Request, Outcome] * 4
    assert {(one.method, one.path) for one in seen[::2]} == {("GET", "/api/v1/teams/{team_id}")}
    good, limited = seen[1], seen[3]
    assert good.request is seen[0] and good.response.status == 200 and good.error is None and 0 < good.elapsed < 20
    assert limited.response.status == 429 and isinstance(limited.error, RateLimitError) and limited.error is results[1]
    assert repr(seen[0]) == "<Request GET /api/v1/teams/{team_id}>" and repr(good).endswith(": 200>")


def test_hooks_of_any_request_and_of_views(scripted):
    from tessera_sdk import TesseraClient

    seen = []
    with TesseraClient(scripted.url, on_request=seen.append) as client:
        client.with_options(headers={"X-View": "1"}, idempotency_key="k").request("POST", "/x?secret=1", {"a": 1})
        client.with_options(idempotency_key="k").teams.update(TEAM["id"], name="t")
    assert [(one.method, one.path) for one in seen] == [("POST", "/x"), ("PATCH", "/api/v1/teams/{team_id}")]
    assert [(request.headers.get("x-view"), request.headers["idempotency-key"]) for request in scripted.requests] == [("1", "k"), (None, "k")]


def test_an_idempotency_key_serves_one_write_when_watched(scripted):
    from tessera_sdk import TesseraClient

    with TesseraClient(scripted.url, on_request=lambda request: request.headers.update({"X-A": "1"})) as client:
        view = client.with_options(idempotency_key="k")
        view.teams.update(TEAM["id"], name="t")
        view.teams.update(TEAM["id"], name="t")
    assert [(request.headers.get("idempotency-key"), request.headers["x-a"]) for request in scripted.requests] == [("k", "1"), (None, "1")]


def test_retries_are_told(scripted):
    from tessera_sdk import Retry

    seen = []
    scripted.before[:] = [error(503, "BUSY", "no"), error(502, "NO", "no"), reply(TEAM), error(429, "SLOW", "no")]
    get_with_each(scripted.url, on_retry=seen.append)
    assert all(type(one) is Retry for one in seen)
    assert [(one.tries, one.status) for one in seen] == [(1, 503), (2, 502), (1, 429)]
    assert {one.request for one in seen} == {f"GET {scripted.url}/api/v1/teams/{TEAM['id']}"}
    assert all(0.04 < one.wait < 0.3 for one in seen)


def test_a_hook_that_raises(scripted, recwarn):
    """Before the request it ends the call; afterwards its exception is the call's."""
    from tessera_sdk import TesseraClient

    def refuse(what):
        raise LookupError(what)

    with TesseraClient(scripted.url, on_request=refuse) as client, pytest.raises(LookupError):
        client.teams.get(TEAM["id"])
    assert scripted.requests == []
    with TesseraClient(scripted.url, on_response=refuse) as client, pytest.raises(LookupError):
        client.teams.get(TEAM["id"])


@pytest.mark.parametrize("name", ["on_request", "on_response", "on_retry"])
def test_hooks_are_callable(name):
    from tessera_sdk import TesseraClient

    with pytest.raises(TypeError, match=name):
        TesseraClient("http://127.0.0.1:1", **{name: 5})


def test_the_trace_of_opentelemetry_goes_with_a_request(scripted, monkeypatch):
    """Whatever the program's OpenTelemetry injects: it is not imported for it."""
    propagate = types.ModuleType("opentelemetry.propagate")
    propagate.inject = lambda headers: headers.update(traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
    get_with_each(scripted.url)
    monkeypatch.setitem(sys.modules, "opentelemetry.propagate", propagate)
    get_with_each(scripted.url)
    traces = [request.headers.get("traceparent") for request in scripted.requests]
    assert traces == [None, None] + ["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"] * 2


@pytest.mark.parametrize("of", ["client", "view", "hook", "hook in another case", "nobody"])
def test_a_trace_that_is_told_goes_alone(scripted, monkeypatch, of):
    """What the program says itself counts more than OpenTelemetry, whose state is of its own trace."""
    from tessera_sdk import AsyncTesseraClient, TesseraClient

    ambient, told = (f"00-{digit * 32}-{digit * 16}-01" for digit in "12")
    propagate = types.ModuleType("opentelemetry.propagate")
    propagate.inject = lambda headers: headers.update(traceparent=ambient, tracestate="a=1", baggage="b=2")
    monkeypatch.setitem(sys.modules, "opentelemetry.propagate", propagate)
    settings = {
        "client": {"headers": {"Traceparent": told}},
        "hook": {"on_request": lambda request: request.headers.update(traceparent=told)},
        "hook in another case": {"on_request": lambda request: request.headers.update(TraceParent=told)},
    }.get(of, {})
    view = {"headers": {"TRACEPARENT": told}} if of == "view" else {}

    async def main():
        async with AsyncTesseraClient(scripted.url, **settings) as client:
            await client.with_options(**view).teams.get(TEAM["id"])

    with TesseraClient(scripted.url, **settings) as client:
        client.with_options(**view).teams.get(TEAM["id"])
    asyncio.run(main())
    for request in scripted.requests:
        names = ["traceparent", "tracestate"] if of == "nobody" else ["traceparent"]
        assert sorted(name for name in request.names if name.startswith(("trace", "baggage"))) == ["baggage", *names]
        assert request.headers["traceparent"] == (ambient if of == "nobody" else told)


def test_user_agent(scripted):
    from tessera_sdk import __version__

    get_with_each(scripted.url, user_agent_suffix="nightly/7 (etl)")
    assert {request.headers["user-agent"] for request in scripted.requests} == {f"tessera-sdk-python/{__version__} nightly/7 (etl)"}
