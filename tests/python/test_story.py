"""One story of a breaking change, told through the SDK from the first contract to the one that ships."""

import pytest

from support.make import audit_events, unique
from tessera_sdk import ConflictError

STRING, NUMBER = {"type": "string"}, {"type": "number"}


def orders(**properties):
    return {"type": "object", "properties": {"id": STRING, "note": STRING, **properties}}


def audited(server, proposal):
    return [(event["action"], event["payload"]) for event in audit_events(server, str(proposal.id))]


@pytest.fixture
def cast(client):
    names = ("shop", "archive", "billing", "reporting")
    return [client.teams.create(name=unique(name)) for name in names]


def test_a_breaking_change_ships(server, client, cast):
    shop, archive, billing, reporting = cast
    asset = client.assets.create(fqn=unique("story.orders"), owner_team_id=shop.id)
    first = client.assets.publish_contract(asset.id, orders(total=NUMBER), version="1.0.0").contract
    client.registrations.create(first.id, archive.id, fields=["id", "note"])
    client.registrations.create(first.id, billing.id, fields=["total"])
    client.registrations.create(first.id, reporting.id)

    # The shop breaks a field. Who reads another one is told and not waited for.
    result = client.assets.publish_contract(asset.id, orders(total=STRING), version="2.0.0")
    waits = {wait.team_name: (wait.waited_for, wait.reason) for wait in result.consumers}
    assert waits == {
        archive.name: (False, "fields_untouched"),
        billing.name: (True, "fields_touched"),
        reporting.name: (True, "reads_everything"),
    }
    assert client.proposals.pending(archive.id).total == 0
    (entry,) = client.proposals.pending(billing.id).pending_proposals
    assert (entry.proposal_id, entry.wait.touched_fields) == (result.proposal.id, ["total"])

    # One agrees and migrates until a day, one blocks.
    client.proposals.acknowledge(result.proposal.id, billing.id, "migrating", migration_deadline="2031-07-01T00:00:00Z")
    client.proposals.acknowledge(result.proposal.id, reporting.id, "blocked", notes="we add the totals up")
    assert client.proposals.get_status(result.proposal.id).status == "rejected"

    # The shop proposes something else in its place, which the one that blocked agrees to.
    second = client.assets.publish_contract(
        asset.id, orders(total=STRING, total_number=NUMBER), version="2.0.0", supersedes=result.proposal.id
    ).proposal
    assert client.proposals.get_status(result.proposal.id).superseded_by == second.id
    earlier = client.proposals.get_status(second.id).earlier_acknowledgments
    assert {(answer.consumer_team_id, answer.response) for answer in earlier} == {(billing.id, "migrating"), (reporting.id, "blocked")}
    with pytest.raises(ConflictError):
        client.assets.publish_contract(asset.id, orders(), version="2.0.0")
    client.proposals.acknowledge(second.id, billing.id, "migrating", migration_deadline="2031-07-01T00:00:00Z")
    last = client.proposals.acknowledge(second.id, reporting.id, "approved")
    assert last.proposal_status == "approved"

    # It ships.
    contract = client.proposals.publish(second.id, version="2.0.0", published_by=shop.id).contract
    assert (contract.version, contract.status) == ("2.0.0", "active")
    assert [action for action, _ in audited(server, result.proposal)] == ["proposal.created", "proposal.acknowledged", "proposal.acknowledged", "proposal.rejected"]
    assert [(action, payload.get("response")) for action, payload in audited(server, second)] == [
        ("proposal.created", None),
        ("proposal.acknowledged", "migrating"),
        ("proposal.acknowledged", "approved"),
        ("proposal.approved", None),
        ("proposal.published", None),
    ]
