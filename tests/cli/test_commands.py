"""Commands against the server: the texts that people and scripts know, and a change from its proposal to its publication."""

import contextlib
import http.server
import json
import threading
import uuid

import pytest

OLD = {"type": "object", "properties": {"id": {"type": "integer"}, "email": {"type": "string"}}, "required": ["id"]}
NEW = {"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"]}
MORE = {"type": "object", "properties": {**OLD["properties"], "phone": {"type": "string"}}, "required": ["id"]}


@pytest.fixture
def names():
    mark = uuid.uuid4().hex[:12]
    return {"producer": f"producer-{mark}", "reader": f"reader-{mark}", "other": f"other-{mark}", "asset": f"lake.cli.a{mark}"}


@pytest.fixture
def stage(online, names):
    """Teams, an asset with version 1.0.0, one registered reader; schemas in files."""
    for name in ("producer", "reader", "other"):
        online("team", "create", names[name])
    online("asset", "create", names["asset"], "-t", names["producer"])
    for name, schema in {"old.json": OLD, "new.json": NEW, "more.json": MORE}.items():
        online.write(name, schema)
    online("contract", "publish", "-a", names["asset"], "-s", "old.json", "-t", names["producer"], "-v", "1.0.0")
    online("register", "-a", names["asset"], "-t", names["reader"])
    return online


def test_teams(online, names):
    made = online("team", "create", names["producer"], "-m", '{"a": 1}').out
    identity = made.split("(id: ")[1].rstrip(")\n")
    assert made == f"Created team: {names['producer']} (id: {identity})\n"
    assert names["producer"] in online("team", "list").out
    assert online("team", "list").out.startswith("ID\tName\tCreated\n")
    for word in (identity, names["producer"]):
        assert online("team", "get", word).json()["metadata"] == {"a": 1}
    assert "Invalid JSON in --metadata" in online("team", "create", "x", "-m", "{", status=1).err
    for text, kind in (("[1]", "list"), ('"x"', "str"), ("null", "null")):
        assert f"Invalid --metadata: expected a JSON object, got {kind}" in online("team", "create", "x", "-m", text, status=1).err
    refused = online("team", "create", names["producer"], status=1).err
    assert refused.startswith("Error (409): ")
    failed = online("team", "create", names["producer"], "-o", "json", status=1)
    assert failed.json()["error"]["status"] == 409
    assert online("team", "get", str(uuid.uuid4()), status=1).err.startswith("Error (404): ")
    assert online("team", "get", "no such team", status=1).err == "Error: Team not found: no such team\n"


def test_assets(stage, names):
    done = stage("asset", "list", "-t", names["producer"])
    assert done.out.startswith("ID\tFQN\tOwner Team\n") and names["asset"] in done.out
    assert stage("asset", "list", "-t", names["other"]).out == "No assets found\n"
    assert stage("asset", "get", names["asset"]).json()["fqn"] == names["asset"]
    assert names["asset"] in stage("asset", "search", names["asset"]).out
    nothing = uuid.uuid4().hex
    assert stage("asset", "search", nothing).out == f"No assets matching '{nothing}'\n"
    assert "Asset not found" in stage("asset", "get", names["asset"][:-1], status=1).err


def test_a_change_from_proposal_to_publication(stage, names):
    asset, producer, reader = names["asset"], names["producer"], names["reader"]
    check = ("check", "new.json", "-a", asset)
    done = stage(*check, status=1)
    assert f"Read by: {reader}" in done.out and f"Next: tessera propose {asset} -s new.json" in done.out
    assert stage("can-publish", asset, "-s", "new.json", status=3).out == f"not yet: waiting for {reader}\n"
    impact = stage("contract", "impact", asset, "-s", "new.json").out
    assert "property_removed: Property 'email' was removed" in impact and f"  - {reader}" in impact
    stage("impact", asset, "-s", "new.json", status=1)
    published = stage("contract", "publish", "-a", asset, "-s", "new.json", "-t", producer).out
    assert published.startswith("Breaking change detected!\nProposal: ")
    assert "property_removed: Property 'email' was removed" in published
    identity = published.split("Proposal: ")[1].split()[0]
    again = stage("propose", asset, "-s", "new.json", "-t", producer, "-o", "json").json()
    assert again["proposal"]["id"] == identity
    listed = stage("proposal", "list", "-s", "pending", "-a", asset).out
    assert identity in listed
    assert stage("proposal", "list", "-s", "rejected", "-a", asset).out == "No proposals found\n"
    assert identity in stage("inbox", "-t", reader).out
    assert identity in stage("proposal", "list", "--mine", "-t", reader).out
    assert stage("inbox", "-t", names["other"]).out == "Nothing waits for you\n"
    assert stage("proposal", "get", identity).json()["id"] == identity
    status = stage("proposal", "status", identity, "--exit-code", status=3).out
    assert "Status: pending" in status and "Pending: 1" in status and f"  {reader}: no answer yet" in status
    report = stage(*check, "-o", "json", status=1).json()
    assert report["files"][0]["proposal"] == {
        "id": identity, "status": "pending", "waiting_for": [reader], "agreed": [], "url": f"{stage.settings['TESSERA_URL']}/proposals/{identity}"}
    assert stage("proposal", "acknowledge", identity, "-t", reader, "-r", "blocked", "-n", "we read it").out == "Acknowledged: blocked\n"
    assert f"  {reader}: blocked - we read it" in stage("proposal", "status", identity, "--exit-code", status=1).out
    assert stage("can-publish", asset, "-s", "new.json", status=1).out.startswith("no: ")


def test_approval_stays(stage, names):
    asset, producer, reader = names["asset"], names["producer"], names["reader"]
    identity = stage("propose", asset, "-s", "new.json", "-t", producer, "-o", "json").json()["proposal"]["id"]
    assert stage("proposal", "acknowledge", identity, "-t", reader).out == "Acknowledged: approved\n"
    stage.write("new.json", json.dumps(dict(reversed(NEW.items()))))  # the same schema, written otherwise
    done = stage("check", "new.json", "-a", asset)
    assert f"Approved by proposal {identity}, agreed by {reader}: it may be published" in done.out
    assert stage("can-publish", asset, "-s", "new.json").out.startswith("yes: ")
    stage("proposal", "status", identity, "--exit-code")
    assert stage("proposal", "publish", identity, "-t", producer).out == "Published: v2.0.0\n"
    assert stage("check", "new.json", "-a", asset, "-o", "json").json()["files"][0]["verdict"] == "unchanged"
    diff = stage("contract", "diff", asset).out
    assert diff == ("Comparing: v1.0.0 -> v2.0.0\nChange type: major\nIs breaking: True\n  - property_removed: Property 'email' was removed\n")
    assert stage("diff", asset, "--from", "1.0.0", "--to", "2.0.0", status=1).out.startswith("1.0.0 -> 2.0.0\n! properties.email: ")
    assert "active" in stage("contract", "list", asset).out


def test_publishing(stage, names):
    asset, producer = names["asset"], names["producer"]
    words = ("contract", "publish", "-a", asset, "-t", producer)
    assert stage(*words, "-s", "nowhere.json", status=1).err == "Error: Schema file not found: nowhere.json\n"
    assert stage(*words, "-s", "more.json", "--dry-run").out == "Planned: nothing was written\nWould publish: v1.1.0 (minor)\n"
    assert stage("version-for", asset, "-s", "more.json", "-q").out == "1.1.0\n"
    assert stage(*words, "-s", "more.json", "-v", "1.1.0").out == "Published contract: v1.1.0 (minor: 1 property added)\n"
    stage(*words, "-s", "new.json", "--force", status=2)
    stage(*words, "-s", "new.json", "--force", "--force-reason", "short", status=2)
    forced = stage(*words, "-s", "new.json", "--force", "--force-reason", "the law says so", "-v", "2.0.0").out
    assert forced.startswith("Published contract: v2.0.0")
    empty = f"{asset}x"
    stage("asset", "create", empty, "-t", producer)
    assert stage("contract", "list", empty).out == "No contracts found\n"
    assert stage("check", "new.json", "-a", empty, "-o", "json").json()["files"][0]["verdict"] == "new"
    stage("check", "new.json", "-a", empty, "--require-known", status=1)
    assert "asset is not known" in stage("check", "new.json", status=2).out


def test_withdraw_and_force(stage, names):
    asset, producer = names["asset"], names["producer"]
    identity = stage("propose", asset, "-s", "new.json", "-t", producer, "-o", "json").json()["proposal"]["id"]
    plan = f"proposal {identity} about {asset}: 0 of 1 readers have answered\n  {names['reader']}: no answer yet\n"
    for action, verb in (("withdraw", "withdraw"), ("force", "approve")):
        planned = stage("proposal", action, identity, "-t", producer, "--dry-run").out
        assert planned == f"Planned: nothing was written\nWould {verb} the {plan}"
    planned = stage("proposal", "withdraw", identity, "--dry-run", "-o", "json").json()
    assert (planned["dry_run"], planned["action"], planned["possible"], planned["proposal"]["status"]) == (True, "withdraw", True, "pending")
    declined = stage("proposal", "withdraw", identity, "-t", producer, answer="n\n", status=1)
    assert declined.out == f"Would withdraw the {plan}The proposal will be withdrawn. Are you sure? [y/N]: " and "Aborted." in declined.err
    stage("proposal", "withdraw", identity, "-t", producer, status=1)  # nobody answers
    assert "--yes" in stage("proposal", "withdraw", identity, "-t", producer, "--no-input", status=1).err
    forced = stage("proposal", "force", identity, "-t", producer, answer="n\n", status=1)
    assert "bypasses consumer" in forced.out
    assert stage("proposal", "withdraw", identity, "-t", producer, "--yes").out == f"Withdrawn: {identity}\n"
    assert "not possible, it is withdrawn" in stage("proposal", "force", identity, "-t", producer, "--dry-run", status=1).out
    identity = stage("propose", asset, "-s", "new.json", "-t", producer, "-o", "json").json()["proposal"]["id"]
    done = stage("proposal", "force", identity, "-t", producer, "--reason", "it cannot wait", answer="y\n")
    assert done.out.endswith(f"Force approved: {identity}\n")
    assert "no id of a proposal" in stage("proposal", "get", "abc", status=2).err
    assert "Proposal not found" in stage("proposal", "get", "ffffffff", status=1).err


def test_registering(stage, names):
    done = stage("register", "-a", names["asset"], "-t", names["other"], "-p", "1.0.0").out
    assert done.startswith("Registered: ") and done.endswith("\nPinned to: v1.0.0\n")
    assert stage("unregister", "-a", names["asset"], "-t", names["other"], "-y").out.startswith("Unregistered: ")
    assert stage("unregister", "-a", names["asset"], "-t", names["other"], "-y").out.startswith("Nothing to do")
    assert "Team ID required" in stage("register", "-a", names["asset"], status=1).err
    assert stage("register", "-a", names["asset"], TESSERA_TEAM_ID=names["other"]).out.startswith("Registered: ")


def test_pull_and_the_lock(stage, names):
    asset = names["asset"]
    assert stage("pull", asset).out == f"New: {asset} 1.0.0\n"
    assert stage("pull").out == f"Unchanged: {asset} 1.0.0\n"
    lock = json.loads((stage.folder / "tessera.lock").read_text())
    assert lock["assets"][asset]["consumers"] == [names["reader"]]
    offline = {"TESSERA_URL": "http://127.0.0.1:1"}
    report = stage("check", "new.json", "-a", asset, "--offline", "-o", "json", status=1, **offline).json()
    assert report["against"].startswith("lock ") and report["files"][0]["consumers"] == [names["reader"]]
    stage("check", "new.json", "-a", asset, status=2, **offline)
    fallen = stage("check", "new.json", "-a", asset, "--on-unreachable", "offline", "--timeout", "5s", status=1, **offline)
    assert "tessera.lock serves" in fallen.err and fallen.out.startswith("Against lock ")
    (stage.folder / ".tessera" / f"{asset}.json").write_text("{}")
    assert "is not what was pulled" in stage("check", "new.json", "-a", asset, "--against", "lock", status=2).out


def test_routes_without_a_command_of_their_own(stage, names):
    team = stage("team", "get", names["producer"]).json()["id"]
    assert stage("team", "update", team, "--description", "told").json()["description"] == "told"
    assert stage("team", "members", team, "-o", "json").json() == []
    assert "Missing option: --name" in stage("repo", "create", status=2).err
    assert stage("api", "GET", f"/teams/{team}").json()["description"] == "told"
    assert stage("api", "patch", f"/teams/{team}", "-f", "description=again").json()["description"] == "again"
    assert stage("api", "GET", "/health/live").json()
    assert stage("api", "GET", "/nowhere", status=1).err.startswith("Error (404)")
    backfill = f"{names['asset']}b"
    stage("asset", "create", backfill, "-t", names["producer"], "-m", json.dumps({"depends_on": [names["asset"], "no.such.asset"]}))
    assert "Would create: " in stage("admin", "backfill-dependencies", "--dry-run").out
    assert "Created: " in stage("admin", "backfill-dependencies").out
    (dependency,) = stage("asset", "list-dependencies", stage("asset", "get", backfill).json()["id"], "-o", "json").json()
    assert (dependency["dependency_type"], dependency["source"]) == ("consumes", "manual")
    assert "Would create: 0" in stage("admin", "backfill-dependencies", "--dry-run").out


def test_keys(guarded, tmp_path):
    from support.access import BOOTSTRAP
    from support.command import Tessera

    run = Tessera(tmp_path, guarded.url)
    assert run("team", "list", status=1).err.startswith("Error (401): ")
    run("team", "list", status=1, TESSERA_API_KEY="tess_wrong")
    run("team", "list", TESSERA_API_KEY=BOOTSTRAP)
    key = run.write("key", BOOTSTRAP + "\n")
    run("team", "list", TESSERA_API_KEY_FILE=str(key))
    assert run("auth", "login", answer=BOOTSTRAP + "\n").out == f"Kept the key of {guarded.url}\n"
    kept = tmp_path / ".config" / "tessera" / "credentials"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert "credentials" in run("auth", "status").out
    run("team", "list")
    run("team", "list", TESSERA_URL=f"{guarded.url}/")  # the same server
    kept.chmod(0o644)
    assert "others may read it" in run("team", "list", status=2).err
    kept.chmod(0o600)
    run.write("tessera.yaml", f"server: {guarded.url}\n")
    run("team", "list", TESSERA_URL=None)  # the key that was stored for it
    run("auth", "logout")
    done = run("team", "list", status=1, TESSERA_URL=None, TESSERA_API_KEY=BOOTSTRAP)
    assert "TESSERA_API_KEY is not sent to it" in done.err and "401" in done.err
    assert BOOTSTRAP not in run("team", "list", "--verbose", TESSERA_API_KEY=BOOTSTRAP).err


@contextlib.contextmanager
def old_server(replies):
    """A server that knows only those paths: path -> status and body."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self):
            path = self.path.split("?")[0]
            status, body = replies.get(path, (404, {"error": {"code": "NOT_FOUND", "message": f"Not found: {path}"}}))
            text = body.encode() if isinstance(body, str) else json.dumps(body).encode()
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST = answer

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()
        thread.join()


def test_other_servers(tessera):
    """What an old server cannot tell is never told as an answer; errors of any shape are shown."""
    replies = {"/health/live": (200, {}), "/api/v1/teams": (200, [{"id": "1", "name": "bare", "created_at": "2026-01-02T03:04:05.000000Z"}]),
               "/api/v1/services": (502, "<html>bad gateway</html>"), "/api/v1/repos": (400, {"detail": "the reason"}),
               "/api/v1/registrations": (200, "no JSON")}
    tessera.write("a.json", OLD)
    with old_server(replies) as url:
        settings = {"TESSERA_URL": url}
        identity = str(uuid.uuid4())
        for words, member in ((("can-publish", identity), "can_publish"), (("impact", identity, "-s", "a.json"), "safe_to_publish"),
                              (("version-for", identity, "-s", "a.json"), "suggested_version"), (("proposal", "status", identity), "status"),
                              (("contract", "publish", "-a", identity, "-s", "a.json"), "action"), (("propose", identity, "-s", "a.json"), "action")):
            path = {"can-publish": f"assets/{identity}/can-publish", "impact": f"assets/{identity}/impact", "version-for": f"assets/{identity}/version-suggestion",
                    "proposal": f"proposals/{identity}/status", "contract": f"assets/{identity}/publish", "propose": f"assets/{identity}/propose"}[words[0]]
            replies[f"/api/v1/{path}"] = (200, {"something": "else"})
            done = tessera(*words, status=1 if words[0] in ("contract", "propose") else 2, **settings)
            assert f"has no {member}: is that a server of Tessera?" in done.err and done.out == ""
        replies["/api/v1/assets/context"] = (200, {"something": "else"})
        assert "is that a server of Tessera?" in tessera("check", "a.json", "-a", "lake.x", status=2, **settings).out
        del replies["/api/v1/assets/context"]
        done = tessera("check", "a.json", "-a", "lake.x", "-o", "json", status=2, **settings)
        assert done.json()["files"][0]["verdict"] == "error" and "older than this program" in done.err
        assert tessera("team", "list", **settings).out == "ID\tName\tCreated\n1\tbare\t2026-01-02\n"  # a bare list is one, too
        assert tessera("service", "list", "--timeout", "1s", status=1, **settings).err == "Error (502): <html>bad gateway</html>\n"
        assert tessera("repo", "list", status=1, **settings).err == "Error (400): the reason\n"
        assert "not JSON" in tessera("registration", "list", status=1, **settings).err


def test_names_of_users_repositories_and_services(stage, names):
    mark = names["producer"].split("-")[1]
    user, shop, other = f"dana.u{mark}", f"shop-{mark}", f"other-{mark}"
    identity = stage("user", "create", "--username", user, "--name", "Dana", "--email", f"{user}@example.org", "--team-id", names["producer"]).json()["id"]
    for word in (identity, user, f"{user}@example.org"):
        assert stage("user", "get", word).json()["id"] == identity
    stage("user", "deactivate", user, "--yes")
    assert stage("user", "reactivate", user).json()["id"] == identity  # found although it is not listed any more
    assert stage("user", "get", f"x{user}", status=1).err == f"Error: User not found: x{user}\n"
    stage("repo", "create", "--name", shop, "--git-url", f"https://example.org/{shop}", "--owner-team-id", names["producer"])
    stage("repo", "create", "--name", other, "--git-url", f"https://example.org/{other}", "--owner-team-id", names["producer"])
    assert stage("repo", "get", shop).json()["name"] == shop
    assert stage("repo", "get", shop[:-1], status=1).err == f"Error: Repository not found: {shop[:-1]}\n"
    made = {repo: stage("service", "create", "--name", mark, "--repo-id", repo).json()["id"] for repo in (shop, other)}
    several = stage("service", "get", mark, status=2).err
    assert f"Several services are called '{mark}': " in several and f"{shop}/{mark}" in several
    assert stage("service", "get", f"{other}/{mark}").json()["id"] == made[other]
    assert "Service not found" in stage("service", "get", f"{shop}/x{mark}", status=1).err
    stage("repo", "delete", other, "--yes")
    updated = stage("asset", "update", names["asset"], "--service-id", f"{shop}/{mark}", "--owner-user-id", user).json()
    assert (updated["service_id"], updated["owner_user_id"]) == (made[shop], identity)
    assert stage("asset", "bulk-assign", "--asset-ids", json.dumps([names["asset"]]), "--owner-user-id", user).json()["updated"] == 1
    assert "Usage: tessera user get [OPTIONS] USER\n" in stage("user", "get", "--help").out
