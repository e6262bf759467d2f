"""Random schemas: no document refutes a verdict, and another spelling is no change. `make test-long` goes on for
TESSERA_SEARCH_MINUTES (10) with a seed of its own, which it prints; TESSERA_SEARCH_SEED takes one again."""

import json
import os
import random
import subprocess
import sys
import time

import pytest

from support.schema_search import Maker, search
from support.schema_spellings import Speller, settings

from tessera_sdk import schema

SECONDS, PAIRS, SPELLINGS = 60, 2500, 600


def test_no_document_refutes_a_verdict():
    tally = search(20261130, SECONDS, PAIRS)
    assert tally.refuted == [] and tally.wrong == []
    assert tally.shown > tally.breaking * 0.4 and tally.missed < tally.breaking * 0.02  # others break promises, which nothing shows
    assert tally.counted > tally.pairs and tally.changed > tally.pairs // 20  # enough was looked at to mean something


@pytest.mark.skipif(not os.environ.get("TESSERA_TEST_LONG"), reason="a longer test: make test-long")
def test_no_document_refutes_a_verdict_for_long(capsys):
    minutes = float(os.environ.get("TESSERA_SEARCH_MINUTES", "10"))
    seed = int(os.environ.get("TESSERA_SEARCH_SEED", random.randrange(1 << 40)))
    with capsys.disabled():
        print(f"\nsearching for {minutes:g} minutes, seed {seed}", flush=True)
        tally = search(seed, minutes * 60)
        print(tally.told(), flush=True)
    assert tally.refuted == [] and tally.wrong == []


TEXT = {"type": "string"}


def nested(width, depth, leaf):
    if depth == 0:
        return leaf
    return {"anyOf": [{"properties": {f"a{depth}_{i}": nested(width, depth - 1, leaf)}, "required": [f"a{depth}_{i}"]} for i in range(width)]}


def recursive(changed):
    definitions = {
        f"d{i}": {"properties": {f"x{j}": {"anyOf": [{"$ref": f"#/$defs/d{(i * j + 1) % 60}"}, changed(i, j)]} for j in range(8)}, "required": ["x0"]}
        for i in range(60)
    }
    return {"$ref": "#/$defs/d0", "$defs": definitions}


HOSTILE = {
    "alternatives of alternatives": (nested(4, 5, {"maxLength": 5}), nested(4, 5, {"maxLength": 4})),
    "a hundred alternatives that overlap": tuple({"oneOf": [{"required": [f"p{i}", *more]} for i in range(100)]} for more in ([], ["q"])),
    "alternatives beside alternatives": tuple(
        {"allOf": [{"anyOf": [{"required": [f"a{j}_{i}", *more]} for i in range(8)]} for j in range(12)]} for more in ([], ["z"])
    ),
    "pigeons and holes": (
        {"allOf": [{"anyOf": [{"required": [f"p{i}h{h}"]} for h in range(6)]} for i in range(7)]},
        {"anyOf": [{"required": [f"p{i}h{h}", f"p{j}h{h}"]} for h in range(6) for i in range(7) for j in range(i)]},
    ),
    "sixty definitions that lead to one another": (
        recursive(lambda i, j: {"type": "integer", "minimum": 0}),
        recursive(lambda i, j: {"type": "integer", "minimum": int(i == 59 and j == 7)}),
    ),
    "nine hundred choices beside nine hundred names": tuple(
        {"properties": {f"p{i}": {"anyOf": [TEXT, {"maximum": i + more}]} for i in range(900)}, "required": [f"p{i}" for i in range(900)]}
        for more in (0, 1)
    ),
    "conditions in a row": tuple(
        {"allOf": [{"if": {"required": [f"p{i}"]}, "then": {"required": [f"p{i + 1}", *more]}} for i in range(200)]} for more in ([], ["z"])
    ),
    "patterns whose automata are large": tuple(
        {"type": "string", "allOf": [{"pattern": f"^[ab]*{letter}[ab]{{{n}}}$"} for n in range(40, 50)]} for letter in "ab"
    ),
    "denials of patterns whose automata are large": tuple(
        {"type": "string", "not": {"anyOf": [{"pattern": f"a.{{{n}}}b"} for n in range(40, last)]}} for last in (50, 51)
    ),
    "patterns of long texts": tuple({"type": "string", "pattern": f"^[a-{last}]+$", "minLength": 99999, "maxLength": 100000} for last in "zy"),
    "many patterns for names": tuple({"patternProperties": {f"^a{i}.*{last}": {"type": "integer"} for i in range(30)}} for last in "zy"),
    "long lists of values": ({"enum": list(range(20000))}, {"not": {"enum": list(range(20000, 40000))}}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pairs_end(name):
    old, new = (json.dumps(side) for side in HOSTILE[name])
    began = time.process_time()
    assert not schema.diff(old, new, compatibility_mode="full").is_compatible
    schema.diff(new, old)
    assert time.process_time() - began < 20  # a second or two, even where all is slow


TELL_CHANGES = """
import json, sys
from tessera_sdk import schema

for old, new in json.load(sys.stdin):
    print(*schema.diff(old, new, compatibility_mode="full").breaking_changes, sep="\\n")
"""


def test_each_run_says_the_same():
    """Each process has hashes and addresses of its own; no verdict and no example may follow from them."""
    pairs = []
    for seed in range(150):
        make = Maker(seed)
        old = make.root()
        pairs.append([old, make.changed(old)])
    several = {"enum": [f"v{i}" for i in range(60)]}
    pairs.append([{"allOf": [several, {"minLength": 3}]}, {"allOf": [several, {"maxLength": 2}]}])

    def told():
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        return subprocess.run([sys.executable, "-c", TELL_CHANGES], env=environment, input=json.dumps(pairs),
                              capture_output=True, text=True, timeout=120, check=True).stdout  # fmt: skip

    first = told()
    assert "example={" in first and "example='v10'" in first
    assert all(told() == first for _ in range(3))


def test_another_spelling_is_no_change():
    respelled = 0
    for seed in range(SPELLINGS):
        one = Maker(seed).schema(1)
        if "$ref" in json.dumps(one):
            continue  # definitions stand at the root only
        other = Speller(seed).respelled(one)
        respelled += other != one
        for old, new in settings(one, other):
            for before, after in ((old, new), (new, old)):
                changes = schema.diff(before, after).all_changes
                assert changes == [], f"seed {seed}\n{json.dumps(before)}\n{json.dumps(after)}"
    assert respelled > SPELLINGS // 4
