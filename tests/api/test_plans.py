"""Every statement of the store is one that both databases take, and searches the tables that may be large."""

import re
import tomllib

import pytest

from support import many, plans, postgres
from support.server import CHECKOUT, Server, program_run

pytestmark = postgres.sqlite_only  # each test uses both


@pytest.fixture(scope="module")
def databases(tmp_path_factory):
    """Connections to both, with the same many rows."""
    folder = tmp_path_factory.mktemp("plans")
    running = Server(folder, database=folder / "many.db")
    running.start()
    running.stop_and_check()
    many.fill(running.database)
    url = postgres.cluster().new_database()
    ended = program_run("--copy-database", str(running.database), url, folder=folder, seconds=120)
    assert ended.returncode == 0, ended.stderr
    made = {"sqlite": plans.sqlite_open(running.database), "postgresql": postgres.Connection(url)}
    yield made
    for connection in made.values():
        connection.close()


@pytest.fixture(scope="module")
def large(databases):
    """The tables that a statement may not go through."""
    sizes = many.tables(databases["sqlite"])
    assert sizes["contracts"] == 100_000
    # Those that stay small by themselves; all others must have many rows here, or nothing is shown of them.
    small = {name for name, rows in sizes.items() if rows <= plans.LARGE}
    assert small == {
        "audit_archives", "audit_archiving", "audit_tallies", "contract_versions", "jobs", "list_counts", "name_changes", "webhook_endpoints",
    }, small  # fmt: skip
    return set(sizes) - small


def exceptions():
    return tomllib.loads((CHECKOUT / "tests" / "plans.toml").read_text())["walk"]


WALKS = {"sqlite": plans.sqlite_walks, "postgresql": plans.postgres_walks}


def test_statements_are_found():
    found = plans.statements()
    nouns = ("assets", "contracts", "teams", "users", "registrations", "proposals", "acknowledgments", "outbox", "idempotency_keys", "audit_events")
    assert len(found) > 150
    assert all(any(re.search(rf"\b{noun}\b", statement) for statement in found) for noun in nouns)
    assert not any(mark in statement for statement in found for mark in ("pg_", "sqlite_", "PRAGMA"))


def test_statements_search(databases, large):
    rules, faults, needed = exceptions(), [], set()
    for statement in plans.statements():
        for kind, walks in WALKS.items():
            for table, how in walks(databases[kind], statement):
                if table not in large:
                    continue
                fitting = [number for number, rule in enumerate(rules)
                           if re.search(rule["statement"], statement) and table in rule["tables"] and not (rule.get("index") and how == "table")]
                needed.update(fitting)
                if not fitting:
                    faults.append(f"{kind} goes through {table} ({how}): {statement}")
    assert not faults, "\n".join(faults)
    idle = [rule["statement"] for number, rule in enumerate(rules) if number not in needed]
    assert not idle, f"no statement needs these rows of tests/plans.toml: {idle}"


def test_a_walk_is_seen(databases):
    """The test could fail."""
    statement = "SELECT id FROM contracts c WHERE c.schema = :schema"
    for kind, walks in WALKS.items():
        assert walks(databases[kind], statement) == [("contracts", "table")]
    assert plans.sqlite_walks(databases["sqlite"], "SELECT id FROM audit_events ORDER BY occurred_at") == [("audit_events", "ix_audit_events_occurred")]
