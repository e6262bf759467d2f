"""Search of assets and global search (chapter 01, section 5)."""

import pytest

from support.make import expect, expect_problem, make_asset, make_contract, make_team, make_user, object_schema, unique

NOBODY = "00000000-0000-4000-8000-000000000000"


# --- /assets/search ---------------------------------------------------------------------------------------------------


def test_assets_by_name(api, team):
    word = unique("find")
    last = make_asset(api, team, fqn=f"z.{word}.t")
    first = make_asset(api, team, fqn=f"a.{word.upper()}")
    gone = make_asset(api, team, fqn=f"m.{word}")
    assert api.delete(f"/assets/{gone['id']}").status_code == 204
    page = expect(api.get("/assets/search", params={"q": word}), 200)
    assert [entry["id"] for entry in page["results"]] == [first["id"], last["id"]] and page["total"] == 2
    assert page["results"][0] == {
        "id": first["id"], "fqn": first["fqn"], "owner_team_id": team["id"], "owner_team_name": team["name"], "environment": "production",
    }  # fmt: skip
    page = expect(api.get("/assets/search", params={"q": word, "limit": 1, "offset": 1}), 200)
    assert [entry["id"] for entry in page["results"]] == [last["id"]] and (page["total"], page["limit"], page["offset"]) == (2, 1, 1)


def test_one_name_in_two_environments(api, team):
    made = make_asset(api, team)
    make_asset(api, team, fqn=made["fqn"], environment="staging")
    page = expect(api.get("/assets/search", params={"q": made["fqn"]}), 200)
    assert {entry["environment"] for entry in page["results"]} == {"production", "staging"} and page["total"] == 2
    page = expect(api.get("/assets/search", params={"q": made["fqn"], "environment": "staging"}), 200)
    assert page["total"] == 1
    page = expect(api.get("/assets/search", params={"q": made["fqn"], "owner": team["id"], "environment": ""}), 200)
    assert page["total"] == 2
    assert expect(api.get("/assets/search", params={"q": made["fqn"], "owner": NOBODY}), 200)["total"] == 0


@pytest.mark.parametrize("path", ["/assets/search", "/search"])
def test_what_is_searched_for(api, path):
    expect_problem(api.get(path), ("query", "q"), "missing")
    expect_problem(api.get(path, params={"q": ""}), ("query", "q"), "string_too_short", "String should have at least 1 character")
    expect_problem(api.get(path, params={"q": "x" * 101}), ("query", "q"), "string_too_long", "String should have at most 100 characters")
    expect(api.get(path, params={"q": "x" * 100}), 200)
    expect(api.get(path, params={"q": "\U0001f600" * 100}), 200)
    # White space is text like any other.
    expect(api.get(path, params={"q": " "}), 200)


# --- /search ----------------------------------------------------------------------------------------------------------

KINDS = ("teams", "users", "assets", "contracts")


def found(api, word, **query):
    reply = expect(api.get("/search", params={"q": word, **query}), 200)
    assert set(reply) == {"query", "results", "counts"} and reply["query"] == word
    assert set(reply["results"]) == set(KINDS) and set(reply["counts"]) == {*KINDS, "total"}
    for kind in KINDS:
        assert reply["counts"][kind] == len(reply["results"][kind])
    assert reply["counts"]["total"] == sum(reply["counts"][kind] for kind in KINDS)
    return reply["results"]


def test_every_kind(api):
    word = unique("all")
    team = make_team(api, name=f"{word} team")
    user = make_user(api, name=f"Some {word}", team_id=team["id"])
    asset = make_asset(api, team, fqn=f"lake.{word}", resource_type="model")
    results = found(api, word.upper())
    assert results["teams"] == [{"id": team["id"], "name": team["name"], "type": "team"}]
    assert results["users"] == [{"id": user["id"], "name": user["name"], "team_id": team["id"], "type": "user"}]
    assert results["assets"] == [{"id": asset["id"], "fqn": asset["fqn"], "resource_type": "model", "type": "asset"}]
    assert results["contracts"] == []


def test_users_by_name_or_address_not_by_username(api):
    word = unique("person")
    by_mail = make_user(api, email=f"{word}@example.com")
    by_name = make_user(api, name=f"Some {word}")
    make_user(api, username=f"{word}x")
    results = found(api, word)
    assert {entry["id"] for entry in results["users"]} == {by_mail["id"], by_name["id"]}
    assert all(entry["team_id"] is None for entry in results["users"])


def test_contracts_by_version(api, team):
    asset = make_asset(api, team)
    word = unique("beta")
    first = make_contract(api, asset, object_schema(a="string"), version=f"1.0.0-{word}")
    second = make_contract(api, asset, object_schema(a="string", b="string"), version=f"1.1.0-{word}")
    results = found(api, word)
    entries = {entry["id"]: entry for entry in results["contracts"]}
    assert set(entries) == {first["id"], second["id"]}
    assert entries[first["id"]] == {
        "id": first["id"], "version": f"1.0.0-{word}", "asset_id": asset["id"], "status": "deprecated", "type": "contract",
    }  # fmt: skip
    assert entries[second["id"]]["status"] == "active"
    assert api.delete(f"/assets/{asset['id']}").status_code == 204
    assert len(found(api, word)["contracts"]) == 2, "contracts of deleted assets are found as well"


def test_deleted_things_are_not_found(api):
    word = unique("gone")
    team = make_team(api, name=f"{word} team")
    user = make_user(api, name=f"Some {word}")
    asset = make_asset(api, fqn=f"lake.{word}")
    for path in (f"/teams/{team['id']}", f"/users/{user['id']}", f"/assets/{asset['id']}"):
        assert api.delete(path).status_code == 204
    assert all(found(api, word)[kind] == [] for kind in KINDS)


def test_types(api):
    word = unique("types")
    team = make_team(api, name=word)
    make_asset(api, team, fqn=f"a.{word}")
    results = found(api, word, types=["teams"])
    assert len(results["teams"]) == 1 and results["assets"] == []
    results = found(api, word, types=["assets", "teams", "assets"])
    assert len(results["teams"]) == 1 and len(results["assets"]) == 1
    problem = expect_problem(api.get("/search", params={"q": word, "types": ["teams", "things"]}), ("query", "types", 1), "enum")
    assert problem["msg"] == "Input should be 'teams', 'users', 'assets' or 'contracts'"
    expect_problem(api.get("/search", params={"q": word, "types": "teams,users"}), ("query", "types", 0), "enum")


def test_limit_is_for_each_kind(api):
    word = unique("many")
    teams = [make_team(api, name=f"{word} {number:02}") for number in range(12)]
    for number, team in enumerate(teams):
        make_asset(api, team, fqn=f"{word}.a{number}")
    results = found(api, word)
    assert len(results["teams"]) == len(results["assets"]) == 10
    results = found(api, word, limit=3)
    assert len(results["teams"]) == len(results["assets"]) == 3
    assert len(found(api, word, limit=50)["teams"]) == 12
    for limit, kind in ((0, "greater_than_equal"), (51, "less_than_equal"), (100, "less_than_equal"), (-1, "greater_than_equal")):
        expect_problem(api.get("/search", params={"q": word, "limit": limit}), ("query", "limit"), kind)


def test_the_order_is_fixed(api):
    word = unique("order")
    for _ in range(6):
        make_user(api, name=f"Same {word}")
    first = found(api, word, limit=5)
    assert found(api, word, limit=5) == first
    assert found(api, word, limit=6)["users"][:5] == first["users"]


def test_tags_narrow_assets(api):
    word = unique("tag")
    team = make_team(api, name=f"{word} team")
    tagged = {
        name: make_asset(api, team, fqn=f"{word}.{name}", tags=tags)["id"]
        for name, tags in (("both", ["pii", "gold"]), ("pii", ["pii"]), ("longer", ["piix", "xgold"]), ("none", []), ("odd", ["ünï", "50%", 'q"q']))
    }

    def by_tags(tags):
        results = found(api, word, tags=tags)
        assert len(results["teams"]) == 1, "tags narrow assets only"
        return {entry["id"] for entry in results["assets"]}

    assert by_tags("pii") == {tagged["both"], tagged["pii"]}
    assert by_tags("pii,gold") == by_tags(" gold , ,pii,") == {tagged["both"]}
    assert by_tags("PII") == set() and by_tags("pi") == set() and by_tags("pii_") == set() and by_tags("%") == set()
    assert by_tags("ünï") == by_tags("50%") == by_tags('q"q') == {tagged["odd"]}
    assert by_tags("") == by_tags(" , ") == set(tagged.values())


def test_kind_and_team_narrow_assets(api):
    word = unique("narrow")
    team, other = make_team(api, name=f"{word} One"), make_team(api, name=f"{word} Two")
    first = make_asset(api, team, fqn=f"{word}.a", resource_type="model")
    second = make_asset(api, other, fqn=f"{word}.b", resource_type="seed")
    assert [entry["id"] for entry in found(api, word, resource_type="seed")["assets"]] == [second["id"]]
    results = found(api, word, team=f"{word} ONE")
    assert [entry["id"] for entry in results["assets"]] == [first["id"]] and len(results["teams"]) == 2
    assert found(api, word, team=word)["assets"] == [], "the whole name, not a part of it"
    assert api.delete(f"/teams/{team['id']}?force=true").status_code == 204
    assert [entry["id"] for entry in found(api, word, team=f"{word} one")["assets"]] == [first["id"]]
    expect_problem(api.get("/search", params={"q": word, "resource_type": "thing"}), ("query", "resource_type"), "enum")


def test_every_character_means_itself(api):
    word = unique("wild")
    names = {mark: f"{word}{mark}eu" for mark in "_-x"}
    team = make_team(api, name=names["_"])
    make_team(api, name=names["-"])
    assert [entry["id"] for entry in found(api, names["_"].upper())["teams"]] == [team["id"]]
    assert len(found(api, f"{word}")["teams"]) == 2
    for text in (f"{word}%eu", f"{word}\\_eu", "%%", f"{word}__eu"):
        assert found(api, text)["teams"] == [], text
    assets = {mark: make_asset(api, team, fqn=f"lake.{names[mark]}") for mark in "_x"}
    for path, entries in (("/search", lambda reply: reply["results"]["assets"]), ("/assets/search", lambda reply: reply["results"])):
        for text, expected in ((names["_"], [assets["_"]["id"]]), (f"{word}%", []), ("%", []), ("\\_", [])):
            reply = expect(api.get(path, params={"q": text}), 200)
            assert [entry["id"] for entry in entries(reply)] == expected, (path, text)
    user = make_user(api, team_id=team["id"], email=f"{word}_a@example.com")
    make_user(api, team_id=team["id"], email=f"{word}-a@example.com")
    assert [entry["id"] for entry in found(api, f"{word}_a@")["users"]] == [user["id"]]


def test_letters_of_others_fold_with_those_of_ascii(api, team):
    """The sign of the Kelvin is a k in lower case."""
    word = unique("fold")
    asset = make_asset(api, team, fqn=f"lake.{word}.KILO")
    for text in (f"{word}.kilo", f"{word.upper()}.\u212aILO"):
        assert [entry["id"] for entry in expect(api.get("/search", params={"q": text}), 200)["results"]["assets"]] == [asset["id"]], text
    for part in (f"{word}.kilo", f"{word}.\u212aILO", f"{word}_k%O", f"{word}_\u212a%o", f"{word}.\\KIL_", f"{word}\\.\u212ail_"):
        page = expect(api.get("/assets", params={"fqn": part}), 200)
        assert [entry["id"] for entry in page["results"]] == [asset["id"]] and page["total"] == 1, part
    for part in (f"{word}.\u212aIL\\", f"{word}.kil\\", f"{word}.kil\\_"):
        assert expect(api.get("/assets", params={"fqn": part}), 200)["total"] == 0, part


def test_quotes_are_harmless(api):
    for text in ("'", '"', "';--", "\\", "a'b", "%' OR '1'='1", "\u2028", "[a-z]*", "(", "\x7f", "_", "%"):
        reply = expect(api.get("/search", params={"q": text}), 200)
        assert reply["query"] == text


def test_a_write_is_found_at_once(api):
    for _ in range(20):
        word = unique("now")
        team = make_team(api, name=word)
        assert [entry["id"] for entry in found(api, word)["teams"]] == [team["id"]]
