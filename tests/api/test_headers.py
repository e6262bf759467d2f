"""What all routes share of their headers: request ids, security, browsers of other origins (chapter 01, section 1)."""

import pytest

from support.checks import STRICT_POLICY
from support.make import expect_error

NOBODY = "00000000-0000-4000-8000-000000000000"


# --- headers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sent", ["abc", "x" * 128, "a b;c=d,e", "00000000-0000-4000-8000-00000000000a"])
def test_the_request_id_is_echoed(api, sent):
    reply = api.get("/teams", headers={"x-request-id": sent})
    assert reply.headers["x-request-id"] == sent
    error = expect_error(api.get(f"/teams/{NOBODY}", headers={"x-request-id": sent}), 404, "TEAM_NOT_FOUND")
    assert error["request_id"] == sent


def test_an_empty_request_id_is_echoed(api):
    reply = api.get("/teams", headers={"x-request-id": ""})
    assert reply.headers["x-request-id"] == ""


@pytest.mark.parametrize("sent", ["x" * 129, "y" * 30_000, "caf\xe9", "tab\there"])
def test_a_request_id_that_is_long_or_not_printable_is_replaced(api, sent):
    reply = api.get("/teams", headers={"x-request-id": sent.encode("latin-1")})
    assert reply.status_code == 200 and len(reply.headers["x-request-id"]) == 36
    error = expect_error(api.get(f"/teams/{NOBODY}", headers={"x-request-id": sent.encode("latin-1")}), 404, "TEAM_NOT_FOUND")
    assert len(error["request_id"]) == 36


def test_fresh_request_ids_differ(api):
    seen = {api.get("/teams?limit=1").headers["x-request-id"] for _ in range(20)}
    assert len(seen) == 20 and all(len(value) == 36 for value in seen)


def test_security_headers_are_on_every_kind_of_reply(api, http, team):
    for client, path in ((api, "/teams"), (api, "/teams/x"), (api, f"/teams/{NOBODY}"), (api, "/nothing"), (http, "/health"), (http, "/health/live")):
        reply = client.get(path)
        assert reply.headers["content-security-policy"] == STRICT_POLICY
        assert "strict-transport-security" not in reply.headers
    for reply in (api.delete("/teams"), api.post("/teams", content="{"), api.head("/teams")):
        assert reply.headers["x-frame-options"] == "DENY"


def test_policy_outside_of_the_api_allows_pages(http):
    for path in ("/docs", "/nothing"):
        policy = http.get(path).headers["content-security-policy"]
        assert "default-src" in policy and "frame-ancestors 'none'" in policy


def test_strict_transport_security_in_production(start_server):
    running = start_server(settings={"ENVIRONMENT": "production", "SESSION_SECRET_KEY": "0123456789abcdef0123456789abcdef", "RATE_LIMIT_ENABLED": "true", "AUTO_CREATE_TABLES": "false"})
    reply = running.client().get("/health/live")
    assert reply.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"


# --- browsers ---------------------------------------------------------------------------------------------------------

ORIGIN = "http://localhost:3000"


def preflight(client, path="/teams", origin=ORIGIN, method="POST", headers=None):
    sent = {"origin": origin, "access-control-request-method": method}
    if headers:
        sent["access-control-request-headers"] = headers
    return client.options(path, headers=sent)


def test_preflight_of_an_allowed_origin(api):
    for path in ("/teams", "/nothing", "/assets/x/publish"):
        reply = preflight(api, path, headers="authorization, X-Other")
        assert reply.status_code == 200 and reply.text == "OK"
        assert reply.headers["content-type"] == "text/plain; charset=utf-8"
        assert reply.headers["access-control-allow-origin"] == ORIGIN
        assert reply.headers["access-control-allow-headers"] == "authorization, X-Other"
        assert reply.headers["access-control-allow-methods"] == "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"
        assert reply.headers["access-control-max-age"] == "600"
        assert reply.headers["access-control-allow-credentials"] == "true"
        assert "Origin" in reply.headers["vary"]


def test_preflight_of_another_origin(api):
    for origin in ("http://evil.example", "http://localhost:3001", "https://localhost:3000", "http://localhost:3000/", "null"):
        reply = preflight(api, origin=origin)
        assert reply.status_code == 400 and reply.text == "Disallowed CORS origin"
        assert "access-control-allow-origin" not in reply.headers


def test_preflight_of_an_unknown_method(api):
    reply = preflight(api, method="BREW")
    assert reply.status_code == 400 and reply.text == "Disallowed CORS method"
    reply = preflight(api, method="BREW", origin="http://evil.example")
    assert reply.status_code == 400 and reply.text == "Disallowed CORS origin, method"


def test_preflight_in_other_settings(start_server):
    running = start_server(settings={"CORS_ORIGINS": "https://a.example, https://b.example"})
    client = running.api()
    assert preflight(client, origin="https://b.example").status_code == 200
    assert preflight(client, origin=ORIGIN).status_code == 400
    running = start_server(settings={"CORS_ORIGINS": '["*"]'}, database=running.folder / "any.db")
    reply = preflight(running.api(), origin="https://whoever.example")
    assert reply.status_code == 200 and reply.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in reply.headers
    reply = running.api().get("/teams", headers={"origin": "https://whoever.example"})
    assert reply.headers["access-control-allow-origin"] == "*" and "etag" in reply.headers["access-control-expose-headers"].lower()
    assert "access-control-allow-credentials" not in reply.headers, "any site could use the cookies of a user"


def test_other_requests_of_a_browser(api):
    reply = api.get("/teams", headers={"origin": ORIGIN})
    assert reply.headers["access-control-allow-origin"] == ORIGIN
    assert reply.headers["access-control-allow-credentials"] == "true"
    exposed = {name.strip() for name in reply.headers["access-control-expose-headers"].split(",")}
    assert {"ETag", "X-Request-ID", "Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"} <= exposed
    reply = api.get("/teams", headers={"origin": "http://evil.example"})
    assert reply.status_code == 200 and "access-control-allow-origin" not in reply.headers
    assert "access-control-expose-headers" not in reply.headers
    reply = api.get("/nothing", headers={"origin": ORIGIN})
    assert reply.status_code == 404 and reply.headers["access-control-allow-origin"] == ORIGIN


def test_a_cache_keeps_replies_to_origins_apart(api, http):
    """Also those to requests without one, which a cache could otherwise give to a page."""
    for headers in ({"origin": ORIGIN}, {"origin": "http://evil.example"}, {}):
        for reply in (api.get("/teams", headers=headers), api.get("/nothing", headers=headers), http.get("/docs", headers=headers)):
            assert "origin" in {name.strip().lower() for name in reply.headers["vary"].split(",")}


def test_options_without_the_two_headers_is_an_ordinary_request(api):
    expect_error(api.options("/teams"), 405, "METHOD_NOT_ALLOWED")
    expect_error(api.options("/teams", headers={"origin": ORIGIN}), 405, "METHOD_NOT_ALLOWED")
    expect_error(api.options("/nothing"), 404, "NOT_FOUND")
