"""The statements of the store, taken from its objects, and what both databases make of them."""

import json
import pathlib
import re
import sqlite3

from support import postgres
from support.server import build_folder

BEGINNINGS = rb"(?:SELECT|INSERT|UPDATE|DELETE|WITH) [^\0]+\0"
PARAMETER = re.compile(r"(?<![:\w'])[:?](\w+)")

# What a named parameter is that is no text; the server says it when it binds. Those of statements with numbers PostgreSQL can tell.
TYPES = {
    "uuid": ("owner", "owner_user", "team_id", "asset_id", "contract_id", "consumer_team_id", "proposed_by", "pending_ack_for", "id",
             "owner_team_id", "owner_user_id", "service_id", "published_by", "published_by_user_id", "proposed_by_user_id", "after_id", "of"),
    "bigint": ("limit", "offset"),
    "timestamptz": ("beginning", "after_time", "created_at", "updated_at", "published_at", "registered_at", "proposed_at"),
    "boolean": ("unowned", "include_deactivated", "auto_expire"),
}  # fmt: skip
TYPE_OF = {name: kind for kind, names in TYPES.items() for name in names}
# Values that statements are planned with: the first page, of what many rows have.
VALUES = {"limit": "50", "offset": "0", "status": "'active'", "environment": "'production'", "resource_type": "'model'", "version": "'1.3'",
          "fqn": "'table'", "q": "'table'", "change_type": "'major'", "user_type": "'human'", "unowned": "false", "include_deactivated": "false",
          "tags": "'[]'", "wanted": "'[\"pii\"]'"}  # fmt: skip
BY_TYPE = {"uuid": "'00000000-0000-0000-0061-000000000000'", "bigint": "1", "timestamp with time zone": "'2000-01-01'", "text": "'x'", "boolean": "true", "bytea": "'x'",
           "double precision": "1"}  # fmt: skip
EXECUTIONS = 7  # after five PostgreSQL may take one plan for all values


def statements():
    """Every statement that stands in the nouns of the store, sorted. What an engine says to its own database is not among them."""
    folder = build_folder() / "src" / "store" / "libstore.a.p"
    objects = [path for path in pathlib.Path(folder).glob("*.o") if not path.name.startswith(("sqlite_", "postgres_", "meson-generated"))]
    found = {match[:-1].decode() for path in objects for match in re.findall(BEGINNINGS, path.read_bytes())}
    # A text may be the end of a longer one; both count.
    return sorted(found)


# --- SQLite -----------------------------------------------------------------------------------------------------------

FUNCTIONS = {"tessera_now": 1, "tessera_contains": 2, "tessera_has": 2, "tessera_equal": 2, "tessera_count": 1, "tessera_holds": 2}


def sqlite_open(path):
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    for name, count in FUNCTIONS.items():
        connection.create_function(name, count, lambda *_: None, deterministic=True)
    return connection


def table_names(statement):
    """Which table each name in the statement stands for."""
    names = {}
    for table, alias in re.findall(r"\b(?:FROM|JOIN|UPDATE|INTO) (\w+)(?: (?!WHERE|SET|ON|LEFT|JOIN|CROSS|ORDER|GROUP|USING|FOR|LIMIT|VALUES)(\w+))?", statement):
        names[alias or table] = table
        names.setdefault(table, table)
    return names


def sqlite_walks(connection, statement):
    """(table, how) for each table that is gone through instead of searched."""
    if statement.endswith("FOR UPDATE"):
        statement = statement.removesuffix("FOR UPDATE")
    named = {name: None for name in PARAMETER.findall(statement)}
    values = [None] * len(named) if named and next(iter(named)).isdigit() else named
    lines = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)]
    names = table_names(statement)
    walks = []
    for line in lines:
        found = re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", line)
        # A name may be that of a subquery as well, which SQLite then goes through.
        if found and found.group(1) in names and (found.group(2) or f") {found.group(1)} " not in statement):
            walks.append((names[found.group(1)], found.group(2) or "table"))
    return walks


# --- PostgreSQL -------------------------------------------------------------------------------------------------------


def numbered(statement):
    """The statement with $1, $2, …, and the names of its parameters."""
    order = []

    def number(match):
        name = match.group(1)
        if name.isdigit():
            while len(order) < int(name):
                order.append(str(len(order) + 1))
            return f"${name}"
        if name not in order:
            order.append(name)
        return f"${order.index(name) + 1}"

    text = PARAMETER.sub(number, statement)
    return text, order


def postgres_walks(connection, statement):
    text, names = numbered(statement)
    types = ["unknown" if name.isdigit() else TYPE_OF.get(name, "text") for name in names]
    connection.execute(f"PREPARE it{'(' + ', '.join(types) + ')' if types else ''} AS {text}")
    try:
        known = connection.execute("SELECT unnest(parameter_types)::text FROM pg_prepared_statements WHERE name = 'it'")
        values = [VALUES.get(name) or BY_TYPE[kind] for name, (kind,) in zip(names, known)]
        run = f"EXPLAIN (FORMAT JSON) EXECUTE it{'(' + ', '.join(values) + ')' if values else ''}"
        for _ in range(EXECUTIONS):
            plan = json.loads("".join(row[0] for row in connection.execute(run)))
    finally:
        connection.execute("DEALLOCATE it")
    walks = []

    def look(node):
        kind = node["Node Type"]
        if kind == "Seq Scan":
            walks.append((node["Relation Name"], "table"))
        elif kind in ("Index Scan", "Index Only Scan") and "Index Cond" not in node:
            walks.append((node["Relation Name"], node["Index Name"]))
        for child in node.get("Plans", ()):
            look(child)

    look(plan[0]["Plan"])
    return walks
