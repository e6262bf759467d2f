"""Totals that are kept instead of counted stay those of the rows."""

import concurrent.futures
import random

from support.make import database_read, expect, make_asset, make_contract, make_team, object_schema, publish

KEPT = """SELECT list, first, second, CAST(sum(live) AS bigint) FROM list_counts GROUP BY list, first, second HAVING sum(live) <> 0 ORDER BY 1, 2, 3"""
COUNTED = """SELECT 'assets', environment, resource_type, count(*) FROM assets WHERE deleted_at IS NULL GROUP BY environment, resource_type
    UNION ALL SELECT 'proposals', status, change_type, count(*) FROM proposals GROUP BY status, change_type
    UNION ALL SELECT 'registrations', status, '', count(*) FROM registrations WHERE deleted_at IS NULL GROUP BY status ORDER BY 1, 2, 3"""


def check(running):
    connection = database_read(running.database)
    try:
        kept, counted = ([tuple(row) for row in connection.execute(statement).fetchall()] for statement in (KEPT, COUNTED))
    finally:
        connection.close()
    assert kept == counted and len(kept) > 3
    api = running.api()
    for kind in ("assets", "proposals", "registrations"):
        assert expect(api.get(f"/{kind}", params={"limit": 1}), 200)["total"] == sum(row[3] for row in counted if row[0] == kind)
    for name, place in (("environment", 1), ("resource_type", 2)):
        for value in {row[place] for row in counted if row[0] == "assets"}:
            total = expect(api.get("/assets", params={name: value, "limit": 1}), 200)["total"]
            assert total == sum(row[3] for row in counted if row[0] == "assets" and row[place] == value)


def work(running, number):
    """Everything that changes what counts, refusals among it."""
    api, chance = running.api(), random.Random(number)
    owner, consumer = make_team(api), make_team(api)
    for _ in range(6):
        kinds = {"environment": chance.choice(("production", "test")), "resource_type": chance.choice(("model", "other"))}
        asset = make_asset(api, owner, **kinds)
        expect(api.post("/assets", json={"fqn": asset["fqn"], "owner_team_id": owner["id"], "environment": asset["environment"]}), 409)
        expect(api.patch(f"/assets/{asset['id']}", json={"environment": "moved"} if chance.random() < 0.5 else {"description": "x"}), 200)
        contract = make_contract(api, asset, object_schema(a="string"), version="1.0.0")
        made = expect(api.post("/registrations", json={"contract_id": contract["id"], "consumer_team_id": consumer["id"]}), 201)
        expect(api.post("/registrations", json={"contract_id": contract["id"], "consumer_team_id": consumer["id"]}), 409)
        expect(api.patch(f"/registrations/{made['id']}", json={"status": chance.choice(("active", "migrating", "inactive"))}), 200)
        proposal = expect(publish(api, asset, object_schema(b="integer")), 201)["proposal"]
        answer = {"proposal_id": proposal["id"], "consumer_team_id": consumer["id"], "response": chance.choice(("approved", "blocked"))}
        if expect(api.get(f"/registrations/{made['id']}"), 200)["status"] == "active":
            expect(api.post("/bulk/acknowledgments", json={"acknowledgments": [answer]}), 200)
        if chance.random() < 0.5:
            expect(api.delete(f"/registrations/{made['id']}"), 204)
        if chance.random() < 0.5:
            expect(api.delete(f"/assets/{asset['id']}"), 204)
            if chance.random() < 0.5:
                expect(api.post(f"/assets/{asset['id']}/restore"), 200)


def test_totals_that_are_kept(start_server):
    running = start_server()
    with concurrent.futures.ThreadPoolExecutor(4) as threads:
        for done in [threads.submit(work, running, number) for number in range(4)]:
            done.result()
    check(running)
