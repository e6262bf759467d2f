"""Parallel operations: many calls in flight, one wait. Usage: gather.py ASSET_ID..."""

import asyncio
import sys

from tessera_sdk import AsyncTesseraClient, TesseraError


async def check_multiple_assets(asset_ids):
    async with AsyncTesseraClient() as client:
        # One list of results in the order of the ids; the first failure would end the wait.
        assets = await asyncio.gather(*(client.assets.get(asset_id) for asset_id in asset_ids))
        for asset in assets:
            print(asset.id, asset.fqn)

        # Every outcome, errors included.
        outcomes = await asyncio.gather(*(client.contracts.get(asset_id) for asset_id in asset_ids), return_exceptions=True)
        print(sum(isinstance(outcome, TesseraError) for outcome in outcomes), "ids name no contract")


asyncio.run(check_multiple_assets(sys.argv[1:]))
