"""A database with many rows in every table, written into the file of a server that is not running."""

import contextlib
import sqlite3

MICROSECONDS = 1_000_000
START = 1_700_000_000 * MICROSECONDS
KINDS = ("model", "source", "seed", "api_endpoint", "other")
ENVIRONMENTS = ("production", "staging", "development", "test")
SCHEMA = '{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"integer"}}}'


def identity(kind, number):
    """An id that looks as random as the server's, the same at each run."""
    mixed = (number * 0x9E3779B97F4A7C15 + ord(kind)) & (2**64 - 1)
    return mixed.to_bytes(8, "big") + ord(kind).to_bytes(2, "big") + number.to_bytes(6, "big")


def fill(path, contracts=100_000):
    """Ten contracts an asset; the other tables have a few thousand rows each."""
    assets, few = contracts // 10, 2_000
    team = [identity("t", number) for number in range(few)]
    user = [identity("u", number) for number in range(few)]
    asset = [identity("a", number) for number in range(assets)]
    with contextlib.closing(sqlite3.connect(path)) as connection:

        def insert(table, columns, rows):
            marks = ", ".join("?" * len(columns.split(",")))
            connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)

        # Indexes are dear to keep up for so many rows.
        indexes = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").fetchall()
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        insert("teams", "id, name, created_at", ((team[i], f"team {i:06d}", START + i) for i in range(few)))
        insert("users", "id, username, email, name, team_id, created_at",
               ((user[i], f"user{i:06d}", f"user{i:06d}@example.com", f"Person {i:06d}", team[i % few], START + i) for i in range(few)))
        insert("api_keys", "id, key_hash, key_prefix, name, team_id, user_id, scopes, created_at",
               ((identity("h", i), identity("h", i) * 2, f"tess_live_{i:012x}", f"key {i}", team[i % few], user[i % few] if i % 3 else None,
                 '["read"]', START + i) for i in range(few)))
        insert("sessions", "id, user_id, token_hash, previous_hash, created_at, rotated_at, last_seen_at, ends_at, expires_at",
               ((identity("w", i), user[i % few], identity("w", i) * 2, identity("v", i) * 2 if i % 2 else None, START + i, START + i, START + i,
                 START + i + 1000, START + i + 2000) for i in range(few)))
        insert("repos", "id, name, git_url, owner_team_id, created_at",
               ((identity("r", i), f"repo {i}", f"git@example.com:{i}", team[i % few], START + i) for i in range(few)))
        insert("services", "id, name, repo_id, created_at",
               ((identity("s", i), f"service {i}", identity("r", i), START + i) for i in range(few)))
        insert("slack_configs", "id, team_id, channel_id, bot_token, notify_on, enabled, created_at",
               ((identity("l", i), team[i % few], f"C{i}", b"0", "[]", 1, START + i) for i in range(few)))
        insert("assets", "id, fqn, environment, resource_type, owner_team_id, owner_user_id, service_id, created_at, tags, name_change",
               ((asset[i], f"warehouse.domain_{i % 97}.table_{i:07d}", ENVIRONMENTS[i // 7 % 4], KINDS[i // 3 % 5], team[i % few],
                 user[i % few] if i % 2 else None, identity("s", i % few) if i % 3 == 0 else None, START + i, '["pii","finance"]', i + 1)
                for i in range(assets)))
        insert("contracts", "id, asset_id, version, status, published_at, published_by, schema",
               ((identity("c", i), asset[i % assets], f"{i // assets + 1}.{i % 7}.{i % 11}", "active" if i // assets == 9 else "deprecated",
                 START + i * MICROSECONDS, team[i % few], SCHEMA) for i in range(contracts)))
        connection.execute("INSERT INTO contract_versions (version, active, deprecated) SELECT version, count(*) FILTER (WHERE status = 'active'), "
                           "count(*) FILTER (WHERE status <> 'active') FROM contracts GROUP BY version")
        # Of an asset's newest contract and of one before, by several teams.
        insert("registrations", "id, contract_id, consumer_team_id, status, registered_at",
               ((identity("g", i), identity("c", contracts - 1 - i % (2 * assets)), team[(i * 7 + i // (2 * assets)) % few],
                 ("active", "migrating", "inactive")[i % 3], START + i) for i in range(2 * assets)))
        insert("proposals", "id, asset_id, status, change_type, proposed_by, proposed_at, supersedes, proposed_schema",
               ((identity("p", i), asset[i % assets], "pending" if i < few else ("approved", "published", "rejected")[i % 3],
                 ("major", "minor", "patch")[i % 3], team[i % few], START + i, identity("p", i - 1) if i else None, SCHEMA)
                for i in range(5 * few)))
        insert("acknowledgments", "id, proposal_id, consumer_team_id, response, responded_at",
               ((identity("k", i), identity("p", i), team[i * 3 % few], "approved", START + i) for i in range(5 * few)))
        insert("awaited_consumers", "proposal_id, consumer_team_id, proposed_at",
               ((identity("p", i), team[(i * 3 + 1) % few], START + i) for i in range(few)))
        insert("dependencies", "id, dependent_asset_id, dependency_asset_id, created_at",
               ((identity("d", i), asset[i], asset[i * 31 % assets], START + i) for i in range(1, assets)))
        insert("deployments", "id, asset_id, team_id, environment, contract_id, deployed_at",
               ((identity("y", i), asset[i % assets], team[i * 3 % few], ("production", "staging")[i % 2], identity("c", i), START + i) for i in range(5 * few)))
        insert("audit_runs", "id, asset_id, status, triggered_by, run_at",
               ((identity("n", i), asset[i % assets], "passed", "api", START + i) for i in range(5 * few)))
        insert("audit_run_failures", "run_id, place, guarantee_id", ((identity("n", i), 0, f"check {i % 9}") for i in range(few)))
        insert("inferred_dependencies", "id, asset_id, consumer_team_id, confidence, source, status, first_observed_at, last_observed_at, evidence",
               ((identity("f", i), asset[i % assets], team[i * 3 % few], i % 100 / 100, "preflight_audit", ("pending", "confirmed")[i % 2], START + i,
                 START + i, '{"preflight_calls_30d":9,"distinct_days":9,"days_since_last_call":0,"actor_type":"human"}') for i in range(2 * few)))
        insert("audit_events", "id, entity_type, entity_id, action, actor_id, occurred_at",
               ((identity("e", i), "contract", identity("c", i), "contract.published", team[i % few], START + i) for i in range(10 * few)))
        sealed = 10 * few - few
        insert("audit_unsealed", "event_id", ((identity("e", i),) for i in range(sealed, 10 * few)))
        insert("audit_tallies", "entity_type, action, actor_type, events", (("contract", "contract.published", "human", sealed),))
        insert("audit_seals", "number, last_sequence, hash, sealed_at, links",
               ((i + 1, 9 * i + 9, bytes(32), START + i, b"".join(identity("e", 9 * i + k) + bytes(32) for k in range(9))) for i in range(few)))
        insert("outbox", "id, kind, created_at, next_attempt_at, payload",
               ((identity("o", i), ("webhook", "chat", "both")[i % 3], START + i, START + i, "{}") for i in range(few)))
        insert("outbox", "id, kind, created_at, next_attempt_at, delivered_at, untold, payload",
               ((identity("q", i), "chat", START + i, START + i, START + i, 1, "{}") for i in range(2 * few)))
        insert("webhook_endpoints", "id, url, origin, created_at", ((identity("w", i), "https://hooks.example.org/", "route", START + i) for i in range(10)))
        insert("webhook_deliveries", "id, endpoint_id, event_id, event_type, entity_id, queued_at, url, status, alive, due_at, delivered_at, created_at",
               ((identity("v", i), identity("w", i % 10), identity("o", i % few), f"event {i % 9}", identity("a", i % few), START + i,
                 "https://hooks.example.org/", ("failed", "pending")[i % 2] if i % 30 < 2 else "delivered", i % 30 < 2, START + i if i % 30 == 0 else None,
                 None if i % 30 < 2 else START + i, START + i)
                for i in range(5 * few)))
        insert("notifications", "id, event_id, kind, destination_id, queued_at, alive, due_at, last_attempt_at, created_at",
               ((identity("i", i), identity("o", i), "slack", identity("l", i % 500), START + i, i < 100, START + i if i < 50 else None,
                 None if i < 100 else START + i, START + i)
                for i in range(few)))
        insert("idempotency_keys", "caller, key, fingerprint, status, created_at",
               ((f"caller {i % 9}", f"key {i}", b"0123456789", 201, START + i) for i in range(few)))
        insert("automatic_keys", "place, request, status, made",
               (((START // 1000 << 15) + i, identity("y", i) + b"01234567", 201, identity("a", i)) for i in range(few)))
        connection.execute("INSERT INTO list_counts (list, first, second, part, live) SELECT 'assets', environment, resource_type, 0, count(*) FROM assets GROUP BY 2, 3")
        connection.execute("INSERT INTO name_changes (part, changes, loads) SELECT 0, count(*), 0 FROM assets")
        for _, statement in indexes:
            connection.execute(statement)
        connection.commit()
    return {"teams": team, "users": user, "assets": asset}


def tables(connection):
    """How many rows each table has."""
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]
    return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}
