"""Consumers that say what they read, and proposals that wait only for those whom a change concerns."""

import concurrent.futures
import random

import pytest

from support.make import (
    ask_to_register, audit_events, expect, expect_error, make_asset, make_contract, make_team, object_schema, publish,
)  # fmt: skip
from support.tables import enums

ADDRESS = object_schema(city="string", zip="string")
ORDER = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "integer"},
        "price": {"type": "number"},
        "address": ADDRESS,
        "lines": {"type": "array", "items": object_schema(sku="string", count="integer")},
        "labels": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}


def changed(**properties):
    """The order with other properties; None: without that."""
    merged = {**ORDER["properties"], **properties}
    return ORDER | {"properties": {name: schema for name, schema in merged.items() if schema is not None}}


CENTS = changed(price={"type": "string"})


@pytest.fixture
def place(api):
    asset = make_asset(api)
    return asset, make_contract(api, asset, ORDER)


def consumer(api, contract, fields=None, **more):
    team = make_team(api)
    return team, expect(ask_to_register(api, contract, team, fields=fields, **more), 201)


def propose(api, asset, schema=CENTS, **query):
    return expect(publish(api, asset, schema, **query), 201)


def status_of(api, proposal):
    return expect(api.get(f"/proposals/{proposal['id']}/status"), 200)


def answer(api, proposal, team, response="approved", status=201):
    body = {"consumer_team_id": team["id"], "response": response}
    return expect(api.post(f"/proposals/{proposal['id']}/acknowledge", json=body), status)


# --- what may be said -------------------------------------------------------------------------------------------------


def test_fields_and_mode_are_kept_and_shown(api, place):
    _, contract = place
    fields = ["price", "/address/city", "lines[].sku", "lines.*.count", "labels.anything", "$.id"]
    team, made = consumer(api, contract, fields, mode="forward")
    assert (made["fields"], made["mode"]) == (fields, "forward")
    assert expect(api.get(f"/registrations/{made['id']}"), 200) == made
    (listed,) = expect(api.get("/registrations", params={"consumer_team_id": team["id"]}), 200)["results"]
    (of_contract,) = expect(api.get(f"/contracts/{contract['id']}/registrations"), 200)["results"]
    assert listed == of_contract == made


def test_an_empty_list_is_everything(api, place):
    _, contract = place
    _, made = consumer(api, contract, [])
    assert made["fields"] is None


def test_changing_them(api, place):
    _, contract = place
    _, made = consumer(api, contract, ["price"], mode="full")
    path = f"/registrations/{made['id']}"
    changed = expect(api.patch(path, json={"fields": ["id"]}), 200)
    assert (changed["fields"], changed["mode"]) == (["id"], "full")
    assert changed["updated_at"] is not None
    changed = expect(api.patch(path, json={"fields": [], "reset_mode": True}), 200)
    assert (changed["fields"], changed["mode"]) == (None, None)
    assert expect(api.patch(path, json={"mode": "none"}), 200)["mode"] == "none"
    expect(api.patch(path, json={"mode": "none", "reset_mode": True}), 422)
    expect(api.patch(path, json={"fields": ["prise"]}), 422)


def problems(response):
    return [(entry["loc"], entry["msg"]) for entry in expect(response, 422)["detail"]]


def test_unknown_fields_are_refused_by_name(api, place):
    _, contract = place
    team = make_team(api)
    found = problems(ask_to_register(api, contract, team, fields=["price", "prise", "address.town", "price.x"]))
    assert found == [
        (["body", "fields", 1], "Value error, the contract's schema has no field 'prise'"),
        (["body", "fields", 2], "Value error, the contract's schema has no field 'address.town'"),
        (["body", "fields", 3], "Value error, the contract's schema has no field 'price.x'"),
    ]
    assert expect(api.get("/registrations", params={"consumer_team_id": team["id"]}), 200)["total"] == 0


@pytest.mark.parametrize("field", ["", " price", "a..b", ".a", "a.", "/a~2b", "x" * 1001, 5, None, "/~"])
def test_malformed_fields_are_refused(api, place, field):
    _, contract = place
    assert problems(ask_to_register(api, contract, make_team(api), fields=["price", field]))[0][0] == ["body", "fields", 1]


def test_there_are_bounds(api, place):
    _, contract = place
    expect(ask_to_register(api, contract, make_team(api), fields=["price"] * 100), 201)
    assert problems(ask_to_register(api, contract, make_team(api), fields=["price"] * 101))[0][0] == ["body", "fields"]
    assert problems(ask_to_register(api, contract, make_team(api), mode="backwards"))[0][0] == ["body", "mode"]
    assert problems(ask_to_register(api, contract, make_team(api), fields="price"))[0][0] == ["body", "fields"]


def test_an_open_schema_takes_any_name(api):
    contract = make_contract(api, make_asset(api), {"type": "object"})
    _, made = consumer(api, contract, ["whatever.it is", "/ünïcode/~0tilde"])
    assert made["fields"] == ["whatever.it is", "/ünïcode/~0tilde"]


def test_many_at_once(api, place):
    asset, contract = place
    teams = [make_team(api) for _ in range(2)]
    items = [
        {"contract_id": contract["id"], "consumer_team_id": teams[0]["id"], "fields": ["id"], "mode": "backward"},
        {"contract_id": contract["id"], "consumer_team_id": teams[1]["id"], "fields": ["id", "nope"]},
    ]
    result = expect(api.post("/bulk/registrations", json={"registrations": items}), 207)
    assert [item["success"] for item in result["results"]] == [True, False]
    assert result["results"][1]["error"] == "the contract's schema has no field 'nope'"
    made = expect(api.get(f"/registrations/{result['results'][0]['id']}"), 200)
    assert (made["fields"], made["mode"]) == (["id"], "backward")


# --- who is waited for ------------------------------------------------------------------------------------------------


def test_each_is_told_why(api, place):
    asset, contract = place
    other, _ = consumer(api, contract, ["lines[].sku", "id"])
    reader, _ = consumer(api, contract, ["price", "id"])
    everything, _ = consumer(api, contract)
    result = propose(api, asset)
    proposal = result["proposal"]
    (change,) = proposal["breaking_changes"]
    assert (proposal["status"], change["touched_fields"]) == ("pending", ["price"])
    shown = status_of(api, proposal)
    assert shown["waits"] == result["consumers"]
    told = {wait["team_id"]: wait for wait in shown["waits"]}
    assert list(told) == [other["id"], reader["id"], everything["id"]]
    assert told[other["id"]] == {
        "team_id": other["id"], "team_name": other["name"], "waited_for": False, "reason": "fields_untouched",
        "message": "It reads lines[].sku, id, which no breaking change touches", "touched_fields": [],
    }  # fmt: skip
    assert told[reader["id"]] == {
        "team_id": reader["id"], "team_name": reader["name"], "waited_for": True, "reason": "fields_touched",
        "message": f"It reads price: {change['message']}", "touched_fields": ["price"],
    }  # fmt: skip
    assert (told[everything["id"]]["waited_for"], told[everything["id"]]["reason"]) == (True, "reads_everything")
    assert shown["breaking_changes"][0]["concerned_teams"] == [reader["id"], everything["id"]]
    assert [entry["team_id"] for entry in shown["pending_consumers"]] == [reader["id"], everything["id"]]
    assert shown["consumers"] == {"total": 3, "acknowledged": 0, "pending": 2, "blocked": 0}


def test_inbox_and_list_agree(api, place):
    asset, contract = place
    other, _ = consumer(api, contract, ["id"])
    reader, _ = consumer(api, contract, ["price"])
    proposal = propose(api, asset)["proposal"]
    assert expect(api.get(f"/proposals/pending/{other['id']}"), 200)["total"] == 0
    (entry,) = expect(api.get(f"/proposals/pending/{reader['id']}"), 200)["pending_proposals"]
    assert entry["proposal_id"] == proposal["id"]
    assert (entry["wait"]["reason"], entry["wait"]["touched_fields"]) == ("fields_touched", ["price"])
    for team, count in ((other, 0), (reader, 1)):
        assert expect(api.get("/proposals", params={"pending_ack_for": team["id"]}), 200)["total"] == count
    answer(api, proposal, reader)
    assert status_of(api, proposal)["status"] == "approved"


def test_who_is_told_may_answer(api, place):
    asset, contract = place
    other, _ = consumer(api, contract, ["id"])
    consumer(api, contract, ["price"])
    proposal = propose(api, asset)["proposal"]
    answer(api, proposal, other)
    assert status_of(api, proposal)["status"] == "pending"
    another = propose_again(api, asset, proposal)
    answer(api, another, other, "blocked")
    assert status_of(api, another)["status"] == "rejected"


def propose_again(api, asset, proposal, schema=CENTS):
    expect(api.post(f"/proposals/{proposal['id']}/withdraw"), 200)
    return propose(api, asset, schema)["proposal"]


def test_nobody_is_concerned(api, server, place):
    asset, contract = place
    consumer(api, contract, ["id"])
    consumer(api, contract, ["lines", "address.city"])
    preview = expect(publish(api, asset, CENTS, dry_run=True), 200)
    assert (preview["action"], preview["proposal"]["status"]) == ("would.create.proposal", "approved")
    result = propose(api, asset)
    assert (result["action"], result["proposal"]["status"]) == ("proposal.created", "approved")
    proposal = status_of(api, result["proposal"])
    assert (proposal["status"], proposal["pending_consumers"]) == ("approved", [])
    assert proposal["resolved_at"] is not None
    assert [event["action"] for event in audit_events(server, proposal["id"])] == ["proposal.created", "proposal.approved"]
    published = expect(api.post(f"/proposals/{proposal['id']}/publish", json={"version": "2.0.0"}), 200)
    assert published["contract"]["version"] == "2.0.0"


def test_nobody_is_registered(api, place):
    asset, _ = place
    assert propose(api, asset)["proposal"]["status"] == "pending"


@pytest.mark.parametrize(
    ("schema", "touched", "untouched"),
    [
        (changed(address=None), ["address", "address.city", "/address"], ["id", "price", "lines"]),
        (changed(address=object_schema(city="integer", zip="string")), ["address", "address.city", "*"], ["address.zip", "price"]),
        (changed(lines={"type": "array", "items": object_schema(sku="integer", count="integer")}), ["lines[].sku", "/lines/*/sku", "lines"], ["lines[].count", "id"]),
        (changed(lines={"type": "array", "minItems": 1, "items": object_schema(sku="string", count="integer")}), ["lines[].sku", "lines"], ["id"]),
        (changed(labels={"type": "object", "additionalProperties": {"type": "integer"}}), ["labels.x", "labels.*", "labels"], ["address.city"]),
        (ORDER | {"required": ["id", "price"]}, ["price"], ["id", "address"]),
        (ORDER | {"not": {"required": ["price"]}}, ["price", "id", "address.zip"], []),
        (ORDER | {"maxProperties": 3}, ["price", "id"], []),
    ],
)  # fmt: skip
def test_what_a_change_touches(api, place, schema, touched, untouched):
    asset, contract = place
    readers = {field: consumer(api, contract, [field])[0]["id"] for field in touched + untouched}
    waits = {wait["team_id"]: wait["waited_for"] for wait in propose(api, asset, schema)["consumers"]}
    assert {field: waits[team] for field, team in readers.items()} == {
        **dict.fromkeys(touched, True),
        **dict.fromkeys(untouched, False),
    }


def test_a_definition_in_several_places(api):
    asset = make_asset(api)
    uses = {"billing": {"$ref": "#/$defs/A"}, "shipping": {"$ref": "#/$defs/A"}, "note": {"type": "string"}}
    schema = {"type": "object", "properties": uses, "$defs": {"A": ADDRESS}}
    contract = make_contract(api, asset, schema)
    readers = [consumer(api, contract, [field])[0] for field in ("billing.city", "shipping.city", "shipping.zip", "note")]
    other = schema | {"$defs": {"A": object_schema(city="integer", zip="string")}}
    waits = propose(api, asset, other)["consumers"]
    assert [wait["team_id"] for wait in waits] == [team["id"] for team in readers]
    assert [wait["waited_for"] for wait in waits] == [True, True, False, False]


def test_avro(api):
    asset = make_asset(api)

    def order(total):
        lines = {"type": "array", "items": {"type": "record", "name": "Line", "fields": [{"name": "sku", "type": "string"}]}}
        fields = [{"name": "total", "type": total}, {"name": "note", "type": "string"}, {"name": "lines", "type": lines}]
        return {"type": "record", "name": "Order", "fields": fields}

    contract = make_contract(api, asset, order("string"), schema_format="avro")
    touched, untouched = (consumer(api, contract, [field])[0] for field in ("total", "lines[].sku"))
    waits = expect(publish(api, asset, order("int"), schema_format="avro"), 201)["consumers"]
    assert {wait["team_id"]: wait["waited_for"] for wait in waits} == {touched["id"]: True, untouched["id"]: False}


def test_a_change_of_guarantees_concerns_everybody(api):
    asset = make_asset(api, guarantee_mode="strict")
    contract = make_contract(api, asset, ORDER, guarantees={"volume": {"min_rows": 10}})
    consumer(api, contract, ["id"])
    result = expect(publish(api, asset, ORDER), 201)
    assert [(wait["waited_for"], wait["reason"]) for wait in result["consumers"]] == [(True, "whole_touched")]


def test_every_mode_may_be_asked_for(api):
    """Also those that look at all earlier versions."""
    asset = make_asset(api)
    contract = make_contract(api, asset, ORDER)
    modes = enums()["compatibility_mode"]
    assert len(modes) == 7
    for mode in modes:
        team, made = consumer(api, contract, ["price"], mode=mode)
        assert made["mode"] == mode
        for other in modes:
            assert expect(api.patch(f"/registrations/{made['id']}", json={"mode": other}), 200)["mode"] == other
    body = [{"contract_id": contract["id"], "consumer_team_id": make_team(api)["id"], "mode": mode} for mode in modes]
    made = expect(api.post("/bulk/registrations", json={"registrations": body}), 200)["results"]
    assert [expect(api.get(f"/registrations/{one['id']}"), 200)["mode"] for one in made] == list(modes)


def test_modes(api):
    asset = make_asset(api)
    contract = make_contract(api, asset, ORDER, compatibility_mode="full")
    modes = ("backward", "forward", "full", "none", None)
    teams = [consumer(api, contract, ["price"], mode=mode)[0] for mode in modes]
    waits = propose(api, asset, changed(price=None))["consumers"]  # breaks who reads old data
    assert [wait["team_id"] for wait in waits] == [team["id"] for team in teams]
    assert [wait["waited_for"] for wait in waits] == [True, False, True, False, True]
    assert (waits[1]["reason"], waits[1]["message"]) == ("mode_kept", "It needs forward compatibility, which no change breaks")


def test_several_registrations_of_a_team(api, place):
    asset, contract = place
    team, _ = consumer(api, contract, ["id"])
    newer = make_contract(api, asset, changed(extra={"type": "string"}))
    expect(ask_to_register(api, newer, team, fields=["price"]), 201)
    (wait,) = propose(api, asset, changed(extra={"type": "string"}, price={"type": "string"}))["consumers"]
    assert (wait["waited_for"], wait["touched_fields"]) == (True, ["price"])


# --- while it is pending ----------------------------------------------------------------------------------------------


def test_saying_less_settles(api, place):
    asset, contract = place
    consumer(api, contract, ["id"])
    _, registration = consumer(api, contract)
    proposal = propose(api, asset)["proposal"]
    path = f"/registrations/{registration['id']}"
    expect(api.patch(path, json={"fields": ["price"]}), 200)
    assert status_of(api, proposal)["status"] == "pending"
    expect(api.patch(path, json={"fields": ["address"]}), 200)
    assert status_of(api, proposal)["status"] == "approved"


def test_another_mode_settles(api, place):
    asset, contract = place
    _, registration = consumer(api, contract, ["price"])
    proposal = propose(api, asset)["proposal"]
    expect(api.patch(f"/registrations/{registration['id']}", json={"mode": "none"}), 200)
    assert status_of(api, proposal)["status"] == "approved"


def test_saying_more_is_waited_for(api, place):
    asset, contract = place
    told, registration = consumer(api, contract, ["id"])
    reader, _ = consumer(api, contract, ["price"])
    proposal = propose(api, asset)["proposal"]
    expect(api.patch(f"/registrations/{registration['id']}", json={"fields": []}), 200)
    assert {entry["team_id"] for entry in status_of(api, proposal)["pending_consumers"]} == {told["id"], reader["id"]}
    answer(api, proposal, reader)
    assert status_of(api, proposal)["status"] == "pending"
    answer(api, proposal, told)
    assert status_of(api, proposal)["status"] == "approved"


def test_who_comes_later(api, place):
    asset, contract = place
    consumer(api, contract, ["price"])
    proposal = propose(api, asset)["proposal"]
    told, _ = consumer(api, contract, ["id"])
    reader, _ = consumer(api, contract, ["price"])
    waits = {wait["team_id"]: wait["waited_for"] for wait in status_of(api, proposal)["waits"]}
    assert (waits[told["id"]], waits[reader["id"]]) == (False, True)
    waiting = [entry["team_id"] for entry in status_of(api, proposal)["pending_consumers"]]
    assert told["id"] not in waiting
    assert reader["id"] in waiting


def test_the_last_that_is_waited_for_leaves(api, place):
    asset, contract = place
    consumer(api, contract, ["id"])
    _, registration = consumer(api, contract, ["price"])
    proposal = propose(api, asset)["proposal"]
    expect(api.delete(f"/registrations/{registration['id']}"), 204)
    assert status_of(api, proposal)["status"] == "approved"


def test_who_is_told_leaves(api, place):
    asset, contract = place
    _, registration = consumer(api, contract, ["id"])
    consumer(api, contract, ["price"])
    proposal = propose(api, asset)["proposal"]
    expect(api.delete(f"/registrations/{registration['id']}"), 204)
    assert status_of(api, proposal)["status"] == "pending"


def test_a_reopened_proposal_waits_for_whom_it_concerns_now(api, place):
    asset, contract = place
    told, _ = consumer(api, contract, ["address"])
    reader, _ = consumer(api, contract, ["price"])
    proposal = propose(api, asset)["proposal"]
    answer(api, proposal, reader)
    make_contract(api, asset, changed(address=object_schema(city="string", zip="string", street="string"), more={"type": "string"}))
    error = expect_error(api.post(f"/proposals/{proposal['id']}/publish", json={"version": "9.0.0"}), 409, "PROPOSAL_REOPENED")
    assert [change["touched_fields"] for change in error["details"]["breaking_changes"]] == [["more"], ["address.street"], ["price"]]
    shown = status_of(api, proposal)
    assert shown["status"] == "pending"
    assert [entry["team_id"] for entry in shown["pending_consumers"]] == [told["id"], reader["id"]]


def test_many_publishes_at_once_also_say_who(api, place):
    asset, contract = place
    consumer(api, contract, ["id"])
    body = {"contracts": [{"asset_id": asset["id"], "schema": CENTS}], "published_by": asset["owner_team_id"]}
    query = {"dry_run": False, "create_proposals_for_breaking": True}
    (item,) = expect(api.post("/contracts/bulk", json=body, params=query), 200)["results"]
    assert status_of(api, {"id": item["proposal_id"]})["status"] == "approved"


@pytest.mark.parametrize("seed", range(6))
def test_all_at_once(server, api, place, seed):
    """Whatever comes first: who is waited for is who has to be, and nothing waits for nobody."""
    asset, contract = place
    reader, of_reader = consumer(api, contract, ["price"])
    _, of_leaver = consumer(api, contract)
    told, of_told = consumer(api, contract, ["id"])
    later = make_team(api)
    proposal = propose(api, asset)["proposal"]
    agreed = {"consumer_team_id": told["id"], "response": "approved"}
    steps = [
        lambda one: one.patch(f"/registrations/{of_reader['id']}", json={"fields": ["address"]}),
        lambda one: one.delete(f"/registrations/{of_leaver['id']}"),
        lambda one: one.patch(f"/registrations/{of_told['id']}", json={"fields": []}),
        lambda one: one.post(f"/proposals/{proposal['id']}/acknowledge", json=agreed),
        lambda one: ask_to_register(one, contract, later, fields=["price"]),
    ]
    random.Random(seed).shuffle(steps)
    clients = [server.api() for _ in steps]
    with concurrent.futures.ThreadPoolExecutor(len(steps)) as pool:
        replies = list(pool.map(lambda step, one: step(one), steps, clients))
    assert all(reply.status_code < 500 for reply in replies), [reply.text for reply in replies]
    shown = status_of(api, proposal)
    if shown["status"] == "approved":
        return
    assert shown["status"] == "pending"
    answered = {entry["consumer_team_id"] for entry in shown["acknowledgments"]}
    waiting = {entry["team_id"] for entry in shown["pending_consumers"]}
    assert waiting == {wait["team_id"] for wait in shown["waits"] if wait["waited_for"]} - answered
    assert waiting, "it waits for nobody"
    assert reader["id"] not in waiting
