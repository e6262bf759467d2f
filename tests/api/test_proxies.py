"""Whom a request comes from, where proxies stand between: only named ones are believed, and only in the header that is set."""

import itertools
import json

import pytest

from support.rawhttp import RawConnection, request_bytes
from support.server import Server

NUMBER = itertools.count()


def start(folder, **settings):
    running = Server(folder, settings={"LOG_FORMAT": "json", "TESSERA_ACCESS_LOG": True, **settings}, listen=("127.0.0.1:0", f"unix:{folder}/s.sock"))
    running.start()
    return running


@pytest.fixture(scope="module")
def nobody(tmp_path_factory):
    """A server that names no proxy."""
    running = start(tmp_path_factory.mktemp("nobody"))
    yield running
    running.stop_and_check()


@pytest.fixture(scope="module")
def listed(tmp_path_factory):
    """Proxies that append to X-Forwarded-For."""
    running = start(tmp_path_factory.mktemp("listed"), TESSERA_TRUSTED_PROXIES="127.0.0.1, 10.0.0.0/8, 2001:db8:1::/48, unix")
    yield running
    running.stop_and_check()


@pytest.fixture(scope="module")
def standard(tmp_path_factory):
    """Proxies that append to Forwarded."""
    running = start(tmp_path_factory.mktemp("standard"), TESSERA_TRUSTED_PROXIES="127.0.0.0/8, 10.0.0.0/8", TESSERA_PROXY_HEADER="forwarded")
    yield running
    running.stop_and_check()


def seen(running, headers, by_unix=False):
    """What the log says of a request with these headers."""
    path = f"/seen-{next(NUMBER)}"
    address = f"{running.folder}/s.sock" if by_unix else ("127.0.0.1", running.port)
    with RawConnection(address) as connection:
        assert connection.send(request_bytes("GET", path, headers)).reply().status == 404
    return next(line for line in map(json.loads, running.log_text().splitlines()) if line.get("path") == path)


def client(line):
    return line["peer"] if "proxy" in line else None


ALL = [("X-Forwarded-For", "198.51.100.7"), ("Forwarded", "for=198.51.100.8;proto=https"), ("X-Forwarded-Proto", "https")]


def test_nobody_is_believed_unless_named(nobody):
    line = seen(nobody, ALL)
    assert "proxy" not in line and line["peer"].startswith("127.0.0.1:") and line["scheme"] == "http"
    assert seen(nobody, ALL, by_unix=True)["peer"] == "unix"


def test_of_the_two_headers_the_one_that_is_set_counts(listed, standard):
    assert client(seen(listed, ALL)) == "198.51.100.7" and client(seen(standard, ALL)) == "198.51.100.8"
    assert client(seen(listed, ALL[1:2])) is None and client(seen(standard, ALL[:1])) is None
    assert seen(standard, ALL[2:])["scheme"] == "http"


def test_a_unix_socket_may_be_a_proxys(listed, standard):
    line = seen(listed, ALL, by_unix=True)
    assert line["peer"] == "198.51.100.7" and line["proxy"] == "unix" and line["scheme"] == "https"
    assert "proxy" not in seen(standard, ALL, by_unix=True)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("203.0.113.1, 198.51.100.7", "198.51.100.7"),  # what is left of it is a claim
        ("203.0.113.1, 198.51.100.7, 10.1.2.3", "198.51.100.7"),
        ("198.51.100.7, 10.1.2.3,10.9.9.9", "198.51.100.7"),
        ("10.4.4.4, 10.1.2.3", "10.4.4.4"),  # proxies only: the first one
        (", 198.51.100.7,, 10.1.2.3 , ", "198.51.100.7"),
        ("198.51.100.7:4711", "198.51.100.7"),
        ("2001:db8::7", "2001:db8::7"),
        ("2001:DB8:0:0::7, 2001:db8:1::1", "2001:db8::7"),
        ("[2001:db8::7]:4711", "2001:db8::7"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        # What cannot be read ends the walk at the last one known.
        ("unknown", None),
        ("198.51.100.7, unknown, 10.1.2.3", "10.1.2.3"),
        ("198.51.100.300", None),
        ("198.51.100.7:", None),
        ("198.51.100.7:port", None),
        ("198.51.100.7:123456", None),
        ("[198.51.100.7]", None),
        ("[2001:db8::7", None),
        ("198.51.100.7 198.51.100.8", None),
        ("", None),
        ("a" * 5000, None),
        ('"198.51.100.7, 10.1.2.3"', None),
    ],
)
def test_the_right_most_stranger_is_the_client(listed, value, expected):
    assert client(seen(listed, [("X-Forwarded-For", value)])) == expected


def test_several_lines_are_one_list(listed):
    lines = [("X-Forwarded-For", "203.0.113.1"), ("x-forwarded-for", "198.51.100.7, 10.1.1.1"), ("X-FORWARDED-FOR", "10.2.2.2")]
    assert client(seen(listed, lines)) == "198.51.100.7"


def test_a_long_chain_is_followed_so_far(listed):
    assert client(seen(listed, [("X-Forwarded-For", "198.51.100.7," + ",".join(f"10.0.0.{i}" for i in range(31)))])) == "198.51.100.7"
    assert client(seen(listed, [("X-Forwarded-For", "198.51.100.7," + ",".join(f"10.0.0.{i}" for i in range(40)))])) == "10.0.0.8"


@pytest.mark.parametrize(
    ("value", "scheme"),
    [("https", "https"), ("HTTPS", "https"), ("http", "http"), ("http, https", "https"), ("https, http", "http"), ("wss", "http"), ("", "http")],
)
def test_the_scheme_is_the_nearest_proxys_word(listed, value, scheme):
    assert seen(listed, [("X-Forwarded-For", "198.51.100.7"), ("X-Forwarded-Proto", value)])["scheme"] == scheme


@pytest.mark.parametrize(
    ("value", "expected", "scheme"),
    [
        ("for=198.51.100.7", "198.51.100.7", "http"),
        ("For=198.51.100.7; PROTO=https;by=10.0.0.1", "198.51.100.7", "https"),
        ('for="198.51.100.7:4711";proto=https', "198.51.100.7", "https"),
        ('for="[2001:db8::7]:4711"', "2001:db8::7", "http"),
        ('for="[2001:db8::7]";host="a.example:80"', "2001:db8::7", "http"),
        ("for=203.0.113.1;proto=https, for=198.51.100.7;proto=http", "198.51.100.7", "http"),
        ("for=198.51.100.7;proto=https, for=10.1.2.3;proto=http", "198.51.100.7", "https"),
        ('for="198.51.100\\.7"', "198.51.100.7", "http"),
        # A comma within quotes is no border; nor is one that a claim has left open behind it.
        ('for=_hidden;by="a, for=203.0.113.1;", for=198.51.100.7', "198.51.100.7", "http"),
        ('for=203.0.113.1;by="open, for=198.51.100.7', None, "http"),
        ("for=unknown;proto=https", None, "https"),
        ("for=_hidden, for=10.1.2.3", "10.1.2.3", "http"),
        ("for=198.51.100.7;for=203.0.113.1", None, "http"),
        ("for", None, "http"),
        ("for=", None, "http"),
        ("for=2001:db8::7", None, "http"),
        ('for="198.51.100.7', None, "http"),
        ("proto=https", None, "https"),
        (";;;", None, "http"),
    ],
)
def test_forwarded(standard, value, expected, scheme):
    line = seen(standard, [("Forwarded", value)])
    assert (client(line), line["scheme"]) == (expected, scheme)
