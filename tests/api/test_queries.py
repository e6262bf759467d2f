"""What all routes share of their queries: filters, booleans, integers, paging (chapter 01, section 1)."""

import pytest

from support.make import all_pages, expect, expect_problem, make_asset, make_team, make_user, unique


# --- queries ----------------------------------------------------------------------------------------------------------


def test_unknown_parameters_are_ignored_and_the_last_of_two_counts(api):
    page = expect(api.get("/teams?nothing=1&limit=7&&=&x&limit=3"), 200)
    assert page["limit"] == 3
    # Also where an earlier one is wrong.
    assert expect(api.get("/teams?limit=zzz&limit=4"), 200)["limit"] == 4
    expect_problem(api.get("/teams?limit=4&limit=zzz"), ("query", "limit"), "int_parsing")


def test_empty_text_filters_are_absent(api, team):
    everything = expect(api.get("/teams"), 200)["total"]
    assert expect(api.get("/teams?name="), 200)["total"] == everything
    everything = expect(api.get("/assets"), 200)["total"]
    assert expect(api.get("/assets?fqn=&environment=&sort_by=&sort_order="), 200)["total"] == everything
    assert expect(api.get("/users?username=&email=&name="), 200)["limit"] == 50


@pytest.mark.parametrize(
    "path, name, kind",
    [
        ("/users", "team_id", "uuid_parsing"),
        ("/users", "user_type", "enum"),
        ("/users", "include_deactivated", "bool_parsing"),
        ("/assets", "owner", "uuid_parsing"),
        ("/assets", "resource_type", "enum"),
        ("/assets", "unowned", "bool_parsing"),
        ("/teams", "limit", "int_parsing"),
        ("/teams", "offset", "int_parsing"),
        ("/search?q=a", "types", None),
    ],
)
def test_other_empty_filters_are_422(api, path, name, kind):
    joint = "&" if "?" in path else "?"
    reply = api.get(f"{path}{joint}{name}=")
    if name == "types":
        expect_problem(reply, ("query", "types", 0), "enum")
    else:
        assert expect_problem(reply, ("query", name), kind)["input"] == ""


def test_booleans_of_a_query(api):
    for value in ("true", "t", "yes", "y", "on", "1", "TRUE", "True", "Yes", "oN"):
        expect(api.get(f"/users?include_deactivated={value}"), 200)
    for value in ("false", "f", "no", "n", "off", "0", "FALSE", "No"):
        expect(api.get(f"/users?include_deactivated={value}"), 200)
    for value in ("2", "truth", "ja", "tru", "01", "-1", "null"):
        problem = expect_problem(api.get(f"/users?include_deactivated={value}"), ("query", "include_deactivated"), "bool_parsing")
        assert problem["input"] == value and problem["msg"].startswith("Input should be a valid boolean")


def test_booleans_mean_what_they_say(api):
    token = unique("Gone ")
    user = make_user(api, name=token)
    assert api.delete(f"/users/{user['id']}").status_code == 204
    for value, total in (("yes", 1), ("ON", 1), ("1", 1), ("off", 0), ("N", 0), ("F", 0)):
        assert expect(api.get("/users", params={"name": token, "include_deactivated": value}), 200)["total"] == total


def test_integers_of_a_query(api):
    for value, meant in (("10", 10), ("%2010%20", 10), ("%2B10", 10), ("1_0", 10), ("10.0", 10), ("010", 10), ("10.000", 10)):
        assert expect(api.get(f"/teams?limit={value}"), 200)["limit"] == meant, value
    for value in ("ten", "1.5", "0x10", "1e1", "_10", "10_", "1__0", "--1", "+", "-", ".", "1%202", "%D9%A1"):
        problem = expect_problem(api.get(f"/teams?limit={value}"), ("query", "limit"), "int_parsing")
        assert problem["msg"].startswith("Input should be a valid integer")


def test_percent_and_plus_in_queries(api):
    made = make_team(api, name=f"a b {unique()}")
    for form in (made["name"].replace(" ", "+"), made["name"].replace(" ", "%20")):
        assert expect(api.get(f"/teams?name={form}"), 200)["total"] == 1


def test_contains_filters_ignore_case_and_know_wildcards(api):
    word = unique("wild")
    made = make_team(api, name=f"{word}XaXz")
    for pattern, total in ((word.upper(), 1), (f"{word}xax", 1), (f"{word}%25z", 1), (f"{word}X_X", 1), (f"{word}_z", 0), (f"{word}%25%25", 1), ("%25" + word, 1)):
        assert expect(api.get(f"/teams?name={pattern}"), 200)["total"] == total, pattern
    assert expect(api.get(f"/teams?name={word}"), 200)["results"][0]["id"] == made["id"]


def test_contains_filters_fold_case_beyond_ascii_or_not_but_match_exactly(api):
    # Only the exact form is promised for letters outside of ASCII.
    word = unique("dom")
    asset = make_asset(api, environment=f"Ünï {word}")
    found = expect(api.get("/assets", params={"environment": f"Ünï {word}"}), 200)
    assert [entry["id"] for entry in found["results"]] == [asset["id"]]


# --- paging -----------------------------------------------------------------------------------------------------------

PAGED = ["/teams", "/users", "/assets", "/assets/search?q=a"]


@pytest.mark.parametrize("path", PAGED)
def test_page_envelope_and_defaults(api, path):
    page = expect(api.get(path), 200)
    assert {"results", "total", "limit", "offset", "next"} == set(page)
    assert page["limit"] == 50 and page["offset"] == 0
    assert len(page["results"]) == min(50, page["total"])


@pytest.mark.parametrize("path", PAGED)
@pytest.mark.parametrize(
    "name, value, kind, context",
    [
        ("limit", "0", "greater_than_equal", {"ge": 1}),
        ("limit", "-1", "greater_than_equal", {"ge": 1}),
        ("limit", "101", "less_than_equal", {"le": 100}),
        ("limit", "99999999999999999999", "less_than_equal", {"le": 100}),
        ("offset", "-1", "greater_than_equal", {"ge": 0}),
        ("offset", "-99999999999999999999", "greater_than_equal", {"ge": 0}),
    ],
)
def test_page_bounds_are_never_clamped(api, path, name, value, kind, context):
    joint = "&" if "?" in path else "?"
    problem = expect_problem(api.get(f"{path}{joint}{name}={value}"), ("query", name), kind)
    assert problem["input"] == value and problem["ctx"] == context
    (bound,) = context.values()
    assert problem["msg"] == f"Input should be {kind.replace('_', ' ').replace(' equal', ' or equal to')} {bound}"


@pytest.mark.parametrize("path", PAGED)
def test_an_offset_past_the_end(api, path):
    joint = "&" if "?" in path else "?"
    total = expect(api.get(path), 200)["total"]
    for offset in (total, total + 1, 10**9, 2**63 - 1):
        page = expect(api.get(f"{path}{joint}offset={offset}"), 200)
        assert page["results"] == [] and page["total"] == total and page["offset"] == offset
    # Beyond 63 bits: refused, not a failure of the server.
    expect_problem(api.get(f"{path}{joint}offset={2**63}"), ("query", "offset"))
    expect_problem(api.get(f"{path}{joint}offset={'9' * 400}"), ("query", "offset"))


def test_pages_join_without_gaps_or_repeats(api):
    word = unique("page")
    made = [make_team(api, name=f"{word} {number:02}") for number in range(11)]
    for limit in (1, 3, 5, 11, 100):
        seen = [entry["id"] for entry in all_pages(api, "/teams", limit=limit, name=word)]
        assert seen == [entry["id"] for entry in made]


def test_equal_sort_keys_have_a_fixed_order(api):
    team = make_team(api)
    name = unique("Same ")
    made = {make_user(api, name=name, team_id=team["id"])["id"] for _ in range(7)}
    path = f"/teams/{team['id']}/members"
    whole = [entry["id"] for entry in all_pages(api, path)]
    assert set(whole) == made
    for limit in (1, 2, 3):
        assert [entry["id"] for entry in all_pages(api, path, limit=limit)] == whole
    assert [entry["id"] for entry in all_pages(api, "/users", limit=2, name=name)] == whole


def test_equal_requests_give_equal_replies(api):
    for path in ("/teams", "/users", "/assets?sort_by=owner_user", "/search?q=a", "/assets/search?q=e"):
        first, second = api.get(path), api.get(path)
        assert first.content == second.content, path
