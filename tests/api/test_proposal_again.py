"""The same change again, proposing without publishing, and one proposal in the place of another."""

import concurrent.futures

import pytest

from support.make import (
    acknowledge, audit_events, audit_one, database_read, expect, expect_error, expect_problem, make_asset, make_contract,
    make_team, make_user, object_schema, publish, register,
)  # fmt: skip

NOBODY = "00000000-0000-4000-8000-000000000000"
BASE = object_schema(["id"], id="integer", email="string")
WIDE = object_schema(["id"], id="integer", email="string", name="string")
NARROW = object_schema(["id"], id="integer")
OTHER = object_schema(["id"], id="string")
THIRD = object_schema(["key"], key="string")


def propose(api, asset, schema=NARROW, **options):
    return publish(api, asset, schema, path="propose", **options)


def proposed(api, asset, schema=NARROW, **options):
    result = expect(propose(api, asset, schema, **options), 201)
    assert (result["action"], result["published"]) == ("proposal.created", False)
    return result["proposal"]


def light(api, proposal):
    return expect(api.get(f"/proposals/{proposal['id']}", params={"include_status": "false"}), 200)


def shown(api, proposal):
    return expect(api.get(f"/proposals/{proposal['id']}"), 200)


def force(api, proposal):
    return expect(api.post(f"/proposals/{proposal['id']}/force", params={"actor_id": NOBODY}), 200)


def versions(api, asset):
    return [entry["version"] for entry in expect(api.get(f"/assets/{asset['id']}/contracts"), 200)["results"]]


def rows(server):
    """How many proposals, contracts, audit events and messages there are."""
    connection = database_read(server.database)
    try:
        return [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("proposals", "contracts", "audit_events", "outbox")]
    finally:
        connection.close()


@pytest.fixture
def asset(api, team):
    made = make_asset(api, team)
    made["first"] = make_contract(api, made, BASE)
    return made


# --- again, while it is pending ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["publish", "propose"])
def test_the_same_again(server, api, asset, verb):
    proposal = proposed(api, asset, version="2.0.0")
    before = rows(server)
    spelled = {"required": ["id"], "properties": {"id": {"type": "integer"}}, "type": "object"}
    for schema in (NARROW, spelled):
        for options in ({}, {"version": "2.0.0"}, {"dry_run": True}, {"reason": "Another one"}):
            result = expect(publish(api, asset, schema, path=verb, **options), 200)
            assert (result["action"], result["published"], result["proposal"]) == ("proposal.pending", False, proposal)
            assert result["change_type"] == "major" and result["breaking_changes"] == proposal["breaking_changes"]
    assert rows(server) == before, "nothing was written"


@pytest.mark.parametrize("verb", ["publish", "propose"])
def test_anything_else_is_refused(api, asset, verb):
    proposal = proposed(api, asset, version="2.0.0")
    for schema, options in ((NARROW, {"version": "2.0.1"}), (OTHER, {"version": "2.0.0"}), (OTHER, {}), ({**NARROW, "title": "x"}, {})):
        error = expect_error(publish(api, asset, schema, path=verb, **options), 409, "DUPLICATE_PROPOSAL", "pending proposal")
        assert error["details"]["existing_id"] == proposal["id"]


def test_a_version_that_the_server_chose_is_its_own(api, asset):
    proposal = proposed(api, asset)
    assert proposal["proposed_version"] == "2.0.0"
    assert expect(publish(api, asset, NARROW, version="2.0.0"), 200)["proposal"]["id"] == proposal["id"]


def test_where_the_publisher_chooses_versions(api, team):
    asset = make_asset(api, team, semver_mode="suggest")
    make_contract(api, asset, BASE, version="1.0.0")
    assert expect(publish(api, asset, NARROW), 200)["action"] == "version.required"
    proposal = proposed(api, asset)
    assert proposal["proposed_version"] == "2.0.0", "a proposal needs none from whoever makes it"
    assert expect(publish(api, asset, NARROW), 200)["action"] == "proposal.pending"
    force(api, proposal)
    assert expect(publish(api, asset, NARROW), 201)["contract"]["version"] == "2.0.0"


def test_what_goes_through_goes_through(api, asset):
    proposal = proposed(api, asset)
    assert expect(publish(api, asset, NARROW, force=True, force_reason="cannot wait longer"), 201)["action"] == "force.published"
    assert light(api, proposal)["status"] == "pending"
    other = make_asset(api)
    make_contract(api, other, BASE)
    proposal = proposed(api, other)
    assert expect(publish(api, other, NARROW, version="2.0.0-rc.1"), 201)["action"] == "published", "a pre-release may break"
    assert light(api, proposal)["status"] == "pending"


def test_avro(api, team):
    def order(*names):
        return {"type": "record", "name": "Order", "fields": [{"name": name, "type": "string"} for name in names]}

    asset = make_asset(api, team)
    make_contract(api, asset, order("id"), schema_format="avro")
    proposal = proposed(api, asset, order("id", "sku"), schema_format="avro")
    assert expect(publish(api, asset, order("id", "sku"), schema_format="avro"), 200)["proposal"]["id"] == proposal["id"]
    expect_error(publish(api, asset, order("sku", "id"), schema_format="avro"), 409, "DUPLICATE_PROPOSAL")
    expect_error(publish(api, asset, proposal["proposed_schema"]), 409, "DUPLICATE_PROPOSAL")
    force(api, proposal)
    result = expect(publish(api, asset, order("id", "sku"), schema_format="avro"), 201)
    assert result["from_proposal_id"] == proposal["id"] and result["contract"]["schema_format"] == "avro"


# --- again, once it is approved ---------------------------------------------------------------------------------------


def test_a_pipeline_that_is_run_again_turns_green(server, api, asset):
    consumer = make_team(api)
    register(api, asset["first"], consumer)
    first = expect(publish(api, asset, NARROW, guarantees={"volume": {"min_row_count": 5}}), 201)
    proposal = first["proposal"]
    assert expect(publish(api, asset, NARROW), 200)["action"] == "proposal.pending"
    acknowledge(api, proposal, consumer)
    would = expect(publish(api, asset, NARROW, dry_run=True), 200)
    assert (would["action"], would["from_proposal_id"], would["message"]) == ("would.publish", proposal["id"], "Version 2.0.0 would be published.")
    assert light(api, proposal)["status"] == "approved"
    result = expect(publish(api, asset, NARROW), 201)
    assert (result["action"], result["published"], result["from_proposal_id"]) == ("published", True, proposal["id"])
    assert result["message"] == "The approved proposal was published." and result["change_type"] == "major"
    contract = result["contract"]
    assert contract["version"] == "2.0.0" and contract["schema"] == NARROW and contract["guarantees"]["volume"] == {"min_row_count": 5}
    assert light(api, proposal)["status"] == "published"
    assert audit_one(server, proposal["id"], "proposal.published")["payload"] == {"contract_id": contract["id"], "version": "2.0.0"}
    assert audit_one(server, contract["id"], "contract.published")["payload"]["force"] is False
    # From then on it is a schema that is published already.
    assert expect(publish(api, asset, NARROW), 201)["contract"]["version"] == "2.0.1"
    expect_error(publish(api, asset, NARROW, version="2.0.0"), 409, "VERSION_EXISTS")


def test_under_another_version(api, asset):
    proposal = proposed(api, asset, version="2.0.0")
    force(api, proposal)
    expect_error(publish(api, asset, NARROW, version="1.0.0"), 409, "VERSION_EXISTS")
    expect_error(publish(api, asset, NARROW, version="0.5.0"), 400, "INVALID_VERSION")
    assert light(api, proposal)["status"] == "approved"
    assert expect(publish(api, asset, NARROW, version="3.0.0"), 201)["contract"]["version"] == "3.0.0"
    assert light(api, proposal)["status"] == "published"


def test_another_schema_is_another_proposal(api, asset):
    proposal = proposed(api, asset)
    force(api, proposal)
    assert expect(publish(api, asset, OTHER), 201)["action"] == "proposal.created"
    assert expect(publish(api, asset, NARROW), 201)["from_proposal_id"] == proposal["id"], "the other one does not stand in its way"


def test_consent_is_looked_at_still(server, api, asset):
    proposal = proposed(api, asset)
    force(api, proposal)
    make_contract(api, asset, WIDE)
    for _ in range(2):
        error = expect_error(publish(api, asset, NARROW, dry_run=True), 409, "PROPOSAL_REOPENED", "would be pending again")
        assert [change["path"] for change in error["details"]["breaking_changes"]] == ["properties.email", "properties.name"]
        assert light(api, proposal)["status"] == "approved"
    error = expect_error(publish(api, asset, NARROW), 409, "PROPOSAL_REOPENED", "is pending again")
    assert error["details"]["proposal_id"] == proposal["id"]
    assert light(api, proposal)["status"] == "pending"
    audit_one(server, proposal["id"], "proposal.reopened")
    assert expect(publish(api, asset, NARROW), 200)["action"] == "proposal.pending"


def test_among_many(server, api, team):
    assets = [make_asset(api, team) for _ in range(2)]
    for one in assets:
        make_contract(api, one, BASE)
    waits, goes = (proposed(api, one) for one in assets)
    force(api, goes)
    body = {"contracts": [{"asset_id": one["id"], "schema": NARROW} for one in assets], "published_by": team["id"]}
    for dry_run, status in (("true", "will_publish"), ("false", "published")):
        result = expect(api.post("/contracts/bulk", params={"dry_run": dry_run}, json=body), 200)
        assert [item["status"] for item in result["results"]] == ["failed", status]
        assert result["results"][1]["suggested_version"] == "2.0.0" and result["results"][1]["reason"] == "Its proposal was approved"
    assert (light(api, waits)["status"], light(api, goes)["status"]) == ("pending", "published")
    audit_one(server, goes["id"], "proposal.published")


def test_two_pipelines_at_once(api, team):
    for _ in range(5):
        asset = make_asset(api, team)
        make_contract(api, asset, BASE)
        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            replies = list(pool.map(lambda _: publish(api, asset, NARROW), range(6)))
        assert sorted(reply.status_code for reply in replies) == [200] * 5 + [201]
        (proposal,) = {reply.json()["proposal"]["id"] for reply in replies}
        force(api, {"id": proposal})
        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            replies = [reply.json() for reply in pool.map(lambda _: publish(api, asset, NARROW), range(6))]
        assert all(reply["action"] == "published" for reply in replies)
        assert [reply.get("from_proposal_id") for reply in replies].count(proposal) == 1
        assert versions(api, asset)[-2:] == ["2.0.0", "1.0.0"] and len(versions(api, asset)) == 7


# --- proposing --------------------------------------------------------------------------------------------------------


def test_propose(server, api, team, asset):
    user = make_user(api, team_id=team["id"])
    proposal = proposed(api, asset, version="2.0.0", reason="The address moves", published_by_user_id=user["id"])
    assert proposal["status"] == "pending" and proposal["proposed_by"] == team["id"] and proposal["proposed_by_user_id"] == user["id"]
    assert audit_one(server, proposal["id"], "proposal.created")["actor_id"] == team["id"]
    assert versions(api, asset) == ["1.0.0"]


def test_what_need_not_be_proposed(server, api, team, asset):
    for schema in (WIDE, BASE):
        before = rows(server)
        result = expect(propose(api, asset, schema), 200)
        assert (result["action"], result["published"]) == ("publishable", False) and "proposal" not in result
        assert result["message"] == "Nothing in this change is breaking: it may be published at once."
        assert rows(server) == before
    assert expect(propose(api, make_asset(api, team), NARROW), 200)["action"] == "publishable", "a first contract breaks nothing"
    proposal = proposed(api, asset)
    force(api, proposal)
    result = expect(propose(api, asset), 200)
    assert (result["action"], result["proposal"]["id"], result["proposal"]["status"]) == ("publishable", proposal["id"], "approved")


def test_a_pre_release_is_proposed_too(api, asset):
    assert proposed(api, asset, version="2.0.0-rc.1")["proposed_version"] == "2.0.0-rc.1"


def test_bad_proposals(api, team, asset):
    expect_error(propose(api, {"id": NOBODY}), 404, "ASSET_NOT_FOUND")
    expect_error(propose(api, asset, {"type": "banana"}), 400, "INVALID_SCHEMA")
    expect_error(propose(api, asset, version="1.0.0"), 409, "VERSION_EXISTS")
    expect_error(propose(api, asset, version="0.1.0"), 400, "INVALID_VERSION")
    expect_error(propose(api, asset, published_by=NOBODY), 404, "TEAM_NOT_FOUND")
    expect_error(propose(api, asset, published_by_user_id=NOBODY), 404, "USER_NOT_FOUND")
    expect_problem(propose(api, asset, version="two"), ("body", "version"))
    expect_problem(propose(api, asset, supersedes="x"), ("body", "supersedes"), "uuid_parsing")
    expect_problem(api.post(f"/assets/{asset['id']}/propose", json={}), ("body", "schema"), "missing")
    expect_problem(propose(api, {"id": "x"}), ("path", "asset_id"), "uuid_parsing")
    would = expect(propose(api, asset, dry_run=True), 200)
    assert would["action"] == "would.create.proposal" and would["dry_run"] is True
    assert expect(api.get("/proposals", params={"asset_id": asset["id"]}), 200)["total"] == 0


# --- one in the place of another --------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["publish", "propose"])
def test_supersede(server, api, team, asset, verb):
    agrees, waits = make_team(api), make_team(api)
    for one in (agrees, waits):
        register(api, asset["first"], one)
    old = proposed(api, asset)
    answer = acknowledge(api, old, agrees, "migrating", migration_deadline="2031-07-01T00:00:00Z", notes="ready \U0001f680")
    result = expect(publish(api, asset, OTHER, path=verb, supersedes=old["id"]), 201)
    new = result["proposal"]
    assert (result["action"], new["supersedes"], new["status"]) == ("proposal.created", old["id"], "pending")
    told = shown(api, new)
    assert told["acknowledgments"] == [] and told["consumers"] == {"total": 2, "acknowledged": 0, "pending": 2, "blocked": 0}
    earlier = {
        "proposal_id": old["id"], "consumer_team_id": agrees["id"], "consumer_team_name": agrees["name"], "response": "migrating",
        "migration_deadline": "2031-07-01T00:00:00.000000Z", "responded_at": answer["responded_at"], "notes": "ready \U0001f680",
    }  # fmt: skip
    assert told["earlier_acknowledgments"] == [earlier]
    before = shown(api, old)
    assert (before["status"], before["superseded_by"]) == ("withdrawn", new["id"])
    event = audit_one(server, old["id"], "proposal.withdrawn")
    assert event["actor_id"] == team["id"]
    assert event["payload"] == {"asset_id": asset["id"], "asset_fqn": asset["fqn"], "superseded_by": new["id"]}
    assert audit_one(server, new["id"], "proposal.created")["payload"]["supersedes"] == old["id"]
    # The answers of the whole line are told.
    acknowledge(api, new, waits)
    third = proposed(api, asset, THIRD, supersedes=new["id"])
    assert [(entry["proposal_id"], entry["consumer_team_id"]) for entry in shown(api, third)["earlier_acknowledgments"]] == [
        (old["id"], agrees["id"]), (new["id"], waits["id"])]  # fmt: skip
    # And the same again is the same still.
    assert expect(publish(api, asset, THIRD, path=verb, supersedes=new["id"]), 200)["proposal"]["id"] == third["id"]


def test_the_same_schema_in_its_own_place(api, asset):
    old = proposed(api, asset)
    new = proposed(api, asset, reason="With a word about it", supersedes=old["id"])
    assert new["id"] != old["id"] and light(api, old)["status"] == "withdrawn"


def test_a_compatible_change_takes_its_place(server, api, asset):
    old = proposed(api, asset)
    assert expect(propose(api, asset, WIDE, supersedes=old["id"]), 200)["action"] == "publishable"
    assert expect(publish(api, asset, WIDE, supersedes=old["id"], dry_run=True), 200)["action"] == "would.publish"
    assert light(api, old)["status"] == "pending"
    assert expect(publish(api, asset, WIDE, supersedes=old["id"]), 201)["action"] == "published"
    assert light(api, old)["status"] == "withdrawn" and shown(api, old)["superseded_by"] is None
    assert set(audit_one(server, old["id"], "proposal.withdrawn")["payload"]) == {"asset_id", "asset_fqn"}


@pytest.mark.parametrize("verb", ["publish", "propose"])
def test_what_cannot_be_superseded(server, api, team, asset, verb):
    pending = proposed(api, asset)
    elsewhere = make_asset(api, team)
    make_contract(api, elsewhere, BASE)
    foreign = proposed(api, elsewhere)
    for wrong in (NOBODY, foreign["id"]):
        error = expect_error(publish(api, asset, OTHER, path=verb, supersedes=wrong), 409, "DUPLICATE_PROPOSAL")
        assert error["details"]["existing_id"] == pending["id"]
    expect(api.post(f"/proposals/{pending['id']}/withdraw"), 200)
    for wrong in (NOBODY, foreign["id"]):
        for dry_run in (True, False):
            error = expect_error(publish(api, asset, OTHER, path=verb, supersedes=wrong, dry_run=dry_run), 404, "PROPOSAL_NOT_FOUND")
            assert error["details"] == {"supersedes": wrong}
    error = expect_error(publish(api, asset, OTHER, path=verb, supersedes=pending["id"]), 400, "PROPOSAL_NOT_PENDING", "'withdrawn'")
    assert error["details"]["status"] == "withdrawn"
    assert light(api, foreign)["status"] == "pending"
    assert expect(api.get("/proposals", params={"asset_id": asset["id"]}), 200)["total"] == 1, "nothing is left of what was refused"
    assert [event["action"] for event in audit_events(server, pending["id"])] == ["proposal.created", "proposal.withdrawn"]


def test_two_at_once(api, team):
    """Of several that want the place one gets it; the others find what it left."""
    for _ in range(5):
        asset = make_asset(api, team)
        make_contract(api, asset, BASE)
        old = proposed(api, asset)
        schemas = [object_schema(["id"], id="integer", **{f"field{number}": "string"}) | {"required": ["id", f"field{number}"]} for number in range(4)]
        with concurrent.futures.ThreadPoolExecutor(5) as pool:
            withdrawal = pool.submit(api.post, f"/proposals/{old['id']}/withdraw")
            replies = list(pool.map(lambda schema: propose(api, asset, schema, supersedes=old["id"]), schemas))
        winners = [reply.json()["proposal"] for reply in replies if reply.status_code == 201]
        assert len(winners) + (withdrawal.result().status_code == 200) == 1
        for reply in replies:
            assert reply.status_code == 201 or reply.json()["error"]["code"] in ("DUPLICATE_PROPOSAL", "PROPOSAL_NOT_PENDING")
        assert light(api, old)["status"] == "withdrawn"
        pending = expect(api.get("/proposals", params={"asset_id": asset["id"], "status": "pending"}), 200)["results"]
        assert [entry["id"] for entry in pending] == [winner["id"] for winner in winners]


def test_another_takes_the_place_of_a_blocked_one(server, api, asset):
    blocks = make_team(api)
    register(api, asset["first"], blocks)
    old = proposed(api, asset)
    expect(api.post(f"/proposals/{old['id']}/acknowledge", json={"consumer_team_id": blocks["id"], "response": "blocked", "notes": "we read it"}), 201)
    new = proposed(api, asset, OTHER, supersedes=old["id"])
    assert (new["status"], new["supersedes"]) == ("pending", old["id"])
    status = expect(api.get(f"/proposals/{new['id']}/status"), 200)
    assert [(entry["consumer_team_id"], entry["response"]) for entry in status["earlier_acknowledgments"]] == [(blocks["id"], "blocked")]
    assert [entry["team_id"] for entry in status["pending_consumers"]] == [blocks["id"]]
    before = expect(api.get(f"/proposals/{old['id']}/status"), 200)
    assert (before["status"], before["superseded_by"]) == ("rejected", new["id"])
