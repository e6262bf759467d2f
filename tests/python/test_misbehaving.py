"""What our client makes of servers that misbehave, and that the page tells the same."""

import re

import pytest

from support import misbehaving


@pytest.mark.parametrize("name", misbehaving.CASES)
def test_what_a_call_comes_to(name):
    what, took = misbehaving.outcome(name, misbehaving.tessera)
    assert what == misbehaving.OURS.get(name, misbehaving.OTHERWISE)
    late = what == "TesseraTimeoutError"
    assert took >= misbehaving.LIMIT - 0.05 if late else True
    assert took < misbehaving.LIMIT + 4  # what ends late ends at its limit, on a busy machine


def test_the_page_tells_it():
    page = misbehaving.PAGE.read_text()
    rows = dict(re.findall(r"^\| ([^|]+) \| `([^`]+)`, [\d.]+ s \| `[^`]+`, [\d.]+ s \| `[^`]+`, [\d.]+ s \|$", page, re.MULTILINE))
    assert rows == {name: misbehaving.OURS.get(name, misbehaving.OTHERWISE) for name in misbehaving.CASES}
