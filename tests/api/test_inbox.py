"""A team's inbox, walked from place to place while it changes: whoever answers what a page shows takes rows out of the list."""

import pytest

from support.make import acknowledge, expect, expect_problem, make_asset, make_contract, make_team, object_schema, propose, register

WIDE = object_schema(sku="string", price="number")
NARROW = object_schema(sku="string")


def waiting(api, owner, consumers):
    """A proposal that waits for the consumers."""
    asset = make_asset(api, owner)
    contract = make_contract(api, asset, WIDE)
    for consumer in consumers:
        register(api, contract, consumer)
    return propose(api, asset, NARROW)


def page_of(api, team, **query):
    return expect(api.get(f"/proposals/pending/{team['id']}", params=query), 200)


def walk(api, team, seen=None, **query):
    """The ids of all entries, page by page; `seen` is told of each page."""
    ids = []
    while True:
        page = page_of(api, team, **query)
        ids += [entry["proposal_id"] for entry in page["pending_proposals"]]
        if seen is not None:
            seen(page["pending_proposals"])
        if page["next"] is None:
            return ids
        assert len(page["pending_proposals"]) == page["limit"]
        query["after"] = page["next"]


@pytest.fixture
def inbox(api):
    """A consumer, another one, and seven proposals that wait for both, the newest first."""
    owner, reader, other = make_team(api), make_team(api), make_team(api)
    proposals = [waiting(api, owner, [reader, other]) for _ in range(7)][::-1]
    return owner, reader, other, proposals


def ids_of(proposals):
    return [proposal["id"] for proposal in proposals]


@pytest.mark.parametrize("limit", [1, 2, 6, 7, 8])
def test_the_walk_shows_each_once(api, inbox, limit):
    _, reader, _, proposals = inbox
    assert walk(api, reader, limit=limit) == ids_of(proposals)


def test_answering_on_the_way(api, inbox):
    _, reader, _, proposals = inbox
    totals = []

    def answer(entries):
        totals.append(page_of(api, reader)["total"])
        for entry in entries:
            acknowledge(api, {"id": entry["proposal_id"]}, reader)

    assert walk(api, reader, answer, limit=2) == ids_of(proposals)
    assert totals == [7, 5, 3, 1]
    last = page_of(api, reader)
    assert (last["pending_proposals"], last["total"], last["next"]) == ([], 0, None)


def test_what_comes_and_goes_on_the_way(api, inbox):
    owner, reader, other, proposals = inbox
    come = []

    def change(entries):
        if come:
            return
        come.append(waiting(api, owner, [reader]))  # before the place
        expect(api.post(f"/proposals/{proposals[1]['id']}/withdraw"), 200)  # the row that the place is of
        acknowledge(api, proposals[3], other, "blocked")  # behind it
        acknowledge(api, proposals[4], other)  # stays

    ids = ids_of(proposals)
    assert walk(api, reader, change, limit=2) == ids[:3] + ids[4:]
    assert walk(api, reader, limit=3) == [come[0]["id"], ids[0], ids[2], *ids[4:]]


def test_another_state(api, inbox):
    _, reader, other, proposals = inbox
    for proposal in proposals[:5]:
        acknowledge(api, proposal, other, "blocked")
    assert walk(api, reader, limit=2, status="rejected") == ids_of(proposals[:5])
    assert walk(api, reader, limit=2) == ids_of(proposals[5:])
    assert walk(api, other, limit=2, status="rejected") == [], "it answered"


def test_counting_stays(api, inbox):
    _, reader, _, proposals = inbox
    for offset in range(9):
        page = page_of(api, reader, limit=3, offset=offset)
        assert [entry["proposal_id"] for entry in page["pending_proposals"]] == ids_of(proposals)[offset : offset + 3]
        assert (page["total"], page["limit"], page["offset"]) == (7, 3, offset)
        assert (page["next"] is None) == (offset + 3 >= 7)
    after = page_of(api, reader, limit=2)["next"]
    beside = page_of(api, reader, limit=2, after=after, offset=1)
    assert [entry["proposal_id"] for entry in beside["pending_proposals"]] == ids_of(proposals)[3:5] and beside["total"] == 7


def test_places_of_other_lists(api, inbox):
    _, reader, _, proposals = inbox
    listed = expect(api.get("/proposals", params={"limit": 1}), 200)["next"]
    own = page_of(api, reader, limit=1)["next"]
    for path, place in ((f"/proposals/pending/{reader['id']}", listed), ("/proposals", own), (f"/proposals/pending/{reader['id']}", own[:-1])):
        expect_problem(api.get(path, params={"after": place}), ("query", "after"), "value_error")
