import asyncio
from tessera_sdk import AsyncTesseraClient

async def setup_data_contracts():
    async with AsyncTesseraClient(base_url="http://localhost:8000") as client:
        # Create team
        team = await client.teams.create(name="data-platform")

        # Create asset
        asset = await client.assets.create(
            fqn="warehouse.analytics.dim_customers",
            owner_team_id=team.id,
            description="Customer dimension table"
        )

        # Publish contract
        result = await client.assets.publish_contract(
            asset_id=asset.id,
            schema={
                "type": "object",
                "properties": {
                    "customer_id": {"type": "integer"},
                    "email": {"type": "string"}
                },
                "required": ["customer_id"]
            },
            version="1.0.0"
        )

        print(f"Published contract: {result.contract.version}")
        return result

if __name__ == "__main__":
    asyncio.run(setup_data_contracts())
