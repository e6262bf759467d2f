"""Numbers of more digits than Python makes an int of, or beyond its floats: other programs store them, and no list may become unreadable for that."""

import decimal
import json
import sys

import pytest

from support.scripted import ScriptedServer, reply

TEAM = {
    "id": "0190f3a2-7c1e-7b3a-9c55-0242ac120002", "name": "data", "description": None, "metadata": {},
    "created_at": "2025-03-04T09:15:02.004512Z", "updated_at": None, "asset_count": None,
}  # fmt: skip
LONG = "7" * 5000


def team_with(number):
    return json.dumps(TEAM).replace('"metadata": {}', '"metadata": {"n": ' + number + "}")


def page_with(number):
    return '{"results": [' + team_with(number) + '], "total": 1, "limit": 50, "offset": 0}'


@pytest.mark.parametrize("number", [LONG, "-" + LONG, "1" * 4301, "1" * 100_000])
def test_a_long_number_is_read_exactly(number):
    from tessera_sdk import TesseraClient

    with ScriptedServer(lambda _: reply(page_with(number).encode())) as server, TesseraClient(server.url) as client:
        (team,) = client.teams.list()
    value = team.metadata["n"]
    assert isinstance(value, decimal.Decimal) and str(value) == number
    assert value == decimal.Decimal(number)


@pytest.mark.parametrize("number", ["1" * 4300, "-" + "9" * 4000, "0", "18446744073709551616"])
def test_a_shorter_one_is_an_int(number):
    from tessera_sdk import TesseraClient

    with ScriptedServer(lambda _: reply(team_with(number).encode())) as server, TesseraClient(server.url) as client:
        value = client.teams.get(TEAM["id"]).metadata["n"]
    assert type(value) is int and value == int(number)


def test_it_can_be_sent_back():
    from tessera_sdk import TesseraClient, ValidationError

    sent = []

    def answer(request):
        sent.append(request.body)
        return reply(team_with(LONG).encode())

    with ScriptedServer(answer) as server, TesseraClient(server.url) as client:
        team = client.teams.get(TEAM["id"])
        client.teams.update(TEAM["id"], metadata=team.metadata)
        for wrong in ("NaN", "Infinity", "-Infinity"):
            with pytest.raises(ValidationError, match="no infinity"):
                client.teams.update(TEAM["id"], metadata={"n": decimal.Decimal(wrong)})
    assert ('{"n":' + LONG + "}").encode() in sent[-1]


@pytest.mark.parametrize("number", ["1e400", "-2.5E+309", "1" * 3000 + ".5", "1e999999999999"])
def test_beyond_a_float_it_is_exact_too(number):
    from tessera_sdk import Team, TesseraClient

    sent = []

    def answer(request):
        sent.append(request.body)
        return reply(team_with(number).encode())

    with ScriptedServer(answer) as server, TesseraClient(server.url) as client:
        team = client.teams.get(TEAM["id"])
        assert team.metadata["n"] == decimal.Decimal(number)
        client.teams.update(TEAM["id"], metadata=team.metadata)
    assert json.loads(sent[-1], parse_float=decimal.Decimal)["metadata"]["n"] == decimal.Decimal(number)
    assert Team.from_json(team.to_json()).metadata == team.metadata


def test_what_no_decimal_holds_is_an_infinity():
    from tessera_sdk import TesseraClient

    with ScriptedServer(lambda _: reply(team_with("-1e" + "9" * 30).encode())) as server, TesseraClient(server.url) as client:
        assert client.teams.get(TEAM["id"]).metadata["n"] == float("-inf")


def test_the_interpreters_own_limit_counts():
    from tessera_sdk import TesseraClient

    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        with ScriptedServer(lambda _: reply(team_with(LONG).encode())) as server, TesseraClient(server.url) as client:
            assert client.teams.get(TEAM["id"]).metadata["n"] == int(LONG)
    finally:
        sys.set_int_max_str_digits(before)
