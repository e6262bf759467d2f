"""Schemas for tests of contracts, and what the database and the API tell of an asset's contracts."""

import uuid

from support.make import database_read, expect, make_contract, object_schema

NARROW = object_schema(["customer_id"], customer_id="integer")
WIDE = object_schema(["customer_id"], customer_id="integer", email="string")
OTHER = object_schema(["order_id"], order_id="integer")
FORCE = {"force": True, "force_reason": "agreed with everybody"}


def make_three(api, asset):
    """Versions 1.0.0, 1.1.0 (minor) and 2.0.0 (breaking) of one asset, oldest first."""
    return [make_contract(api, asset, NARROW), make_contract(api, asset, WIDE), make_contract(api, asset, OTHER, **FORCE)]


def without(contract, *names):
    """A contract less some of its members."""
    return {name: value for name, value in contract.items() if name not in names}


def contracts_of(server, asset):
    """(version, status) of every stored contract of an asset, oldest first."""
    connection = database_read(server.database)
    try:
        rows = connection.execute(
            "SELECT * FROM contracts WHERE asset_id IN (?, ?) ORDER BY published_at, id", (uuid.UUID(asset["id"]).bytes, asset["id"])
        ).fetchall()
    finally:
        connection.close()
    return [(row["version"], row["status"]) for row in rows]


def active_version(api, asset):
    """The version of an asset's active contract, or None."""
    current = expect(api.get(f"/assets/{asset['id']}/context"), 200)["current_contract"]
    return current["version"] if current else None


def history_count(api, asset):
    """How many contracts an asset ever had."""
    return expect(api.get(f"/assets/{asset['id']}/context"), 200)["contract_history_count"]
