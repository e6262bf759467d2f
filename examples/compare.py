"""What a change would do: a dry run of a breaking one, then a compatible one and the comparison of the two contracts.

Usage: compare.py FQN, the name of an asset with a contract (publish_contract.py makes one)
"""

import sys

from tessera_sdk import TesseraClient

with TesseraClient() as client:
    context = client.assets.context_by_fqn(sys.argv[1])
    asset_id, old = context.asset.id, context.current_contract

    # The whole decision, and nothing is written.
    preview = client.assets.publish_contract(asset_id, schema={"type": "object"}, dry_run=True)
    print("would be:", preview.action)
    for change in preview.breaking_changes:
        print("breaking:", change.type, change.path)

    # An optional field more is compatible; the server chooses the version.
    properties = {**old.schema["properties"], "name": {"type": "string"}}
    result = client.assets.publish_contract(asset_id, schema={**old.schema, "properties": properties})
    print("published:", result.contract.version)

    compared = client.contracts.compare(contract_id=old.id, other_contract_id=result.contract.id)
    print("compatible:", compared.is_compatible)
    for change in compared.all_changes:
        print("change:", change.type, change.path)
