"""Histories of schemas, step by step and from every version to every other one: nearly all of it is decided."""

import itertools

import pytest

from support.schema_histories import HISTORIES, versions
from tessera_sdk import schema

DECIDED = 0.99  # at least, of all pairs of versions
POLICIES = ("yardstick", "strict", "lenient")


def steps():
    for name in HISTORIES:
        for (_, _, old), (what, breaks, new) in itertools.pairwise(versions(name)):
            yield pytest.param(old, new, breaks, id=f"{name}: {what}")


@pytest.mark.parametrize(("old", "new", "breaks"), steps())
def test_a_step_breaks_what_it_says(old, new, breaks):
    assert schema.validate(new).valid
    for mode, letter in (("backward", "b"), ("forward", "f")):
        found = schema.diff(old, new, compatibility_mode=mode)
        assert found.is_compatible == (letter not in breaks), found.breaking_changes
        assert found.certainty != "undecided", found.breaking_changes


def test_nearly_all_pairs_of_versions_are_decided():
    decided, undecided = 0, []
    for name in HISTORIES:
        for (old_name, _, old), (new_name, _, new) in itertools.permutations(versions(name), 2):
            for mode, policy in itertools.product(("backward", "forward"), POLICIES):
                found = schema.diff(old, new, compatibility_mode=mode, compatibility_policy=policy)
                decided += found.certainty != "undecided"
                if found.certainty == "undecided":
                    undecided.append(f"{name}, {mode}, {policy}: {old_name} -> {new_name}: {[change.reason for change in found.breaking_changes]}")
    print(f"{decided} of {decided + len(undecided)} decided")
    assert decided >= DECIDED * (decided + len(undecided)), undecided
