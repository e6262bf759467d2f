#!/usr/bin/env python3
"""Measures tesserad on PostgreSQL beside pgbench, which runs the very same statements.

bench/bench_postgresql.py [BUILD]     BUILD: the folder that holds tesserad (build-bench)

A PostgreSQL of one's own, which syncs its commits. What a request sends to it is read in its log, of two requests of a kind: values that are
the same in both stay as they are, an id or name that differs is made of a number in its place. pgbench runs that as a custom script,
with prepared statements and as many connections as wrk has, in turns with tesserad and on copies of the same database. Both sides have a
second before they are timed, in which they open their sessions and prepare their statements in each of them.
"""

import concurrent.futures
import http.client
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import threading
import time

import servers
from bench_contracts import schema
from servers import START_SECONDS, TOP, Failure, Tesserad, asset_body, fresh_folder, load, make_assets

sys.path.insert(0, str(TOP / "tests"))
from support import postgres  # noqa: E402

ASSETS = 10_000
CONNECTIONS = 20
FIELDS = 20
SECONDS = int(os.environ.get("ROUND_SECONDS", "2"))
WARM_SECONDS = 1
ROUNDS = 5
NODES_ROUNDS = 15  # of one node beside two, which differ less than rounds do
NODES_SHARE = 0.95
JOBS = re.compile(r"\bjobs\b|audit_seals|FROM audit_unsealed")  # what only the server's own jobs send
MARK = "end of a request"
# Ids are decimal numbers: kind times SPAN, plus the number of an asset or of a request.
SPAN = 10**12
ASSET, CONTRACT, NEW = 1, 2, 10
# Statements that count in parts, and which of their values is the part.
PARTS = {"INSERT INTO list_counts": 3, "INSERT INTO contract_versions": 4, "INSERT INTO name_changes": 0}
IDENTITY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NUMBER = re.compile(r"-?\d+")
TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d.*")


def identity(kind: int, number: int) -> str:
    digits = f"{kind * SPAN + number:032d}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


class Cluster(postgres.Cluster):
    """Keeps the lines of its log."""

    lines: list[str] = []
    news = threading.Condition()

    @classmethod
    def drain(cls, stream) -> None:
        with stream:
            for line in stream:
                with cls.news:
                    cls.lines.append(line)
                    cls.news.notify_all()

    def duplicate(self, source: str) -> str:
        """The URL of a copy of a database that nobody uses."""
        return self.new_database(f"TEMPLATE {source}")

    def drop(self, url: str) -> None:
        self.query(f"DROP DATABASE {postgres.name_of(url)} WITH (FORCE)")

    def wait_for(self, text: str, count: int) -> None:
        with self.news:
            if not self.news.wait_for(lambda: sum(text in line for line in self.lines) >= count, START_SECONDS):
                raise Failure("PostgreSQL's log does not tell the statements")


# --- what a request sends ---------------------------------------------------------------------------------------------


def values_of(detail: str) -> list[str | None]:
    found = re.findall(r"\$\d+ = (?:NULL|'((?:[^']|'')*)')(?:, |\n|$)", detail)
    null = re.findall(r"\$\d+ = (NULL)?", re.sub(r"'(?:[^']|'')*'", "''", detail))
    return [None if empty else value.replace("''", "'") for value, empty in zip(found, null, strict=True)]


def entries_of(lines: list[str]) -> list[tuple[str, str, str]]:
    """Process, kind and text of what the log holds; further lines of an entry begin with a tab."""
    whole = re.split(r"^@", "".join(lines).replace("\n\t", "\n"), flags=re.MULTILINE)
    return [found.groups() for entry in whole if (found := re.fullmatch(r"(\d+) (\w+):  (.*)\n", entry, re.DOTALL))]


def requests_of(lines: list[str]) -> list[list[tuple[str, list[str | None]]]]:
    """Statements with their values, by request. A transaction is of the request in which it began, unless it is a job's."""
    requests, open_ones = [[]], {}
    for process, kind, text in entries_of(lines):
        if kind == "DETAIL" and text.startswith("parameters: ") and process in open_ones:
            open_ones[process][1][-1][1][:] = values_of(text)
        found = re.match(r"(?:execute \S+|statement): (.*)", text, re.DOTALL)
        if kind != "LOG" or found is None:
            continue
        if MARK in text:
            requests.append([])
            continue
        statement = found.group(1)
        if statement.startswith("BEGIN"):
            open_ones[process] = (requests[-1], [])
        if process in open_ones:
            open_ones[process][1].append((statement, []))
        if statement in ("COMMIT", "ROLLBACK") and process in open_ones:
            request, sent = open_ones.pop(process)
            if not any(JOBS.search(text) for text, _ in sent):
                request += sent
    return requests[:-1]


def record(cluster: Cluster, source: str, ask, count: int = 5) -> list[list[tuple[str, list[str | None]]]]:
    """What the last two of some requests sent, ask(connection, number) being one."""
    url = cluster.duplicate(source)
    name = postgres.name_of(url)
    cluster.query(f"ALTER DATABASE {name} SET log_statement = 'all'")
    with Tesserad(fresh_folder("recorded"), "--database", url) as server:
        connection = server.connect()
        cluster.lines.clear()
        for number in range(count):
            ask(connection, number)
            cluster.query(f"SELECT '{MARK}'", database=name)
    cluster.query(f"SELECT '{MARK}'", database=name)
    cluster.wait_for(MARK, count + 1)
    requests = requests_of(cluster.lines)[-3:-1]
    cluster.drop(url)
    if [text for text, _ in requests[0]] != [text for text, _ in requests[1]]:
        raise Failure("two requests of one kind send different statements")
    return requests


# --- the same as a script ---------------------------------------------------------------------------------------------


class Script:
    """Statements with variables. `m` is another number in each run, `n` the number of the asset that it is about."""

    def __init__(self, requests: list[list[tuple[str, list[str | None]]]], together: bool) -> None:
        self.variables: dict[str, str] = {}
        self.made: dict[str, str] = {}
        self.settings = [rf"\set m :k * {CONNECTIONS} + :client_id", r"\set k :k + 1", rf"\set n :m % {ASSETS}"]
        lines, begins = [], False
        for (statement, one), (_, other) in zip(*requests, strict=True):
            terms = [self.term(left, right) for left, right in zip(one, other, strict=True)]
            part = PARTS.get(statement.split(" (")[0])
            if part is not None:  # a row of its own for each connection
                terms[part] = ":client_id"
            if together and statement.startswith("BEGIN"):
                lines.append(r"\startpipeline")
            lines.append(re.sub(r"\$(\d+)", lambda found: terms[int(found.group(1)) - 1], statement).replace("\n", " ") + ";")
            if together and begins:
                lines.append(r"\endpipeline")
            begins = statement.startswith("BEGIN")
        self.text = "\n".join(self.settings + lines) + "\n"

    def constant(self, value: str) -> str:
        name = next((name for name, known in self.variables.items() if known == value), f"c{len(self.variables)}")
        self.variables[name] = value
        return f":{name}"

    def term(self, one: str | None, other: str | None) -> str:
        """What stands for a value that was `one` in the first request and `other` in the second."""
        if one is None or other is None:
            return "NULL"
        if one == other or TIME.fullmatch(one) or one.startswith("{"):
            return self.constant(one)
        if IDENTITY.fullmatch(one):
            return f"lpad(:{self.identity(one)}, 32, '0')::uuid"
        if NUMBER.fullmatch(one):
            raise Failure(f"a number differs between requests: {one} and {other}")
        return f"({self.constant(os.path.commonprefix([one, other]))}::text || :m::text)"

    def identity(self, value: str) -> str:
        if value not in self.made:
            digits = value.replace("-", "")
            known = digits.isdecimal() and int(digits) // SPAN in (ASSET, CONTRACT)
            base, number = (int(digits) // SPAN, "n") if known else (NEW + len(self.made), "m")
            self.made[value] = f"u{len(self.made)}"
            self.settings.append(rf"\set {self.made[value]} {base * SPAN} + :{number}")
        return self.made[value]


def pgbench_round(cluster: Cluster, url: str, script: Script) -> float:
    """Runs of the script a second, once the first second is over."""
    file = servers.WORK / "script.sql"
    file.write_text(script.text)
    given = [part for name, value in {"k": "0", **script.variables}.items() for part in ("-D", f"{name}={value}")]
    done = subprocess.run(
        [postgres.program("pgbench"), "-n", "-M", "prepared", "-c", str(CONNECTIONS), "-j", "1", "-P", str(WARM_SECONDS), "-T", str(SECONDS + WARM_SECONDS), "-f", file, *given,
         "-h", cluster.folder, "-U", "postgres", postgres.name_of(url)], capture_output=True, text=True)  # fmt: skip
    rates = [float(rate) for rate in re.findall(r"^progress: [\d.]+ s, ([\d.]+) tps", done.stderr, re.MULTILINE)]
    if done.returncode != 0 or len(rates) < 2 or sum(rates[1:]) == 0 or "aborted" in done.stderr:
        raise Failure(f"pgbench failed: {done.stderr[-500:]}")
    return statistics.mean(rates[1:])


# --- the database -----------------------------------------------------------------------------------------------------


def database_of_contracts(cluster: Cluster, body: pathlib.Path) -> tuple[str, str]:
    """The name of a database in which each asset has one contract, with ids that are numbers, and the id of the team."""
    url = cluster.new_database()
    folder = fresh_folder("filled")
    with Tesserad(folder, "--database", url) as server:
        ids = make_assets(server, ASSETS)
        (folder / "ids").write_text("\n".join(ids))
        while cluster.query("SELECT count(*) FROM contracts", database=postgres.name_of(url))[0][0] < ASSETS:
            left = cluster.query("SELECT id FROM assets WHERE id NOT IN (SELECT asset_id FROM contracts)", database=postgres.name_of(url))
            (folder / "ids").write_text("\n".join(uuid_text(row[0]) for row in left))
            load(server.url, CONNECTIONS, SECONDS, "publish.lua", str(folder / "ids"), str(body))
    return renumbered(cluster, url)


def uuid_text(value: bytes) -> str:
    digits = value.hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def renumbered(cluster: Cluster, url: str) -> tuple[str, str]:
    name = postgres.name_of(url)
    rows = cluster.query("SELECT a.id, c.id, a.owner_team_id FROM assets a JOIN contracts c ON c.asset_id = a.id AND c.status = 'active' "
                         "ORDER BY a.id", database=name)
    known = {}
    for number, (asset, contract, _) in enumerate(rows):
        known[uuid_text(asset)], known[uuid_text(contract)] = identity(ASSET, number), identity(CONTRACT, number)
    dumped = subprocess.run([postgres.program("pg_dump"), url], check=True, capture_output=True, text=True).stdout
    made = cluster.new_database()
    subprocess.run([postgres.program("psql"), "-q", "-v", "ON_ERROR_STOP=1", made], check=True, text=True, stdout=subprocess.DEVNULL,
                   input=IDENTITY.sub(lambda found: known.get(found.group(), found.group()), dumped))
    cluster.drop(url)
    cluster.query("VACUUM (FREEZE, ANALYZE)", database=postgres.name_of(made))
    return postgres.name_of(made), uuid_text(rows[0][2])


# --- rounds -----------------------------------------------------------------------------------------------------------


def server_round(cluster: Cluster, source: str, nodes: int, loads: int, *script: object) -> float:
    """Requests a second that so many servers on one database answer to so many programs, which share CONNECTIONS connections."""
    url = cluster.duplicate(source)
    started: list[Tesserad] = []
    try:
        started += [Tesserad(fresh_folder(f"node{number}"), "--database", url) for number in range(nodes)]
        with concurrent.futures.ThreadPoolExecutor(loads) as threads:
            share = CONNECTIONS // loads

            def run(number: int, seconds: int, done: int) -> float:
                return load(started[number % nodes].url, share, seconds, *map(str, script), *node_part(script, number, done))

            rates = list(threads.map(run, range(loads), [WARM_SECONDS] * loads, [0] * loads))
            return sum(threads.map(run, range(loads), [SECONDS] * loads, [share + round(1.5 * rate * WARM_SECONDS) for rate in rates]))
    finally:
        for server in started:
            server.__exit__()
        cluster.drop(url)


def nodes_round(cluster: Cluster, source: str, two_first: int, *script: object) -> tuple[float, float]:
    """Requests a second of one node and of two under the same load: two programs that share the connections. Which is measured first changes by
    turns, since the second finds the disk as the first left it."""
    rates = {nodes: server_round(cluster, source, nodes, 2, *script) for nodes in ((2, 1) if two_first else (1, 2))}
    return rates[1], rates[2]


def node_part(script: tuple[object, ...], number: int, done: int) -> list[str]:
    """What else a program is told so that it does not do what another one does, nor what it has done already."""
    first = {"post_assets.lua": (number + 1) * 10**8 + 1000 * done, "publish.lua": number * ASSETS // 2 + done}.get(script[0])
    return [] if first is None else [str(first)]


def peer_round(cluster: Cluster, source: str, script: Script) -> float:
    url = cluster.duplicate(source)
    try:
        return pgbench_round(cluster, url, script)
    finally:
        cluster.drop(url)


def say(what: str, ratios: list[float], target: float | None) -> None:
    middle = statistics.median(ratios)
    judged = "" if target is None else f" (target {target}: {'holds' if middle >= target else 'MISSED'})"
    print(f"{what}, ratio {middle:.2f}, from {min(ratios):.2f} to {max(ratios):.2f}{judged}", flush=True)


def bench(cluster: Cluster, source: str, what: str, target: float, ask, *script: object) -> None:
    requests = record(cluster, source, ask)
    single, together = Script(requests, False), Script(requests, True)
    rounds = [(server_round(cluster, source, 1, 1, *script), peer_round(cluster, source, single), peer_round(cluster, source, together))
              for _ in range(ROUNDS)]  # fmt: skip
    ours, theirs, piped = map(statistics.median, zip(*rounds))
    say(f"PostgreSQL, {what}, {len(requests[0])} statements, {CONNECTIONS} connections: tesserad {ours:,.0f}/s, pgbench {theirs:,.0f}/s",
        [left / right for left, right, _ in rounds], target)
    say(f"PostgreSQL, {what}: pgbench with BEGIN sent along {piped:,.0f}/s", [left / right for left, _, right in rounds], None)
    pairs = [nodes_round(cluster, source, number % 2, *script) for number in range(NODES_ROUNDS)]
    one, two = map(statistics.median, zip(*pairs))
    say(f"PostgreSQL, {what}: two nodes {two:,.0f}/s beside one under the same load, {one:,.0f}/s", [right / left for left, right in pairs], NODES_SHARE)


def ask(connection: http.client.HTTPConnection, method: str, path: str, body: dict | None = None) -> None:
    connection.request(method, path, None if body is None else json.dumps(body), {"Content-Type": "application/json"})
    reply = connection.getresponse()
    content = reply.read()
    if reply.status not in (200, 201):
        raise Failure(f"{method} {path} was answered with {reply.status}: {content[:300]!r}")


def main() -> None:
    if len(sys.argv) > 1:
        servers.BUILD = pathlib.Path(sys.argv[1]).resolve()
        servers.WORK = servers.BUILD / "work"
    servers.WORK.mkdir(exist_ok=True)
    ids, bodies = servers.WORK / "numbers", [servers.WORK / "first.json", servers.WORK / "second.json"]
    ids.write_text("\n".join(identity(ASSET, number) for number in range(ASSETS)))
    changed = [{"schema": schema(FIELDS)}, {"schema": schema(FIELDS + 1)}]
    for file, body in zip(bodies, changed):
        file.write_text(json.dumps(body))
    cluster = Cluster(durable=True, settings={"log_line_prefix": "@%p ", "shared_buffers": "256MB", "max_wal_size": "8GB",
                                              "checkpoint_timeout": "1h"})  # fmt: skip
    try:
        source, team = database_of_contracts(cluster, bodies[0])
        bench(cluster, source, f"GET of {ASSETS:,} assets by turns", 0.7,
              lambda c, number: ask(c, "GET", f"/api/v1/assets/{identity(ASSET, number)}"), "get_assets.lua", ids)
        bench(cluster, source, "POST asset", 0.7,
              lambda c, number: ask(c, "POST", "/api/v1/assets", asset_body(team, 800_000_000 + number)), "post_assets.lua", team)
        bench(cluster, source, "compatible publish", 0.6,
              lambda c, number: ask(c, "POST", f"/api/v1/assets/{identity(ASSET, number)}/publish", changed[1]), "publish.lua", ids, bodies[1])
    finally:
        cluster.close()


if __name__ == "__main__":
    main()
