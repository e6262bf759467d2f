"""The documents that show breaking changes, wherever such changes are told (docs/schema-changes.md, section Examples)."""

import json

import pytest

from support.make import expect, make_asset, make_team, unique

OLD = {"type": "object", "properties": {"id": {"type": "integer"}, "note": {"type": "string"}}, "required": ["id"]}
NEW = {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}
SHOWN = {"example": {"id": 0}, "accepted_by": "old", "rejected_part": "/id"}
PROMISED = {"example": None, "reason": "Readers may rely on what is declared, and the new schema does not declare it any more"}


def told(changes):
    """What the changes say of documents, by their paths."""
    names = ("example", "accepted_by", "rejected_part", "reason")
    return {change["path"]: {name: change[name] for name in names if name in change} for change in changes}


EXPECTED = {"properties.id.type": SHOWN, "properties.note": PROMISED}


@pytest.fixture()
def asset(api):
    return make_asset(api, make_team(api))


def publish(api, asset, schema, status=201, **more):
    query = {name: more.pop(name) for name in ("dry_run",) if name in more}
    headers = more.pop("headers", {})
    return expect(api.post(f"/assets/{asset['id']}/publish", params=query, json={"schema": schema, **more}, headers=headers), status)


def test_a_proposal_tells_examples_wherever_it_is_told(api, asset):
    publish(api, asset, OLD)
    headers = {"Idempotency-Key": unique()}
    made = publish(api, asset, NEW, headers=headers)
    assert told(made["breaking_changes"]) == EXPECTED
    assert publish(api, asset, NEW, headers=headers) == made
    proposal = made["proposal"]
    assert told(proposal["breaking_changes"]) == EXPECTED
    path = f"/proposals/{proposal['id']}"
    assert told(expect(api.get(path), 200)["breaking_changes"]) == EXPECTED


def test_what_is_only_asked_tells_examples(api, asset):
    publish(api, asset, OLD)
    path = f"/assets/{asset['id']}"
    replies = [
        publish(api, asset, NEW, 200, dry_run=True),
        expect(api.post(f"{path}/impact", json=NEW), 200),
        expect(api.post(f"{path}/impact-preview", json={"proposed_schema": NEW}), 200),
        expect(api.post(f"{path}/version-suggestion", json={"schema": NEW}), 200),
        expect(api.post("/contracts/compare", json={"old_schema": OLD, "new_schema": NEW}), 200),
    ]
    assert [told(reply["breaking_changes"]) for reply in replies] == [EXPECTED] * len(replies)


def test_contracts_that_were_published_tell_examples(api, asset):
    first = publish(api, asset, OLD, version="1.0.0")["contract"]
    second = publish(api, asset, NEW, compatibility_mode="none", version="2.0.0")["contract"]
    ids = {"contract_id_1": first["id"], "contract_id_2": second["id"], "compatibility_mode": "backward"}
    compared = expect(api.post("/contracts/compare", json=ids), 200)
    assert told(compared["breaking_changes"]) == EXPECTED
    versions = {"from_version": "1.0.0", "to_version": "2.0.0"}
    diff = expect(api.get(f"/assets/{asset['id']}/contracts/diff", params=versions), 200)
    for reply in (compared, diff):
        every = told(reply["all_changes"])
        assert told(reply["breaking_changes"]) == {path: of for path, of in every.items() if of}


def test_many_at_once_tell_examples(api, asset):
    publish(api, asset, OLD)
    body = {"published_by": asset["owner_team_id"], "contracts": [{"asset_id": asset["id"], "schema": NEW}]}
    tried = expect(api.post("/contracts/bulk", json=body), 200)["results"][0]
    query = {"dry_run": False, "create_proposals_for_breaking": True}
    made = expect(api.post("/contracts/bulk", params=query, json=body), 200)["results"][0]
    kept = expect(api.get(f"/proposals/{made['proposal_id']}"), 200)
    assert [told(each["breaking_changes"]) for each in (tried, made, kept)] == [EXPECTED] * 3


def test_deep_values_stay_in_a_proposal(api, asset):
    path, headers = f"/assets/{asset['id']}/publish", {"content-type": "application/json"}
    deep = "[" * 600 + "]" * 600
    expect(api.post(path, content=f'{{"schema": {{"properties": {{"v": {{"const": {deep}}}}}}}}}', headers=headers), 201)
    made = publish(api, asset, {"properties": {"v": {"const": 1}}})
    kept = expect(api.get(f"/proposals/{made['proposal']['id']}"), 200)
    (change,) = kept["breaking_changes"]
    assert change.pop("concerned_teams") == [] and [change] == made["breaking_changes"]
    assert kept["breaking_changes"][0]["old_value"] == json.loads(deep)


@pytest.mark.parametrize(("mode", "side", "example"), [("backward", "old", {"id": 0}), ("forward", "new", {"id": ""}), ("full", "old", {"id": 0})])
def test_the_mode_decides_whose_documents_break(api, mode, side, example):
    narrow = {**OLD, "properties": {"id": {"type": "string"}, "note": {"type": "string"}}}
    body = {"old_schema": OLD, "new_schema": narrow, "compatibility_mode": mode}
    changes = expect(api.post("/contracts/compare", json=body), 200)["breaking_changes"]
    assert told(changes) == {"properties.id.type": {"example": example, "accepted_by": side, "rejected_part": "/id"}}


def test_avro_has_reasons(api):
    def meter(kind):
        return {"type": "record", "name": "Meter", "fields": [{"name": "reading", "type": kind}]}

    body = {"old_schema": meter("long"), "new_schema": meter("int"), "schema_format": "avro"}
    (change,) = expect(api.post("/contracts/compare", json=body), 200)["breaking_changes"]
    assert change["example"] is None and "rule of Avro" in change["reason"] and "accepted_by" not in change
