"""Nothing secret is logged, at any level and in either form; and JSON lines are what jq can read."""

import json
import shutil
import subprocess

import pytest

from support import secrets
from support.access import BOOTSTRAP, bearer
from support.make import expect, unique

KEYS = ["timestamp", "level", "logger", "message"]
LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]
# Members of a line for a reply, in their order; those at the end only where there is such a thing.
REPLY = [*KEYS, "method", "path", "status", "duration_ms", "request_id", "peer", "scheme", "route", "bytes", "caller"]


def visit(server):
    """Every way to show a secret, as well as wrong ones; what was shown."""
    shown = []
    with server.client(checked=False) as client:
        key = expect(client.post("/api/v1/teams", json={"name": unique()}, headers=bearer(BOOTSTRAP)), 201)["id"]
        made = expect(client.post("/api/v1/api-keys", json={"name": "one", "team_id": key, "scopes": ["read"]}, headers=bearer(BOOTSTRAP)), 201)
        shown.append(made["key"])
        user = {"username": unique("u"), "name": "Some One", "password": f"Passw0rd-{unique()}", "role": "admin", "team_id": key}
        expect(client.post("/api/v1/users", json=user, headers=bearer(BOOTSTRAP)), 201)
        shown.append(user["password"])
        wrong = f"wrong-{unique()}"
        for password in (wrong, user["password"]):
            form = {"username": user["username"], "password": password}
            logged_in = client.post("/login", data=form, headers={"origin": server.url})
            shown.append(password)
        cookie = logged_in.headers.get("set-cookie", "").split(";")[0].partition("=")[2]
        shown += [cookie] if cookie else []
        for credential in (made["key"], made["key"] + "0", wrong, "tess_live_" + "0" * 64):
            client.get(f"/api/v1/assets/{credential}/contracts" if credential.startswith("tess_") else "/api/v1/assets")
            client.get("/api/v1/assets?limit=1&api_key=" + credential, headers={**bearer(credential), "cookie": f"session={credential}"})
            client.post("/api/v1/assets", content=b'{"password": "' + credential.encode() + b'"', headers={**bearer(credential), "x-api-key": credential})
            shown.append(credential)
        client.get("/metrics", headers=bearer(wrong))
    return shown


@pytest.mark.parametrize(("level", "form"), [("DEBUG", "text"), ("DEBUG", "json"), ("INFO", "json"), ("WARNING", "text"), ("ERROR", "json"), ("CRITICAL", "text")])
def test_no_secret_is_logged(start_server, level, form):
    settings = {"LOG_LEVEL": level, "LOG_FORMAT": form, "TESSERA_ACCESS_LOG": True, "BOOTSTRAP_API_KEY": BOOTSTRAP, "RATE_LIMIT_ENABLED": False,
                "ADMIN_USERNAME": "root", "ADMIN_PASSWORD": f"Admin-{unique()}", "TESSERA_METRICS_TOKEN": f"token-{unique()}"}  # fmt: skip
    server = start_server(settings=settings)
    shown = visit(server)
    server.stop()
    log = server.log_text()
    for secret in [*shown, settings["ADMIN_PASSWORD"], settings["TESSERA_METRICS_TOKEN"], BOOTSTRAP]:
        assert secret not in log, secret
    assert ("INFO" in log) == (level in ("DEBUG", "INFO"))


def test_the_search_finds_what_it_is_for():
    known = secrets.Secrets()
    known.add_settings({"BOOTSTRAP_API_KEY": "bootstrap-key-1", "LOG_LEVEL": "DEBUG"}, "postgresql://me:pass%20word-2@localhost/x")
    for line in ("a bootstrap-key-1.", "x pass word-2", "tess_live_0123456789abcdef0123", "Authorization: Bearer abcdefghijkl", "basic dXNlcjpwYXNz"):
        assert known.find(line), line
    for line in ("DEBUG", "database postgresql://me@localhost/x", "GET /api/v1/teams 200", "the bearer of this"):
        assert not known.find(line), line


def test_lines_are_objects(start_server):
    server = start_server(settings={"LOG_FORMAT": "json", "LOG_LEVEL": "DEBUG", "TESSERA_ACCESS_LOG": True})
    with server.client(checked=False) as client:
        client.get("/health/live", headers={"x-request-id": "one"})
        client.get("/nowhere/%0a%22", headers={"traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"})
        client.request("BREW", "/api/v1/teams/\u00e9")
    server.stop()
    log = server.log_text()
    lines = [json.loads(line) for line in log.splitlines()]
    assert all(list(line)[:4] == KEYS and line["timestamp"].endswith(("Z", "+00:00")) and line["level"] in LEVELS for line in lines)
    replies = [line for line in lines if "route" in line]
    assert [list(line) for line in replies] == [REPLY, [*REPLY, "trace_id", "span_id"], REPLY]
    assert [(line["route"], line["caller"], line["status"]) for line in replies[:2]] == [("/health/live", "nobody", 200), ("unmatched", "nobody", 404)]
    assert replies[0]["bytes"] == len('{"status":"alive"}')
    assert shutil.which("jq"), "jq is not there (tools/setup test)"
    query = 'select(.trace_id == "4bf92f3577b34da6a3ce929d0e0e4736") | [.method, .route, .status] | @csv'
    asked = subprocess.run(["jq", "-r", query], input=log, capture_output=True, text=True, check=True, timeout=30)
    assert asked.stdout.splitlines() == ['"GET","unmatched",404']
