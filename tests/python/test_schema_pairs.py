"""Pairs of schemas thought out by hand, for what keywords mean to each other: whether the new one takes in as much, more, less or other
documents than the old one. The undecided is a failure, as is a broken document that is not shown."""

import json
from pathlib import Path

import pytest

from support.cases import Number, json_text
from tessera_sdk import schema

# Whether nothing breaks backward, and forward.
VERDICTS = {"same": (True, True), "wider": (True, False), "narrower": (False, True), "other": (False, False)}
# What some readers check and others do not, and promises beyond documents, have no example; nor has what lies between numbers of
# hundreds of digits.
WITHOUT_EXAMPLE = ("Some readers check", "Readers ")
BETWEEN = '{"minimum": 1e-400}'

PAIRS = json.loads((Path(__file__).parents[1] / "support/data/schema_pairs.json").read_text(encoding="utf-8"), parse_float=Number)


def holds(old, new):
    changes = schema.diff(old, new).all_changes
    assert "undecided" not in [change.type for change in changes]
    return not any(change.breaks_backward for change in changes), not any(change.breaks_forward for change in changes)


@pytest.mark.parametrize("group", PAIRS)
def test_pairs(group):
    for pair in PAIRS[group]:
        old, new, (backward, forward) = json_text(pair["old"]), json_text(pair["new"]), VERDICTS[pair["verdict"]]
        assert holds(old, new) == (backward, forward), f"{old} -> {new}"
        assert holds(new, old) == (forward, backward), f"{new} -> {old}"
        for change in schema.diff(old, new, compatibility_mode="full").breaking_changes:
            told = change.accepted_by is not None or change.reason.startswith(WITHOUT_EXAMPLE) or BETWEEN in (old, new)
            assert told, f"{old} -> {new}: {change}"


STRING = {"type": "string"}
# Limits so far out that a document beyond them is too long to be told, but is found.
FAR = [
    (STRING, {"maxLength": 5000}),
    (STRING, {"maxLength": 1000000}),
    ({"type": "string", "pattern": "^[a-z]+$"}, {"maxLength": 5000}),
    ({"type": "array", "items": {"type": "object", "properties": {"id": STRING}, "required": ["id"]}}, {"maxItems": 1000}),
    ({"type": "array"}, {"maxItems": 10000}),
    ({"type": "object", "additionalProperties": STRING}, {"maxProperties": 1000}),
]


@pytest.mark.parametrize("old, limit", FAR)
def test_far_limits(old, limit):
    found = schema.diff(old, old | limit)
    assert found.certainty == "refuted"
    assert [(change.example, change.accepted_by) for change in found.breaking_changes] == [(None, None)]
    assert found.breaking_changes[0].reason == "The document that shows it is too large to be told"


def test_what_stands_in_the_way_is_true():
    (change,) = schema.diff(STRING, STRING | {"maxLength": 10**9}).breaking_changes
    beyond = "what is said together is beyond what the search can show"
    assert change.reason == f"No document that shows it was found: {beyond}"


def test_documents_in_documents_stay_small():
    inner = {"type": "array", "minItems": 9000, "items": {"type": "string", "minLength": 1000000}}
    old = {"type": "array", "minItems": 9000, "items": inner}
    assert schema.diff(old, old | {"minItems": 9001}).certainty == "undecided"


def test_there_are_many():
    assert sum(map(len, PAIRS.values())) > 200
