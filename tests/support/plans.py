"""The statements of the store, taken from its objects, and what both databases make of them."""

import collections
import functools
import itertools
import json
import pathlib
import re
import sqlite3

from support import postgres
from support.server import CHECKOUT, build_folder

LARGE = 1000  # rows: the most that may be gone through

BEGINNINGS = rb"(?:SELECT|INSERT|UPDATE|DELETE|WITH) [^\0]+\0"
PARAMETER = re.compile(r"(?<![:\w'])[:?](\w+)")

KINDS = {"UUID": "uuid", "INT": "bigint", "TIME": "timestamptz", "BOOL": "boolean", "NUMBER": "double precision"}

BINDERS = {"uuid": "uuid", "int": "bigint", "time": "timestamptz", "bool": "boolean", "number": "double precision", "blob": "bytea"}


def parameter_types():
    """What a named parameter may be, as the fields of that name say in the models; the server says it when it binds. Of parameters
    with numbers PostgreSQL can tell it from their use."""
    found = collections.defaultdict(set)
    for path in (CHECKOUT / "api" / "models").glob("*.def"):
        for name, kind in re.findall(r"^FIELD\(\w+, (\w+), (\w+),", path.read_text(), re.MULTILINE):
            found[name].add(KINDS.get(kind, "text"))
    # Those that no field is for are bound by name.
    for path in (CHECKOUT / "src" / "store").glob("*.c"):
        for binder, name in re.findall(r'db_bind_(\w+)\(q, db_parameter\(q, "(\w+)"\)', path.read_text()):
            found[name].add(BINDERS.get(binder, "text"))
    return {name: sorted(kinds) for name, kinds in found.items()}


TYPES = parameter_types()
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
    return sorted(statement for statement in found if "%s" not in statement)


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


def is_subquery(statement, name):
    """Whether the name may be that of a subquery, which SQLite then goes through."""
    parts = re.findall(r"(\w+) AS MATERIALIZED", statement)
    return f") {name} " in statement or any(f"FROM {part} {name} " in statement for part in parts)


@functools.cache
def rows_of_key(connection, table, columns):
    """How many rows of the table have the same values in these columns, on average."""
    rows, keys = connection.execute(f"SELECT (SELECT count(*) FROM {table}), (SELECT count(*) FROM (SELECT DISTINCT {columns} FROM {table}))").fetchone()
    return rows / max(keys, 1)


def is_wide(connection, table, line):
    """Whether a search finds so many rows that it is no better than a walk: SQLite, which has no statistics, does not know."""
    found = re.search(r" INDEX \w+ \((\w+=\?(?: AND \w+=\?)*)\)", line)  # where a place follows, it begins there
    return found is not None and rows_of_key(connection, table, ", ".join(re.findall(r"(\w+)=", found.group(1)))) > LARGE


def sqlite_walks(connection, statement):
    """(table, how) for each table that is gone through instead of searched."""
    statement = statement.removesuffix("FOR UPDATE")
    # The server's own table of ids, which Python cannot make.
    statement = re.sub(r"tessera_ids\((\?\d)\)", r"(SELECT value AS id, key AS place FROM json_each(\1))", statement)
    named = {name: None for name in PARAMETER.findall(statement)}
    values = [None] * len(named) if named and next(iter(named)).isdigit() else named
    lines = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)]
    names = table_names(statement)
    walks = []
    for line in lines:
        searched = re.match(r"SEARCH (\w+) USING (?:COVERING )?INDEX (\w+)", line)
        if searched and searched.group(1) in names and is_wide(connection, names[searched.group(1)], line):
            walks.append((names[searched.group(1)], searched.group(2)))
        found = re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", line)
        if found and found.group(1) in names and (found.group(2) or not is_subquery(statement, found.group(1))):
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


def listed(parts):
    return f"({', '.join(parts)})" if parts else ""


def prepare(connection, text, names):
    """Prepares the statement as `it`, with the types with which PostgreSQL takes it: fields of one name may be of several kinds."""
    choices = [["unknown"] if name.isdigit() else TYPES.get(name, ["text"]) for name in names]
    for types in itertools.product(*choices):
        try:
            connection.execute(f"PREPARE it{listed(types)} AS {text}")
            return
        except OSError as problem:
            reason = problem
    raise reason


def postgres_walks(connection, statement):
    text, names = numbered(statement)
    prepare(connection, text, names)
    try:
        known = connection.execute("SELECT unnest(parameter_types)::text FROM pg_prepared_statements WHERE name = 'it'")
        values = [VALUES.get(name) or BY_TYPE[kind] for name, (kind,) in zip(names, known)]
        run = f"EXPLAIN (FORMAT JSON) EXECUTE it{listed(values)}"
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
