"""Register as a consumer: find an asset's active contract by its name, and see what waits for an acknowledgment.

Usage: consumer.py FQN TEAM [FIELD...], the asset's name (publish_contract.py makes one), the name of a new team, and the fields
that it reads; without any it reads everything
"""

import sys

from tessera_sdk import TesseraClient

with TesseraClient() as client:
    fqn, name, *fields = sys.argv[1:]
    contract = client.assets.context_by_fqn(fqn).current_contract
    team = client.teams.create(name=name)

    # Without a pinned version the team goes along with each new contract of the asset. A change that touches none of its fields
    # does not wait for it.
    client.registrations.create(contract_id=contract.id, consumer_team_id=team.id, fields=fields or None)
    print(f"{name} consumes {fqn} {contract.version}")

    # Breaking changes wait for the team's acknowledgment.
    for proposal in client.proposals.iter(pending_ack_for=team.id):
        print(f"to acknowledge: {proposal.id} of {proposal.asset_fqn}")
