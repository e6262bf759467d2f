"""Publishing an approved proposal (chapter 03, sections 2.6, 2.9 and 3.10)."""

import concurrent.futures
import uuid

import pytest

from support.contracts import contracts_of
from support.make import (
    acknowledge, audit_events, audit_one, expect, expect_error, expect_problem, make_asset, make_contract, make_team, make_user,
    object_schema, propose, publish, register,
)  # fmt: skip

NOBODY = "00000000-0000-4000-8000-000000000000"
BASE = object_schema(["id"], id="integer", email="string")
WIDE = object_schema(["id"], id="integer", email="string", name="string")
NARROW = object_schema(["id"], id="integer")
KEY = "$.properties.id"
SEEN = {"responded_at", "proposal_id"}


def approved(api, asset, schema=NARROW, **options):
    proposal = propose(api, asset, schema, **options)
    expect(api.post(f"/proposals/{proposal['id']}/force", params={"actor_id": NOBODY}), 200)
    return proposal


def ship(api, proposal, version=None, **members):
    body = {**members, **({"version": version} if version else {})}
    return api.post(f"/proposals/{proposal['id']}/publish", json=body)


def shown(api, proposal):
    return expect(api.get(f"/proposals/{proposal['id']}"), 200)


@pytest.fixture
def asset(api, team):
    made = make_asset(api, team)
    made["first"] = make_contract(api, made, BASE)
    return made


# --- what it becomes --------------------------------------------------------------------------------------------------


def test_the_whole_way(server, api, team, asset):
    consumer = make_team(api)
    registration = register(api, asset["first"], consumer)
    proposal = propose(api, asset, NARROW)
    assert proposal["base_contract_id"] == asset["first"]["id"] and proposal["proposed_version"] == "2.0.0"
    assert proposal["schema_format"] == "json_schema"
    acknowledge(api, proposal, consumer)
    user = make_user(api, team_id=team["id"])
    result = expect(ship(api, proposal, "2.0.0", published_by=team["id"], published_by_user_id=user["id"]), 200)
    contract = result["contract"]
    assert result == {"action": "published", "proposal_id": proposal["id"], "contract": contract, "deprecated_contract_id": asset["first"]["id"]}
    assert contract["schema_def"] == contract["schema"] == NARROW and contract["version"] == "2.0.0" and contract["status"] == "active"
    assert (contract["compatibility_mode"], contract["schema_format"], contract["guarantees"]) == ("backward", "json_schema", None)
    assert (contract["published_by"], contract["published_by_user_id"], contract["updated_at"]) == (team["id"], user["id"], None)
    assert contracts_of(server, asset) == [("1.0.0", "deprecated"), ("2.0.0", "active")]
    light = expect(api.get(f"/proposals/{proposal['id']}", params={"include_status": "false"}), 200)
    assert light["status"] == "published" and light["resolved_at"] == light["updated_at"] > proposal["proposed_at"]
    assert expect(api.get(f"/registrations/{registration['id']}"), 200)["contract_id"] == asset["first"]["id"], "it stays with its contract"
    assert audit_one(server, proposal["id"], "proposal.published")["payload"] == {"contract_id": contract["id"], "version": "2.0.0"}
    event = audit_one(server, contract["id"], "contract.published")
    assert event["actor_id"] == team["id"]
    assert event["payload"] == {"version": "2.0.0", "change_type": "major", "force": False, "prerelease": False, "previous_version": "1.0.0"}
    payload = {"version": "1.0.0", "superseded_by": contract["id"], "superseded_by_version": "2.0.0"}
    assert audit_one(server, asset["first"]["id"], "contract.deprecated")["payload"] == payload
    # The consumer registered before is one still.
    assert shown(api, propose(api, asset, object_schema(["id"], id="string")))["consumers"]["total"] == 1


def test_guarantees_and_words_about_fields_go_along(api, team):
    asset = make_asset(api, team)
    old = {"freshness": {"max_staleness_minutes": 60}}
    make_contract(api, asset, BASE, guarantees=old, field_descriptions={KEY: "Key", "$.properties.email": "Address"}, field_tags={KEY: ["key"]})
    kept = expect(ship(api, approved(api, asset)), 200)["contract"]
    assert kept["guarantees"] == {**dict.fromkeys(("volume", "nullability", "accepted_values")), **old}
    assert kept["field_descriptions"] == {KEY: "Key"} and kept["field_tags"] == {KEY: ["key"]}
    new = {"volume": {"min_row_count": 5}}
    members = {"guarantees": new, "field_descriptions": {KEY: "The key"}, "field_tags": {KEY: ["key", "pii"]}}
    contract = expect(ship(api, approved(api, asset, object_schema(["id"], id="string"), **members)), 200)["contract"]
    assert contract["guarantees"] == {**dict.fromkeys(("freshness", "nullability", "accepted_values")), **new}
    assert contract["field_descriptions"] == {KEY: "The key"} and contract["field_tags"] == {KEY: ["key", "pii"]}


def test_avro_stays_avro(api, team):
    asset = make_asset(api, team)

    def order(*names):
        return {"type": "record", "name": "Order", "fields": [{"name": name, "type": "string"} for name in names]}

    make_contract(api, asset, order("id"), schema_format="avro")
    proposal = approved(api, asset, order("id", "sku"), schema_format="avro")
    assert proposal["schema_format"] == "avro"
    contract = expect(ship(api, proposal), 200)["contract"]
    assert contract["schema_format"] == "avro"
    # Compared by Avro's own rules still: a field with a default may come.
    wider = order("id", "sku")
    wider["fields"].append({"name": "note", "type": "string", "default": ""})
    assert expect(publish(api, asset, wider, schema_format="avro"), 201)["action"] == "published"


# --- versions ---------------------------------------------------------------------------------------------------------


def test_versions(api, asset):
    proposal = approved(api, asset, version="2.0.0")
    for wrong in ("banana", "2", "v2.0.0", "2.0", ""):
        expect_problem(api.post(f"/proposals/{proposal['id']}/publish", json={"version": wrong}), ("body", "version"))
    expect_problem(api.post(f"/proposals/{proposal['id']}/publish", json={"version": "1" * 51}), ("body", "version"))
    error = expect_error(ship(api, proposal, "1.0.0"), 409, "DUPLICATE_CONTRACT_VERSION")
    assert error["message"] == "Contract version '1.0.0' already exists for this asset" and error["details"] == {"existing_id": asset["first"]["id"]}
    expect_error(ship(api, proposal, "0.9.0"), 400, "INVALID_VERSION", "must be greater than current version 1.0.0")
    assert shown(api, proposal)["status"] == "approved"
    assert expect(ship(api, proposal, "3.0.0"), 200)["contract"]["version"] == "3.0.0", "another than was proposed"


def test_a_version_that_nobody_names(api, asset):
    assert expect(ship(api, approved(api, asset, version="2.5.0")), 200)["contract"]["version"] == "2.5.0"
    proposal = approved(api, asset, object_schema(["id"], id="string"), version="3.0.0")
    make_contract(api, asset, object_schema(["id"], id="boolean"), version="3.0.0", force=True, force_reason="cannot wait for it")
    error = expect_error(ship(api, proposal), 409, "PROPOSAL_REOPENED")
    assert [change["path"] for change in error["details"]["breaking_changes"]] == ["properties.id.type"]
    expect(api.post(f"/proposals/{proposal['id']}/force", params={"actor_id": NOBODY}), 200)
    result = expect(ship(api, proposal), 200)
    assert result["contract"]["version"] == "4.0.0" and result["version_auto_generated"] is True


# --- refusals ---------------------------------------------------------------------------------------------------------


def test_states(api, team, asset):
    expect_error(ship(api, {"id": NOBODY}, "2.0.0"), 404, "PROPOSAL_NOT_FOUND")
    proposal = propose(api, asset, NARROW)
    message = "Cannot publish from proposal with status 'pending'. Proposal must be approved first."
    error = expect_error(ship(api, proposal, "2.0.0"), 400, "PROPOSAL_NOT_PENDING")
    assert error["message"] == message and error["details"] == {"status": "pending"}
    expect(api.post(f"/proposals/{proposal['id']}/withdraw"), 200)
    expect_error(ship(api, proposal, "2.0.0"), 400, "PROPOSAL_NOT_PENDING", "with status 'withdrawn'")
    proposal = approved(api, asset)
    for verb in ("withdraw", "expire"):
        expect_error(api.post(f"/proposals/{proposal['id']}/{verb}"), 400, "PROPOSAL_NOT_PENDING")
    expect_error(ship(api, proposal, "2.0.0", published_by=NOBODY), 404, "TEAM_NOT_FOUND", "Publisher team not found")
    expect_error(ship(api, proposal, "2.0.0", published_by=team["id"], published_by_user_id=NOBODY), 404, "USER_NOT_FOUND")
    expect(api.delete(f"/assets/{asset['id']}"), 204)
    expect_error(ship(api, proposal, "2.0.0"), 404, "ASSET_NOT_FOUND")
    expect(api.post(f"/assets/{asset['id']}/restore"), 200)
    expect(ship(api, proposal, "2.0.0"), 200)
    error = expect_error(ship(api, proposal, "2.0.1"), 400, "PROPOSAL_NOT_PENDING", "already been published")
    assert error["message"] == "This proposal has already been published as a contract."


def test_many_at_once(server, api, asset):
    proposal = approved(api, asset)
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(lambda number: ship(api, proposal, f"2.0.{number}"), range(6)))
    assert sorted(reply.status_code for reply in replies) == [200, 400, 400, 400, 400, 400]
    for reply in replies:
        if reply.status_code == 400:
            expect_error(reply, 400, "PROPOSAL_NOT_PENDING", "already been published")
    assert [status for _, status in contracts_of(server, asset)] == ["deprecated", "active"]
    assert len(audit_events(server, proposal["id"], "proposal.published")) == 1


def test_a_key_replays_it(api, asset):
    proposal = approved(api, asset)
    headers = {"idempotency-key": str(uuid.uuid4())}
    first, again = (api.post(f"/proposals/{proposal['id']}/publish", json={}, headers=headers) for _ in range(2))
    assert expect(first, 200) == expect(again, 200)


# --- consent to something else ----------------------------------------------------------------------------------------


def test_a_contract_in_between_that_changes_nothing_of_it(api, asset):
    """What breaks now was agreed to: the same word for word."""
    proposal = approved(api, asset, object_schema(["id"], id="integer", name="string"))
    make_contract(api, asset, WIDE)
    result = expect(ship(api, proposal), 200)
    assert result["contract"]["version"] == "2.0.0" and shown(api, proposal)["status"] == "published"


def test_a_contract_in_between_that_matters(server, api, asset):
    consumer = make_team(api)
    register(api, asset["first"], consumer)
    proposal = propose(api, asset, NARROW)
    acknowledge(api, proposal, consumer)
    wide = make_contract(api, asset, WIDE)
    headers = {"idempotency-key": str(uuid.uuid4())}
    replies = [api.post(f"/proposals/{proposal['id']}/publish", json={"version": "2.0.0"}, headers=headers) for _ in range(2)]
    error = expect_error(replies[0], 409, "PROPOSAL_REOPENED", "Version 1.1.0 has been published since")
    assert replies[1].json() == replies[0].json(), "what happened is what is replayed"
    paths = ["properties.email", "properties.name"]
    assert sorted(change["path"] for change in error["details"]["breaking_changes"]) == paths and error["details"]["proposal_id"] == proposal["id"]
    status = shown(api, proposal)
    assert status["status"] == "pending" and status["resolved_at"] is None and status["base_contract_id"] == wide["id"]
    assert sorted(change["path"] for change in status["breaking_changes"]) == paths
    assert status["consumers"] == {"total": 1, "acknowledged": 0, "pending": 1, "blocked": 0} and status["acknowledgments"] == []
    (earlier,) = status["earlier_acknowledgments"]
    assert {name: earlier[name] for name in earlier if name not in SEEN} == {
        "consumer_team_id": consumer["id"], "consumer_team_name": consumer["name"], "response": "approved", "migration_deadline": None, "notes": None,
    }  # fmt: skip
    assert contracts_of(server, asset) == [("1.0.0", "deprecated"), ("1.1.0", "active")]
    event = audit_one(server, proposal["id"], "proposal.reopened")
    assert event["payload"] == {
        "asset_id": asset["id"], "base_contract_id": wide["id"], "base_version": "1.1.0", "breaking_changes_count": 2,
    }  # fmt: skip
    # It waits again, everywhere, and goes its way.
    assert expect(api.get(f"/proposals/pending/{consumer['id']}"), 200)["total"] == 1
    (entry,) = expect(api.get("/proposals", params={"pending_ack_for": consumer["id"]}), 200)["results"]
    assert (entry["status"], entry["acknowledgment_count"]) == ("pending", 0)
    assert acknowledge(api, proposal, consumer, "migrating")["proposal_status"] == "approved"
    assert expect(ship(api, proposal), 200)["contract"]["version"] == "2.0.0"


def test_no_room_to_reopen(api, asset):
    proposal = approved(api, asset)
    make_contract(api, asset, WIDE)
    other = propose(api, asset, object_schema(["id"], id="string"))
    error = expect_error(ship(api, proposal), 409, "DUPLICATE_PROPOSAL", other["id"])
    assert error["details"] == {"existing_id": other["id"]} and shown(api, proposal)["status"] == "approved"
    expect(api.post(f"/proposals/{other['id']}/withdraw"), 200)
    expect_error(ship(api, proposal), 409, "PROPOSAL_REOPENED")


def test_what_is_compatible_by_now_is_published(api, asset):
    """The breaking change came by force meanwhile."""
    proposal = approved(api, asset)
    make_contract(api, asset, NARROW, force=True, force_reason="cannot wait any longer")
    result = expect(ship(api, proposal, "2.1.0"), 200)
    assert result["contract"]["version"] == "2.1.0"
