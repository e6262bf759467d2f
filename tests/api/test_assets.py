"""Assets (chapter 01, section 4)."""

import pytest

from support.checks import TIME
from support.make import (
    all_pages, audit_events, audit_one, expect, expect_error, expect_problem, make_asset, make_contract, make_team, make_user,
    object_schema, unique,
)  # fmt: skip
from support.tables import enums

NOBODY = "00000000-0000-4000-8000-000000000000"
ASSET_MEMBERS = {
    "id", "fqn", "description", "owner_team_id", "owner_user_id", "service_id", "environment", "resource_type",
    "guarantee_mode", "semver_mode", "metadata", "tags", "created_at", "updated_at",
}  # fmt: skip
NAME_MEMBERS = {"owner_team_name", "owner_user_name", "owner_user_email", "service_name", "repo_id", "repo_name"}


# --- create -----------------------------------------------------------------------------------------------------------


def test_create_and_get(server, api, team):
    user = make_user(api, team_id=team["id"], email=f"{unique()}@example.com")
    body = {
        "fqn": f"lake.billing.{unique('invoices')}", "owner_team_id": team["id"], "description": "One row per invoice",
        "owner_user_id": user["id"], "environment": "staging", "resource_type": "model", "guarantee_mode": "strict",
        "semver_mode": "enforce", "metadata": {"tier": "gold"}, "tags": ["pii", "finance", "pii"],
    }  # fmt: skip
    made = expect(api.post("/assets", json=body), 201)
    assert {name: made[name] for name in body} == body
    assert made["service_id"] is None and made["updated_at"] is None
    shown = expect(api.get(f"/assets/{made['id']}"), 200)
    assert ASSET_MEMBERS | NAME_MEMBERS <= set(shown)
    assert shown == made, "create and get carry the same members"
    assert shown["owner_team_name"] == team["name"]
    assert shown["owner_user_name"] == user["name"] and shown["owner_user_email"] == user["email"]
    assert [shown[name] for name in ("service_id", "service_name", "repo_id", "repo_name")] == [None] * 4
    event = audit_one(server, made["id"], "asset.created")
    assert event["entity_type"] == "asset" and event["payload"] == {"fqn": body["fqn"], "environment": "staging"}


def test_defaults(api, team):
    made = make_asset(api, team)
    assert made["environment"] == "production" and made["resource_type"] == "other"
    assert made["guarantee_mode"] == "notify" and made["semver_mode"] == "auto"
    assert made["metadata"] == {} and made["tags"] == [] and made["description"] is None
    assert made["owner_user_id"] is None and made["owner_user_name"] is None and made["owner_user_email"] is None


def test_the_default_environment_is_a_setting(start_server):
    api = start_server(settings={"DEFAULT_ENVIRONMENT": "lab"}).api()
    team = make_team(api)
    made = make_asset(api, team, fqn="a.b")
    assert made["environment"] == "lab"
    assert expect(api.get("/assets?environment=lab"), 200)["total"] == 1
    expect_error(api.post("/assets", json={"fqn": "a.b", "owner_team_id": team["id"], "environment": "lab"}), 409, "DUPLICATE_ASSET")


@pytest.mark.parametrize("kind", enums()["resource_type"])
def test_resource_types(api, team, kind):
    assert make_asset(api, team, resource_type=kind)["resource_type"] == kind


@pytest.mark.parametrize("fqn", ["{}.table", "a.{}.c", "db1.{}.table3", "_{}.schema._hidden", "A.{}", "a._.{}", "__.{}", "a.b.c.d.e.f.g.h.{}"])
def test_names_that_are_fine(api, team, fqn):
    fqn = fqn.format(unique())
    assert make_asset(api, team, fqn=fqn)["fqn"] == fqn


@pytest.mark.parametrize(
    "fqn",
    [
        "just_a_table", "a b.c", "a-b.c", "1a.b", "a.1b", "a..b", ".a.b", "a.b.", "a.b\n", "a.b ", " a.b", "a.\u00e9", "a.b/c",
        "a.b\t", "...", "a.b.c;", "a.b\u200b",
    ],
)  # fmt: skip
def test_names_that_are_refused_on_create_and_update(api, team, fqn):
    made = make_asset(api, team)
    for reply in (api.post("/assets", json={"fqn": fqn, "owner_team_id": team["id"]}), api.patch(f"/assets/{made['id']}", json={"fqn": fqn})):
        problem = expect_problem(reply, ("body", "fqn"), "value_error", "dot-separated")
        assert problem["input"] == fqn
    assert expect(api.get(f"/assets/{made['id']}"), 200)["fqn"] == made["fqn"]


def test_lengths_of_names(api, team):
    expect_problem(api.post("/assets", json={"fqn": "a", "owner_team_id": team["id"]}), ("body", "fqn"), "string_too_short", "3")
    expect_problem(api.post("/assets", json={"fqn": "", "owner_team_id": team["id"]}), ("body", "fqn"), "string_too_short")
    made = make_asset(api, team)
    expect_problem(api.patch(f"/assets/{made['id']}", json={"fqn": ""}), ("body", "fqn"), "string_too_short")
    word = unique("a.")
    longest = word + "x" * (1000 - len(word))
    assert make_asset(api, team, fqn=longest)["fqn"] == longest
    for reply in (api.post("/assets", json={"fqn": longest + "x", "owner_team_id": team["id"]}), api.patch(f"/assets/{made['id']}", json={"fqn": longest + "x"})):
        expect_problem(reply, ("body", "fqn"), "string_too_long", "1000")


def test_case_counts_in_names(api, team):
    fqn = f"lake.{unique('Case')}"
    first, second = make_asset(api, team, fqn=fqn), make_asset(api, team, fqn=fqn.upper())
    assert first["id"] != second["id"] and second["fqn"] == fqn.upper()


@pytest.mark.parametrize(
    "member, value, kind",
    [
        ("environment", "", "string_too_short"),
        ("environment", "e" * 51, "string_too_long"),
        ("description", "d" * 2001, "string_too_long"),
        ("description", 5, "string_type"),
        ("resource_type", "Model", "enum"),
        ("guarantee_mode", "none", "enum"),
        ("semver_mode", "manual", "enum"),
        ("owner_user_id", "x", "uuid_parsing"),
        ("metadata", "x", "dict_type"),
        ("tags", "pii", "list_type"),
    ],
)
def test_fields_that_are_refused_on_create_and_update(api, team, member, value, kind):
    made = make_asset(api, team)
    expect_problem(api.post("/assets", json={"fqn": f"a.{unique()}", "owner_team_id": team["id"], member: value}), ("body", member), kind)
    expect_problem(api.patch(f"/assets/{made['id']}", json={member: value}), ("body", member), kind)


@pytest.mark.parametrize("value", [1, None, True, ["a"], {}])
def test_tags_are_texts(api, team, value):
    made = make_asset(api, team)
    expect_problem(api.post("/assets", json={"fqn": f"a.{unique()}", "owner_team_id": team["id"], "tags": ["a", value]}), ("body", "tags", 1), "string_type")
    expect_problem(api.patch(f"/assets/{made['id']}", json={"tags": [value]}), ("body", "tags", 0), "string_type")


def test_tags_keep_order_repeats_and_odd_texts(api, team):
    tags = ["z", "a", "z", "", " ", "ünï", 'q"q', "a,b", "%", "x" * 5000]
    made = make_asset(api, team, tags=tags)
    assert expect(api.get(f"/assets/{made['id']}"), 200)["tags"] == tags


def test_text_fields_are_kept_as_given(api, team):
    made = make_asset(api, team, environment=" Prod / ü ", description="")
    assert made["environment"] == " Prod / ü " and made["description"] == ""
    assert make_asset(api, team, description="ü" * 2000, environment="é" * 50)["environment"] == "é" * 50


def test_required_fields(api, team):
    locations = [problem["loc"] for problem in expect(api.post("/assets", json={}), 422)["detail"]]
    assert locations == [["body", "fqn"], ["body", "owner_team_id"]]


# --- owners -----------------------------------------------------------------------------------------------------------


def test_unknown_owner_team(api, team):
    gone = make_team(api)
    assert api.delete(f"/teams/{gone['id']}").status_code == 204
    made = make_asset(api, team)
    for team_id in (NOBODY, gone["id"]):
        error = expect_error(api.post("/assets", json={"fqn": f"a.{unique()}", "owner_team_id": team_id}), 404, "TEAM_NOT_FOUND")
        assert error["message"] == f"Owner team not found: {team_id}" and error["details"] == {"owner_team_id": team_id}
        expect_error(api.patch(f"/assets/{made['id']}", json={"owner_team_id": team_id}), 404, "TEAM_NOT_FOUND")
    assert expect(api.get(f"/assets/{made['id']}"), 200)["owner_team_id"] == team["id"]


def test_owner_users(api, team):
    stranger, teamless = make_user(api, team_id=make_team(api)["id"]), make_user(api)
    gone = make_user(api, team_id=team["id"])
    assert api.delete(f"/users/{gone['id']}").status_code == 204
    made = make_asset(api, team)
    for user_id in (NOBODY, gone["id"]):
        body = {"fqn": f"a.{unique()}", "owner_team_id": team["id"], "owner_user_id": user_id}
        error = expect_error(api.post("/assets", json=body), 404, "USER_NOT_FOUND")
        assert error["message"] == f"Owner user not found: {user_id}" and error["details"] == {"owner_user_id": user_id}
        expect_error(api.patch(f"/assets/{made['id']}", json={"owner_user_id": user_id}), 404, "USER_NOT_FOUND")
    for user in (stranger, teamless):
        body = {"fqn": f"a.{unique()}", "owner_team_id": team["id"], "owner_user_id": user["id"]}
        assert expect_error(api.post("/assets", json=body), 400, "USER_TEAM_MISMATCH")["message"] == "Owner user must belong to the owner team"
        expect_error(api.patch(f"/assets/{made['id']}", json={"owner_user_id": user["id"]}), 400, "USER_TEAM_MISMATCH")


def test_moving_team_and_user_together(api, team):
    user, target = make_user(api, team_id=team["id"]), make_team(api)
    successor = make_user(api, team_id=target["id"])
    made = make_asset(api, team, owner_user_id=user["id"])
    expect_error(api.patch(f"/assets/{made['id']}", json={"owner_team_id": target["id"]}), 400, "USER_TEAM_MISMATCH")
    changed = expect(api.patch(f"/assets/{made['id']}", json={"owner_team_id": target["id"], "owner_user_id": successor["id"]}), 200)
    assert changed["owner_team_name"] == target["name"] and changed["owner_user_name"] == successor["name"]


def test_checks_come_in_order(api, team):
    """An unknown team is told before an unknown user, a mismatch before a duplicate."""
    made, user = make_asset(api, team), make_user(api)
    body = {"fqn": made["fqn"], "owner_team_id": NOBODY, "owner_user_id": NOBODY}
    expect_error(api.post("/assets", json=body), 404, "TEAM_NOT_FOUND")
    expect_error(api.post("/assets", json={**body, "owner_team_id": team["id"]}), 404, "USER_NOT_FOUND")
    expect_error(api.post("/assets", json={**body, "owner_team_id": team["id"], "owner_user_id": user["id"]}), 400, "USER_TEAM_MISMATCH")
    expect_error(api.post("/assets", json={"fqn": made["fqn"], "owner_team_id": team["id"]}), 409, "DUPLICATE_ASSET")


# --- duplicates -------------------------------------------------------------------------------------------------------


def test_duplicates(server, api, team):
    made = make_asset(api, team)
    error = expect_error(
        api.post("/assets", json={"fqn": made["fqn"], "owner_team_id": team["id"]}), 409, "DUPLICATE_ASSET", "already exists", made["fqn"], "production"
    )
    assert error["details"]["existing_id"] == made["id"]
    staged = make_asset(api, team, fqn=made["fqn"], environment="staging")
    for body in ({"environment": "production"}, {"fqn": made["fqn"], "environment": "production"}):
        error = expect_error(api.patch(f"/assets/{staged['id']}", json=body), 409, "DUPLICATE_ASSET", "already exists")
        assert error["details"]["existing_id"] == made["id"]
    assert expect(api.get(f"/assets/{staged['id']}"), 200)["environment"] == "staging"
    assert not audit_events(server, staged["id"], "asset.updated")


def test_a_deleted_asset_frees_its_name(api, team):
    made = make_asset(api, team)
    assert api.delete(f"/assets/{made['id']}").status_code == 204
    again = make_asset(api, team, fqn=made["fqn"])
    assert again["id"] != made["id"]
    error = expect_error(api.post(f"/assets/{made['id']}/restore"), 409, "DUPLICATE_ASSET", "already exists")
    assert error["details"]["existing_id"] == again["id"]
    assert api.delete(f"/assets/{again['id']}").status_code == 204
    assert expect(api.post(f"/assets/{made['id']}/restore"), 200)["id"] == made["id"]


# --- update -----------------------------------------------------------------------------------------------------------


def test_update(server, api, team):
    made = make_asset(api, team, metadata={"a": 1}, tags=["x"])
    body = {
        "fqn": f"new.{unique()}", "description": "changed", "environment": "dev", "resource_type": "seed", "guarantee_mode": "ignore",
        "semver_mode": "suggest", "metadata": {"b": 2}, "tags": ["y", "z"],
    }  # fmt: skip
    changed = expect(api.patch(f"/assets/{made['id']}", json=body), 200)
    assert {name: changed[name] for name in body} == body
    assert TIME.fullmatch(changed["updated_at"]) and changed["created_at"] == made["created_at"]
    assert expect(api.get(f"/assets/{made['id']}"), 200) == changed
    assert audit_one(server, made["id"], "asset.updated")["payload"] == {"fqn_changed": True, "owner_changed": False}


def test_update_of_one_field_keeps_the_others(api, team):
    user = make_user(api, team_id=team["id"])
    made = make_asset(api, team, description="d", tags=["t"], metadata={"m": 1}, owner_user_id=user["id"])
    changed = expect(api.patch(f"/assets/{made['id']}", json={"environment": "dev"}), 200)
    assert {name: changed[name] for name in made if name not in ("environment", "updated_at")} == {
        name: made[name] for name in made if name not in ("environment", "updated_at")
    }
    cleared = expect(api.patch(f"/assets/{made['id']}", json={"tags": [], "metadata": {}, "description": ""}), 200)
    assert cleared["tags"] == [] and cleared["metadata"] == {} and cleared["description"] == ""


def test_update_of_nothing(server, api, team):
    made = make_asset(api, team, description="d")
    for body in ({}, {"description": None, "owner_user_id": None, "tags": None}, {"description": "d"}):
        assert expect(api.patch(f"/assets/{made['id']}", json=body), 200)["updated_at"] is None
    assert len(audit_events(server, made["id"], "asset.updated")) == 3


def test_a_deactivated_owner_does_not_block_other_changes(api, team):
    user = make_user(api, team_id=team["id"])
    made = make_asset(api, team, owner_user_id=user["id"])
    assert api.delete(f"/users/{user['id']}").status_code == 204
    assert expect(api.patch(f"/assets/{made['id']}", json={"description": "still"}), 200)["description"] == "still"


def test_owner_change_in_the_audit_log(server, api, team):
    made = make_asset(api, team)
    expect(api.patch(f"/assets/{made['id']}", json={"owner_team_id": make_team(api)["id"]}), 200)
    assert audit_one(server, made["id"], "asset.updated")["payload"] == {"fqn_changed": False, "owner_changed": True}


# --- delete, restore --------------------------------------------------------------------------------------------------


def test_delete_and_restore(server, api, team):
    made = make_asset(api, team)
    reply = api.delete(f"/assets/{made['id']}")
    assert reply.status_code == 204 and reply.content == b""
    assert audit_one(server, made["id"], "asset.deleted")["payload"] == {"fqn": made["fqn"]}
    for method, path, body in (
        ("GET", "", None), ("PATCH", "", {}), ("DELETE", "", None), ("GET", "/context", None),
        ("POST", "/publish", {"schema": {"type": "object"}}),
    ):  # fmt: skip
        expect_error(api.request(method, f"/assets/{made['id']}{path}", json=body), 404, "ASSET_NOT_FOUND", "asset not found")
    assert expect(api.get("/assets", params={"owner": team["id"]}), 200)["total"] == 0
    assert expect(api.get("/assets/search", params={"q": made["fqn"]}), 200)["total"] == 0
    restored = expect(api.post(f"/assets/{made['id']}/restore"), 200)
    assert restored["fqn"] == made["fqn"] and TIME.fullmatch(restored["updated_at"])
    assert ASSET_MEMBERS <= set(restored)
    assert expect(api.get(f"/assets/{made['id']}"), 200) == restored
    assert audit_one(server, made["id"], "asset.restored")["payload"] == {"fqn": made["fqn"]}
    assert expect(api.post(f"/assets/{made['id']}/restore"), 200) == restored
    assert len(audit_events(server, made["id"], "asset.restored")) == 1
    expect_error(api.post(f"/assets/{NOBODY}/restore"), 404, "ASSET_NOT_FOUND")


def test_restore_below_a_deleted_team(api, team):
    made = make_asset(api, team)
    assert api.delete(f"/assets/{made['id']}").status_code == 204
    assert api.delete(f"/teams/{team['id']}").status_code == 204
    assert expect(api.post(f"/assets/{made['id']}/restore"), 200)["owner_team_name"] == team["name"]


# --- list -------------------------------------------------------------------------------------------------------------


def ids(api, **query):
    page = expect(api.get("/assets", params=query), 200)
    assert page["total"] == len(page["results"])
    return [entry["id"] for entry in page["results"]]


def test_list_filters(api, team):
    word = unique("filter")
    user = make_user(api, team_id=team["id"])
    owned = make_asset(api, team, fqn=f"a.{word}", owner_user_id=user["id"], environment="Dev", resource_type="model")
    plain = make_asset(api, team, fqn=f"b.{word}", environment="dev", resource_type="seed")
    other = make_asset(api, fqn=f"c.{word}", resource_type="model")
    assert ids(api, fqn=word.upper()) == [owned["id"], plain["id"], other["id"]]
    assert ids(api, owner=team["id"]) == [owned["id"], plain["id"]]
    assert ids(api, owner_user=user["id"]) == [owned["id"]]
    assert ids(api, owner=team["id"], unowned=True) == [plain["id"]]
    assert ids(api, fqn=word, environment="dev") == [plain["id"]]
    assert ids(api, fqn=word, resource_type="model") == [owned["id"], other["id"]]
    assert ids(api, owner=team["id"], resource_type="model", environment="Dev", owner_user=user["id"]) == [owned["id"]]
    assert ids(api, owner=NOBODY) == [] and ids(api, owner_user=NOBODY) == []
    assert ids(api, owner_user=user["id"], unowned=True) == []


def test_list_entries(api, team):
    user = make_user(api, team_id=team["id"], email=f"{unique()}@example.com")
    made = make_asset(api, team, owner_user_id=user["id"], description="d", tags=["pii"], metadata={"m": 1})
    (entry,) = expect(api.get("/assets", params={"owner": team["id"]}), 200)["results"]
    wanted = {
        "id", "fqn", "owner_team_id", "environment", "resource_type", "guarantee_mode", "semver_mode", "created_at", "metadata",
        "tags", "owner_user_id", "owner_team_name", "owner_user_name", "owner_user_email", "service_id", "active_contract_version",
    }  # fmt: skip
    assert wanted <= set(entry)
    assert entry["active_contract_version"] is None
    for name in set(made) & set(entry):
        assert entry[name] == made[name], name
    make_contract(api, made, object_schema(a="string"), version="1.2.0")
    assert expect(api.get("/assets", params={"owner": team["id"]}), 200)["results"][0]["active_contract_version"] == "1.2.0"
    make_contract(api, made, object_schema(a="string", b="string"))
    assert expect(api.get("/assets", params={"owner": team["id"]}), 200)["results"][0]["active_contract_version"] == "1.3.0"


def test_sorting(api):
    word = unique("sort")
    teams = [make_team(api, name=f"{word} {letter}") for letter in "zma"]
    users = [make_user(api, name=f"{letter} {word}", team_id=team["id"]) for letter, team in zip("BA", teams)]
    first = make_asset(api, teams[0], fqn=f"m.{word}", owner_user_id=users[0]["id"])
    second = make_asset(api, teams[1], fqn=f"a.{word}", owner_user_id=users[1]["id"])
    third = make_asset(api, teams[2], fqn=f"z.{word}")
    asset_a, asset_m, asset_z = second["id"], first["id"], third["id"]
    by_name = [asset_a, asset_m, asset_z]
    assert ids(api, fqn=word) == by_name
    assert ids(api, fqn=word, sort_order="desc") == by_name[::-1]
    assert ids(api, fqn=word, sort_by="nonsense", sort_order="DESC") == by_name, "anything but desc is ascending"
    assert ids(api, fqn=word, sort_by="owner") == [asset_z, asset_a, asset_m]
    assert ids(api, fqn=word, sort_by="owner", sort_order="desc") == [asset_m, asset_a, asset_z]
    assert ids(api, fqn=word, sort_by="created_at") == [asset_m, asset_a, asset_z]
    assert ids(api, fqn=word, sort_by="created_at", sort_order="desc") == [asset_z, asset_a, asset_m]
    # No owner user: last ascending, first descending.
    assert ids(api, fqn=word, sort_by="owner_user") == [asset_a, asset_m, asset_z]
    assert ids(api, fqn=word, sort_by="owner_user", sort_order="desc") == [asset_z, asset_m, asset_a]


@pytest.mark.parametrize("sort_by", ["fqn", "owner", "owner_user", "created_at"])
@pytest.mark.parametrize("sort_order", ["asc", "desc"])
def test_pages_of_equal_keys_join(api, team, sort_by, sort_order):
    fqn = f"same.{unique()}"
    made = {make_asset(api, team, fqn=fqn, environment=f"e{number}")["id"] for number in range(5)}
    whole = [entry["id"] for entry in all_pages(api, "/assets", owner=team["id"], sort_by=sort_by, sort_order=sort_order)]
    pages = [entry["id"] for entry in all_pages(api, "/assets", limit=2, owner=team["id"], sort_by=sort_by, sort_order=sort_order)]
    assert set(whole) == made and pages == whole


def test_fixed_segments_and_ids(api):
    for segment in ("bulk-assign", "searching"):
        expect_problem(api.get(f"/assets/{segment}"), ("path", "asset_id"), "uuid_parsing")
    for segment in ("search", "context"):
        expect_problem(api.patch(f"/assets/{segment}", json={}), ("path", "asset_id"), "uuid_parsing")
        expect_problem(api.delete(f"/assets/{segment}"), ("path", "asset_id"), "uuid_parsing")


# --- bulk assign ------------------------------------------------------------------------------------------------------


def test_bulk_assign(server, api, team):
    user = make_user(api, team_id=team["id"])
    first, second, gone = (make_asset(api, team) for _ in range(3))
    assert api.delete(f"/assets/{gone['id']}").status_code == 204
    asked = [first["id"], NOBODY, second["id"], first["id"], gone["id"], NOBODY]
    result = expect(api.post("/assets/bulk-assign", json={"asset_ids": asked, "owner_user_id": user["id"]}), 200)
    assert result == {"updated": 2, "not_found": [NOBODY, gone["id"], NOBODY], "owner_user_id": user["id"]}
    for asset in (first, second):
        shown = expect(api.get(f"/assets/{asset['id']}"), 200)
        assert shown["owner_user_id"] == user["id"] and shown["updated_at"] is not None
    events = audit_events(server, first["id"], "bulk.owner_assigned") + audit_events(server, second["id"], "bulk.owner_assigned")
    (event,) = events
    assert event["entity_type"] == "asset"
    assert event["payload"]["new_owner_user_id"] == user["id"] and event["payload"]["asset_count"] == 2
    assert sorted(event["payload"]["asset_ids"]) == sorted([first["id"], second["id"]])


@pytest.mark.parametrize("body", [{}, {"owner_user_id": None}])
def test_bulk_unassign(api, team, body):
    user = make_user(api, team_id=team["id"])
    made = make_asset(api, team, owner_user_id=user["id"])
    result = expect(api.post("/assets/bulk-assign", json={"asset_ids": [made["id"]], **body}), 200)
    assert result == {"updated": 1, "not_found": [], "owner_user_id": None}
    assert expect(api.get(f"/assets/{made['id']}"), 200)["owner_user_id"] is None


def test_bulk_assign_refusals(api, team):
    made = make_asset(api, team)
    problem = expect_problem(api.post("/assets/bulk-assign", json={"asset_ids": []}), ("body", "asset_ids"), "too_short")
    assert problem["msg"] == "List should have at least 1 item after validation, not 0"
    assert problem["ctx"] == {"field_type": "List", "min_length": 1, "actual_length": 0}
    expect_problem(api.post("/assets/bulk-assign", json={}), ("body", "asset_ids"), "missing")
    expect_problem(api.post("/assets/bulk-assign", json={"asset_ids": None}), ("body", "asset_ids"), "list_type")
    expect_problem(api.post("/assets/bulk-assign", json={"asset_ids": [made["id"], "x"]}), ("body", "asset_ids", 1), "uuid_parsing")
    gone = make_user(api, team_id=team["id"])
    assert api.delete(f"/users/{gone['id']}").status_code == 204
    for user_id in (NOBODY, gone["id"]):
        error = expect_error(api.post("/assets/bulk-assign", json={"asset_ids": [made["id"]], "owner_user_id": user_id}), 404, "USER_NOT_FOUND")
        assert error["message"] == f"Owner user not found: {user_id}" and error["details"] == {"owner_user_id": user_id}
    assert expect(api.get(f"/assets/{made['id']}"), 200)["owner_user_id"] is None


def test_bulk_assign_of_unknown_assets_only(api):
    result = expect(api.post("/assets/bulk-assign", json={"asset_ids": [NOBODY]}), 200)
    assert result == {"updated": 0, "not_found": [NOBODY], "owner_user_id": None}


def test_bulk_assign_of_many(api, team):
    made = [make_asset(api, team)["id"] for _ in range(30)]
    user = make_user(api, team_id=team["id"])
    unknown = [f"{number:08x}-0000-4000-8000-000000000000" for number in range(1000)]
    result = expect(api.post("/assets/bulk-assign", json={"asset_ids": unknown + made, "owner_user_id": user["id"]}), 200)
    assert result["updated"] == 30 and result["not_found"] == unknown
