"""Credentials for the tests."""

import hashlib
import json
from http.cookies import SimpleCookie

from support.make import database_read, expect, expect_error, make_user, unique
from support.tls import client_context, tls_settings

BOOTSTRAP = "bootstrap-of-the-tests"
HAS_CREDENTIALS = {"BOOTSTRAP_API_KEY": BOOTSTRAP, "RATE_LIMIT_ENABLED": False, "TESSERA_AUTH_CACHE_SECONDS": 0}
CERTIFIED_TEAM = "certified"
# Rows of the file of certificates, by the name that each is for.
CERTIFICATES = {
    "reader": {"dns": "reader.example", "team": CERTIFIED_TEAM, "scopes": ["read"]},
    "writer": {"uri": "spiffe://example/writer", "team": CERTIFIED_TEAM, "scopes": ["write"]},
    "usual": {"common_name": "usual", "team": CERTIFIED_TEAM},
    "robot": {"email": "robot@example.com", "team": CERTIFIED_TEAM, "agent": True},
    "boss": {"subject": "CN=boss,O=Example", "team": CERTIFIED_TEAM, "scopes": ["admin"]},
    "without scopes": {"common_name": "idle", "team": CERTIFIED_TEAM, "scopes": []},
    "lost": {"common_name": "lost", "team": "nobody's"},
}
# How each is signed: subject and alternative names.
CERTIFIED = {
    "reader": ("/CN=x", "DNS:Reader.example"), "writer": ("/CN=x", "URI:spiffe://example/writer"), "usual": ("/CN=usual",), "robot": ("/CN=x", "email:robot@example.com"),
    "boss": ("/O=Example/CN=boss",), "without scopes": ("/CN=idle",), "lost": ("/CN=lost",), "stranger": ("/CN=reader.example",),
}  # fmt: skip


def bearer(key):
    return {"Authorization": f"Bearer {key}"}


def make_key(admin, team, *scopes, **members):
    """A new key as its creation tells it, the secret included. Without scopes: those that a key has by default."""
    if scopes:
        members["scopes"] = list(scopes)
    members.setdefault("name", unique("key"))
    return expect(admin.post("/api-keys", json={"team_id": team["id"], **members}), 201)


def caller(server, admin, team, *scopes, **members):
    """A client with a new key of the team."""
    return server.api(headers=bearer(make_key(admin, team, *scopes, **members)["key"]))


PASSWORD = "correct horse battery"


def make_person(admin, team=None, **members):
    """A user who can log in."""
    if team is not None:
        members["team_id"] = team["id"]
    return make_user(admin, password=PASSWORD, **members)


def log_in(server, user, password=PASSWORD, headers=None, **fields):
    """The reply to the form of the page to log in with. `user`: one, or a name."""
    username = user if isinstance(user, str) else user["username"]
    client = server.client(headers=headers)
    return client.post("/login", data={"username": username, "password": password, **fields})


def token_of(reply):
    """The token that a reply sets in the cookie; None: it sets none."""
    cookies = [SimpleCookie(value)["session"] for value in reply.headers.get_list("set-cookie")]
    assert len(cookies) <= 1, cookies
    return cookies[0].value if cookies else None


def with_session(token, **headers):
    """The headers of a page's script whose browser has this session."""
    return {"Cookie": f"session={token}", "X-Requested-With": "test", **headers}


def session_of(server, user, **fields):
    """The headers of a new session."""
    token = token_of(log_in(server, user, **fields))
    assert token is not None
    return with_session(token)


def _bytes(value):
    if isinstance(value, str) and value.startswith("\\x"):  # as PostgreSQL writes bytes
        return bytes.fromhex(value[2:])
    return value if isinstance(value, bytes) else str(value).encode()


def stored_bytes(server):
    """Every text and every bytes of the tables that may hold something of a key."""
    connection = database_read(server.database)
    try:
        found = []
        for table in ("api_keys", "sessions", "audit_events", "idempotency_keys", "automatic_keys", "outbox"):
            for row in connection.execute(f"SELECT * FROM {table}").fetchall():
                found += [_bytes(row[name]) for name in row.keys()]
        return found
    finally:
        connection.close()


def key_hash(key):
    return hashlib.sha256(key.encode()).digest()


def certificate_settings(folder, authority, rows=None, **more):
    """Settings of a server that knows those certificates, or these rows."""
    file = folder / "certificates.json"
    file.write_text(json.dumps(list(CERTIFICATES.values()) if rows is None else rows), "utf-8")
    own = authority.sign("localhost", "DNS:localhost")
    return tls_settings(own, TESSERA_TLS_CLIENT_CA=authority.file, TESSERA_TLS_CLIENT="requested", TESSERA_CERTIFICATE_TEAMS=file, **more)


def certified(authority, name):
    """What a client with this certificate, one of CERTIFIED, speaks TLS by."""
    subject, *names = CERTIFIED[name]
    return client_context(authority, certificate=authority.sign(f"client {name}", *names, usage="clientAuth", subject=subject))


def is_known(server, headers):
    reply = server.api(headers=headers).get("/me")
    assert reply.status_code in (200, 401), reply.text
    if reply.status_code == 401:
        expect_error(reply, 401, "MISSING_API_KEY")
    return reply.status_code == 200
