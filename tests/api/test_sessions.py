"""People: passwords, log-in, sessions (chapter 05, sections 2.5, 2.7 and 14.1; chapter 01, section 3.4)."""

import contextlib
import ctypes
import gzip
import re
import time

import pytest

from support.access import (
    BOOTSTRAP, HAS_CREDENTIALS, PASSWORD, bearer, is_known, key_hash, log_in, make_key, make_person, session_of, stored_bytes, token_of, with_session,
)  # fmt: skip
from support.make import audit_events, database_read, database_write, expect, expect_error, expect_problem, make_team, make_user, unique

INVALID = "/login?error=invalid"
DAY = 86400
MICROSECONDS = 1_000_000
WAIT_SECONDS = 60


@pytest.fixture(scope="module")
def people_team(admin):
    return make_team(admin)


@pytest.fixture(scope="module")
def person(admin, people_team):
    return make_person(admin, people_team, role="admin")


@pytest.fixture(scope="module")
def session(guarded, person):
    return session_of(guarded, person)


def rows(server, user):
    with contextlib.closing(database_read(server.database)) as connection:
        found = connection.execute("SELECT s.* FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.username = ? ORDER BY s.created_at",
                                   (user["username"],)).fetchall()
        return [{name: row[name] for name in row.keys()} for row in found]


# --- log-in -----------------------------------------------------------------------------------------------------------


def test_log_in(guarded, person):
    reply = log_in(guarded, f"  {person['username'].upper()} ")
    assert (reply.status_code, reply.headers["location"], reply.content) == (302, "/", b"")
    cookie = reply.headers["set-cookie"]
    assert re.fullmatch(r"session=[0-9a-f]{64}; Max-Age=1209600; Path=/; HttpOnly; SameSite=Lax", cookie)
    assert reply.headers["cache-control"] == "no-store"
    assert is_known(guarded, with_session(token_of(reply)))


def test_who_may_not_log_in(guarded, admin, person, people_team):
    gone, silent = make_person(admin, people_team), make_user(admin, team_id=people_team["id"])
    bot, turned = make_user(admin, user_type="bot", team_id=people_team["id"]), make_person(admin, people_team)
    assert admin.delete(f"/users/{gone['id']}").status_code == 204
    expect(admin.patch(f"/users/{turned['id']}", json={"user_type": "bot"}), 200)
    replies = [log_in(guarded, user) for user in (unique("nobody"), gone, silent, bot, turned)]
    replies += [log_in(guarded, person, password) for password in (PASSWORD + "x", PASSWORD[:-1], PASSWORD.upper(), "x" * 1000)]
    for reply in replies:
        assert (reply.status_code, reply.headers["location"], reply.content) == (302, INVALID, b"")
        assert set(reply.headers) == set(replies[0].headers) and "set-cookie" not in reply.headers


def form(client, **options):
    return client.post("/login", **options)


def test_forms(guarded, person):
    client = guarded.client()
    good = {"username": person["username"], "password": PASSWORD}
    assert form(client, files={name: (None, value) for name, value in good.items()}).headers["location"] == "/"
    for options, missing in [
        ({"data": {"username": "x"}}, ["password"]), ({"data": {"password": "x"}}, ["username"]), ({"json": good}, ["username", "password"]),
        ({}, ["username", "password"]), ({"data": {"username": "x", "password": ""}}, ["password"]),
        ({"content": b"username=x&password=y", "headers": {"Content-Type": "text/plain"}}, ["username", "password"]),
        ({"content": b"--x\r\n", "headers": {"Content-Type": "multipart/form-data; boundary=x"}}, ["username", "password"]),
        ({"content": b"--x", "headers": {"Content-Type": "multipart/form-data"}}, ["username", "password"]),
        ({"files": {"username": ("a.txt", b"x"), "password": (None, "x")}}, ["username"]),
    ]:  # fmt: skip
        reply = form(client, **options)
        problems = expect(reply, 422)["detail"]
        assert problems == [{"type": "missing", "loc": ["body", name], "msg": "Field required", "input": None} for name in missing]
        assert PASSWORD not in reply.text
    typed = {"Content-Type": "application/x-www-form-urlencoded"}
    expect_problem(form(client, content=b"username=%00x&password=y", headers=typed), ["body", "username"], "value_error", "U+0000")
    expect_problem(form(client, content=b"username=%ff&password=y", headers=typed), ["body"], "string_unicode")
    hidden = form(client, data={"username": "x", "password": "y" * 1001})
    assert expect_problem(hidden, ["body", "password"], "string_too_long")["input"] == "***"
    expect_error(form(client, data={"username": "x", "password": "y", "z": "z" * 70_000}), 413, "BODY_TOO_LARGE", "65536")
    expect_error(form(client, content=gzip.compress(b"username=x&password=y"), headers={**typed, "Content-Encoding": "gzip"}), 415, "UNSUPPORTED_ENCODING")
    last = form(client, content=f"username=nobody&username={person['username']}&password=x&password={PASSWORD.replace(' ', '+')}".encode(), headers=typed)
    assert last.headers["location"] == "/"


def test_a_log_in_is_not_repeated_under_a_key(guarded, person):
    """A stored reply would be anybody's."""
    replies = [log_in(guarded, person, headers={"Idempotency-Key": "one"}) for _ in range(2)]
    replies.append(log_in(guarded, person, "wrong", headers={"Idempotency-Key": "one"}))
    tokens = [token_of(reply) for reply in replies]
    assert tokens[0] and tokens[1] and tokens[0] != tokens[1] and tokens[2] is None


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("/docs", "/docs"), ("/assets/1?tab=a%20b&x=//y#z", "/assets/1?tab=a%20b&x=//y#z"), ("/loginx", "/loginx"), ("/" + "x" * 1999, "/" + "x" * 1999),
        ("//evil.example", "/"), ("/\\evil.example", "/"), ("\\\\evil.example", "/"), ("https://evil.example", "/"), ("javascript:alert(1)", "/"),
        ("evil.example", "/"), ("/\t/evil.example", "/"), ("/\n/evil.example", "/"), ("/\r\nSet-Cookie: a=b", "/"), ("/..//evil.example", "/"),
        ("/%5cevil", "/%5cevil"), ("/x\\y", "/"), ("/b\u00e4r", "/"), (" /docs", "/"), ("/login", "/"), ("/login?next=/x", "/"), ("/logout", "/"), ("/" + "x" * 2000, "/"),
    ],
)  # fmt: skip
def test_where_to_go(guarded, wanted, given):
    """Of a log-in that failed, since it is the same and costs no session."""
    location = log_in(guarded, "nobody", next=wanted).headers["location"]
    client = guarded.client()
    if given == "/":
        assert location == INVALID
    else:
        assert location.startswith(INVALID + "&next=/")
        assert f'name="next" value="{given.replace("&", "&amp;")}"' in client.get(location).text


def test_going_on(guarded, person):
    assert log_in(guarded, person, next="/docs?x=1").headers["location"] == "/docs?x=1"
    assert log_in(guarded, person, next="//evil.example").headers["location"] == "/"


def test_the_page(guarded):
    page = guarded.client().get("/login")
    policy = page.headers["content-security-policy"]
    assert page.headers["content-type"] == "text/html; charset=utf-8" and page.headers["cache-control"] == "no-store"
    assert "script-src" not in policy and "unsafe" not in policy and policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "form-action 'self'" in policy and "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
    assert "<script" not in page.text and "style=" not in page.text and "prefers-color-scheme: dark" in page.text
    for name in ("username", "password"):
        assert re.search(rf'<label for="{name}">[^<]+</label><input id="{name}" name="{name}" required', page.text)
    assert 'role="alert"' not in page.text and '<html lang="en">' in page.text
    failed = guarded.client().get(INVALID).text
    assert re.search(r'role="alert">[^<]*wrong', failed) and 'aria-describedby="fault"' in failed
    assert 'role="alert"' not in guarded.client().get("/login?error=other").text
    hostile = guarded.client().get("/login", params={"next": '/"><script>alert(1)</script>', "error": "<b>"}).text
    assert "<script" not in hostile and 'value="/&quot;&gt;&lt;script&gt;' in hostile
    assert guarded.client().request("POST", "/logout").status_code == 405
    assert guarded.client().put("/login").headers["allow"] == "GET, HEAD, POST"


def test_with_authentication_off(start_server):
    running = start_server()
    api = running.api()
    user = make_person(api, make_team(api))
    reply = log_in(running, user)
    assert reply.headers["location"] == "/"
    assert expect(running.api(headers=with_session(token_of(reply))).get("/me"), 200)["credential"] == "none"
    assert running.client(headers=with_session(token_of(reply))).get("/logout").headers["location"] == "/login"


def test_the_cookie_behind_tls(start_server, tmp_path):
    admin = {"ADMIN_USERNAME": "root", "ADMIN_PASSWORD": PASSWORD}
    proxied = start_server(settings={**HAS_CREDENTIALS, **admin, "TESSERA_TRUSTED_PROXIES": "127.0.0.1"}, folder=tmp_path)
    for scheme, secure in (("https", True), ("http", False)):
        reply = log_in(proxied, "root", headers={"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": scheme})
        assert reply.headers["set-cookie"].endswith("; Secure") == secure
        again = proxied.client(headers=with_session(token_of(reply), **{"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": scheme}))
        assert again.get("/logout").headers["set-cookie"].endswith("; Secure") == secure
    (tmp_path / "production").mkdir()
    production = start_server(settings={**admin, "ENVIRONMENT": "production"}, folder=tmp_path / "production")
    assert log_in(production, "root").headers["set-cookie"].endswith("; Secure")


# --- a session as a caller --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("role", "scopes"), [("admin", ["read", "write", "admin"]), ("team_admin", ["read", "write"]), ("user", ["read"])])
def test_me(guarded, admin, people_team, role, scopes):
    user = make_person(admin, people_team, role=role)
    reply = guarded.api(headers=session_of(guarded, user)).get("/me")
    me = expect(reply, 200)
    assert reply.headers["cache-control"] == "private, no-cache"
    expires = me.pop("expires_at")
    assert me == {
        "credential": "session", "scopes": scopes, "team_id": people_team["id"], "team_name": people_team["name"], "user_id": user["id"],
        "username": user["username"], "role": role, "key_id": None, "key_name": None, "key_prefix": None, "agent_name": None,
        "agent_framework": None, "is_agent": False, "subject": None,
    }  # fmt: skip
    assert expires is not None


def test_which_credential_counts(guarded, admin, people_team, session):
    """A present Authorization is final."""
    cookie = {"Cookie": session["Cookie"]}
    for value, refusal in [("Bearer wrong", "INVALID_API_KEY"), ("Basic x", "INVALID_AUTH_HEADER"), ("Bearer", "INVALID_AUTH_HEADER")]:
        expect_error(guarded.api(headers={**cookie, "Authorization": value}).get("/me"), 401, refusal)
    assert expect(guarded.api(headers={**cookie, "Authorization": ""}).get("/me"), 200)["credential"] == "session"
    key = bearer(make_key(admin, people_team)["key"])
    for header in (cookie, {"Cookie": "session=" + "0" * 64}):
        api = guarded.api(headers={**header, **key})
        assert expect(api.get("/me"), 200)["credential"] == "api_key"
        expect(api.post("/teams", json={"name": unique()}), 201)  # without what a session needs


def test_what_is_done_is_the_users(guarded, person, people_team, session):
    team = make_team(guarded.api(headers=session))
    event = audit_events(guarded, team["id"], "team.created")[0]
    user_id = audit_events(guarded, person["id"], "user.login")[0]["actor_user_id"]
    assert (event["actor_id"], event["actor_type"], event["actor_key_id"], event["actor_user_id"]) == (people_team["id"], "human", None, person["id"])
    assert user_id == person["id"]


def test_other_rights_count_at_once(guarded, admin, people_team):
    """And the token is another one from then on."""
    user, other = make_person(admin, people_team, role="user"), make_team(admin)
    headers = session_of(guarded, user)
    me = lambda: guarded.api(headers=headers).get("/me")  # noqa: E731
    assert (expect(me(), 200)["scopes"], token_of(me())) == (["read"], None)
    expect(admin.patch(f"/users/{user['id']}", json={"role": "team_admin", "team_id": other["id"]}), 200)
    reply = me()
    assert (expect(reply, 200)["scopes"], reply.json()["team_id"]) == (["read", "write"], other["id"])
    assert is_known(guarded, with_session(token_of(reply)))
    expect(admin.patch(f"/users/{user['id']}", json={"name": "Another"}), 200)
    assert is_known(guarded, with_session(token_of(reply)))


def test_without_a_team(guarded, admin):
    nobodys, team = make_person(admin, role="admin"), make_team(admin)
    reply = log_in(guarded, nobodys)
    assert reply.headers["location"] == "/"
    headers = with_session(token_of(reply))
    assert not is_known(guarded, headers)
    expect(admin.patch(f"/users/{nobodys['id']}", json={"team_id": team["id"]}), 200)
    assert is_known(guarded, headers)
    assert admin.delete(f"/teams/{team['id']}").status_code == 204
    assert not is_known(guarded, headers)
    expect(admin.post(f"/teams/{team['id']}/restore"), 200)
    assert is_known(guarded, headers)


# --- the end of a session ---------------------------------------------------------------------------------------------


def change(**members):
    return lambda admin, user: expect(admin.patch(f"/users/{user['id']}", json=members), 200)


def deactivate(admin, user):
    assert admin.delete(f"/users/{user['id']}").status_code == 204
    expect(admin.post(f"/users/{user['id']}/reactivate"), 200)


ENDS = {
    "deactivated": deactivate,
    "another password": change(password="another password"),
    "the same password set anew": change(password=PASSWORD),
    "a program now": change(user_type="bot"),
    "logged out by an admin": lambda admin, user: expect(admin.delete(f"/users/{user['id']}/sessions"), 204),
}


@pytest.mark.parametrize("how", ENDS)
def test_what_ends_every_session(guarded, admin, people_team, how):
    user = make_person(admin, people_team)
    sessions = [session_of(guarded, user) for _ in range(2)]
    assert all(is_known(guarded, headers) for headers in sessions)
    ENDS[how](admin, user)
    assert not any(is_known(guarded, headers) for headers in sessions) and rows(guarded, user) == []


def test_log_out(guarded, admin, people_team):
    user = make_person(admin, people_team)
    headers, other = session_of(guarded, user), session_of(guarded, user)
    reply = guarded.client(headers=headers).get("/logout")
    assert (reply.status_code, reply.headers["location"]) == (302, "/login")
    assert reply.headers["set-cookie"] == "session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; HttpOnly; SameSite=Lax"
    assert not is_known(guarded, headers) and is_known(guarded, other)
    for cookie in (headers, {}, {"Cookie": "session=x"}):
        assert guarded.client(headers=cookie).get("/logout").headers["location"] == "/login"
    assert len(audit_events(guarded, user["id"], "user.logout")) == 1 and len(audit_events(guarded, user["id"], "user.login")) == 2


def test_asking_about_the_log_out_ends_nothing(guarded, admin, people_team):
    headers = session_of(guarded, make_person(admin, people_team))
    reply = guarded.client(headers=headers).head("/logout")
    assert (reply.status_code, reply.headers["location"], reply.headers.get("set-cookie")) == (302, "/login", None)
    assert is_known(guarded, headers)


def test_log_out_everywhere(guarded, admin, people_team):
    user = make_person(admin, people_team, role="user")
    headers, other = session_of(guarded, user), session_of(guarded, user)
    reply = guarded.api(headers=headers).delete("/me/sessions")
    assert reply.status_code == 204 and token_of(reply) == ""
    assert not is_known(guarded, headers) and not is_known(guarded, other)
    assert admin.delete("/me/sessions").status_code == 204


def test_a_user_has_so_many_sessions(start_server):
    running = start_server(settings={**HAS_CREDENTIALS, "TESSERA_SESSIONS_PER_USER": 2})
    admin = running.api(headers=bearer(BOOTSTRAP))
    user = make_person(admin, make_team(admin))
    first, second, third = (session_of(running, user) for _ in range(3))
    assert [is_known(running, headers) for headers in (first, second, third)] == [False, True, True]
    assert len(rows(running, user)) == 2


# --- tokens and time --------------------------------------------------------------------------------------------------


class Stopped:
    """A server whose sessions are made older while it does not run."""

    def __init__(self, running):
        self.running = running
        self.is_text = "://" in str(running.database)
        self.admin = running.api(headers=bearer(BOOTSTRAP))
        self.user = make_person(self.admin, make_team(self.admin))

    def back(self, column, seconds):
        """A column of every session goes back so far in time."""
        self.running.stop_and_check()
        earlier = f"{column} - interval '{seconds} seconds'" if self.is_text else f"{column} - {seconds * MICROSECONDS}"
        database_write(self.running.database, f"UPDATE sessions SET {column} = {earlier}")
        self.running.start()

    def ask(self, token):
        reply = self.running.api(headers=with_session(token)).get("/me")
        return reply.status_code, token_of(reply)


@pytest.fixture
def aged(start_server):
    return Stopped(start_server(settings=HAS_CREDENTIALS))


def test_a_token_is_replaced_by_age(aged):
    first = token_of(log_in(aged.running, aged.user))
    assert aged.ask(first) == (200, None)
    aged.back("rotated_at", 3601)
    status, second = aged.ask(first)
    assert status == 200 and second not in (None, first)
    assert aged.ask(first) == (200, None)  # what was under way
    assert aged.ask(second) == (200, None) and aged.ask(first) == (200, None)
    aged.running.stop_and_check()
    assert rows(aged.running, aged.user)[0]["confirmed_at"] is not None
    aged.running.start()
    aged.back("confirmed_at", 61)
    assert aged.ask(first) == (401, None) and aged.ask(second) == (200, None)


def test_a_token_whose_reply_was_lost(aged):
    """The former counts until its successor has come back, and gets another one."""
    first = token_of(log_in(aged.running, aged.user))
    aged.back("rotated_at", 3601)
    _, lost = aged.ask(first)
    aged.back("rotated_at", 61)
    status, second = aged.ask(first)
    assert status == 200 and second not in (None, first, lost)
    assert aged.ask(lost) == (401, None) and aged.ask(second) == (200, None)


def test_a_session_ends_by_itself(aged):
    used = token_of(log_in(aged.running, aged.user))
    row = rows(aged.running, aged.user)[0]
    aged.back("last_seen_at", 120)
    assert aged.ask(used) == (200, None)
    aged.running.stop_and_check()
    later = rows(aged.running, aged.user)[0]
    assert later["last_seen_at"] >= row["last_seen_at"] and later["ends_at"] > row["ends_at"]  # it slides
    aged.running.start()
    aged.back("ends_at", 14 * DAY + 120)
    assert aged.ask(used) == (401, None)


def test_a_session_does_not_slide_for_ever(start_server):
    running = start_server(settings={**HAS_CREDENTIALS, "TESSERA_SESSION_LIFETIME": 3600})
    admin = running.api(headers=bearer(BOOTSTRAP))
    user = make_person(admin, make_team(admin))
    reply = log_in(running, user)
    assert "Max-Age=3600;" in reply.headers["set-cookie"]
    row = rows(running, user)[0]
    assert row["ends_at"] == row["expires_at"]


def test_sweep(start_server):
    running = start_server(settings={**HAS_CREDENTIALS, "TESSERA_SESSION_SWEEP": 1})
    aged = Stopped(running)
    for _ in range(2):
        log_in(running, aged.user)
    aged.back("ends_at", 15 * DAY)
    kept = token_of(log_in(running, aged.user))
    deadline = time.monotonic() + WAIT_SECONDS
    while len(rows(running, aged.user)) > 1:
        assert time.monotonic() < deadline
        assert running.client().get("/health/live").status_code == 200
    assert aged.ask(kept) == (200, None)


def test_use_writes_nothing(guarded, admin, people_team):
    user = make_person(admin, people_team)
    api = guarded.api(headers=session_of(guarded, user))
    before = rows(guarded, user)
    for _ in range(50):
        expect(api.get("/teams", params={"limit": 1}), 200)
    assert rows(guarded, user) == before


def test_what_is_kept(guarded, person, session):
    token = session["Cookie"].split("=")[1]
    kept = stored_bytes(guarded)
    assert key_hash(token) in kept
    assert not any(token.encode() in value or PASSWORD.encode() in value for value in kept)
    log = guarded.log_text()
    assert token not in log and PASSWORD not in log


# --- hashes of passwords ----------------------------------------------------------------------------------------------


def weak_hash(password):
    """As an older version, or another program, may have made it."""
    library = ctypes.CDLL("libargon2.so.1")
    out = ctypes.create_string_buffer(200)
    secret, salt, size = password.encode(), b"0123456789abcdef", ctypes.c_size_t
    assert library.argon2id_hash_encoded(1, 1024, 1, secret, size(len(secret)), salt, size(len(salt)), size(32), out, size(len(out))) == 0
    return out.value.decode()


def hash_of(server, user):
    with contextlib.closing(database_read(server.database)) as connection:
        return connection.execute("SELECT password_hash FROM users WHERE username = ?", (user["username"],)).fetchall()[0]["password_hash"]


def test_a_weak_hash_is_made_anew(aged):
    running, user = aged.running, aged.user
    for planted, fits in [(weak_hash(PASSWORD), True), ("$argon2id$v=19$m=9999999,t=3,p=4$c2FsdHNhbHQ$aGFzaGhhc2g", False), ("plain", False)]:
        running.stop_and_check()
        database_write(running.database, "UPDATE users SET password_hash = ? WHERE username = ?", planted, user["username"])
        running.start()
        assert (log_in(running, user).headers["location"] == "/") == fits
        assert hash_of(running, user).startswith("$argon2id$v=19$m=65536,t=3,p=4$") == fits
        assert (log_in(running, user).headers["location"] == "/") == fits
