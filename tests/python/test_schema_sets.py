"""Verdicts on pairs whose answer is known: by how they were made, by the official test suite, or by all small documents."""

import json
from collections import Counter

import pytest

from support.schema_containment import DRAFTS, all_inclusions, groups
from support.schema_search import cluster, counts, validator
from support.schema_sets import chains, equal_pairs, safe_pairs
from support.schema_tiny import documents, pairs, schemas
from support.server import shared_data

from tessera_sdk import schema

SAFE_SEEDS, EQUAL_SEEDS = 300, 300
SUITE = shared_data("json-schema-test-suite")


def breaking(old, new):
    """What breaks, of which none may be shown by a document, since all are accepted."""
    changes = schema.diff(old, new).breaking_changes
    for change in changes:
        assert change.accepted_by is None, f"{change}\n{json.dumps(old)}\n{json.dumps(new)}"
    return changes


def print_share(capsys, what, pairs, called):
    with capsys.disabled():
        print(f"\n{what}: {pairs} pairs, {sum(called.values())} called breaking {dict(called) or ''}", flush=True)


def test_what_follows_by_a_law_is_safe(capsys):
    called, pairs = Counter(), 0
    for name, old, new in chains():
        pairs += 1
        called[name] += len(breaking(old, new)) > 0
    called = +called
    print_share(capsys, "laws", pairs, called)
    assert called.total() == 0


def test_what_is_safe_by_composition_is_called_so(capsys):
    called, pairs = Counter(), 0
    for seed in range(SAFE_SEEDS):
        for name, old, new in safe_pairs(seed):
            pairs += 1
            called[name] += len(breaking(old, new)) > 0
    print_share(capsys, "compositions", pairs, +called)
    assert pairs > 20 * SAFE_SEEDS and called.total() == 0


def test_other_spellings_break_nothing(capsys):
    called, pairs = Counter(), 0
    for seed in range(EQUAL_SEEDS):
        for name, one, other in equal_pairs(seed):
            for old, new in ((one, other), (other, one)):
                pairs += 1
                called[name] += len(breaking(old, new)) > 0
    print_share(capsys, "spellings", pairs, +called)
    assert pairs > 8 * EQUAL_SEEDS and called.total() == 0


# --- the official suite, turned round ---------------------------------------------------------------------------------

@pytest.mark.skipif(SUITE is None, reason="the JSON Schema test suite is not in the shared data folder (TESSERA_SHARED)")
@pytest.mark.parametrize("draft", DRAFTS)
def test_the_one_document_of_a_schema_is_told_by_the_other(draft, capsys):
    """A document is one of a schema exactly when the schema that accepts nothing else is within it."""
    decided, undecided = 0, Counter()
    for name, node, document, valid in ((f"{group.name}: {what}", group.schema, *case) for group in groups(SUITE, draft) for what, *case in group.documents):
        alone = {"$schema": DRAFTS[draft], "enum": [document]}
        if isinstance(node, dict):
            node = {"$schema": DRAFTS[draft]} | node
        result = schema.diff(alone, node)
        shown = [change.example for change in result.breaking_changes if change.accepted_by is not None]
        if valid:
            assert shown == [], name
        else:
            assert result.breaking_changes and all(example == document for example in shown), name
        if (not valid and not shown) or (valid and result.breaking_changes):
            undecided[name.partition(":")[0]] += 1
        else:
            decided += 1
    with capsys.disabled():
        print(f"\n{draft}: {decided} decided, {undecided.total()} not {dict(undecided)}", flush=True)
    assert decided > 500 and undecided.total() <= (decided + undecided.total()) * 0.005


# What a verdict rests on where no document shows what breaks: a promise, or nothing.
PROMISES = ("Readers ", "Null is said", "The new schema says that null")
# Kinds of inclusions that leave declarations out, so that what holds for documents may still break a promise.
LEAVING_OUT = {"both of two", "cases joined"}


def told(inclusion):
    """What the engine says: that it holds, `promise` (it breaks more than documents), that a document shows it, or nothing certain."""
    changes = schema.diff(inclusion.old, inclusion.new).breaking_changes
    if not changes:
        return "holds"
    if any(change.accepted_by is not None for change in changes):
        return "refuted"
    return "promise" if any((change.reason or "").startswith(PROMISES) for change in changes) else "undecided"


@pytest.mark.skipif(SUITE is None, reason="the JSON Schema test suite is not in the shared data folder (TESSERA_SHARED)")
@pytest.mark.parametrize("draft", DRAFTS)
def test_inclusions_between_the_schemas_of_the_suite_are_decided(draft, capsys):
    held, refuted, missed = Counter(), Counter(), Counter()
    for inclusion in all_inclusions(SUITE, draft):
        answer = told(inclusion)
        name = f"{inclusion.kind}: {inclusion.group}\n{json.dumps(inclusion.old)}\n{json.dumps(inclusion.new)}"
        assert answer != ("refuted" if inclusion.holds else "holds"), name  # never wrong
        assert answer != "promise" or inclusion.kind in LEAVING_OUT, name
        (held if inclusion.holds else refuted)[answer] += 1
        if answer == "undecided":
            missed[inclusion.group.partition(":")[0]] += 1
    with capsys.disabled():
        print(f"\n{draft}: of {held.total()} that hold {dict(held)}, of {refuted.total()} that do not {dict(refuted)}; undecided {dict(missed)}", flush=True)
    assert held.total() > 2000 and refuted.total() > 700
    assert held["undecided"] <= held.total() * 0.003 and refuted["undecided"] <= refuted.total() * 0.003


# --- all small documents ----------------------------------------------------------------------------------------------


def accepted_by(node, values):
    """The places of the documents that the schema accepts, and of those among them that count."""
    checker, known = validator(node), cluster(node, [node])
    accepted = {i for i, value in enumerate(values) if checker.is_valid(value)}
    return accepted, {i for i in accepted if counts(node, known, values[i])}


def test_small_documents_refute_no_verdict_on_tiny_schemas(capsys):
    nodes, values = schemas(), documents()
    told = [accepted_by(node, values) for node in nodes]
    asked, compatible, shown, promised, unshown = 0, 0, 0, 0, []
    for one, other in pairs():
        changes = schema.diff(nodes[one], nodes[other]).breaking_changes
        asked += 1
        compatible += not changes
        name = f"{json.dumps(nodes[one])} -> {json.dumps(nodes[other])}"
        if not changes:
            refuting = told[one][1] - told[other][0]
            assert not refuting, f"{name}: {values[min(refuting)]}"
        examples = [change.example for change in changes if change.accepted_by is not None]
        for example in examples:
            assert validator(nodes[one]).is_valid(example) and not validator(nodes[other]).is_valid(example), f"{name}: {example}"
        shown += len(examples) > 0
        if changes and not examples:
            if all(change.reason.startswith("No document that shows it was found") or change.type == "undecided" for change in changes):
                unshown.append(name)
            else:
                promised += 1
    with capsys.disabled():
        print(f"\ntiny: {asked} pairs, {compatible} compatible, {shown} shown, {promised} promises, {len(unshown)} undecided", flush=True)
        print("\n".join(unshown[:40]))
    assert compatible > asked // 10 and shown > asked // 4
    assert len(unshown) <= asked * 0.0005
