"""What callers may do (chapter 05, section 3): every route of the table by every kind of caller. A route without a decision here fails."""

import pytest

from support.access import bearer, caller, make_key, make_person, session_of
from support.callers import KINDS
from support.make import (
    audit_events, audit_one, depend, expect, expect_error, make_asset, make_contract, make_repo, make_service, make_team, make_user, object_schema,
    publish, unique,
)  # fmt: skip
from support.tables import routes

NOBODY = "00000000-0000-4000-8000-000000000000"
SCHEMA = object_schema(amount="integer")
BREAKING = object_schema(amount="string")
API = "/api/v1"


def name_of(route):
    return f"{route.method} {route.path}"


GUARDED = [route for route in routes() if route.scope != "PUBLIC"]


# --- credentials and scopes -------------------------------------------------------------------------------------------


def test_every_kind_is_called(callers):
    assert list(callers) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_scopes_of_every_route(guarded, callers, kind):
    """With ids of nobody, so that what is allowed does nothing: it is looked for and not found, or lacks its body. The callers are all
    tests' own: none may lose its session here."""
    headers, refusal, scopes, context = callers[kind]
    client = guarded.client(headers=headers, context=context)
    for route in GUARDED:
        if "Cookie" in headers and (route.noun, route.verb) == ("me", "end_sessions"):
            continue
        reply = client.request(route.method, route.filled(NOBODY), params=route.ending)
        if refusal is not None:
            expect_error(reply, 403 if refusal == "UNKNOWN_TEAM" else 401, refusal)
        elif kind == "session without a header" and route.method != "GET":
            expect_error(reply, 403, "CROSS_SITE_REQUEST", "X-Requested-With")
        elif route.scope not in scopes:
            error = expect_error(reply, 403, "INSUFFICIENT_SCOPE", f"requires the '{route.scope.lower()}' scope")
            assert error["details"] == {"required_scope": route.scope.lower()}
        else:
            assert reply.status_code != 401 and "INSUFFICIENT_SCOPE" not in reply.text, (name_of(route), reply.text)


def test_the_document_tells_scopes(guarded):
    document = guarded.client().get("/openapi.json").json()
    for route in routes():
        operation = document["paths"][route.path][route.method.lower()]
        assert operation["x-scope"] == route.scope.lower()
        assert operation["security"] == ([] if route.scope == "PUBLIC" else [{"bearer": []}, {"session": []}])


# --- what belongs to a team -------------------------------------------------------------------------------------------


class World:
    """Two teams, and things of the first one, made anew for each route."""

    def __init__(self, guarded, admin):
        self.admin = admin
        self.mine, self.theirs = make_team(admin), make_team(admin)
        self.own = caller(guarded, admin, self.mine, "read", "write")
        self.other = caller(guarded, admin, self.theirs, "read", "write")

    def asset(self):
        return make_asset(self.admin, self.mine)

    def contract(self, asset=None):
        return make_contract(self.admin, asset or self.asset(), SCHEMA)

    def slack_config(self):
        return expect(self.admin.post("/slack/configs", json=slack_channel(self)), 201)["id"]

    def registration(self):
        contract = self.contract(make_asset(self.admin, self.theirs))
        return expect(self.own.post("/registrations", json={"contract_id": contract["id"], "consumer_team_id": self.mine["id"]}), 201)

    def proposal(self, consumer=None, owner=None, answered=False):
        """A pending proposal of the owner's, with a consumer; where it is answered, it is approved."""
        owner, consumer = owner or self.mine, consumer or self.theirs
        asset = make_asset(self.admin, owner)
        contract = make_contract(self.admin, asset, SCHEMA)
        expect(self.admin.post("/registrations", json={"contract_id": contract["id"], "consumer_team_id": consumer["id"]}), 201)
        made = expect(publish(self.admin, asset, BREAKING), 201)["proposal"]
        if answered:
            expect(self.admin.post(f"/proposals/{made['id']}/acknowledge", json={"consumer_team_id": consumer["id"], "response": "approved"}), 201)
        return made["id"]

    def downstream_proposal(self):
        """Of the other team's, with an asset of the first one downstream."""
        upstream = make_asset(self.admin, self.theirs)
        contract = make_contract(self.admin, upstream, SCHEMA)
        depend(self.admin, self.asset(), upstream)
        expect(self.admin.post("/registrations", json={"contract_id": contract["id"], "consumer_team_id": self.theirs["id"]}), 201)
        return expect(publish(self.admin, upstream, BREAKING), 201)["proposal"]["id"]

    def dependency(self):
        asset = self.asset()
        return asset, depend(self.own, asset, make_asset(self.admin, self.theirs))

    def deployment(self):
        asset = self.asset()
        contract = self.contract(asset)
        body = {"team_id": self.mine["id"], "environment": "production", "version": contract["version"]}
        return asset, body, expect(self.own.put(f"/assets/{asset['id']}/deployments", json=body), 200)

    def inference(self):
        asset = make_asset(self.admin, self.theirs)
        make_contract(self.admin, asset, SCHEMA)
        expect(self.own.get(f"/assets/{asset['fqn']}/preflight"), 200)
        expect(self.admin.post("/discovery/scan", json={"min_calls": 1, "min_confidence": 0}), 200)
        found = expect(self.admin.get("/discovery/inferred", params={"asset_id": asset["id"]}), 200)["inferred_dependencies"]
        return next(one["id"] for one in found if one["consumer_team_id"] == self.mine["id"] and one["asset_id"] == asset["id"])


@pytest.fixture(scope="module")
def world(guarded, admin):
    return World(guarded, admin)


def owned(path, body=None, query=None, code="UNAUTHORIZED_TEAM"):
    return {"path": path, "json": body, "params": query, "code": code}


def slack_channel(world):
    """Of a host that is nowhere, so that nothing leaves the machine."""
    return {"team_id": world.mine["id"], "channel_id": "C" + unique("").upper().replace("_", ""), "webhook_url": "http://slack.invalid/x"}


def asset_route(suffix="", **options):
    return lambda w: owned(f"/assets/{w.asset()['id']}{suffix}", **options)


# (noun, verb) -> a request of the first team's to make. The other team is refused, the first and an admin are not.
OWNED = {
    ("assets", "create"): lambda w: owned("/assets", {"fqn": f"lake.{unique()}", "owner_team_id": w.mine["id"]}),
    ("assets", "update"): asset_route(body={"description": "x"}),
    ("assets", "delete"): asset_route(),
    ("assets", "publish"): asset_route("/publish", body={"schema": SCHEMA}),
    ("assets", "propose"): lambda w: owned(f"/assets/{w.contract()['asset_id']}/propose", {"schema": BREAKING}),
    ("assets", "record_deployment"): lambda w: owned(f"/assets/{(d := w.deployment())[0]['id']}/deployments", d[1], code="FORBIDDEN"),
    ("assets", "remove_deployment"): lambda w: owned(f"/assets/{(d := w.deployment())[0]['id']}/deployments/{d[2]['id']}", code="FORBIDDEN"),
    ("assets", "add_dependency"): lambda w: owned(f"/assets/{w.asset()['id']}/dependencies", {"depends_on_asset_id": w.asset()["id"]}),
    ("assets", "remove_dependency"): lambda w: owned(f"/assets/{(d := w.dependency())[0]['id']}/dependencies/{d[1]['id']}"),
    ("assets", "report_audit"): asset_route("/audit-results", body={"status": "passed", "triggered_by": "x"}),
    ("assets", "audit_history"): asset_route("/audit-history"),
    ("assets", "audit_trends"): asset_route("/audit-trends"),
    ("assets", "impact"): asset_route("/impact", body={"proposed_schema": SCHEMA}),
    ("contracts", "update_guarantees"): lambda w: owned(f"/contracts/{w.contract()['id']}/guarantees", {"guarantees": {}}),
    ("contracts", "bulk_publish"): lambda w: owned(
        "/contracts/bulk", {"published_by": w.mine["id"], "contracts": [{"asset_id": w.asset()["id"], "schema": SCHEMA}]}),
    ("registrations", "create"): lambda w: owned("/registrations", {"contract_id": w.contract()["id"], "consumer_team_id": w.mine["id"]}),
    ("registrations", "update"): lambda w: owned(f"/registrations/{w.registration()['id']}", {"pinned_version": "1.0.0"}),
    ("registrations", "delete"): lambda w: owned(f"/registrations/{w.registration()['id']}"),
    ("proposals", "pending"): lambda w: owned(f"/proposals/pending/{w.mine['id']}", code="FORBIDDEN"),
    ("proposals", "acknowledge"): lambda w: owned(
        f"/proposals/{w.proposal(w.mine, w.theirs)}/acknowledge", {"consumer_team_id": w.mine["id"], "response": "approved"}, code="FORBIDDEN"),
    ("proposals", "object"): lambda w: owned(
        f"/proposals/{w.downstream_proposal()}/object", {"reason": "it breaks"}, {"objector_team_id": w.mine["id"]}, code="FORBIDDEN"),
    ("proposals", "withdraw"): lambda w: owned(f"/proposals/{w.proposal()}/withdraw", code="FORBIDDEN"),
    ("proposals", "expire"): lambda w: owned(f"/proposals/{w.proposal()}/expire", code="FORBIDDEN"),
    ("proposals", "publish"): lambda w: owned(f"/proposals/{w.proposal(answered=True)}/publish", {"version": "2.0.0"}, code="FORBIDDEN"),
    ("repos", "create"): lambda w: owned("/repos", {"name": (n := unique()), "git_url": f"https://git.example.com/{n}", "owner_team_id": w.mine["id"]}),
    ("repos", "update"): lambda w: owned(f"/repos/{make_repo(w.admin, w.mine)['id']}", {"default_branch": "next"}),
    ("repos", "delete"): lambda w: owned(f"/repos/{make_repo(w.admin, w.mine)['id']}"),
    ("services", "create"): lambda w: owned("/services", {"name": unique(), "repo_id": make_repo(w.admin, w.mine)["id"]}),
    ("services", "update"): lambda w: owned(f"/services/{make_service(w.admin, make_repo(w.admin, w.mine))['id']}", {"root_path": "x"}),
    ("services", "delete"): lambda w: owned(f"/services/{make_service(w.admin, make_repo(w.admin, w.mine))['id']}"),
    ("slack", "create_config"): lambda w: owned("/slack/configs", slack_channel(w)),
    ("slack", "update_config"): lambda w: owned(f"/slack/configs/{w.slack_config()}", {"enabled": False}),
    ("slack", "delete_config"): lambda w: owned(f"/slack/configs/{w.slack_config()}"),
    ("slack", "test_config"): lambda w: owned(f"/slack/configs/{w.slack_config()}/test"),
    ("discovery", "confirm"): lambda w: owned(f"/discovery/inferred/{w.inference()}/confirm", {}),
    ("discovery", "reject"): lambda w: owned(f"/discovery/inferred/{w.inference()}/reject", {"reason": "x"}),
    ("api_keys", "get"): lambda w: owned(f"/api-keys/{make_key(w.admin, w.mine)['id']}", code="FORBIDDEN"),
}  # fmt: skip
# Each item of these has an owner, and a foreign one fails alone.
ITEMS = {
    ("bulk", "assets"): lambda w: {"assets": [{"fqn": f"lake.{unique()}", "owner_team_id": w.mine["id"]}]},
    ("bulk", "registrations"): lambda w: {"registrations": [{"contract_id": w.contract()["id"], "consumer_team_id": w.mine["id"]}]},
    ("bulk", "acknowledgments"): lambda w: {
        "acknowledgments": [{"proposal_id": w.proposal(w.mine, w.theirs), "consumer_team_id": w.mine["id"], "response": "approved"}]},
}  # fmt: skip
# What they show is the caller's own team's.
NARROWED = {("events", "stream"), ("api_keys", "list"), ("discovery", "inferred"), ("discovery", "coverage"), ("me", "get"), ("me", "end_sessions")}
# Reads of what all teams see, and a team, which nobody owns before it is there.
SHARED = {
    ("teams", "create"), ("teams", "list"), ("teams", "get"), ("teams", "members"), ("users", "list"), ("users", "get"), ("assets", "list"),
    ("assets", "search"), ("assets", "context_by_fqn"), ("assets", "get"), ("assets", "context"), ("assets", "can_publish"),
    ("assets", "can_publish_schema"), ("assets", "deployments"), ("assets", "contracts"), ("assets", "contract_history"), ("assets", "contract_diff"),
    ("assets", "version_suggestion"), ("assets", "impact_preview"), ("assets", "dependencies"), ("assets", "lineage"), ("assets", "preflight"),
    ("repos", "list"), ("repos", "get"), ("services", "list"), ("services", "get"), ("services", "assets"), ("slack", "list_configs"),
    ("slack", "get_config"), ("graph", "services"),
    ("graph", "neighborhood"), ("graph", "impact"), ("contracts", "list"), ("contracts", "compare"), ("contracts", "get"),
    ("contracts", "registrations"), ("registrations", "list"), ("registrations", "get"), ("proposals", "list"), ("proposals", "get"),
    ("proposals", "status"), ("schemas", "validate"), ("search", "everything"),
}  # fmt: skip
# Whoever got an event may say that it was dealt with: the id of a delivery is known to its receiver alone.
RECEIVERS = {("webhooks", "receive")}
# With the scope `write`, and for admins all the same.
FOR_ADMINS = {("proposals", "expire_pending")}


def test_every_route_has_a_decision():
    """Who has the scope `admin` may do everything, so that its routes need none."""
    decided = [set(OWNED), set(ITEMS), NARROWED, SHARED, RECEIVERS, FOR_ADMINS]
    assert sum(map(len, decided)) == len(set().union(*decided)), "two decisions on one route"
    assert set().union(*decided) == {(route.noun, route.verb) for route in GUARDED if route.scope != "ADMIN"}


@pytest.mark.parametrize(("noun", "verb"), OWNED, ids=lambda part: part)
def test_what_a_team_owns(world, noun, verb):
    for route in GUARDED:
        if (route.noun, route.verb) != (noun, verb):
            continue
        for owner in (world.own, world.admin):
            request = OWNED[noun, verb](world)
            code, parts = request.pop("code"), {name: value for name, value in request.items() if name != "path"}
            path = request["path"] if route.path.count("{") or route.path == API + request["path"] else route.path
            expect_error(world.other.request(route.method, path, **parts), 403, code)
            reply = owner.request(route.method, path, **parts)
            assert reply.status_code in (route.status, route.also), (route.method, path, reply.text)


@pytest.mark.parametrize(("noun", "verb"), ITEMS, ids=lambda part: part)
def test_items_of_a_team(world, noun, verb):
    for client, success in ((world.other, False), (world.own, True)):
        body = ITEMS[noun, verb](world)
        reply = client.post(f"/bulk/{verb}", json=body)
        (item,) = expect(reply, 200 if success else 207)["results"]
        assert item["success"] is success, item


def test_what_is_for_admins(world):
    for client in (world.own, world.other):
        expect_error(client.post("/proposals/expire-pending"), 403, "FORBIDDEN", "Only admin")
    expect(world.admin.post("/proposals/expire-pending"), 200)


def test_refusals_name_both_teams(world):
    mine, theirs = world.mine["name"], world.theirs["name"]
    asset, repo = world.asset(), make_repo(world.admin, world.mine)
    expect_error(world.other.patch(f"/assets/{asset['id']}", json={}), 403, "UNAUTHORIZED_TEAM", "Cannot update asset", asset["fqn"], mine, theirs)
    expect_error(world.other.delete(f"/assets/{asset['id']}"), 403, "UNAUTHORIZED_TEAM", "Cannot delete asset", mine, theirs)
    body = {"fqn": f"lake.{unique()}", "owner_team_id": world.mine["id"]}
    expect_error(world.other.post("/assets", json=body), 403, "UNAUTHORIZED_TEAM", "Cannot create asset for team", mine, theirs)
    expect_error(world.other.patch(f"/repos/{repo['id']}", json={}), 403, "UNAUTHORIZED_TEAM", "Cannot update repository", repo["name"], mine, theirs)


def test_whoever_publishes_without_a_name_publishes_for_the_own_team(world):
    asset = world.asset()
    made = expect(publish(world.own, asset, SCHEMA), 201)["contract"]
    assert made["published_by"] == world.mine["id"]
    expect_error(publish(world.own, asset, SCHEMA, published_by=world.theirs["id"]), 403, "UNAUTHORIZED_TEAM", "on behalf of")


# --- me ---------------------------------------------------------------------------------------------------------------


def test_me(guarded, admin):
    team = make_team(admin)
    user = make_user(admin, team_id=team["id"], role="team_admin")
    key = make_key(admin, team, "write", user_id=user["id"], agent_name="bot", agent_framework="in-house", expires_at="2999-01-01")
    me = expect(guarded.api(headers=bearer(key["key"])).get("/me"), 200)
    assert me == {
        "credential": "api_key", "scopes": ["write"], "team_id": team["id"], "team_name": team["name"], "user_id": user["id"],
        "username": user["username"], "role": "team_admin", "key_id": key["id"], "key_name": key["name"], "key_prefix": key["key_prefix"],
        "expires_at": "2999-01-01T00:00:00.000000Z", "agent_name": "bot", "agent_framework": "in-house", "subject": None, "is_agent": True,
    }  # fmt: skip
    assert expect(caller(guarded, admin, team, "admin").get("/me"), 200)["scopes"] == ["read", "write", "admin"]
    mine = expect(admin.get("/me"), 200)
    assert (mine["credential"], mine["scopes"], mine["key_id"]) == ("bootstrap_key", ["read", "write", "admin"], None)
    expect_error(guarded.api().get("/me"), 401, "MISSING_API_KEY")


def test_me_with_authentication_off(start_server):
    api = start_server().api()
    me = expect(api.get("/me"), 200)
    assert (me["credential"], me["team_id"], me["is_agent"], me["scopes"]) == ("none", None, False, ["read", "write", "admin"])
    team = make_team(api)
    assert expect(api.get("/me"), 200)["team_id"] == team["id"]
    assert api.get("/me").json()["team_name"] == team["name"]


# --- who did it -------------------------------------------------------------------------------------------------------


def test_actors(guarded, admin):
    """The trail tells team, key and user, and an agent from a person, whatever was done in between."""
    team = make_team(admin)
    user = make_user(admin, team_id=team["id"])
    person, agent = make_key(admin, team, user_id=user["id"]), make_key(admin, team, agent_name="bot")
    for key, kind, whose in ((person, "human", user["id"]), (agent, "agent", None), (person, "human", user["id"])):
        api = guarded.api(headers=bearer(key["key"]))
        asset = make_asset(api, team)
        expect(api.patch(f"/assets/{asset['id']}", json={"description": "x"}), 200)
        repo = make_repo(api, team)
        service = make_service(api, repo)
        for entity in (asset, repo, service):
            for event in audit_events(guarded, entity["id"]):
                assert (event["actor_id"], event["actor_type"]) == (team["id"], kind), event
                assert (event["actor_key_id"], event["actor_user_id"]) == (key["id"], whose)
        admins = make_asset(admin, team)
        event = audit_one(guarded, admins["id"], "asset.created")
        assert (event["actor_type"], event["actor_key_id"], event["actor_user_id"]) == ("human", None, None)


def test_in_whose_name(guarded, admin):
    """An admin names anybody, a key people of its team, a session its own user alone."""
    team, other = make_team(admin), make_team(admin)
    here, there = make_user(admin, team_id=team["id"]), make_user(admin, team_id=other["id"])
    me = make_person(admin, team, role="team_admin")
    key, session = guarded.api(headers=bearer(make_key(admin, team)["key"])), guarded.api(headers=session_of(guarded, me))
    asset = make_asset(admin, team)
    for api, user, fine in ((key, here, True), (key, there, False), (session, me, True), (session, here, False), (session, there, False), (admin, there, True)):
        query = {"published_by": team["id"], "published_by_user_id": user["id"], "dry_run": "true"}
        reply = api.post(f"/assets/{asset['id']}/publish", params=query, json={"schema": SCHEMA, "version": "1.0.0"})
        if fine:
            assert reply.status_code in (200, 201), reply.text
        else:
            expect_error(reply, 403, "UNAUTHORIZED_TEAM", "in the name of that user")
    contract = make_contract(admin, asset, SCHEMA)
    consumer = guarded.api(headers=bearer(make_key(admin, other)["key"]))
    expect(consumer.post("/registrations", json={"contract_id": contract["id"], "consumer_team_id": other["id"]}), 201)
    proposal = expect(publish(admin, asset, BREAKING), 201)["proposal"]
    answer = {"consumer_team_id": other["id"], "response": "approved", "acknowledged_by_user_id": here["id"]}
    expect_error(consumer.post(f"/proposals/{proposal['id']}/acknowledge", json=answer), 403, "UNAUTHORIZED_TEAM")
    many = expect(consumer.post("/bulk/acknowledgments", json={"acknowledgments": [{**answer, "proposal_id": proposal["id"]}]}), 207)
    assert many["results"][0]["error"] == "You cannot act in the name of that user"
    expect(consumer.post(f"/proposals/{proposal['id']}/acknowledge", json={**answer, "acknowledged_by_user_id": there["id"]}), 201)


def test_services_of_others(guarded, admin):
    team, other = make_team(admin), make_team(admin)
    own, foreign = make_service(admin, make_repo(admin, team)), make_service(admin, make_repo(admin, other))
    api = guarded.api(headers=bearer(make_key(admin, team)["key"]))
    body = {"fqn": f"a.{unique()}", "owner_team_id": team["id"]}
    expect_error(api.post("/assets", json={**body, "service_id": foreign["id"]}), 403, "UNAUTHORIZED_TEAM", "services of other teams")
    made = expect(api.post("/assets", json={**body, "service_id": own["id"]}), 201)
    expect_error(api.patch(f"/assets/{made['id']}", json={"service_id": foreign["id"]}), 403, "UNAUTHORIZED_TEAM", "services of other teams")
    item = expect(api.post("/bulk/assets", json={"assets": [{"fqn": f"b.{unique()}", "owner_team_id": team["id"], "service_id": foreign["id"]}]}), 207)
    assert item["results"][0]["error"] == "Cannot put assets into services of other teams"
    # What an admin put there may stay there.
    expect(admin.patch(f"/assets/{made['id']}", json={"service_id": foreign["id"]}), 200)
    assert expect(api.patch(f"/assets/{made['id']}", json={"service_id": foreign["id"], "description": "x"}), 200)["description"] == "x"
