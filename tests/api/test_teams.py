"""Teams (chapter 01, section 2)."""

import pytest

from support.checks import TIME
from support.make import (
    all_pages, audit_events, audit_one, expect, expect_error, expect_problem, make_asset, make_team, make_user, unique,
)  # fmt: skip

NOBODY = "00000000-0000-4000-8000-000000000000"
TEAM_MEMBERS = {"id", "name", "metadata", "created_at", "updated_at"}


# --- create -----------------------------------------------------------------------------------------------------------


def test_create_and_get(server, api):
    name = unique("team ")
    made = expect(api.post("/teams", json={"name": name, "metadata": {"chat": "#payments"}}), 201)
    assert TEAM_MEMBERS <= set(made)
    assert made["name"] == name and made["metadata"] == {"chat": "#payments"} and made["updated_at"] is None
    assert expect(api.get(f"/teams/{made['id']}"), 200) == made
    event = audit_one(server, made["id"], "team.created")
    assert event["entity_type"] == "team" and event["payload"] == {"name": name}


def test_create_with_a_description(api):
    made = make_team(api, description="Owns  the ledger\n")
    assert made["description"] == "Owns  the ledger\n", "a description is not trimmed"
    assert make_team(api)["description"] is None and make_team(api, description=None)["description"] is None
    expect_problem(api.post("/teams", json={"name": unique(), "description": "x" * 2001}), ("body", "description"), "string_too_long", "2000")
    assert make_team(api, description="é" * 2000)["description"] == "é" * 2000


@pytest.mark.parametrize("form", ["analytics{}", "Data Engineering {}", "data_platform{}", "team123{}", "9{}", "a-b_c {}9", "{}"])
def test_names_that_are_fine(api, form):
    name = form.format(unique())
    assert make_team(api, name=name)["name"] == name


def test_a_name_of_one_character_is_fine(start_server):
    api = start_server().api()
    for name in ("A", "z", "0"):
        assert make_team(api, name=name)["name"] == name


def test_names_are_trimmed(api):
    name = unique("analytics")
    assert make_team(api, name=f"  {name}\t\n")["name"] == name
    expect_error(api.post("/teams", json={"name": f" {name} "}), 409, "DUPLICATE_TEAM", name)
    spaced = unique("wide")
    assert make_team(api, name=f"\u3000{spaced}\u00a0")["name"] == spaced


@pytest.mark.parametrize(
    "name, kind, substring",
    [
        ("", "string_too_short", "at least 1 character"),
        (" ", "value_error", None),
        ("\t \n", "value_error", None),
        ("-analytics", "value_error", "start"),
        ("analytics-", "value_error", "end"),
        ("_a", "value_error", "alphanumeric"),
        ("a_", "value_error", "alphanumeric"),
        ("a@b", "value_error", "alphanumeric"),
        ("a.b", "value_error", "alphanumeric"),
        ("a/b", "value_error", "alphanumeric"),
        ("a\nb", "value_error", "alphanumeric"),
        ("a\u00e9b", "value_error", "alphanumeric"),
        ("\u00e9", "value_error", "alphanumeric"),
        ("a\u200bb", "value_error", "alphanumeric"),
        ("x" * 256, "string_too_long", "at most 255 characters"),
        (" " * 300, "string_too_long", "255"),
    ],
)
def test_names_that_are_refused_on_create_and_update(api, team, name, kind, substring):
    for reply in (api.post("/teams", json={"name": name}), api.patch(f"/teams/{team['id']}", json={"name": name})):
        problem = expect_problem(reply, ("body", "name"), kind, substring)
        assert problem["input"] == name
        if kind == "value_error":
            assert problem["msg"].startswith("Value error, ")
            if not name.strip():
                assert "empty" in problem["msg"].lower() or "whitespace" in problem["msg"].lower()
        if kind == "string_too_long":
            assert problem["ctx"] == {"max_length": 255}
    assert expect(api.get(f"/teams/{team['id']}"), 200)["name"] == team["name"]


def test_lengths_count_characters_before_trimming(api):
    salt = unique()
    name = salt + "x" * (255 - len(salt))
    assert make_team(api, name=name)["name"] == name
    # 255 characters of which two are trimmed.
    shorter = unique("s")
    padded = f" {shorter}{'y' * (253 - len(shorter))} "
    assert len(padded) == 255 and make_team(api, name=padded)["name"] == padded.strip()
    # 255 characters of four bytes each are not too long; the format refuses them.
    expect_problem(api.post("/teams", json={"name": "\U0001f600" * 255}), ("body", "name"), "value_error")
    expect_problem(api.post("/teams", json={"name": "\U0001f600" * 256}), ("body", "name"), "string_too_long")


def test_the_longest_name_is_a_setting(start_server):
    api = start_server(settings={"MAX_TEAM_NAME_LENGTH": 8}).api()
    make_team(api, name="x" * 8)
    problem = expect_problem(api.post("/teams", json={"name": "x" * 9}), ("body", "name"), "string_too_long", "8 characters")
    assert problem["ctx"] == {"max_length": 8}


def test_duplicates_are_409_with_the_existing_id(server, api):
    made = make_team(api)
    error = expect_error(api.post("/teams", json={"name": made["name"]}), 409, "DUPLICATE_TEAM", "already exists", f"'{made['name']}'")
    assert error["details"]["existing_id"] == made["id"]
    other_case = make_team(api, name=made["name"].upper())
    assert other_case["id"] != made["id"]
    assert len(audit_events(server, made["id"])) == 1


def test_a_deleted_team_frees_its_name(api):
    first = make_team(api)
    assert api.delete(f"/teams/{first['id']}").status_code == 204
    second = make_team(api, name=first["name"])
    assert second["id"] != first["id"]


# --- list -------------------------------------------------------------------------------------------------------------


def test_list_is_by_name_with_asset_counts(api):
    word = unique("list")
    teams = {letter: make_team(api, name=f"{word} {letter}") for letter in "cab"}
    for _ in range(3):
        make_asset(api, teams["b"])
    gone = make_asset(api, teams["b"])
    assert api.delete(f"/assets/{gone['id']}").status_code == 204
    page = expect(api.get("/teams", params={"name": word}), 200)
    assert [entry["name"] for entry in page["results"]] == [f"{word} a", f"{word} b", f"{word} c"]
    assert page["total"] == 3
    assert [entry["asset_count"] for entry in page["results"]] == [0, 3, 0]
    for entry in page["results"]:
        assert {"id", "name", "metadata", "created_at", "asset_count"} <= set(entry)
    assert api.delete(f"/teams/{teams['c']['id']}").status_code == 204
    assert expect(api.get("/teams", params={"name": word}), 200)["total"] == 2


def test_total_does_not_depend_on_the_page(api):
    word = unique("total")
    for number in range(4):
        make_team(api, name=f"{word} {number}")
    page = expect(api.get("/teams", params={"name": word, "limit": 2, "offset": 3}), 200)
    assert page["total"] == 4 and len(page["results"]) == 1 and (page["limit"], page["offset"]) == (2, 3)


# --- update -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["PATCH", "PUT"])
def test_update_is_partial(server, api, method):
    made = make_team(api, metadata={"a": 1, "b": 2})
    name = unique("renamed")
    changed = expect(api.request(method, f"/teams/{made['id']}", json={"name": name}), 200)
    assert changed["name"] == name and changed["metadata"] == {"a": 1, "b": 2}
    assert changed["created_at"] == made["created_at"] and changed["updated_at"] >= made["created_at"]
    replaced = expect(api.request(method, f"/teams/{made['id']}", json={"metadata": {"c": 3}}), 200)
    assert replaced["metadata"] == {"c": 3} and replaced["name"] == name, "metadata is replaced, not merged"
    assert expect(api.get(f"/teams/{made['id']}"), 200) == replaced
    first, second = audit_events(server, made["id"], "team.updated")
    assert first["payload"] == {"name": name, "metadata_changed": False}
    assert second["payload"] == {"name": None, "metadata_changed": True}


def test_update_of_nothing(server, api, team):
    for body in ({}, {"name": None, "metadata": None}, {"name": team["name"]}, {"metadata": team["metadata"]}):
        changed = expect(api.patch(f"/teams/{team['id']}", json=body), 200)
        assert changed["updated_at"] is None, f"{body} changed nothing"
    assert len(audit_events(server, team["id"], "team.updated")) == 4


def test_update_trims_and_checks_like_create(api, team):
    name = unique("trim")
    assert expect(api.patch(f"/teams/{team['id']}", json={"name": f" {name} "}), 200)["name"] == name


def test_update_onto_a_taken_name_is_409(server, api, team):
    other = make_team(api)
    error = expect_error(api.patch(f"/teams/{team['id']}", json={"name": other["name"]}), 409, "DUPLICATE_TEAM", "already exists")
    assert error["details"]["existing_id"] == other["id"]
    assert expect(api.get(f"/teams/{team['id']}"), 200)["name"] == team["name"]
    assert not audit_events(server, team["id"], "team.updated"), "a failed request leaves no event"


def test_description_can_be_changed(api, team):
    assert expect(api.patch(f"/teams/{team['id']}", json={"description": "new"}), 200)["description"] == "new"
    assert expect(api.patch(f"/teams/{team['id']}", json={"description": None}), 200)["description"] == "new"
    assert expect(api.patch(f"/teams/{team['id']}", json={"description": ""}), 200)["description"] == ""


# --- delete and restore -----------------------------------------------------------------------------------------------


def test_delete(server, api, team):
    reply = api.delete(f"/teams/{team['id']}")
    assert reply.status_code == 204 and reply.content == b""
    event = audit_one(server, team["id"], "team.deleted")
    assert event["payload"] == {"name": team["name"], "force": False, "asset_count": 0}
    for method, path, body in (
        ("GET", "", None), ("PATCH", "", {}), ("PUT", "", {}), ("DELETE", "", None), ("GET", "/members", None),
        ("POST", "/reassign-assets", {"target_team_id": NOBODY}),
    ):  # fmt: skip
        expect_error(api.request(method, f"/teams/{team['id']}{path}", json=body), 404, "TEAM_NOT_FOUND", "team not found")
    assert len(audit_events(server, team["id"])) == 2


def test_delete_of_a_team_with_assets_needs_force(server, api, team):
    asset = make_asset(api, team)
    make_asset(api, team)
    error = expect_error(api.delete(f"/teams/{team['id']}"), 409, "TEAM_HAS_ASSETS", "asset", "2")
    assert error["details"]["asset_count"] == 2
    expect_error(api.delete(f"/teams/{team['id']}?force=no"), 409, "TEAM_HAS_ASSETS")
    expect(api.get(f"/teams/{team['id']}"), 200)
    assert api.delete(f"/teams/{team['id']}?force=true").status_code == 204
    assert audit_one(server, team["id"], "team.deleted")["payload"] == {"name": team["name"], "force": True, "asset_count": 2}
    # The assets stay, under the name of the deleted team.
    assert expect(api.get(f"/assets/{asset['id']}"), 200)["owner_team_name"] == team["name"]


def test_deleted_assets_do_not_hold_a_team(api, team):
    asset = make_asset(api, team)
    assert api.delete(f"/assets/{asset['id']}").status_code == 204
    assert api.delete(f"/teams/{team['id']}").status_code == 204


def test_restore(server, api, team):
    assert api.delete(f"/teams/{team['id']}").status_code == 204
    restored = expect(api.post(f"/teams/{team['id']}/restore"), 200)
    assert restored["id"] == team["id"] and restored["name"] == team["name"] and TIME.fullmatch(restored["updated_at"])
    assert expect(api.get(f"/teams/{team['id']}"), 200) == restored
    assert audit_one(server, team["id"], "team.restored")["payload"] == {"name": team["name"]}
    # Once more: unchanged, and nothing to tell.
    assert expect(api.post(f"/teams/{team['id']}/restore"), 200) == restored
    assert len(audit_events(server, team["id"], "team.restored")) == 1


def test_restore_of_what_never_was(api):
    expect_error(api.post(f"/teams/{NOBODY}/restore"), 404, "TEAM_NOT_FOUND")


def test_restore_onto_a_taken_name_is_409(api, team):
    assert api.delete(f"/teams/{team['id']}").status_code == 204
    taker = make_team(api, name=team["name"])
    error = expect_error(api.post(f"/teams/{team['id']}/restore"), 409, "DUPLICATE_TEAM", "already exists")
    assert error["details"]["existing_id"] == taker["id"]
    expect_error(api.get(f"/teams/{team['id']}"), 404, "TEAM_NOT_FOUND")
    assert api.delete(f"/teams/{taker['id']}").status_code == 204
    expect(api.post(f"/teams/{team['id']}/restore"), 200)


# --- members ----------------------------------------------------------------------------------------------------------


def test_members_are_active_users_by_name(api, team):
    make_user(api)
    users = {name: make_user(api, name=name, team_id=team["id"], metadata={"n": name}) for name in ("Carl", "Anna", "Berta")}
    assert api.delete(f"/users/{users['Berta']['id']}").status_code == 204
    page = expect(api.get(f"/teams/{team['id']}/members"), 200)
    assert [entry["name"] for entry in page["results"]] == ["Anna", "Carl"] and page["total"] == 2
    for entry in page["results"]:
        shown = expect(api.get(f"/users/{entry['id']}"), 200)
        assert {name: shown[name] for name in shown if name in entry} == {name: entry[name] for name in entry if name in shown}
        assert entry["metadata"] == {"n": entry["name"]}
    page = expect(api.get(f"/teams/{team['id']}/members?limit=1&offset=1"), 200)
    assert [entry["name"] for entry in page["results"]] == ["Carl"] and page["total"] == 2
    expect_error(api.get(f"/teams/{NOBODY}/members"), 404, "TEAM_NOT_FOUND")


# --- reassign ---------------------------------------------------------------------------------------------------------


def reassign(api, source, target, **body):
    return api.post(f"/teams/{source['id']}/reassign-assets", json={"target_team_id": target["id"], **body})


def owned(api, team):
    return {entry["id"] for entry in all_pages(api, "/assets", owner=team["id"])}


def test_reassign_all(server, api, team):
    target = make_team(api)
    user = make_user(api, team_id=team["id"])
    moved = [make_asset(api, team, owner_user_id=user["id"]), make_asset(api, team)]
    gone = make_asset(api, team)
    assert api.delete(f"/assets/{gone['id']}").status_code == 204
    result = expect(reassign(api, team, target), 200)
    assert result["reassigned"] == 2 and sorted(result["asset_ids"]) == sorted(asset["id"] for asset in moved)
    assert result["source_team"] == {"id": team["id"], "name": team["name"]}
    assert result["target_team"] == {"id": target["id"], "name": target["name"]}
    assert owned(api, team) == set() and owned(api, target) == {asset["id"] for asset in moved}
    shown = expect(api.get(f"/assets/{moved[0]['id']}"), 200)
    assert shown["owner_user_id"] == user["id"], "the owner user is kept"
    assert shown["updated_at"] is not None
    payload = audit_one(server, team["id"], "bulk.assets_reassigned")["payload"]
    assert payload["source_team_id"] == team["id"] and payload["target_team_id"] == target["id"] and payload["asset_count"] == 2
    assert sorted(payload["asset_ids"]) == sorted(asset["id"] for asset in moved)


def test_reassign_some(api, team):
    target, stranger = make_team(api), make_team(api)
    first, second, third = (make_asset(api, team) for _ in range(3))
    foreign = make_asset(api, stranger)
    assert api.delete(f"/assets/{third['id']}").status_code == 204
    result = expect(reassign(api, team, target, asset_ids=[first["id"], first["id"], foreign["id"], NOBODY, third["id"]]), 200)
    assert result["reassigned"] == 1 and result["asset_ids"] == [first["id"]]
    assert owned(api, team) == {second["id"]} and owned(api, stranger) == {foreign["id"]}


@pytest.mark.parametrize("body", [{}, {"asset_ids": None}, {"asset_ids": []}])
def test_reassign_without_ids_moves_all(api, team, body):
    target = make_team(api)
    asset = make_asset(api, team)
    assert expect(reassign(api, team, target, **body), 200)["asset_ids"] == [asset["id"]]


def test_reassign_of_nothing(server, api, team):
    result = expect(reassign(api, team, make_team(api)), 200)
    assert result["reassigned"] == 0 and "asset_ids" not in result
    assert expect(reassign(api, team, make_team(api), asset_ids=[NOBODY]), 200)["reassigned"] == 0
    assert not audit_events(server, team["id"], "bulk.assets_reassigned")


def test_reassign_refusals(api, team):
    expect_error(reassign(api, {"id": NOBODY}, team), 404, "TEAM_NOT_FOUND", "Source team not found")
    expect_error(reassign(api, {"id": NOBODY}, {"id": NOBODY}), 404, "TEAM_NOT_FOUND", "Source")
    expect_error(reassign(api, team, {"id": NOBODY}), 404, "TEAM_NOT_FOUND", "Target team not found")
    expect_error(reassign(api, team, team), 400, "SAME_TEAM", "same")
    gone = make_team(api)
    assert api.delete(f"/teams/{gone['id']}").status_code == 204
    expect_error(reassign(api, team, gone), 404, "TEAM_NOT_FOUND", "Target team not found")
    expect_problem(api.post(f"/teams/{team['id']}/reassign-assets", json={}), ("body", "target_team_id"), "missing")
    reply = reassign(api, team, make_team(api), asset_ids=[NOBODY, "x", 5, None])
    locations = [problem["loc"] for problem in expect(reply, 422)["detail"]]
    assert locations == [["body", "asset_ids", 1], ["body", "asset_ids", 2], ["body", "asset_ids", 3]]
