"""Whom a proposal waits for (chapter 03, sections 2.5, 3.2 and 3.5)."""

from support.make import expect, make_asset, make_contract, make_team, object_schema, publish

BASE = object_schema(["id"], id="integer", email="string")
NARROW = object_schema(["id"], id="integer")
WIDE = object_schema(["id"], id="integer", email="string", name="string")


def test_a_compatible_publish_before(api):
    consumer = make_team(api)
    asset = make_asset(api)
    contract = make_contract(api, asset, BASE)
    expect(api.post("/registrations", json={"contract_id": contract["id"], "consumer_team_id": consumer["id"]}), 201)
    make_contract(api, asset, WIDE)
    proposal = expect(publish(api, asset, NARROW), 201)["proposal"]
    status = expect(api.get(f"/proposals/{proposal['id']}"), 200)
    assert status["consumers"] == {"total": 1, "acknowledged": 0, "pending": 1, "blocked": 0}
    assert [entry["team_id"] for entry in status["pending_consumers"]] == [consumer["id"]]
    for name in ("consumer_team_id", "pending_ack_for"):
        (entry,) = expect(api.get("/proposals", params={name: consumer["id"]}), 200)["results"]
        assert (entry["id"], entry["total_consumers"]) == (proposal["id"], 1)
    answer = {"proposal_id": proposal["id"], "consumer_team_id": consumer["id"], "response": "approved"}
    result = expect(api.post("/bulk/acknowledgments", json={"acknowledgments": [answer]}), 200)
    assert result["results"][0]["details"]["proposal_status"] == "approved"
