"""What all routes share: media type, ids, times, bodies, errors (chapter 01, section 1)."""

import gzip
import json
import re

import pytest

from support.checks import TIME, UUID
from support.make import expect, expect_error, expect_problem, make_asset, make_team, make_user, unique
from support.tables import routes

NOBODY = "00000000-0000-4000-8000-000000000000"


# --- transport --------------------------------------------------------------------------------------------------------


def test_json_is_compact_utf8_and_unescaped(api):
    name = "Café – 数据 \U0001f600 \" \\ / \u0001"
    made = make_team(api, metadata={"label": name})
    reply = api.get(f"/teams/{made['id']}")
    assert reply.headers["content-type"] == "application/json"
    assert expect(reply, 200)["metadata"] == {"label": name}
    assert "Café – 数据 \U0001f600" in reply.content.decode("utf-8")
    assert '", "' not in reply.text and '": ' not in reply.text


def test_trailing_slash_is_another_path(api):
    made = make_team(api)
    for method, path in (("GET", "/teams/"), ("POST", "/teams/"), ("GET", f"/teams/{made['id']}/"), ("DELETE", f"/teams/{made['id']}/")):
        expect_error(api.request(method, path), 404, "NOT_FOUND", "not found")
    expect(api.get(f"/teams/{made['id']}"), 200)


@pytest.mark.parametrize("path", ["/Teams", "/TEAMS", "/teams//", "/", "", "/nothing", "/teams/x/y/z"])
def test_unknown_path_is_404_for_every_method(api, path):
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        expect_error(api.request(method, path), 404, "NOT_FOUND")
    assert api.head(path).status_code == 404


def test_unknown_paths_outside_the_api(http):
    for path in ("/", "/nothing", "/healthy", "/health/", "/openapi", "/openapi.json/x", "/api", "/api/v2/teams"):
        assert http.get(path).status_code in (404, 200 if path == "/" else 404), path
        assert http.post(path).status_code in (404, 405)


def parameter_after(path):
    """The parameter that some route takes where this path has its last segment."""
    start = path.rsplit("/", 1)[0] + "/"
    names = {entry.path[len(start) :].strip("{}") for entry in routes() if re.fullmatch(re.escape(start) + r"{\w+}", entry.path)}
    return names.pop() if names else ""


@pytest.mark.parametrize("route", sorted({route.path for route in routes()}))
def test_other_methods_of_a_known_path_are_405_with_allow(http, route):
    path = route.replace("{", "").replace("}", "")
    allowed = {entry.method for entry in routes() if entry.path == route}
    # A fixed segment is an id to the routes that take one; their methods are allowed there as well.
    allowed |= {entry.method for entry in routes() if "{" not in route and entry.path == re.sub("[^/]+$", f"{{{parameter_after(route)}}}", route)}
    if "GET" in allowed:
        allowed |= {"HEAD"}
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - allowed:
        reply = http.request(method, path)
        error = expect_error(reply, 405, "METHOD_NOT_ALLOWED")
        assert error["message"] == "Method Not Allowed"
        listed = {word.strip() for word in reply.headers["allow"].split(",")}
        assert allowed <= listed, f"{method} {path}: Allow is {reply.headers['allow']}"
        assert not ({"GET", "POST", "PUT", "PATCH", "DELETE"} - allowed) & listed, f"Allow lists too much: {listed}"


def test_head_is_get_without_the_body(api, http, team):
    for client, path in ((api, f"/teams/{team['id']}"), (api, "/search?q=zz"), (http, "/health/live"), (http, "/openapi.json")):
        got = client.get(path, headers={"accept-encoding": "identity"})
        head = client.head(path, headers={"accept-encoding": "identity"})
        assert head.status_code == got.status_code == 200
        assert head.headers["content-length"] == str(len(got.content))
        assert head.headers["content-type"] == got.headers["content-type"]
        assert head.headers.get("etag") == got.headers.get("etag")
    assert api.head(f"/teams/{NOBODY}").status_code == 404
    assert api.head("/teams/zzz").status_code == 422


def test_put_of_an_asset_does_not_exist(api):
    asset = make_asset(api)
    reply = api.put(f"/assets/{asset['id']}", json={})
    expect_error(reply, 405, "METHOD_NOT_ALLOWED")


def test_percent_encoded_paths(api, team):
    encoded = "".join(f"%{ord(character):02X}" for character in team["id"])
    assert expect(api.get(f"/teams/{encoded}"), 200)["id"] == team["id"]
    # An encoded slash is part of a segment, never a separator.
    assert api.get(f"/teams/{team['id']}%2Fmembers").status_code in (404, 422)


# --- ids, times -------------------------------------------------------------------------------------------------------


def test_ids_are_accepted_in_every_usual_form(api, team):
    plain = team["id"]
    packed = plain.replace("-", "")
    for form in (plain, plain.upper(), packed, packed.upper(), f"urn:uuid:{plain}", f"{{{plain}}}"):
        assert expect(api.get(f"/teams/{form}"), 200)["id"] == plain
        assert expect(api.get("/users", params={"team_id": form}), 200)["total"] == 0
        asset = make_asset(api, owner_team_id=form)
        assert asset["owner_team_id"] == plain


@pytest.mark.parametrize("nobody", [NOBODY, "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "84bd87c2-e66c-11f1-92d5-02fc00000001"])
def test_any_version_of_id_may_be_asked_for(api, nobody):
    expect_error(api.get(f"/teams/{nobody}"), 404, "TEAM_NOT_FOUND")
    expect_error(api.get(f"/users/{nobody}"), 404, "USER_NOT_FOUND")
    expect_error(api.get(f"/assets/{nobody}"), 404, "ASSET_NOT_FOUND")


@pytest.mark.parametrize(
    "wrong", ["x", "1", "null", "0" * 31, "0" * 33, "g" * 32, "{" + NOBODY, NOBODY + "}", NOBODY + "0", "0000000-00000-4000-8000-000000000000", NOBODY + " "]
)
def test_wrong_ids_are_422_never_404(api, wrong):
    for path, name in (("/teams/{}", "team_id"), ("/users/{}", "user_id"), ("/assets/{}", "asset_id"), ("/assets/{}/context", "asset_id")):
        problem = expect_problem(api.get(path.format(wrong)), ("path", name), "uuid_parsing", "Input should be a valid UUID")
        assert problem["input"] == wrong
        assert problem["ctx"]["error"]
        assert problem["msg"].startswith("Input should be a valid UUID, ")


def test_times_and_ids_of_a_new_row(api):
    first, second = make_team(api), make_team(api)
    assert UUID.fullmatch(first["id"]) and TIME.fullmatch(first["created_at"])
    assert first["created_at"] <= second["created_at"]
    assert first["updated_at"] is None


# --- free JSON --------------------------------------------------------------------------------------------------------


def test_metadata_comes_back_as_given(api):
    deep = {"leaf": True}
    for _ in range(100):
        deep = {"d": [deep]}
    given = {
        "zeta": 1, "alpha": {"z": [], "a": {}, "": ""}, "null": None, "list": [1, "2", None, True, [{}]],
        "text": "line\nbreak\ttab \U0001f600 é", "deep": deep,
    }  # fmt: skip
    made = make_team(api, metadata=given)
    for shown in (made["metadata"], expect(api.get(f"/teams/{made['id']}"), 200)["metadata"]):
        assert shown == given
        assert list(shown) == list(given), "the order of members changed"


def raw_json(api, method, path, text, status):
    reply = api.request(method, path, content=text.encode("utf-8"), headers={"content-type": "application/json"})
    return expect(reply, status)


def test_integers_of_any_size_stay_exact(api):
    numbers = "18446744073709551615,-9223372036854775809,123456789012345678901234567890123456789,0,-1,9007199254740993"
    made = raw_json(api, "POST", "/teams", '{"name":"%s","metadata":{"n":[%s]}}' % (unique("n"), numbers), 201)
    reply = api.get(f"/teams/{made['id']}")
    assert f'"n":[{numbers}]' in reply.text


def test_fractions_keep_their_value(api):
    made = make_team(api, metadata={"f": [0.1, 1e300, -2.5e-10, 1.0]})
    assert expect(api.get(f"/teams/{made['id']}"), 200)["metadata"]["f"] == [0.1, 1e300, -2.5e-10, 1.0]


def test_the_last_of_two_members_counts(api):
    name = unique("last")
    made = raw_json(api, "POST", "/teams", '{"name":"x1","name":"%s","metadata":{"k":1,"j":0,"k":2}}' % name, 201)
    assert made["name"] == name
    assert made["metadata"] == {"k": 2, "j": 0}


@pytest.mark.parametrize("value", [[], "x", 1, True, 1.5])
def test_metadata_must_be_an_object(api, value):
    problem = expect_problem(api.post("/teams", json={"name": unique(), "metadata": value}), ("body", "metadata"), "dict_type")
    assert problem["input"] == value
    assert problem["msg"] == "Input should be a valid dictionary"


# --- bodies -----------------------------------------------------------------------------------------------------------


def test_media_types_of_a_body(api):
    def send(media):
        headers = {} if media is None else {"content-type": media}
        return api.post("/teams", content=json.dumps({"name": unique()}).encode(), headers=headers)

    for media in (None, "application/json", "application/json; charset=utf-8", "APPLICATION/JSON", "application/vnd.tessera+json"):
        expect(send(media), 201)
    for media in ("text/plain", "application/x-www-form-urlencoded", "application/jsonx", "text/json", "multipart/form-data; boundary=x"):
        expect_problem(send(media), ("body",), "model_attributes_type")


@pytest.mark.parametrize(
    ("coding", "named"),
    [("gzip", "gzip"), ("br", "br"), ("identity, GZIP", "GZIP"), ("x-gzip , identity", "x-gzip"), ("\xff", "unreadable")],
)
def test_a_coded_body(api, coding, named):
    """RFC 9110, 15.5.16: the reply names what would be taken."""
    packed = gzip.compress(json.dumps({"name": unique()}).encode())
    before = expect(api.get("/teams"), 200)["total"]
    reply = api.post("/teams", content=packed, headers={"content-type": "application/json", "content-encoding": coding.encode("latin-1")})
    expect_error(reply, 415, "UNSUPPORTED_ENCODING", f"'{named}'")
    assert reply.headers["accept-encoding"] == "identity" and expect(api.get("/teams"), 200)["total"] == before


def test_a_coded_body_of_a_large_request(api):
    reply = api.post("/schemas/validate", content=bytes(100_000), headers={"content-encoding": "zstd"})
    expect_error(reply, 415, "UNSUPPORTED_ENCODING", "'zstd'")


def test_codings_that_change_nothing(api):
    for coding in ("identity", "IDENTITY", "", "identity,, identity,"):
        expect(api.post("/teams", json={"name": unique()}, headers={"content-encoding": coding}), 201)
    headers = [("content-type", "application/json"), ("content-encoding", "identity"), ("content-encoding", "deflate")]
    expect_error(api.post("/teams", content=b"{}", headers=headers), 415, "UNSUPPORTED_ENCODING", "'deflate'")
    expect(api.get("/teams", headers={"content-encoding": "gzip"}), 200)  # there is no body


def test_a_missing_body(api, team):
    for content in (b"", b"null", b"  null "):
        problem = expect_problem(api.post("/teams", content=content, headers={"content-type": "application/json"}), ("body",), "missing")
        assert problem["input"] is None and problem["msg"] == "Field required"
        expect_problem(api.patch(f"/teams/{team['id']}", content=content), ("body",), "missing")


@pytest.mark.parametrize("content", ["[]", '"x"', "1", "true", "[{}]"])
def test_a_body_that_is_no_object(api, content):
    problem = expect_problem(api.post("/teams", content=content), ("body",), "model_attributes_type")
    assert problem["msg"].startswith("Input should be a valid dictionary or object")
    assert problem["input"] == json.loads(content)


def test_malformed_json_tells_where(api):
    reply = api.post("/teams", content='{"name": "x",}')
    body = expect(reply, 422)
    (problem,) = body["detail"]
    assert problem["type"] == "json_invalid" and problem["msg"] == "JSON decode error" and problem["input"] == {}
    assert problem["loc"][0] == "body" and isinstance(problem["loc"][1], int) and 10 <= problem["loc"][1] <= 14
    assert isinstance(problem["ctx"]["error"], str) and problem["ctx"]["error"]


def test_malformed_json_is_reported_before_anything_else(api):
    body = expect(api.patch("/teams/not-an-id?limit=x", content="{"), 422)
    assert [problem["type"] for problem in body["detail"]] == ["json_invalid"]


def test_invalid_utf8_is_400(api):
    for content in (b'{"name":"\xff\xfe"}', b'{"name":"a\xc3"}', b'{"name":"\xed\xa0\x80"}', b'{"name":"\xc0\xaf"}', b"\xff"):
        expect_error(api.post("/teams", content=content), 400, "BAD_REQUEST", "There was an error parsing the body")


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_a_body_too_deep_is_400(api, opening):
    for depth in (5000, 200000):
        reply = api.post("/teams", content='{"name":"deep","metadata":' + opening * depth)
        expect_error(reply, 400, "BAD_REQUEST", "There was an error parsing the body")


def test_unknown_members_are_ignored(api):
    name = unique()
    made = make_team(api, name=name, id=NOBODY, created_at="never", nothing={"a": [1]}, asset_count=7)
    assert made["name"] == name and made["id"] != NOBODY and TIME.fullmatch(made["created_at"])


@pytest.mark.parametrize(
    "path, member, value, kind",
    [
        ("/teams", "name", 5, "string_type"),
        ("/teams", "name", True, "string_type"),
        ("/teams", "name", None, "string_type"),
        ("/teams", "name", ["a"], "string_type"),
        ("/teams", "metadata", None, "dict_type"),
        ("/users", "team_id", 5, "uuid_type"),
        ("/users", "team_id", True, "uuid_type"),
        ("/users", "team_id", "5", "uuid_parsing"),
        ("/users", "role", 1, "enum"),
        ("/users", "role", "Admin", "enum"),
        ("/users", "role", None, "enum"),
        ("/users", "user_type", "", "enum"),
        ("/assets", "tags", "a", "list_type"),
        ("/assets", "tags", {"a": 1}, "list_type"),
        ("/assets", "tags", None, "list_type"),
        ("/assets", "environment", None, "string_type"),
    ],
)
def test_scalars_are_never_converted(api, path, member, value, kind):
    body = {"name": "Some Body", "username": unique("u"), "fqn": f"a.{unique()}", "owner_team_id": NOBODY, member: value}
    problem = expect_problem(api.post(path, json=body), ("body", member), kind)
    assert problem["input"] == value


def test_null_in_an_update_changes_nothing(api):
    made = make_user(api, email=f"{unique()}@example.com", team_id=make_team(api)["id"], metadata={"a": 1})
    everything = {name: None for name in ("username", "name", "email", "user_type", "role", "team_id", "password", "metadata", "notification_preferences")}
    changed = expect(api.patch(f"/users/{made['id']}", json=everything), 200)
    assert changed["updated_at"] is None
    for name in ("username", "name", "email", "user_type", "role", "team_id", "metadata"):
        assert changed[name] == made[name], name


def test_routes_without_a_body_ignore_one(api, team):
    for content in (b"{", b"[]", b"\xff", b"{}"):
        expect(api.post(f"/teams/{team['id']}/restore", content=content), 200)
    user = make_user(api)
    assert api.request("DELETE", f"/users/{user['id']}", content=b"{nonsense").status_code == 204


# --- order of problems ------------------------------------------------------------------------------------------------


def test_all_problems_are_reported_together_in_order(api):
    body = expect(api.get("/users?user_type=x&team_id=y&offset=-1&limit=0"), 422)
    assert [problem["loc"] for problem in body["detail"]] == [
        ["query", "limit"], ["query", "offset"], ["query", "team_id"], ["query", "user_type"],
    ]  # fmt: skip
    body = expect(api.get("/teams/zzz/members?offset=x&limit=y"), 422)
    assert [problem["loc"] for problem in body["detail"]] == [["query", "limit"], ["query", "offset"], ["path", "team_id"]]
    body = expect(api.post("/assets/zzz/publish?force=x", json={"schema": 1}), 422)
    assert [problem["loc"] for problem in body["detail"]] == [["path", "asset_id"], ["query", "force"], ["body", "schema"]]
    # The search of assets lists its paging after its filters.
    body = expect(api.get("/assets/search?limit=0&offset=-1&owner=x"), 422)
    assert [problem["loc"][1] for problem in body["detail"]] == ["q", "owner", "limit", "offset"]


def test_body_problems_come_in_the_order_of_the_fields(api):
    body = expect(api.post("/users", json={"password": "short", "role": "x", "team_id": 1, "email": 2, "metadata": []}), 422)
    assert [problem["loc"][1] for problem in body["detail"]] == ["username", "name", "email", "role", "team_id", "password", "metadata"]
    assert body["detail"][0]["type"] == "missing"


def test_missing_fields_show_the_whole_body(api):
    given = {"metadata": {"a": 1}, "other": [1]}
    problem = expect_problem(api.post("/teams", json=given), ("body", "name"), "missing")
    assert problem["input"] == given and problem["msg"] == "Field required"
    problem = expect_problem(api.get("/search"), ("query", "q"), "missing")
    assert problem["input"] is None


def test_an_enumeration_lists_its_values(api):
    problem = expect_problem(api.post("/users", json={"username": "abc", "name": "Abc", "user_type": "robot"}), ("body", "user_type"), "enum")
    assert problem["msg"] == "Input should be 'human' or 'bot'"
    assert problem["ctx"] == {"expected": "'human' or 'bot'"}
    problem = expect_problem(api.get("/assets?resource_type=Model"), ("query", "resource_type"), "enum")
    assert problem["msg"].startswith("Input should be 'api_endpoint', 'graphql_query', ") and problem["msg"].endswith("'snapshot' or 'other'")


def test_both_forms_of_a_422(api):
    body = expect(api.get("/teams?limit=0"), 422)
    assert body["error"]["code"] == "VALIDATION_ERROR" and body["error"]["message"]
    assert body["detail"][0]["loc"] == ["query", "limit"]
