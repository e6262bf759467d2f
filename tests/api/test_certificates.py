"""Certificates of clients as credentials: for whom they stand, and what comes before them."""

import hashlib
import json
import signal
import ssl
import time

import pytest

from support.access import BOOTSTRAP, CERTIFIED, CERTIFIED_TEAM, bearer, certificate_settings, certified, make_key, make_person, session_of, with_session
from support.make import audit_events, expect, expect_error, make_asset, make_team, unique
from support.rawhttp import RawConnection
from support.server import Server, program_run
from support.tls import TlsConnection, client_context

READ_WRITE = ["read", "write"]
WAIT_SECONDS = 30
LISTEN = ("http://127.0.0.1:0", "https://127.0.0.1:0")


@pytest.fixture(scope="module")
def server(authority, tmp_path_factory):
    folder = tmp_path_factory.mktemp("certified")
    running = Server(folder, settings={"BOOTSTRAP_API_KEY": BOOTSTRAP, "RATE_LIMIT_ENABLED": False, **certificate_settings(folder, authority)}, listen=LISTEN)
    running.start()
    yield running
    running.stop_and_check()


@pytest.fixture(scope="module")
def admin(server):
    return server.api(headers=bearer(BOOTSTRAP))


@pytest.fixture(scope="module")
def team(admin):
    return make_team(admin, name=CERTIFIED_TEAM)


@pytest.fixture(scope="module")
def shown(server, authority):
    """Name of a certificate -> a client that shows it."""
    return {name: server.api(context=certified(authority, name)) for name in CERTIFIED}


@pytest.mark.parametrize(("name", "subject", "scopes", "agent"), [
    ("reader", "dns:reader.example", ["read"], False), ("writer", "uri:spiffe://example/writer", ["write"], False), ("usual", "common_name:usual", READ_WRITE, False),
    ("robot", "email:robot@example.com", READ_WRITE, True), ("boss", "subject:CN=boss,O=Example", ["read", "write", "admin"], False),
    ("without scopes", "common_name:idle", [], False),
])  # fmt: skip
def test_whom_they_stand_for(shown, team, name, subject, scopes, agent):
    for _ in range(3):
        told = expect(shown[name].get("/me"), 200)
        assert (told["credential"], told["team_id"], told["subject"], told["scopes"]) == ("certificate", team["id"], subject, scopes)
        assert (told["is_agent"], told["key_id"]) == (agent, None) and told["expires_at"].endswith("Z")


def test_who_is_nobody(shown, server, authority, team):
    expect_error(shown["stranger"].get("/me"), 401, "MISSING_API_KEY", "Missing Authorization header, and the client's certificate stands for no team")
    error = expect_error(server.api(context=client_context(authority)).get("/me"), 401, "MISSING_API_KEY")
    assert error["message"] == "Missing Authorization header. Use 'Authorization: Bearer <api_key>'"
    expect_error(server.api().get("/me"), 401, "MISSING_API_KEY")
    expect_error(shown["lost"].get("/me"), 403, "UNKNOWN_TEAM", "nobody's")


def test_the_header_comes_first(shown, admin, team):
    """Whatever it is: a credential that is refused is not made good by the certificate."""
    other = make_team(admin)
    key = make_key(admin, other, "read")
    told = expect(shown["boss"].get("/me", headers=bearer(key["key"])), 200)
    assert (told["credential"], told["team_id"], told["scopes"]) == ("api_key", other["id"], ["read"])
    expect_error(shown["boss"].post("/teams", headers=bearer(key["key"]), json={"name": unique()}), 403, "INSUFFICIENT_SCOPE")
    for value, code in (("Bearer wrong", "INVALID_API_KEY"), ("Basic x", "INVALID_AUTH_HEADER"), ("Bearer", "INVALID_AUTH_HEADER")):
        expect_error(shown["boss"].get("/me", headers={"Authorization": value}), 401, code)
    assert expect(shown["boss"].get("/me", headers={"Authorization": ""}), 200)["credential"] == "certificate"


def test_a_fingerprint_is_no_key(server, authority, shown, team):
    """What identifies a certificate is public: whoever sends it, in whatever form, is nobody."""
    expect(shown["boss"].get("/me"), 200)
    certificate = ssl.PEM_cert_to_DER_cert((authority.folder / "client boss.pem").read_text())
    digest = hashlib.sha256(certificate).digest()
    for sent in (digest, digest.hex().encode(), certificate[:64]):
        with RawConnection(("127.0.0.1", server.port)) as connection:
            connection.send_some(b"GET /api/v1/me HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + sent + b"\r\n\r\n")
            assert connection.reply().status in (400, 401)


def test_a_connection_outlasts_its_certificate(server, authority, team):
    """On the same connection: while its time lasts it counts, then no more. A busy machine gets a longer one."""
    request = b"GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\n\r\n"
    for seconds in (2, 8, 32):
        try:
            connection = TlsConnection(server.tls_port, client_context(authority, certificate=authority.sign_briefly("usual", seconds)))
            statuses = [connection.send(request).reply().status]
        except (OSError, EOFError, AttributeError):  # over before the first request
            continue
        with connection:
            deadline = time.monotonic() + seconds + WAIT_SECONDS
            while statuses[-1] == 200 and time.monotonic() < deadline:
                reply = connection.send(request).reply()
                statuses.append(reply.status)
        if len(statuses) > 1:
            assert statuses[-1] == 401 and "has expired since it connected" in reply.body.decode()
            return
    raise AssertionError("no certificate lasted for a request")


def test_a_team_that_goes(admin, shown, team):
    expect(shown["reader"].get("/me"), 200)
    assert admin.delete(f"/teams/{team['id']}").status_code == 204
    expect_error(shown["reader"].get("/me"), 403, "UNKNOWN_TEAM")
    expect(admin.post(f"/teams/{team['id']}/restore"), 200)
    expect(shown["reader"].get("/me"), 200)


def test_ownership_and_who_did_it(server, admin, shown, team):
    asset = make_asset(shown["usual"], team)
    expect(shown["robot"].patch(f"/assets/{asset['id']}", json={"description": "x"}), 200)
    theirs = make_asset(admin, make_team(admin))
    expect_error(shown["usual"].patch(f"/assets/{theirs['id']}", json={}), 403, "UNAUTHORIZED_TEAM")
    expect(shown["boss"].patch(f"/assets/{theirs['id']}", json={}), 200)
    told = [(event["actor_id"], event["actor_type"], event["actor_subject"]) for event in audit_events(server, asset["id"])]
    assert told == [(team["id"], "human", "common_name:usual"), (team["id"], "agent", "email:robot@example.com")]


def test_by_fingerprint_and_the_first_row_that_fits(tmp_path, authority, start_server):
    context = certified(authority, "usual")
    digest = hashlib.sha256(ssl.PEM_cert_to_DER_cert((authority.folder / "client usual.pem").read_text())).hexdigest()
    colons = ":".join(digest[i : i + 2].upper() for i in range(0, 64, 2))
    rows = [{"sha256": "0" * 64, "team": "a"}, {"sha256": colons, "team": "b", "scopes": ["read"]}, {"common_name": "usual", "team": "a"}]
    running = start_server(settings=certificate_settings(tmp_path, authority, rows, AUTH_DISABLED=False, BOOTSTRAP_API_KEY=BOOTSTRAP), listen=LISTEN)
    team = make_team(running.api(headers=bearer(BOOTSTRAP)), name="b")
    told = expect(running.api(context=context).get("/me"), 200)
    assert (told["team_id"], told["scopes"], told["subject"]) == (team["id"], ["read"], f"sha256:{colons}")


@pytest.mark.parametrize(("content", "words"), [
    ("", "JSON array"), ("{}", "JSON array"), ("[", "JSON array"), ('[{"dns": "a", "dns": "b", "team": "t"}]', "each name once"), ("[5]", "row 1"),
    ('[{"team": "t"}]', "must have one of subject"), ('[{"dns": "a", "uri": "b", "team": "t"}]', "must have one of subject"), ('[{"dns": "", "team": "t"}]', "must have one of"),
    ('[{"sha256": "00", "team": "t"}]', "64 hexadecimal digits"), ('[{"sha256": "' + "zz" * 32 + '", "team": "t"}]', "64 hexadecimal"),
    ('[{"dns": "a", "team": "t", "scope": ["read"]}]', "has a member that means nothing"), ('[{"dns": "*.example.com", "team": "t"}]', "must have one of"),
    ('[{"dns": "a"}]', "must have a team"), ('[{"dns": "a", "team": 5}]', "must have a team"), ('[{"dns": "a", "team": "t", "scopes": "read"}]', "scopes"),
    ('[{"dns": "a", "team": "t", "scopes": ["all"]}]', "scopes"), ('[{"dns": "a", "team": "t", "agent": "x"}]', "agent"),
    ('[{"dns": "a", "team": "t"}, {"dns": 5, "team": "t"}]', "row 2"), (None, "cannot read"),
])  # fmt: skip
def test_files_that_are_none(tmp_path, authority, content, words):
    settings = certificate_settings(tmp_path, authority, BOOTSTRAP_API_KEY=BOOTSTRAP)
    file = settings["TESSERA_CERTIFICATE_TEAMS"]
    file.unlink() if content is None else file.write_text(content, "utf-8")
    for flags in (["--check-config"], ["--listen", "127.0.0.1:0"]):
        done = program_run(*flags, settings=settings, folder=tmp_path)
        assert done.returncode != 0 and words in done.stderr and "TESSERA_CERTIFICATE_TEAMS" in done.stderr, done.stderr


def test_it_needs_an_authority(tmp_path, authority):
    settings = certificate_settings(tmp_path, authority)
    del settings["TESSERA_TLS_CLIENT_CA"]
    done = program_run("--check-config", settings=settings, folder=tmp_path)
    assert done.returncode == 1 and "TESSERA_CERTIFICATE_TEAMS needs TESSERA_TLS_CLIENT_CA" in done.stderr
    assert json.loads(settings["TESSERA_CERTIFICATE_TEAMS"].read_text())


def test_a_session_comes_first_and_one_that_counts_no_more_is_as_none(server, admin, team, authority):
    person = make_person(admin, team, role="team_admin")
    both = session_of(server, person)
    boss = certified(authority, "boss")
    for headers, credential in ((both, "session"), ({"Cookie": both["Cookie"]}, "session"), (with_session("x"), "certificate"), ({}, "certificate")):
        told = expect(server.api(context=boss, headers=headers).get("/me"), 200)
        assert told["credential"] == credential
    assert admin.delete(f"/users/{person['id']}").status_code == 204
    for _ in range(2):
        told = expect(server.api(context=boss, headers=both).get("/me"), 200)
        assert (told["credential"], told["scopes"]) == ("certificate", ["read", "write", "admin"])
    expect_error(server.api(context=certified(authority, "stranger"), headers=both).get("/me"), 401, "MISSING_API_KEY")


def test_other_sites_cannot_use_the_certificate_of_a_browser(shown, team):
    """Which browsers show whoever asks. Programs send no Origin."""
    usual, made = shown["usual"], {"owner_team_id": team["id"]}
    for headers in ({"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        expect_error(usual.post("/assets", json={**made, "fqn": f"a.{unique()}"}, headers=headers), 403, "CROSS_SITE_REQUEST")
        expect(usual.get("/assets", headers=headers), 200)
    own = str(usual.base_url).split("/api")[0]
    expect(usual.post("/assets", json={**made, "fqn": f"a.{unique()}"}, headers={"Origin": own}), 201)
    expect(usual.post("/assets", json={**made, "fqn": f"a.{unique()}"}), 201)


def test_a_hangup_reads_them_again(tmp_path, authority, start_server):
    rows = [{"common_name": "usual", "team": "a"}]
    settings = certificate_settings(tmp_path, authority, rows, AUTH_DISABLED=False, BOOTSTRAP_API_KEY=BOOTSTRAP, TESSERA_AUTH_CACHE_SECONDS=3600)
    running = start_server(settings=settings, listen=LISTEN)
    teams = {name: make_team(running.api(headers=bearer(BOOTSTRAP)), name=name)["id"] for name in "ab"}
    client, file = running.api(context=certified(authority, "usual")), settings["TESSERA_CERTIFICATE_TEAMS"]
    assert expect(client.get("/me"), 200)["team_id"] == teams["a"]
    file.write_text(json.dumps([{"common_name": "usual", "team": "b", "scopes": ["read"]}]), "utf-8")
    running.process.send_signal(signal.SIGHUP)
    running.await_log("the teams of 1 certificates were read again")
    told = expect(client.get("/me"), 200)
    assert (told["team_id"], told["scopes"]) == (teams["b"], ["read"])
    file.write_text("[", "utf-8")
    running.process.send_signal(signal.SIGHUP)
    running.await_log("the teams of certificates were not read again, the former ones stay")
    assert expect(client.get("/me"), 200)["team_id"] == teams["b"]
