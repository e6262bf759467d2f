"""The keys of an identity provider: how they change, what becomes of tokens while it is away, and how often it is asked."""

import concurrent.futures
import ssl
import time

import pytest

from support.access import BOOTSTRAP, bearer
from support.issuer import KEYS, WELL_KNOWN, Issuer, Key, encode, make_token, me, refused, settings_for
from support.make import expect, expect_error, make_team
from support.tls import Authority

WAIT_SECONDS = 60


@pytest.fixture
def fresh():
    """An issuer of one's own, which may misbehave."""
    made = Issuer()
    yield made
    made.close()


def until(ask, wanted):
    """Asks until the reply has this status: what is waited for is a second or two of the server's clock, which it alone tells."""
    deadline = time.monotonic() + WAIT_SECONDS
    while (reply := ask()).status_code != wanted:
        assert time.monotonic() < deadline, reply.text
    return reply


def begin(start_server, issuer, **more):
    running = start_server(settings=settings_for(issuer, **more))
    return running, make_team(running.api(headers=bearer(BOOTSTRAP)))["name"], running.api()


def test_rotation(fresh, start_server):
    running, team, api = begin(start_server, fresh, TESSERA_OIDC_REFETCH=1)
    old = fresh.token(team=team)
    expect(me(api, old), 200)
    fresh.keys = {"ES256": Key("ES256", "second")}
    new = fresh.token(team=team)
    until(lambda: me(api, new), 200)
    # The former key is gone, and with it what it has signed, whoever has been seen with it.
    expect_error(me(api, old), 401, "INVALID_TOKEN", "does not have")
    expect(me(api, new), 200)


def test_many_wait_for_one_fetch(fresh, start_server):
    """A crowd with a new key while the issuer is slow: one fetch serves them all, and meanwhile others are served."""
    running, team, api = begin(start_server, fresh, TESSERA_OIDC_REFETCH=1, TESSERA_OIDC_TIMEOUT=60)
    old = fresh.token(team=team)
    expect(me(api, old), 200)
    fresh.keys = {**fresh.keys, "EdDSA": Key("EdDSA", "second")}
    until(lambda: me(api, fresh.token("EdDSA", team=team)), 200)
    fresh.behave("slow")
    fresh.keys = {**fresh.keys, "EdDSA": Key("EdDSA", "third")}
    before = dict(fresh.fetches)
    tokens = [fresh.token("EdDSA", team=team, jti=str(number)) for number in range(20)]
    with concurrent.futures.ThreadPoolExecutor(len(tokens)) as pool:
        # At first they may be refused, as the keys have been fetched a moment ago.
        waiting = [pool.submit(until, lambda token=token: me(api, token), 200) for token in tokens]
        fresh.await_fetches(before[WELL_KNOWN] + 1)
        for _ in range(5):
            expect(me(api, old), 200)
            assert api.get("/teams", headers=bearer(BOOTSTRAP)).status_code == 200
        fresh.behave("fine")
        for done in waiting:
            done.result()
    assert fresh.fetches[WELL_KNOWN] - before[WELL_KNOWN] <= 2


def test_many_bogus_keys_make_few_fetches(fresh, start_server):
    running, team, api = begin(start_server, fresh, TESSERA_OIDC_REFETCH=3600)
    expect(me(api, fresh.token(team=team)), 200)
    key, claims, before = fresh.keys["EdDSA"], fresh.claims(team=team), dict(fresh.fetches)
    body = encode(claims)
    with running.api(checked=False) as plain:
        for number in range(10_000):
            head = encode({"alg": "EdDSA", "kid": f"bogus-{number}"})
            assert me(plain, f"{head}.{body}.{encode(bytes(64))}").status_code == 401
    assert fresh.fetches[WELL_KNOWN] - before[WELL_KNOWN] <= 1 and fresh.fetches[KEYS] - before[KEYS] <= 1
    expect(me(api, make_token(key, claims)), 200)


@pytest.mark.parametrize("mode", ["closed", "error", "redirect", "large", "garbage", "stranger", "plain", "file"])
def test_an_issuer_that_is_away_at_first(fresh, start_server, mode):
    fresh.behave(mode)
    running, team, api = begin(start_server, fresh)
    token = fresh.token(team=team)
    reply = me(api, token)
    expect_error(reply, 503, "UNAVAILABLE", "identity provider")
    assert int(reply.headers["retry-after"]) >= 1
    assert api.get("/teams", headers=bearer(BOOTSTRAP)).status_code == 200 and running.client().get("/health/ready").status_code == 200
    running.await_log("could not be fetched")
    fresh.behave("fine")
    until(lambda: me(api, token), 200)


def test_an_issuer_that_goes(fresh, start_server):
    """Keys that are known count on, and what they do not settle is put off; beyond the limit nothing counts."""
    running, team, api = begin(start_server, fresh, TESSERA_OIDC_REFRESH=1, TESSERA_OIDC_REFETCH=1, TESSERA_AUTH_CACHE_SECONDS=0)
    old = fresh.token(team=team)
    expect(me(api, old), 200)
    fresh.behave("closed")
    running.await_log("could not be fetched")
    expect(me(api, old), 200)
    expect(me(api, fresh.token(team=team, jti="another")), 200)
    expect_error(me(api, make_token(Key("ES256", "new"), fresh.claims(team=team))), 503, "UNAVAILABLE")
    refused(api, make_token(Key("ES256", fresh.keys["ES256"].name), fresh.claims(team=team)), "signature")
    fresh.behave("fine")
    fresh.await_fetches(fresh.fetches[KEYS] + 2, KEYS)
    expect(me(api, old), 200)


def test_keys_that_are_too_old(fresh, start_server):
    running, team, api = begin(start_server, fresh, TESSERA_OIDC_REFRESH=1, TESSERA_OIDC_STALE=0, TESSERA_AUTH_CACHE_SECONDS=0)
    token = fresh.token(team=team)
    expect(me(api, token), 200)
    fresh.behave("closed")
    running.await_log("could not be fetched")
    until(lambda: me(api, token), 503)
    fresh.behave("fine")
    until(lambda: me(api, token), 200)


def test_a_stop_while_the_issuer_is_slow(fresh, start_server):
    """Who waits for keys is answered, and the server ends without waiting for the issuer's time."""
    fresh.behave("slow")
    running = start_server(settings=settings_for(fresh, TESSERA_OIDC_TIMEOUT=60, TESSERA_DRAIN_TIMEOUT=1))
    fresh.await_fetches(1)
    with concurrent.futures.ThreadPoolExecutor(1) as pool, running.api(checked=False) as plain:
        pool.submit(lambda: pytest.raises(Exception, me, plain, fresh.token(team="x")))
        until(lambda: running.client(checked=False).get("/health/live"), 200)
        assert running.stop() == 0
    fresh.behave("fine")


def test_sets_of_keys(fresh, start_server):
    """What a set has besides is passed over; a token without a name for its key has the only one of its kind."""
    good, twin = fresh.keys["ES256"], Key("ES256", "twin")
    odd = [
        {"kty": "oct", "k": encode(b"secret"), "kid": "secret"}, {"kty": "EC", "crv": "P-521", "x": "AA", "y": "AA", "kid": "p521"}, {"kty": "RSA", "kid": "no"}, 5, None,
        {"kty": "EC", "crv": "P-256", "x": encode(bytes(32)), "y": encode(bytes(32)), "kid": "nowhere"}, {"kty": "RSA", "n": encode(b"\xff" * 64), "e": "AQAB", "kid": "weak"},
        {"kty": "RSA", "n": encode(b"\xff" * 256), "e": "AQ", "kid": "one"}, fresh.keys["RS256"].public(use="enc"), fresh.keys["EdDSA"].public(alg="ES256"),
    ]  # fmt: skip
    fresh.published = {"keys": [*odd, good.public(alg="ES256", key_ops=["verify"])], "more": 1}
    running, team, api = begin(start_server, fresh, TESSERA_OIDC_REFETCH=1)
    expect(me(api, fresh.token(team=team)), 200)
    expect(me(api, fresh.token(team=team, header={"kid": None})), 200)
    for algorithm in ("RS256", "EdDSA"):
        refused(api, fresh.token(algorithm, team=team))
    fresh.published = {"keys": [good.public(), twin.public()]}
    until(lambda: me(api, make_token(twin, fresh.claims(team=team))), 200)
    refused(api, fresh.token(team=team, header={"kid": None}), "signature")


def test_an_issuer_with_a_certificate(tmp_path, start_server):
    """Its authority must be known; nothing is fetched from who cannot prove the name."""
    authority, stranger = Authority(tmp_path), Authority(tmp_path, "stranger")
    certificate, key = authority.sign("localhost", "DNS:localhost")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    issuer = Issuer(context)
    try:
        running, team, api = begin(start_server, issuer, TESSERA_OIDC_CA_FILE=authority.file)
        expect(me(api, issuer.token(team=team)), 200)
        before = dict(issuer.fetches)
        other = tmp_path / "other"
        other.mkdir()
        running, team, api = begin(lambda **options: start_server(folder=other, **options), issuer, TESSERA_OIDC_CA_FILE=stranger.file)
        expect_error(me(api, issuer.token(team=team)), 503, "UNAVAILABLE")
        running.await_log("certificate")
        assert issuer.fetches == before
    finally:
        issuer.close()
