"""Whether a change may be published (chapter 03's workflow asked without doing anything), and who reads which version where."""

import concurrent.futures
import datetime
import json

import pytest

from support.make import (
    acknowledge, audit_events, database_read, expect, expect_error, expect_problem, make_asset, make_contract, make_team,
    object_schema, publish, register,
)  # fmt: skip

NOBODY = "00000000-0000-4000-8000-000000000000"
BASE = object_schema(["id"], id="integer", email="string")
WIDE = object_schema(["id"], id="integer", email="string", name="string")
NARROW = object_schema(["id"], id="integer")
OTHER = object_schema(["id"], id="string", email="string")


def ahead(**parts):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(**parts)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def ask(api, asset, schema=None, environment=None, **options):
    params = {} if environment is None else {"environment": environment}
    path = f"/assets/{asset['id']}/can-publish"
    reply = api.get(path, params=params) if schema is None else api.post(path, params=params, json={"schema": schema, **options})
    return expect(reply, 200)


def codes(answer):
    return [reason["code"] for reason in answer["reasons"]]


def propose(api, asset, schema=NARROW, **options):
    return expect(publish(api, asset, schema, path="propose", **options), 201)["proposal"]


def force(api, proposal):
    return expect(api.post(f"/proposals/{proposal['id']}/force", params={"actor_id": NOBODY}), 200)


def deploy(api, asset, team, version, environment="production"):
    body = {"team_id": team["id"], "environment": environment, "version": version}
    return api.put(f"/assets/{asset['id']}/deployments", json=body)


@pytest.fixture
def asset(api, team):
    made = make_asset(api, team)
    made["first"] = make_contract(api, made, BASE)
    return made


# --- a schema ---------------------------------------------------------------------------------------------------------


def test_yes(server, api, team, asset):
    answer = ask(api, asset, WIDE)
    assert answer == {
        "can_publish": "yes", "asset_id": asset["id"], "asset_fqn": asset["fqn"], "current_version": "1.0.0", "version": "1.1.0",
        "change_type": "minor", "breaking_changes": [], "proposal_id": None, "proposal_status": None, "until": None, "waiting_for": [],
        "reasons": [{"code": "compatible", "message": "Nothing in this change is breaking", "blocking": False, "team_id": None,
                     "team_name": None, "proposal_id": None, "version": None}],
        "environment": None, "deployable_version": None, "versions": [],
    }  # fmt: skip
    first = ask(api, make_asset(api, team), NARROW)
    assert (first["can_publish"], codes(first), first["version"], first["change_type"]) == ("yes", ["first_contract"], "1.0.0", None)
    candidate = ask(api, asset, NARROW, version="2.0.0-rc.1")
    assert (candidate["can_publish"], codes(candidate)) == ("yes", ["prerelease"])
    assert ask(api, asset, NARROW, compatibility_mode="none")["can_publish"] == "yes"
    assert expect(api.get("/proposals", params={"asset_id": asset["id"]}), 200)["total"] == 0, "nothing was written"


def test_the_whole_way(api, asset):
    answers, blocks = make_team(api), make_team(api)
    for team in (answers, blocks):
        register(api, asset["first"], team)
    before = ask(api, asset, NARROW)
    assert (before["can_publish"], codes(before)) == ("not_yet", ["needs_proposal", "awaits_consumer", "awaits_consumer"])
    assert [entry["team_id"] for entry in before["waiting_for"]] == [answers["id"], blocks["id"]]
    assert before["proposal_id"] is None and before["change_type"] == "major" and before["breaking_changes"]
    deadline = ahead(days=2)
    proposal = propose(api, asset, deadline=deadline)
    acknowledge(api, proposal, answers)
    for answer in (ask(api, asset, NARROW), ask(api, asset)):
        assert (answer["can_publish"], codes(answer)) == ("not_yet", ["awaits_consumer"])
        assert (answer["proposal_id"], answer["proposal_status"], answer["until"]) == (proposal["id"], "pending", deadline)
        assert [entry["team_id"] for entry in answer["waiting_for"]] == [blocks["id"]]
        (reason,) = answer["reasons"]
        assert (reason["team_id"], reason["team_name"], reason["proposal_id"]) == (blocks["id"], blocks["name"], proposal["id"])
        assert reason["blocking"] is True and reason["message"] == f"Team '{blocks['name']}' has yet to answer"
        assert answer["version"] == "2.0.0" and answer["breaking_changes"] == proposal["breaking_changes"]
    other = ask(api, asset, OTHER)
    assert (other["can_publish"], codes(other)) == ("no", ["other_proposal"]) and other["reasons"][0]["proposal_id"] == proposal["id"]
    acknowledge(api, proposal, blocks, "blocked", notes="the report needs it \U0001f4c8")
    for answer in (ask(api, asset, NARROW), ask(api, asset)):
        assert (answer["can_publish"], codes(answer), answer["proposal_status"]) == ("no", ["blocked"], "rejected")
        (reason,) = answer["reasons"]
        assert reason["team_id"] == blocks["id"] and reason["message"] == f"Team '{blocks['name']}' blocked it: the report needs it \U0001f4c8"
    # Behind another contract it is another change.
    make_contract(api, asset, WIDE)
    assert codes(ask(api, asset)) == ["nothing_open"] and codes(ask(api, asset, NARROW))[0] == "needs_proposal"


def test_approved(api, asset):
    proposal = propose(api, asset)
    alone = ask(api, asset)
    assert (alone["can_publish"], codes(alone), alone["waiting_for"]) == ("not_yet", ["awaits_decision"], [])
    force(api, proposal)
    for answer in (ask(api, asset, NARROW), ask(api, asset)):
        assert (answer["can_publish"], codes(answer)) == ("yes", ["approved"])
        assert (answer["proposal_id"], answer["proposal_status"], answer["version"]) == (proposal["id"], "approved", "2.0.0")
    make_contract(api, asset, WIDE)
    outdated = ask(api, asset, NARROW)
    assert outdated["can_publish"] == "not_yet" and codes(outdated) == ["consent_outdated", "awaits_decision"]
    assert expect(api.get(f"/proposals/{proposal['id']}"), 200)["status"] == "approved", "nothing was written"


@pytest.mark.parametrize("end", ["withdraw", "expire"])
def test_what_was_given_up_decides_nothing(api, asset, end):
    expect(api.post(f"/proposals/{propose(api, asset)['id']}/{end}"), 200)
    answer = ask(api, asset)
    assert (answer["can_publish"], codes(answer), answer["proposal_id"]) == ("yes", ["nothing_open"], None)
    assert codes(ask(api, asset, NARROW)) == ["needs_proposal", "awaits_decision"]


def test_versions(api, asset):
    taken = ask(api, asset, WIDE, version="1.0.0")
    assert (taken["can_publish"], codes(taken), taken["reasons"][0]["version"]) == ("no", ["version_taken"], "1.0.0")
    unfit = ask(api, asset, WIDE, version="0.9.0")
    assert (unfit["can_publish"], codes(unfit)) == ("no", ["version_unfit"]) and "must be greater" in unfit["reasons"][0]["message"]
    suggesting = make_asset(api, semver_mode="suggest")
    assert ask(api, suggesting, WIDE)["can_publish"] == "yes", "a version can be chosen still"


@pytest.mark.parametrize("mode, wanted", [("notify", "yes"), ("strict", "no"), ("ignore", "yes")])
def test_quality(api, team, mode, wanted):
    asset = make_asset(api, team, guarantee_mode=mode)
    make_contract(api, asset, BASE)
    report = {"status": "failed", "guarantees_checked": 3, "guarantees_passed": 1, "guarantees_failed": 2, "triggered_by": "dbt_test"}
    expect(api.post(f"/assets/{asset['id']}/audit-results", json=report), 200)
    for answer in (ask(api, asset, WIDE), ask(api, asset)):
        assert answer["can_publish"] == wanted
        found = [reason for reason in answer["reasons"] if reason["code"] == "quality_failed"]
        assert [reason["blocking"] for reason in found] == {"notify": [False], "strict": [True], "ignore": []}[mode]
        assert all(reason["message"] == "The last run of quality checks failed with 2 guarantee(s) failing" for reason in found)
        assert [reason["blocking"] for reason in answer["reasons"]] == sorted((reason["blocking"] for reason in answer["reasons"]), reverse=True)


def test_refusals(api, asset):
    for method in ("GET", "POST"):
        body = {"schema": WIDE} if method == "POST" else None
        expect_error(api.request(method, f"/assets/{NOBODY}/can-publish", json=body), 404, "ASSET_NOT_FOUND")
        expect_problem(api.request(method, "/assets/x/can-publish", json=body), ("path", "asset_id"), "uuid_parsing")
        for environment in ("", "x" * 51):
            reply = api.request(method, f"/assets/{asset['id']}/can-publish", params={"environment": environment}, json=body)
            expect_problem(reply, ("query", "environment"))
    path = f"/assets/{asset['id']}/can-publish"
    expect_problem(api.post(path, json={}), ("body", "schema"), "missing")
    expect_error(api.post(path, json={"schema": {"type": "banana"}}), 400, "INVALID_SCHEMA")
    expect_problem(api.post(path, json={"schema": WIDE, "version": "two"}), ("body", "version"))
    assert api.delete(path).status_code == 405


# --- who reads what where ---------------------------------------------------------------------------------------------


def test_deployments(server, api, asset):
    make_contract(api, asset, WIDE)
    first, second = make_team(api), make_team(api)
    made = expect(deploy(api, asset, first, "1.0.0"), 200)
    assert made == {
        "id": made["id"], "asset_id": asset["id"], "team_id": first["id"], "team_name": first["name"], "environment": "production",
        "version": "1.0.0", "contract_id": asset["first"]["id"], "deployed_at": made["deployed_at"],
    }  # fmt: skip
    staged = expect(deploy(api, asset, first, "1.1.0", "  staging é\U0001f680'\" "), 200)
    assert staged["environment"] == "staging é\U0001f680'\""
    other = expect(deploy(api, asset, second, "1.1.0"), 200)
    path = f"/assets/{asset['id']}/deployments"
    page = expect(api.get(path), 200)
    assert page["total"] == 3 and page["results"] == [other, staged, made]
    assert expect(api.get(path, params={"environment": "production"}), 200)["results"] == [other, made]
    assert expect(api.get(path, params={"team_id": first["id"]}), 200)["results"] == [staged, made]
    assert expect(api.get(path, params={"environment": "production", "team_id": first["id"]}), 200)["results"] == [made]
    assert expect(api.get(path, params={"environment": "PRODUCTION"}), 200)["results"] == []
    moved = expect(deploy(api, asset, first, "1.1.0"), 200)
    assert (moved["id"], moved["version"]) == (made["id"], "1.1.0") and moved["deployed_at"] > made["deployed_at"]
    assert expect(api.get(path), 200)["results"][0] == moved
    walked, after = [], {}
    while after is not None:
        part = expect(api.get(path, params={"limit": 1, **after}), 200)
        walked += part["results"]
        after = {"after": part["next"]} if part["next"] else None
    assert walked == [moved, other, staged]
    expect(api.delete(f"{path}/{made['id']}"), 204)
    expect_error(api.delete(f"{path}/{made['id']}"), 404, "DEPLOYMENT_NOT_FOUND")
    events = audit_events(server, made["id"])
    assert [event["action"] for event in events] == ["deployment.recorded", "deployment.recorded", "deployment.deleted"]
    told = {"asset_id": asset["id"], "asset_fqn": asset["fqn"], "team_id": first["id"], "environment": "production", "version": "1.1.0"}
    assert events[1]["payload"] == {**told, "previous_version": "1.0.0"} and events[2]["payload"] == told
    expect(api.delete(f"/teams/{second['id']}"), 204)
    assert expect(api.get(path), 200)["results"] == [staged], "a team that is gone reads nothing"


def test_bad_deployments(api, team, asset):
    other = make_asset(api, team)
    for wrong in ("", "   ", "x" * 51, "a\nb", "a\x00b", "a\x7fb", 5, None):
        expect_problem(deploy(api, asset, team, "1.0.0", wrong), ("body", "environment"))
    for wrong in ("two", "", 1, None):
        expect_problem(deploy(api, asset, team, wrong), ("body", "version"))
    error = expect_error(deploy(api, asset, team, "9.9.9"), 404, "CONTRACT_NOT_FOUND", "no contract of version 9.9.9")
    assert error["details"] == {"version": "9.9.9"}
    expect_error(deploy(api, other, team, "1.0.0"), 404, "CONTRACT_NOT_FOUND")
    expect_error(deploy(api, {"id": NOBODY}, team, "1.0.0"), 404, "ASSET_NOT_FOUND")
    expect_error(deploy(api, asset, {"id": NOBODY}, "1.0.0"), 404, "TEAM_NOT_FOUND")
    expect_problem(api.put(f"/assets/{asset['id']}/deployments", json={}), ("body", "team_id"), "missing")
    made = expect(deploy(api, asset, team, "1.0.0"), 200)
    expect_error(api.delete(f"/assets/{other['id']}/deployments/{made['id']}"), 404, "DEPLOYMENT_NOT_FOUND")
    expect_problem(api.get(f"/assets/{asset['id']}/deployments", params={"team_id": "x"}), ("query", "team_id"))


def test_recorded_at_once(api, team, asset):
    make_contract(api, asset, WIDE)
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(lambda number: deploy(api, asset, team, ("1.0.0", "1.1.0")[number % 2]), range(12)))
    assert {reply.status_code for reply in replies} == {200}
    (entry,) = expect(api.get(f"/assets/{asset['id']}/deployments"), 200)["results"]
    assert entry["version"] in ("1.0.0", "1.1.0")


def test_webhooks_hear_of_it(start_server):
    server = start_server(settings={"WEBHOOK_URL": "http://192.0.2.1/hook"})
    api = server.api()
    team = make_team(api)
    asset = make_asset(api, team)
    make_contract(api, asset, BASE)
    made = expect(deploy(api, asset, team, "1.0.0"), 200)
    expect(api.delete(f"/assets/{asset['id']}/deployments/{made['id']}"), 204)
    connection = database_read(server.database)
    rows = connection.execute("SELECT payload FROM outbox ORDER BY created_at, id").fetchall()
    connection.close()
    assert [json.loads(row["payload"])["event"] for row in rows][1:] == ["deployment.recorded", "deployment.deleted"]


# --- an environment ---------------------------------------------------------------------------------------------------


def test_which_version_may_go_there(api, asset):
    """1.0.0 and 1.1.0 read one another's data; 2.0.0 took the address away, and 2.1.0 keeps to that."""
    make_contract(api, asset, WIDE)
    forced = {"force": True, "force_reason": "nobody may wait"}
    make_contract(api, asset, NARROW, version="2.0.0", **forced)
    make_contract(api, asset, object_schema(["id"], id="integer", note="string"), version="2.1.0")
    old, new, elsewhere = (make_team(api) for _ in range(3))
    assert ask(api, asset, environment="production")["deployable_version"] == "2.1.0", "nobody runs there"
    expect(deploy(api, asset, old, "1.0.0"), 200)
    expect(deploy(api, asset, new, "2.0.0", "staging"), 200)
    expect(deploy(api, asset, elsewhere, "2.0.0", "test"), 200)
    answer = ask(api, asset, environment="production")
    assert (answer["can_publish"], answer["environment"], answer["deployable_version"]) == ("yes", "production", "1.1.0")
    assert [(entry["version"], entry["can_deploy"], entry["status"]) for entry in answer["versions"]] == [
        ("2.1.0", False, "active"), ("2.0.0", False, "deprecated"), ("1.1.0", True, "deprecated"), ("1.0.0", True, "deprecated")]  # fmt: skip
    (reason,) = answer["versions"][1]["reasons"]
    assert (reason["code"], reason["team_id"], reason["team_name"], reason["version"]) == ("deployed", old["id"], old["name"], "1.0.0")
    assert reason["message"] == f"Team '{old['name']}' reads 1.0.0 in 'production', and the change from it breaks 1 thing"
    assert ask(api, asset, environment="staging")["deployable_version"] == "2.1.0"
    # Who moves on makes room.
    expect(deploy(api, asset, old, "2.0.0"), 200)
    assert ask(api, asset, environment="production")["deployable_version"] == "2.1.0"


def test_a_schema_for_an_environment(api, asset):
    first, second = make_team(api), make_team(api)
    for team in (first, second):
        expect(deploy(api, asset, team, "1.0.0"), 200)
    force(api, propose(api, asset))
    assert ask(api, asset, NARROW)["can_publish"] == "yes"
    answer = ask(api, asset, NARROW, environment="production")
    assert answer["can_publish"] == "not_yet" and codes(answer) == ["deployed", "deployed", "approved"]
    assert {reason["team_id"] for reason in answer["reasons"] if reason["blocking"]} == {first["id"], second["id"]}
    assert ask(api, asset, NARROW, environment="staging")["can_publish"] == "yes"
    assert codes(ask(api, asset, WIDE, environment="production")) == ["compatible"]
    assert ask(api, asset, NARROW, environment="production", compatibility_mode="none")["can_publish"] == "yes"


def test_names_of_environments_are_exact(api, team, asset):
    make_contract(api, asset, NARROW, force=True, force_reason="nobody may wait")
    odd = "prod%_'\"\\ é\U0001f680"
    expect(deploy(api, asset, team, "1.0.0", odd), 200)
    assert ask(api, asset, environment=odd)["deployable_version"] == "1.0.0"
    assert ask(api, asset, environment="prod")["deployable_version"] == "2.0.0"


def test_many_teams(api, asset):
    make_contract(api, asset, NARROW, force=True, force_reason="nobody may wait")
    teams = [make_team(api) for _ in range(40)]
    for number, team in enumerate(teams):
        expect(deploy(api, asset, team, ("1.0.0", "2.0.0")[number % 2]), 200)
    newest = ask(api, asset, environment="production")["versions"][0]
    assert {reason["team_id"] for reason in newest["reasons"]} == {team["id"] for team in teams[::2]}
