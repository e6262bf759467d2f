"""Makes teams, users, assets and contracts with names of their own, and reads what the audit log says of them."""

import contextlib
import itertools
import json
import sqlite3
import uuid

from support import postgres

_numbers = itertools.count(1)
# Tests may run in several processes against one database: a random start keeps their names apart.
_salt = "".join(chr(ord("a") + byte % 26) for byte in uuid.uuid4().bytes[:6])


def letters(number):
    """A number in letters, so that it may be part of a person's name."""
    text = ""
    while True:
        number, rest = divmod(number, 26)
        text = chr(ord("a") + rest) + text
        if not number:
            return text


def unique(prefix="x"):
    """A name of letters only that no other call gives; no other name contains it."""
    return f"{prefix}{_salt}{letters(next(_numbers))}q"


def expect(reply, status):
    """The decoded reply, once its status is the expected one."""
    assert reply.status_code == status, f"{reply.request.method} {reply.request.url} -> {reply.status_code}: {reply.text[:2000]}"
    return reply.json() if reply.content else None


def expect_error(reply, status, code, *substrings):
    """The error object of a refusal, once status, code and parts of the message (any case) are the expected ones."""
    error = expect(reply, status)["error"]
    assert error["code"] == code, error
    for part in substrings:
        assert part.lower() in error["message"].lower(), f"{part!r} is not in {error['message']!r}"
    return error


def expect_problem(reply, location, kind=None, substring=None):
    """The entry of a 422 `detail` list at this location."""
    body = expect(reply, 422)
    found = [problem for problem in body["detail"] if problem["loc"] == list(location)]
    assert found, f"no entry at {location}: {body['detail']}"
    assert len(found) == 1, f"several entries at {location}: {found}"
    if kind is not None:
        assert found[0]["type"] == kind, found[0]
    if substring is not None:
        assert substring.lower() in found[0]["msg"].lower(), found[0]
    return found[0]


def make_team(api, **members):
    members.setdefault("name", unique("team"))
    return expect(api.post("/teams", json=members), 201)


def make_user(api, **members):
    members.setdefault("username", unique("user"))
    members.setdefault("name", unique("User "))
    return expect(api.post("/users", json=members), 201)


def make_asset(api, team=None, **members):
    members.setdefault("fqn", f"lake.{unique('asset')}")
    if "owner_team_id" not in members:
        members["owner_team_id"] = (team or make_team(api))["id"]
    return expect(api.post("/assets", json=members), 201)


def make_repo(api, team=None, **members):
    members.setdefault("name", unique("repo"))
    members.setdefault("git_url", f"https://git.example.com/{members['name']}.git")
    if "owner_team_id" not in members:
        members["owner_team_id"] = (team or make_team(api))["id"]
    return expect(api.post("/repos", json=members), 201)


def make_service(api, repo=None, **members):
    members.setdefault("name", unique("service"))
    if "repo_id" not in members:
        members["repo_id"] = (repo or make_repo(api))["id"]
    return expect(api.post("/services", json=members), 201)


def depend(api, dependent, dependency, **members):
    """Declares that the first asset uses the other."""
    body = {"depends_on_asset_id": dependency["id"], **members}
    return expect(api.post(f"/assets/{dependent['id']}/dependencies", json=body), 201)


def make_contract(api, asset, schema, **options):
    """Publishes and returns the contract. `options` named like query parameters go there, the rest into the body."""
    reply = publish(api, asset, schema, **options)
    return expect(reply, 201)["contract"]


QUERY_OPTIONS = ("published_by", "published_by_user_id", "force", "force_reason", "require_audit_pass", "dry_run")


def publish(api, asset, schema, path="publish", **options):
    query = {name: options.pop(name) for name in QUERY_OPTIONS if name in options}
    query = {name: str(value).lower() if isinstance(value, bool) else value for name, value in query.items()}
    asset_id = asset["id"] if isinstance(asset, dict) else asset
    headers = options.pop("headers", None)
    return api.post(f"/assets/{asset_id}/{path}", params=query, json={"schema": schema, **options}, headers=headers)


def propose(api, asset, schema, **options):
    """Publishes what breaks, as `publish`, and returns the proposal that comes of it."""
    result = expect(publish(api, asset, schema, **options), 201)
    assert result["action"] == "proposal.created"
    return result["proposal"]


def acknowledge(api, proposal, team, response="approved", **members):
    body = {"consumer_team_id": team["id"], "response": response, **members}
    return expect(api.post(f"/proposals/{proposal['id']}/acknowledge", json=body), 201)


def ask_to_register(api, contract, team, **members):
    """The reply to a registration of the team as a consumer of the contract."""
    return api.post("/registrations", json={"contract_id": contract["id"], "consumer_team_id": team["id"], **members})


def register(api, contract, team, **members):
    return expect(ask_to_register(api, contract, team, **members), 201)


def register_for(api, asset, team, **members):
    """Registers the team as a consumer of the asset's active contract."""
    (contract,) = expect(api.get(f"/assets/{asset['id']}/contracts", params={"status": "active"}), 200)["results"]
    return register(api, contract, team, **members)


def object_schema(required=(), **properties):
    """An object schema; properties are given as type names or as schemas."""
    made = {name: {"type": kind} if isinstance(kind, str) else kind for name, kind in properties.items()}
    schema = {"type": "object", "properties": made}
    if required:
        schema["required"] = list(required)
    return schema


def all_pages(api, path, limit=100, **query):
    """Every entry of a paged list."""
    entries, offset = [], 0
    while True:
        page = expect(api.get(path, params={**query, "limit": limit, "offset": offset}), 200)
        entries += page["results"]
        offset += limit
        if offset >= page["total"]:
            return entries


# --- the audit log, read from the database file -----------------------------------------------------------------------


def _id_text(value):
    if isinstance(value, bytes):
        return str(uuid.UUID(bytes=value))
    return value


def _id_keys(entity_id):
    """The forms in which an id may be stored: 16 bytes, or text."""
    return uuid.UUID(entity_id).bytes, entity_id


def database_read(path):
    """A read-only connection to the server's database, also while the server runs."""
    if str(path).startswith("postgresql:"):
        return postgres.Connection(path)
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)
    connection.row_factory = sqlite3.Row
    return connection


def database_write(path, statement, *values):
    """Changes rows behind the back of a server that is stopped."""
    is_url = str(path).startswith("postgresql:")
    with contextlib.closing(postgres.Connection(path) if is_url else sqlite3.connect(path)) as connection:
        connection.execute(statement, values)
        if not is_url:
            connection.commit()


def audit_events(server, entity_id, action=None):
    """The audit events of one entity in the order in which they were written, as dictionaries."""
    connection = database_read(server.database)
    try:
        rows = connection.execute(
            "SELECT * FROM audit_events WHERE entity_id IN (?, ?) ORDER BY occurred_at, id", _id_keys(entity_id)
        ).fetchall()
    finally:
        connection.close()
    events = []
    for row in rows:
        event = {name: row[name] for name in row.keys()}
        event["entity_id"] = _id_text(event["entity_id"])
        for name in ("actor_id", "actor_key_id", "actor_user_id"):
            event[name] = _id_text(event[name])
        event["payload"] = json.loads(event["payload"])
        if action is None or event["action"] == action:
            events.append(event)
    return events


def audit_one(server, entity_id, action):
    """The only event of this action on this entity."""
    found = audit_events(server, entity_id, action)
    assert len(found) == 1, f"{len(found)} events {action} of {entity_id}"
    assert found[0]["actor_type"] in ("human", "agent")
    return found[0]
