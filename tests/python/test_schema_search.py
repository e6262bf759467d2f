"""Random schemas: no document refutes a verdict, and another spelling is no change. `make test-long` goes on for
TESSERA_SEARCH_MINUTES (10) with a seed of its own, which it prints; TESSERA_SEARCH_SEED takes one again."""

import json
import os
import random

import pytest

from support.schema_search import Maker, search
from support.schema_spellings import Speller, settings

from tessera_sdk import schema

SECONDS, PAIRS, SPELLINGS = 60, 2500, 600


def test_no_document_refutes_a_verdict():
    tally = search(20261130, SECONDS, PAIRS)
    assert tally.refuted == []
    assert tally.counted > tally.pairs and tally.changed > tally.pairs // 20  # enough was looked at to mean something


@pytest.mark.skipif(not os.environ.get("TESSERA_TEST_LONG"), reason="a longer test: make test-long")
def test_no_document_refutes_a_verdict_for_long(capsys):
    minutes = float(os.environ.get("TESSERA_SEARCH_MINUTES", "10"))
    seed = int(os.environ.get("TESSERA_SEARCH_SEED", random.randrange(1 << 40)))
    with capsys.disabled():
        print(f"\nsearching for {minutes:g} minutes, seed {seed}", flush=True)
        tally = search(seed, minutes * 60)
        print(tally.told(), flush=True)
    assert tally.refuted == []


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
