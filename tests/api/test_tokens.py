"""Tokens of an identity provider: which count, what they give, and what becomes of its keys."""

import base64
import hashlib
import hmac
import json
import time

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from support.access import BOOTSTRAP, bearer
from support.issuer import AUDIENCE, HOUR, Key, encode, make_token, me, refused, settings_for
from support.make import audit_events, expect, expect_error, make_asset, make_team, unique
from support.server import Server, program_run

ALGORITHMS = ["RS256", "ES256", "EdDSA"]
SKEW = 60


@pytest.fixture(scope="module")
def server(issuer, tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("tokens"), settings=settings_for(issuer, TESSERA_OIDC_SKEW=SKEW, TESSERA_OIDC_AGENT_CLAIM="agent"))
    running.start()
    yield running
    running.stop_and_check()


@pytest.fixture(scope="module")
def admin(server):
    return server.api(headers=bearer(BOOTSTRAP))


@pytest.fixture(scope="module")
def api(server):
    return server.api()


@pytest.fixture(scope="module")
def team(admin):
    return make_team(admin)


# --- what counts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_good_token(issuer, api, team, algorithm):
    token = issuer.token(algorithm, team=team["name"])
    told = expect(me(api, token), 200)
    assert (told["credential"], told["team_id"], told["subject"], told["scopes"]) == ("oidc_token", team["id"], "alice", ["read", "write"])
    assert told["is_agent"] is False and told["key_id"] is None and told["expires_at"].endswith("Z")
    for _ in range(3):  # known by now
        assert expect(me(api, token), 200) == told


def test_a_team_by_its_id_and_an_array_of_one(issuer, api, team):
    assert expect(me(api, issuer.token(team=team["id"])), 200)["team_name"] == team["name"]
    assert expect(me(api, issuer.token(team=[team["name"]])), 200)["team_id"] == team["id"]


@pytest.mark.parametrize("members", [
    {"aud": AUDIENCE}, {"aud": ["other", AUDIENCE]}, {"nbf": 0}, {"iat": None}, {"iat": 1.5}, {"extra": {"deep": [1, {"a": None}]}}, {"sub": "ü" * 100},
    {"scope": ["tessera:read"]}, {"azp": "client"},
])  # fmt: skip
def test_claims_that_count(issuer, api, team, members):
    expect(me(api, issuer.token(team=team["name"], **members)), 200)


@pytest.mark.parametrize("header", [{"typ": None}, {"typ": "JWT"}, {"typ": "application/at+jwt"}, {"typ": "AT+JWT"}, {"x5t": "abc"}])
def test_headers_that_count(issuer, api, team, header):
    expect(me(api, issuer.token(team=team["name"], header=header)), 200)


def test_skew_at_its_border(issuer, api, team):
    """A minute is granted each way; half a minute off the border the busiest machine is still on its side."""
    now = time.time()
    for members in ({"exp": now - SKEW + 30}, {"nbf": now + SKEW - 30}, {"iat": now + SKEW - 30}):
        expect(me(api, issuer.token(team=team["name"], **members)), 200)
    for members, word in (({"exp": now - SKEW - 1}, "expired"), ({"nbf": now + SKEW + HOUR}, "nbf"), ({"iat": now + SKEW + HOUR}, "iat")):
        refused(api, issuer.token(team=team["name"], **members), word)


# --- what does not ----------------------------------------------------------------------------------------------------

CLAIMS = [
    ({"aud": "another"}, "aud"), ({"aud": None}, "aud"), ({"aud": []}, "aud"), ({"aud": [AUDIENCE, 5]}, "aud"), ({"aud": {"a": AUDIENCE}}, "aud"),
    ({"aud": AUDIENCE + "x"}, "aud"), ({"aud": AUDIENCE.upper()}, "aud"),
    ({"iss": "https://stranger.example"}, "iss"), ({"iss": None}, "iss"), ({"iss": 5}, "iss"), ({"iss": ["x"]}, "iss"),
    ({"exp": None}, "exp"), ({"exp": "2999-01-01"}, "exp"), ({"exp": -1}, "exp"), ({"exp": 1e300}, "exp"), ({"exp": [5]}, "exp"), ({"exp": True}, "exp"),
    ({"exp": 1}, "expired"), ({"nbf": "x"}, "nbf"), ({"nbf": 9e11}, "nbf"), ({"iat": "x"}, "iat"), ({"iat": -5}, "iat"),
    ({"sub": None}, "sub"), ({"sub": ""}, "sub"), ({"sub": 5}, "sub"), ({"sub": "x" * 256}, "sub"), ({"sub": "a\u0000b"}, "sub"), ({"sub": "a\nb"}, "sub"),
    ({"cnf": {"jkt": "abc"}}, "cnf"),
]  # fmt: skip


@pytest.mark.parametrize(("members", "word"), CLAIMS)
def test_claims_that_do_not(issuer, api, team, members, word):
    refused(api, issuer.token(team=team["name"], **members), word)


HEADERS = [
    {"alg": "none"}, {"alg": "None"}, {"alg": "HS256"}, {"alg": "RS512"}, {"alg": "PS256"}, {"alg": "ES384"}, {"alg": "es256"}, {"alg": ""}, {"alg": None},
    {"alg": 5}, {"alg": ["ES256"]}, {"crit": ["exp"], "exp": 5}, {"crit": []}, {"cty": "JWT"}, {"enc": "A128GCM"}, {"zip": "DEF"}, {"b64": False},
    {"jku": "https://stranger.example/keys"}, {"jwk": {"kty": "oct", "k": "AA"}}, {"x5u": "https://stranger.example"}, {"kid": 5}, {"kid": ""},
    {"kid": "x" * 256}, {"kid": "a\u0000b"}, {"typ": "logout+jwt"}, {"typ": 5}, {"typ": "dpop+jwt"}, {"alg": "RS256"}, {"alg": "EdDSA"},
]  # fmt: skip


@pytest.mark.parametrize("header", HEADERS)
def test_headers_that_do_not(issuer, api, team, header):
    refused(api, issuer.token("ES256", team=team["name"], header=header))


def test_a_token_without_a_signature(issuer, api, team):
    for algorithm in ("none", "NONE", "ES256"):
        token = issuer.token(team=team["name"], header={"alg": algorithm}, signature=b"")
        refused(api, token)
        refused(api, token.rstrip(".") + ".")


def test_the_public_key_as_a_secret(issuer, api, team):
    """HS256 under the bytes of each public key, in each form that somebody might take for a secret."""
    for key in issuer.keys.values():
        forms = [key.pem(), key.pem().strip(), json.dumps(key.public()).encode(), encode(json.dumps(key.public()).encode()).encode()]
        for secret in forms:
            for algorithm in ("HS256", key.algorithm):
                signed = f"{encode({'alg': algorithm, 'typ': 'JWT', 'kid': key.name})}.{encode(issuer.claims(team=team['name']))}"
                made = hmac.new(secret, signed.encode(), hashlib.sha256).digest()
                refused(api, f"{signed}.{encode(made)}")


def test_keys_of_strangers(issuer, api, team):
    for algorithm in ALGORITHMS:
        stranger = Key(algorithm, issuer.keys[algorithm].name)
        refused(api, make_token(stranger, issuer.claims(team=team["name"])), "signature")
        for other in ALGORITHMS:  # the algorithm of one key with the name of another
            if other != algorithm:
                refused(api, issuer.token(algorithm, team=team["name"], header={"kid": issuer.keys[other].name}), "signature")


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_signatures_of_other_lengths(issuer, api, team, algorithm):
    key, claims = issuer.keys[algorithm], issuer.claims(team=team["name"])
    signed = f"{encode({'alg': algorithm, 'kid': key.name})}.{encode(claims)}"
    good = key.sign(signed.encode())
    expect(me(api, f"{signed}.{encode(good)}"), 200)
    halves = good[:32], good[32:]
    others = [good[:-1], good + b"\0", b"\0" + good, good[:32], good * 2, good[:1], b"\0" * len(good), b"\xff" * len(good), good[::-1],
              b"\0".join(halves), bytes([good[0] ^ 1]) + good[1:], good[:-1] + bytes([good[-1] ^ 1])]  # fmt: skip
    if algorithm == "ES256":  # in DER, as TLS has it
        r, s = (int.from_bytes(half, "big") for half in halves)
        others.append(encode_dss_signature(r, s))
    for signature in others:
        refused(api, f"{signed}.{encode(signature)}")


def test_the_claims_are_what_was_signed(issuer, api, team):
    head, _, signature = issuer.token(team=team["name"]).split(".")
    forged = encode(issuer.claims(team=team["name"], scope="tessera:admin"))
    refused(api, f"{head}.{forged}.{signature}", "signature")


def test_members_twice(issuer, api, team):
    key = issuer.keys["ES256"]
    body = json.dumps(issuer.claims(team=team["name"]))
    refused(api, make_token(key, body[:-1] + ', "scope": "tessera:admin"}'), "once")
    refused(api, make_token(key, body[:-1] + ', "act": {"sub": 1, "sub": 2}}'), "once")
    refused(api, make_token(key, body, f'{{"alg": "ES256", "kid": "{key.name}", "alg": "none"}}'), "once")


@pytest.mark.parametrize("claims", ["null", "[]", "5", '"x"', "{", '{"a": 1} x', "\ufeff{}", "{'a': 1}", '{"a": NaN}', "[" * 200 + "]" * 200])
def test_claims_that_are_no_object(issuer, api, claims):
    refused(api, make_token(issuer.keys["ES256"], claims), "object")


def test_forms_that_are_none(issuer, api, team):
    """What has not the form of a token is a key that nobody has."""
    good = issuer.token(team=team["name"])
    head, body, signature = good.split(".")
    for text in (f"{head}.{body}", f"{good}.{signature}", f"{good}.", f".{body}.{signature}", f"{head}..{signature}", good.replace(".", ":"), f"{head}=.{body}.{signature}",
                 f"{head}.{body}.{signature}==", f"{head}.{body}+.{signature}", f" {good}", "a.b", ".."):
        expect_error(me(api, text), 401, "INVALID_API_KEY")
    for part in range(3):  # bits behind the last byte, and a length that no bytes have
        parts = good.split(".")
        parts[part] = parts[part] + "A" * ((1 - len(parts[part])) % 4 or 4)
        refused(api, ".".join(parts))
    raw = base64.urlsafe_b64decode(signature + "==")
    assert len(raw) == 64 and signature[-1] in "AQgw"
    refused(api, f"{head}.{body}.{signature[:-1]}{chr(ord(signature[-1]) + 1)}", "base64url")


def test_nested_and_oversized(issuer, api, team):
    key = issuer.keys["ES256"]
    inner = issuer.token(team=team["name"])
    refused(api, make_token(key, inner, {"cty": "JWT"}))
    refused(api, make_token(key, inner), "object")
    refused(api, issuer.token(team=team["name"], padding="x" * 17000), "longer")
    refused(api, issuer.token(team=team["name"], header={"padding": "x" * 5000}), "header")
    expect(me(api, issuer.token(team=team["name"], padding="x" * 10000)), 200)


def test_the_header_is_final(issuer, api, team):
    good = issuer.token(team=team["name"])
    both = [("Authorization", f"Bearer {good}"), ("Authorization", f"Bearer {BOOTSTRAP}")]
    expect_error(api.get("/me", headers=both), 401, "INVALID_AUTH_HEADER")
    expect_error(api.get("/me", headers={"Authorization": f"bearer {good}"}), 401, "INVALID_AUTH_HEADER")


# --- what they give ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("scope", "scopes"), [
    ("tessera:read", ["read"]), ("tessera:write", ["write"]), ("tessera:admin", ["read", "write", "admin"]), ("openid tessera:read email", ["read"]),
    ("read write admin", []), ("tessera:readx", []), ("", []), (None, []), (5, []), (["tessera:read", 5, None], ["read"]), ({"tessera:read": True}, []),
    ("TESSERA:READ", []), ("tessera:read,tessera:write", []),
])  # fmt: skip
def test_scopes(issuer, api, team, scope, scopes):
    token = issuer.token(team=team["name"], scope=scope)
    assert expect(me(api, token), 200)["scopes"] == scopes
    if "read" not in scopes:
        expect_error(api.get("/teams", headers=bearer(token)), 403, "INSUFFICIENT_SCOPE", "'read'")


@pytest.mark.parametrize(("members", "word"), [
    ({}, "has no claim 'team'"), ({"team": "nobody's"}, "does not exist"), ({"team": "00000000-0000-4000-8000-000000000000"}, "does not exist"),
    ({"team": ["a", "b"]}, "of one team"), ({"team": []}, "of one team"), ({"team": 5}, "of one team"), ({"team": ""}, "of one team"), ({"team": "a\u0000b"}, "of one team"),
    ({"team": "x" * 2000}, "of one team"), ({"team": "' OR 1=1 --"}, "does not exist"),
])  # fmt: skip
def test_teams_that_are_none(issuer, api, members, word):
    expect_error(me(api, issuer.token(scope="tessera:admin", **members)), 403, "UNKNOWN_TEAM", word)


def test_a_team_that_goes(issuer, api, admin):
    gone = make_team(admin)
    token = issuer.token(team=gone["name"])
    expect(me(api, token), 200)
    assert admin.delete(f"/teams/{gone['id']}").status_code == 204
    expect_error(me(api, token), 403, "UNKNOWN_TEAM", gone["name"])
    expect(admin.post(f"/teams/{gone['id']}/restore"), 200)
    expect(me(api, token), 200)


def test_ownership_and_who_did_it(issuer, server, admin, team):
    other = make_team(admin)
    mine, agents, theirs = (server.api(headers=bearer(issuer.token(**claims))) for claims in (
        {"team": team["name"], "sub": "alice"}, {"team": team["name"], "sub": "robot", "agent": "bot"}, {"team": other["name"]}))  # fmt: skip
    asset = make_asset(mine, team)
    expect(agents.patch(f"/assets/{asset['id']}", json={"description": "x"}), 200)
    expect_error(theirs.patch(f"/assets/{asset['id']}", json={}), 403, "UNAUTHORIZED_TEAM")
    assert expect(agents.get("/me"), 200)["is_agent"] is True
    told = [(event["actor_id"], event["actor_type"], event["actor_subject"], event["actor_key_id"]) for event in audit_events(server, asset["id"])]
    assert told == [(team["id"], "human", "alice", None), (team["id"], "agent", "robot", None)]


def test_claims_by_settings(issuer, start_server):
    rows = ["CN=data,OU=x=platform", "/groups/web=web"]
    running = start_server(settings=settings_for(
        issuer, TESSERA_OIDC_TEAM_CLAIM="https://example.com/groups", TESSERA_OIDC_TEAMS=json.dumps(rows), TESSERA_OIDC_SCOPE_CLAIM="realm_access.roles",
        TESSERA_OIDC_SCOPES="Boss=admin,Editor=read+write,Member=team_admin,Guest=user", TESSERA_OIDC_ALGORITHMS="EdDSA"))  # fmt: skip
    admin, api = running.api(headers=bearer(BOOTSTRAP)), running.api()
    teams = {name: make_team(admin, name=name) for name in ("platform", "web")}

    def ask(groups, *roles, algorithm="EdDSA"):
        return me(api, issuer.token(algorithm, **{"https://example.com/groups": groups, "realm_access": {"roles": list(roles)}}))

    for groups, name in ((["CN=data,OU=x"], "platform"), (["/groups/web", "CN=data,OU=x"], "platform"), ("/groups/web", "web"), (["x", "/groups/web"], "web")):
        assert expect(ask(groups, "Guest"), 200)["team_id"] == teams[name]["id"]
    for groups in ("platform", [], ["web"], teams["web"]["id"]):
        expect_error(ask(groups, "Guest"), 403, "UNKNOWN_TEAM", "stands for a team")
    for role, scopes in (("Boss", ["read", "write", "admin"]), ("Editor", ["read", "write"]), ("Member", ["read", "write"]), ("Guest", ["read"]), ("boss", [])):
        assert expect(ask("/groups/web", role), 200)["scopes"] == scopes
    expect_error(ask("/groups/web", "Boss", algorithm="ES256"), 401, "INVALID_TOKEN", "algorithm")


def test_rates_by_subject(issuer, start_server):
    """A new token is no new caller."""
    running = start_server(settings={**settings_for(issuer, RATE_LIMIT_READ="3/hour"), "RATE_LIMIT_ENABLED": True})
    team, api = make_team(running.api(headers=bearer(BOOTSTRAP))), running.api()
    for number in range(4):
        reply = api.get("/teams", headers=bearer(issuer.token(team=team["name"], jti=str(number))))
        assert reply.status_code == (200 if number < 3 else 429), number
    assert api.get("/teams", headers=bearer(issuer.token(team=team["name"], sub="bob"))).status_code == 200


@pytest.mark.parametrize(("settings", "words"), [
    ({"TESSERA_OIDC_ISSUER": "http://login.example.com", "TESSERA_OIDC_AUDIENCE": "x"}, "TESSERA_OIDC_ISSUER must be a URL that begins with https://"),
    ({"TESSERA_OIDC_ISSUER": "http://127.0.0.1.example.com", "TESSERA_OIDC_AUDIENCE": "x"}, "TESSERA_OIDC_ISSUER"),
    ({"TESSERA_OIDC_ISSUER": "https://user:secret@example.com", "TESSERA_OIDC_AUDIENCE": "x"}, "TESSERA_OIDC_ISSUER"),
    ({"TESSERA_OIDC_ISSUER": "file:///etc/passwd", "TESSERA_OIDC_AUDIENCE": "x"}, "TESSERA_OIDC_ISSUER"),
    ({"TESSERA_OIDC_ISSUER": "https://example.com/#x", "TESSERA_OIDC_AUDIENCE": "x"}, "TESSERA_OIDC_ISSUER"),
    ({"TESSERA_OIDC_ISSUER": "https://example.com"}, "TESSERA_OIDC_AUDIENCE"),
    ({"TESSERA_OIDC_AUDIENCE": "x"}, "TESSERA_OIDC_ISSUER"),
    ({"TESSERA_OIDC_ISSUER": "https://example.com", "TESSERA_OIDC_AUDIENCE": "x", "TESSERA_OIDC_ALGORITHMS": "ES256,HS256"}, "TESSERA_OIDC_ALGORITHMS"),
    ({"TESSERA_OIDC_ISSUER": "https://example.com", "TESSERA_OIDC_AUDIENCE": "x", "TESSERA_OIDC_TEAMS": "a=b,c"}, 'not "c"'),
    ({"TESSERA_OIDC_ISSUER": "https://example.com", "TESSERA_OIDC_AUDIENCE": "x", "TESSERA_OIDC_SCOPES": "a=everything"}, 'not "a=everything"'),
    ({"TESSERA_OIDC_ISSUER": "https://example.com", "TESSERA_OIDC_AUDIENCE": "x", "TESSERA_OIDC_CA_FILE": "/nowhere"}, "/nowhere"),
])  # fmt: skip
def test_settings_that_are_none(tmp_path, settings, words):
    done = program_run("--check-config", settings=settings, folder=tmp_path)
    assert done.returncode == 1 and words in done.stderr, done.stderr


def test_an_issuer_means_authentication(issuer, start_server):
    running = start_server(settings=issuer.settings())
    expect_error(running.api().get("/teams"), 401, "MISSING_API_KEY")


def test_without_an_issuer_a_token_is_a_key_that_nobody_has(issuer, guarded_without_issuer):
    expect_error(me(guarded_without_issuer.api(), issuer.token(team="x")), 401, "INVALID_API_KEY")


@pytest.fixture
def guarded_without_issuer(start_server):
    return start_server(settings={"BOOTSTRAP_API_KEY": BOOTSTRAP})


def test_nothing_of_a_token_is_logged(issuer, server, api, team):
    token = issuer.token(team=team["name"], jti=unique())
    expect(me(api, token), 200)
    refused(api, token[:-4] + "AAAA")
    for part in token.split("."):
        assert part not in server.log_text()
