"""The complete example for programs that are not asynchronous: a team, an asset, a contract."""

from tessera_sdk import TesseraClient

with TesseraClient() as client:  # TESSERA_URL, else http://localhost:8000
    team = client.teams.create(name="data-platform")
    asset = client.assets.create(
        fqn="warehouse.analytics.dim_customers", owner_team_id=team.id, description="Customer dimension table")
    result = client.assets.publish_contract(
        asset_id=asset.id,
        schema={
            "type": "object",
            "properties": {"customer_id": {"type": "integer"}, "email": {"type": "string"}},
            "required": ["customer_id"],
        },
        version="1.0.0",
    )
    print(f"Published contract: {result.contract.version}")
