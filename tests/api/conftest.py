"""Servers for the tests: one for the whole run, and more for tests that need their own."""

import pytest

from support.access import BOOTSTRAP, bearer, certificate_settings
from support.callers import make_callers
from support.issuer import Issuer
from support.make import make_asset, make_team
from support.rawhttp import RawConnection
from support.receiver import Receiver
from support.server import Server, ServerFailed
from support.tls import Authority
from support.webhooks import QUICK

# All that a server can log, in which nothing secret may be (support.secrets).
TALKATIVE = {"LOG_LEVEL": "DEBUG"}


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The server that most tests share: fresh database, default settings, authentication off on loopback."""
    running = Server(tmp_path_factory.mktemp("server"), settings=TALKATIVE)
    running.start()
    yield running
    running.stop_and_check()


@pytest.fixture(scope="session")
def issuer():
    """The identity provider of that server."""
    made = Issuer()
    yield made
    made.close()


@pytest.fixture(scope="session")
def authority(tmp_path_factory):
    """Who vouches for it and for the certificates of its clients."""
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def guarded(tmp_path_factory, issuer, authority):
    """A server with authentication on, for the tests of access: by keys, tokens, and on its second listener certificates. What those stand for
    says support.access."""
    folder = tmp_path_factory.mktemp("guarded")
    settings = {"BOOTSTRAP_API_KEY": BOOTSTRAP, "RATE_LIMIT_ENABLED": False, **TALKATIVE, **issuer.settings(), **certificate_settings(folder, authority)}
    running = Server(folder, settings=settings, listen=("http://127.0.0.1:0", "https://127.0.0.1:0"))
    running.start()
    yield running
    running.stop_and_check()


@pytest.fixture(scope="session")
def admin(guarded):
    """A client with the bootstrap key of that server."""
    return guarded.api(headers=bearer(BOOTSTRAP))


@pytest.fixture(scope="session")
def callers(guarded, admin, issuer, authority):
    """Every kind of caller of that server, as support.callers makes them."""
    return make_callers(guarded, admin, issuer, authority)


@pytest.fixture(autouse=True)
def shared_server_is_alive(request):
    """A server that died shows in the test that killed it, not in those that follow."""
    yield
    if "server" in request.fixturenames:
        running = request.getfixturevalue("server")
        assert running.alive(), f"the server died:\n{running.log_text()[-8000:]}"


@pytest.fixture(scope="session")
def http(server):
    """A client for any path."""
    return server.client()


@pytest.fixture(scope="session")
def api(server):
    """A client for the routes under /api/v1."""
    return server.api()


@pytest.fixture
def start_server(tmp_path):
    """Starts servers of one's own: start_server(settings={...}, database=path, flags=[...]). All end, checked, with the test."""
    started = []

    def start(**options):
        options.setdefault("folder", tmp_path)
        made = Server(**options)
        try:
            made.start()
        except ServerFailed:
            made.check_log()
            raise
        started.append(made)
        return made

    yield start
    for made in started:
        made.stop_and_check()


@pytest.fixture
def team(api):
    return make_team(api)


@pytest.fixture
def asset(api, team):
    return make_asset(api, team)


@pytest.fixture
def connect(server):
    """Opens connections to the shared server, or to another, for bytes by hand; they end with the test."""
    opened = []

    def open_connection(to=None):
        made = RawConnection(("127.0.0.1", (to or server).port))
        opened.append(made)
        return made

    yield open_connection
    for made in opened:
        made.close()


@pytest.fixture
def receiver():
    """What webhooks may be posted to."""
    with Receiver() as made:
        yield made


@pytest.fixture
def open_server(start_server):
    """A server without a destination of webhooks, its API and a team."""
    server = start_server(settings=QUICK)
    api = server.api()
    return server, api, make_team(api)
