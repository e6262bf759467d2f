"""What one client may take from the others: memory, threads, room in lists. Every bound is told with a 4xx or 503 that names it."""

import concurrent.futures
import json

import pytest

from support import postgres
from support.make import database_write, expect, expect_error, expect_problem, make_asset, make_team, unique
from support.server import Server

NOBODY = "00000000-0000-4000-8000-000000000000"
JSON = {"Content-Type": "application/json"}
PUBLISH = f"/assets/{NOBODY}/publish"
MEBIBYTE = 1 << 20


def post(api, path, body):
    return api.post(path, content=body, headers=JSON)


# --- the memory of a request ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def narrow(tmp_path_factory):
    """A server where everything is small: what a request, its contents and all of them may take, and each field."""
    settings = {
        "TESSERA_MAX_REQUEST_MEMORY": MEBIBYTE,
        "TESSERA_MAX_BODY_MEMORY": 2 * MEBIBYTE,
        "TESSERA_MAX_REPLY_BYTES": 4 * MEBIBYTE,
        "MAX_TAGS": 5,
        "MAX_TAG_LENGTH": 20,
        "MAX_TAGS_BYTES": 80,
        "MAX_METADATA_BYTES": 200,
        "MAX_FIELD_METADATA_BYTES": 300,
        "MAX_GUARANTEES_BYTES": 100,
        "MAX_NUMBER_DIGITS": 20,
    }
    running = Server(tmp_path_factory.mktemp("narrow"), settings=settings)
    running.start()
    yield running
    running.stop_and_check()


@pytest.mark.parametrize(
    "tags",
    ["1," * 150_000 + "1", "[]," * 100_000 + "1", "{}," * 100_000 + "1", '"",' * 100_000 + "1", '{"a":1},' * 50_000 + "1",
     "[" * 900 + "1," * 150_000 + "1" + "]" * 900, "[1,1,1,1]," * 40_000 + "1", "true," * 100_000 + "1"],
    ids=["numbers", "lists", "objects", "texts", "members", "deep", "small lists", "truths"],
)  # fmt: skip
def test_contents_that_take_too_much_memory(narrow, tags):
    api = narrow.api(checked=False)
    for path, body in (
        ("/assets", f'{{"fqn":"a.b","owner_team_id":"x","tags":[{tags}]}}'),
        (PUBLISH, f'{{"schema":{{}},"field_tags":{{"a":[{tags}]}}}}'),
        ("/teams", f'{{"name":"x","metadata":{{"a":[{tags}]}}}}'),
        ("/schemas/validate", f'{{"enum":[{tags}]}}'),
    ):
        expect_error(post(api, path, body), 413, "BODY_TOO_LARGE", "1048576")
    expect(api.get("/teams"), 200)


def test_large_requests_at_once(narrow):
    """Each is within its own bound; together they may be too many, and then some are asked to come again."""
    body = '{"name":"x","description":"' + "d" * 900 + '","ignored":[' + '"' + "t" * 70_000 + '"]}'

    def send(number):
        return post(narrow.api(checked=False), "/teams", body.replace('"x"', f'"large {number}"'))

    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        replies = list(pool.map(send, range(24)))
    assert {reply.status_code for reply in replies} <= {201, 503}
    assert all(reply.headers["retry-after"] for reply in replies if reply.status_code == 503)
    assert any(reply.status_code == 201 for reply in replies)
    expect(send(99), 201)


def test_problems_end_at_a_hundred(api):
    """However many there are, and however long the names that tell the place are."""
    body = expect(post(api, "/assets", '{"fqn":1,"tags":[' + "1," * 900 + "1]}"), 422)
    assert len(body["detail"]) == 100 and body["detail"][0]["loc"] == ["body", "fqn"]
    long = "n" * 100_000
    reply = post(api, PUBLISH, '{"schema":{},"field_tags":{"' + long + '":[' + "1," * 500 + "1]}}")
    detail = expect(reply, 422)["detail"]
    assert len(detail) == 100 and len(reply.content) < 100_000
    assert detail[3]["loc"] == ["body", "field_tags", "n" * 200 + "...", 3]
    detail = expect(post(api, PUBLISH, '{"schema":{},"field_tags":{"' + "é" * 150 + '":1}}'), 422)["detail"]
    assert detail[0]["loc"] == ["body", "field_tags", "é" * 100 + "..."]


# --- the size of fields -----------------------------------------------------------------------------------------------

MANY = {f"$.{'f' * 30}{number}": "d" * 30 for number in range(5)}


@pytest.mark.parametrize(
    ("method", "path", "body", "location", "kind"),
    [
        ("POST", "/assets", {"tags": ["t"] * 6}, ["body", "tags"], "too_long"),
        ("POST", "/assets", {"tags": ["t", "t" * 21]}, ["body", "tags", 1], "string_too_long"),
        ("POST", "/assets", {"tags": ["t" * 20] * 5}, ["body", "tags", 4], "value_error"),
        ("PATCH", f"/assets/{NOBODY}", {"tags": ["t"] * 6}, ["body", "tags"], "too_long"),
        ("PATCH", f"/assets/{NOBODY}", {"tags": ["é" * 21]}, ["body", "tags", 0], "string_too_long"),
        ("POST", "/assets", {"metadata": {"m": "x" * 200}}, ["body", "metadata"], "value_error"),
        ("PATCH", f"/assets/{NOBODY}", {"metadata": {"m": "x" * 200}}, ["body", "metadata"], "value_error"),
        ("POST", "/teams", {"metadata": {"m": ["x"] * 60}}, ["body", "metadata"], "value_error"),
        ("PATCH", f"/teams/{NOBODY}", {"metadata": {"x" * 200: 1}}, ["body", "metadata"], "value_error"),
        ("POST", "/users", {"metadata": {"m": "x" * 200}}, ["body", "metadata"], "value_error"),
        ("PATCH", f"/users/{NOBODY}", {"notification_preferences": {"m": "x" * 200}}, ["body", "notification_preferences"], "value_error"),
        ("POST", "/users", {"email": "e" * 1001}, ["body", "email"], "string_too_long"),
        ("POST", PUBLISH, {"schema": {}, "field_descriptions": MANY}, ["body", "field_descriptions"], "value_error"),
        ("POST", PUBLISH, {"schema": {}, "field_tags": {name: [text] for name, text in MANY.items()}}, ["body", "field_tags"], "value_error"),
        ("POST", PUBLISH, {"schema": {}, "guarantees": {"nullability": MANY}}, ["body", "guarantees", "nullability"], "value_error"),
        ("POST", PUBLISH, {"schema": {}, "guarantees": {"freshness": {"x": "y" * 100}}}, ["body", "guarantees", "freshness"], "value_error"),
        ("POST", PUBLISH, {"schema": {}, "guarantees": {"volume": {"x": [0] * 50}}}, ["body", "guarantees", "volume"], "value_error"),
        ("POST", PUBLISH, {"schema": {}, "guarantees": {"accepted_values": {"x": ["y" * 10] * 9}}}, ["body", "guarantees", "accepted_values"], "value_error"),
        ("PATCH", f"/contracts/{NOBODY}/guarantees", {"guarantees": {"nullability": MANY}}, ["body", "guarantees", "nullability"], "value_error"),
        ("POST", f"/assets/{NOBODY}/impact-preview", {"proposed_schema": {}, "proposed_guarantees": {"x": MANY}}, ["body", "proposed_guarantees"], "value_error"),
        ("POST", "/contracts/bulk", {"published_by": NOBODY, "contracts": [{"asset_id": NOBODY, "schema": {}, "field_tags": {"a": ["x" * 300]}}]}, ["body", "contracts", 0, "field_tags"], "value_error"),
        ("POST", "/contracts/bulk", {"published_by": NOBODY, "contracts": [{"asset_id": NOBODY, "schema": {}, "compatibility_mode": "x" * 51}]}, ["body", "contracts", 0, "compatibility_mode"], "string_too_long"),
        ("POST", "/bulk/assets", {"assets": [{"tags": ["t" * 21]}]}, ["body", "assets", 0, "tags", 0], "string_too_long"),
        ("POST", "/registrations", {"pinned_version": "1" * 1001}, ["body", "pinned_version"], "string_too_long"),
        ("POST", f"/assets/{NOBODY}/dependencies", {"depends_on_asset_id": NOBODY, "field_mappings": [{"upstream_fields": ["a" * 90], "fields": ["b" * 90]}] * 2}, ["body", "field_mappings", 1, "fields", 0], "value_error"),
        ("POST", "/repos", {"spec_paths": ["s", "s" * 501]}, ["body", "spec_paths", 1], "string_too_long"),
    ],
)  # fmt: skip
def test_every_field_has_a_bound(narrow, method, path, body, location, kind):
    problem = expect_problem(narrow.api().request(method, path, json=body), location, kind)
    assert "at most" in problem["msg"] or "must not be larger than" in problem["msg"]


def test_bounds_are_what_still_fits(narrow):
    api = narrow.api()
    team = make_team(api, metadata={"a": "x" * 192})
    make_asset(api, team, tags=["t" * 20] * 4)
    expect_problem(api.post("/teams", json={"name": "b", "metadata": {"a": "x" * 193}}), ["body", "metadata"], "value_error", "200 bytes")
    expect_problem(post(api, "/teams", '{"name":"c","metadata":{"a":' + "1" * 21 + "}}"), ["body", "metadata", "a"], "number_too_long", "20 digits")


def test_bounds_where_nothing_is_set(server, team):
    api = server.api(checked=False)
    make_asset(api, team, tags=["t" * 5000] * 20, metadata={"m": "x" * 999_992})
    expect_problem(api.post("/assets", json={"tags": ["t"] * 1001}), ["body", "tags"], "too_long", "1000")
    expect_problem(api.post("/assets", json={"tags": ["t" * 5001]}), ["body", "tags", 0], "string_too_long", "5000")
    expect_problem(api.post("/assets", json={"metadata": {"m": "x" * 999_993}}), ["body", "metadata"], "value_error", "1000000 bytes")


# --- the size of replies ----------------------------------------------------------------------------------------------


def test_a_page_that_would_be_too_large_names_the_row(start_server):
    running = start_server(settings={"TESSERA_MAX_REPLY_BYTES": 4 * MEBIBYTE})
    api = running.api(checked=False)  # a check of megabytes takes seconds
    team = make_team(api)
    made = [make_asset(api, team, fqn=f"large.a{number}", metadata={"m": "x" * 900_000}) for number in range(5)]
    error = expect_error(api.get("/assets"), 400, "REPLY_TOO_LARGE", "limit=4", made[4]["id"])
    assert error["details"] == {"id": made[4]["id"], "index": 4}
    assert len(expect(api.get("/assets?limit=4"), 200)["results"]) == 4
    assert len(expect(api.get("/assets?limit=4&offset=4"), 200)["results"]) == 1
    assert expect(api.get(f"/assets/{made[4]['id']}"), 200)["metadata"] == made[4]["metadata"]


def test_rows_of_an_older_server_poison_no_list(start_server):
    """Rows larger than any that is taken today: the list says which, each can be read and mended, and the loops are free."""
    running = start_server(settings={"TESSERA_MAX_REQUEST_MEMORY": 8 * MEBIBYTE})
    api = running.api()
    team = make_team(api)
    made = [make_asset(api, team, fqn=f"poison.a{number}") for number in range(4)]
    running.stop_and_check()
    database_write(running.database, "UPDATE assets SET tags = ?", json.dumps(["t" * 1000] * 1200))
    running.start()
    api = running.api(checked=False)
    error = expect_error(api.get("/assets"), 400, "REPLY_TOO_LARGE", "limit=")
    fits = error["details"]["index"]
    assert 1 <= fits < 4 and len(expect(api.get(f"/assets?limit={fits}"), 200)["results"]) == fits
    first = api.get(f"/assets/{made[0]['id']}")
    assert len(expect(first, 200)["tags"]) == 1200 and first.headers["etag"]
    again = api.get(f"/assets/{made[0]['id']}", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    for asset in made:
        expect(api.patch(f"/assets/{asset['id']}", json={"tags": ["mended"]}), 200)
    assert expect(api.get("/assets"), 200)["total"] == 4


# --- lanes ------------------------------------------------------------------------------------------------------------


def lanes_of(client):
    return {lane["name"]: lane for lane in expect(client.get("/health"), 200)["lanes"]}


def test_health_shows_the_lanes(http):
    lanes = lanes_of(http)
    assert list(lanes) == ["reads", "comparisons", "hashes", "writes", "outward"]
    threads = [lane["threads"] for lane in lanes.values()]
    assert threads == ([30, 15, 1, 23, 2] if postgres.chosen() else [3, 2, 1, 1, 2])
    assert lanes["hashes"]["queue_maximum"] == 64 and lanes["writes"]["queue_maximum"] == 10_000
    assert all(lane["waiting"] >= 0 and lane["running"] >= 0 and lane["refused"] >= 0 for lane in lanes.values())


def test_hashes_hold_up_nobody_else(start_server):
    """One place in the queue of hashes: more are refused, while lists and publishes go their own way."""
    running = start_server(settings={"TESSERA_MAX_QUEUED_HASHES": 1})
    api = running.api()
    team = make_team(api)
    asset = make_asset(api, team)
    pad = {"ignored": "x" * 70_000}  # so large a body is read in a lane as well

    def create(number):
        client = running.api(checked=False)
        user = {"username": f"u{number}", "name": "Some One", "team_id": team["id"], "password": "correct horse", **(pad if number % 2 else {})}
        reply = client.post("/users", json=user)
        assert reply.status_code == 201 or (reply.status_code == 503 and 1 <= int(reply.headers["retry-after"]) <= 60), reply.text
        return reply.status_code

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        creating = [pool.submit(create, number) for number in range(8)]
        reads = 0
        while not all(future.done() for future in creating) or reads == 0:
            expect(api.get("/assets"), 200)
            expect(api.post(f"/assets/{asset['id']}/publish?dry_run=true", json={"schema": {"type": "object"}}), 200)
            assert lanes_of(running.client())["hashes"]["running"] <= 1
            reads += 1
        statuses = [future.result() for future in creating]
    assert set(statuses) == {201, 503} and reads > 1
    lanes = lanes_of(running.client())
    assert lanes["hashes"]["refused"] == statuses.count(503) and lanes["reads"]["refused"] == 0
    # Without a password no lane is needed.
    expect(api.post("/users", json={"username": unique("nopass"), "name": "Some One", "team_id": team["id"]}), 201)


def test_publishes_that_overtake_one_another(start_server):
    """Large schemas of one asset by many at once: compared again outside the transaction, and never on what is not active any more."""
    running = start_server()
    api = running.api()
    team = make_team(api)
    asset = make_asset(api, team)

    def publish(number):
        client = running.api(checked=False)
        values = [f"{number} {index} {'v' * 20}" for index in range(700)]  # more than is compared in the transaction
        body = {"schema": {"type": "object", "properties": {"a": {"enum": values}}}}
        return client.post(f"/assets/{asset['id']}/publish", params={"force": True, "force_reason": "because it must"}, json=body)

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(publish, range(10)))
    kept = [reply.json()["contract"]["version"] for reply in replies if reply.status_code == 201]
    allowed = {201} if postgres.chosen() else {201, 503}  # there one compares anew while only publishes of this asset wait
    assert {reply.status_code for reply in replies} <= allowed and len(kept) >= 4 and len(set(kept)) == len(kept)
    for reply in replies:
        if reply.status_code == 503:
            assert reply.headers["retry-after"] and "published meanwhile" in reply.json()["error"]["message"]
    history = expect(api.get(f"/assets/{asset['id']}/contracts/history"), 200)["contracts"]
    assert [entry["version"] for entry in history] == sorted(kept, key=lambda version: tuple(map(int, version.split("."))), reverse=True)
    assert [entry["status"] for entry in history] == ["active"] + ["deprecated"] * (len(kept) - 1)
    assert all(entry["change_type"] == "major" for entry in history[:-1])


def test_small_schemas_that_are_costly_to_compare(start_server):
    """Publishes that overtake one another are decided as they would be alone: what the writer cannot compare in a moment, it does not."""
    running = start_server()
    api = running.api()
    asset = make_asset(api, make_team(api))
    expect(api.post(f"/assets/{asset['id']}/publish", json={"schema": False}), 201)  # with which comparing is easy
    values = range(60)
    spellings = [
        {"properties": {"a": {"enum": list(values)}}},
        {"anyOf": [{"properties": {"a": {"const": value}}} for value in values]},
        {"anyOf": [{"properties": {"a": {"enum": [value, value + 1]}}} for value in values[::2]]},
    ]

    def publish(number):
        client = running.api(checked=False)
        return client.post(f"/assets/{asset['id']}/publish", json={"schema": {"title": f"{number}", **spellings[number % 3]}})

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(publish, range(24)))
    assert {reply.status_code for reply in replies} <= {201, 503}, [reply.text for reply in replies]
    published = [reply.json() for reply in replies if reply.status_code == 201]
    assert published and all(outcome["published"] for outcome in published), published


# --- filters and numbers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "name"), [("/teams", "name"), ("/users", "name"), ("/users", "email"), ("/users", "username"), ("/assets", "fqn"), ("/contracts", "version")])
def test_wildcards_are_counted(api, path, name):
    expect(api.get(path, params={name: "%a" * 50}), 200)
    expect(api.get(path, params={name: "\\%\\_" * 200}), 200)
    for pattern in ("%a" * 51, "_" * 51, "%_" * 26, "\\%%" * 51):
        expect_problem(api.get(path, params={name: pattern}), ["query", name], "too_many_wildcards", "at most 50 wildcards")
    expect_problem(api.get(path, params={name: "a" * 4001}), ["query", name], "string_too_long")


def test_numbers_of_too_many_digits(api, team):
    asset = make_asset(api, team)
    for number in ("7" * 4001, "-" + "7" * 4000, "0." + "1" * 4000, "1" * 5000, "1e" + "0" * 5000):
        problem = expect_problem(post(api, "/teams", '{"name":"' + unique() + '","metadata":{"a":[0,{"b":' + number + "}]}}"),
                                 ["body", "metadata", "a", 1, "b"], "number_too_long", "at most 4000 digits")  # fmt: skip
        assert problem["ctx"] == {"max_digits": 4000}
        schema = '{"schema":{"properties":{"p":{"maximum":' + number + "}}}}"
        expect_problem(post(api, f"/assets/{asset['id']}/publish", schema), ["body", "schema", "properties", "p", "maximum"], "number_too_long")
    made = expect(post(api, "/teams", '{"name":"' + unique() + '","metadata":{"a":' + "7" * 4000 + "}}"), 201)
    assert made["metadata"]["a"] == int("7" * 4000)
