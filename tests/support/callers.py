"""Kinds of callers: every credential that counts, and those that do not."""

from support.access import BOOTSTRAP, CERTIFIED_TEAM, bearer, certified, make_key, make_person, session_of
from support.make import expect, make_team, make_user

KINDS = [
    "nobody", "malformed", "unknown", "expired", "revoked", "of a deleted team", "of a deactivated user", "without scopes", "reader", "writer",
    "reader and writer", "agent", "admin", "bootstrap", "session without a header", "session that was ended", "session of a deactivated user",
    "session of a deleted team", "session of a user", "session of a team's admin", "session of an admin",
    "token without scopes", "token that reads", "token that writes", "token of an admin",
    "token that has expired", "token for another", "token that was changed", "token of a deleted team", "token with a certificate", "key with a certificate",
    "bad key with a certificate", "certificate without scopes", "certificate that reads", "certificate that writes", "certificate as usual",
    "certificate of an agent", "certificate of an admin", "certificate of nobody", "certificate of no team",
]  # fmt: skip


def sessions(server, admin, team):
    """The same of sessions."""
    of_role = {role: session_of(server, make_person(admin, team, role=role)) for role in ("user", "team_admin", "admin")}
    ended, left, lost = (make_person(admin, owner, role="admin") for owner in (team, team, make_team(admin)))
    headers = [session_of(server, user) for user in (ended, left, lost)]
    assert server.client(headers=headers[0]).get("/logout").status_code == 302
    assert admin.delete(f"/users/{left['id']}").status_code == 204 and admin.delete(f"/teams/{lost['team_id']}").status_code == 204
    return {
        "session without a header": ({"Cookie": session_of(server, make_person(admin, team, role="admin"))["Cookie"]}, None, {"READ", "WRITE", "ADMIN", "ANY"}),
        "session that was ended": (headers[0], "MISSING_API_KEY", set()),
        "session of a deactivated user": (headers[1], "MISSING_API_KEY", set()),
        "session of a deleted team": (headers[2], "MISSING_API_KEY", set()),
        "session of a user": (of_role["user"], None, {"READ", "ANY"}),
        "session of a team's admin": (of_role["team_admin"], None, {"READ", "WRITE", "ANY"}),
        "session of an admin": (of_role["admin"], None, {"READ", "WRITE", "ADMIN", "ANY"}),
    }


def make_callers(server, admin, issuer, authority):
    """Kind of caller -> (headers, what is refused and how, scopes that count, what it speaks TLS by). Refused with 401 unless the code says otherwise."""
    team, gone = make_team(admin), make_team(admin)
    make_team(admin, name=CERTIFIED_TEAM)
    user = make_user(admin, team_id=team["id"])

    def key(*scopes, of=team, **members):
        return bearer(make_key(admin, of, *scopes, **members)["key"])

    revoked, left, deactivated = make_key(admin, team), key("admin", of=gone), key("admin", user_id=user["id"])
    none = expect(admin.post("/api-keys", json={"name": "none", "team_id": team["id"], "scopes": []}), 201)["key"]
    expect(admin.delete(f"/api-keys/{revoked['id']}"), 200)
    assert admin.delete(f"/teams/{gone['id']}").status_code == 204 and admin.delete(f"/users/{user['id']}").status_code == 204
    everything = {"READ", "WRITE", "ADMIN", "ANY"}

    def token(scope, of=team, **claims):
        return bearer(issuer.token(team=of["name"], scope=scope, **claims))

    def shown(name):
        return certified(authority, name)

    good = token("tessera:admin")["Authorization"]
    tokens_and_certificates = {
        "token without scopes": (token(""), None, {"ANY"}),
        "token that reads": (token("tessera:read"), None, {"READ", "ANY"}),
        "token that writes": (token("tessera:write"), None, {"WRITE", "ANY"}),
        "token of an admin": ({"Authorization": good}, None, everything),
        "token that has expired": (token("tessera:admin", exp=1), "INVALID_TOKEN", set()),
        "token for another": (token("tessera:admin", aud="another"), "INVALID_TOKEN", set()),
        "token that was changed": ({"Authorization": good[:-8] + "AAAAAAAA"}, "INVALID_TOKEN", set()),
        "token of a deleted team": (token("tessera:admin", gone), "UNKNOWN_TEAM", set()),
        "token with a certificate": (token("tessera:read"), None, {"READ", "ANY"}, shown("boss")),
        "key with a certificate": (key("read"), None, {"READ", "ANY"}, shown("boss")),
        "bad key with a certificate": (bearer("wrong"), "INVALID_API_KEY", set(), shown("boss")),
        "certificate without scopes": ({}, None, {"ANY"}, shown("without scopes")),
        "certificate that reads": ({}, None, {"READ", "ANY"}, shown("reader")),
        "certificate that writes": ({}, None, {"WRITE", "ANY"}, shown("writer")),
        "certificate as usual": ({}, None, {"READ", "WRITE", "ANY"}, shown("usual")),
        "certificate of an agent": ({}, None, {"READ", "WRITE", "ANY"}, shown("robot")),
        "certificate of an admin": ({}, None, everything, shown("boss")),
        "certificate of nobody": ({}, "MISSING_API_KEY", set(), shown("stranger")),
        "certificate of no team": ({}, "UNKNOWN_TEAM", set(), shown("lost")),
    }
    keys = {
        "nobody": ({}, "MISSING_API_KEY", set()),
        "malformed": ({"Authorization": f"Basic {BOOTSTRAP}"}, "INVALID_AUTH_HEADER", set()),
        "unknown": (bearer("tess_live_" + "0" * 64), "INVALID_API_KEY", set()),
        "expired": (key("admin", expires_at="2020-01-01"), "INVALID_API_KEY", set()),
        "revoked": (bearer(revoked["key"]), "INVALID_API_KEY", set()),
        "of a deleted team": (left, "INVALID_API_KEY", set()),
        "of a deactivated user": (deactivated, "INVALID_API_KEY", set()),
        "without scopes": (bearer(none), None, {"ANY"}),
        "reader": (key("read"), None, {"READ", "ANY"}),
        "writer": (key("write"), None, {"WRITE", "ANY"}),
        "reader and writer": (key("read", "write"), None, {"READ", "WRITE", "ANY"}),
        "agent": (key("read", "write", agent_name="bot"), None, {"READ", "WRITE", "ANY"}),
        "admin": (key("admin"), None, everything),
        "bootstrap": (bearer(BOOTSTRAP), None, everything),
        **sessions(server, admin, team),
    }
    return {kind: (*row, None)[:4] for kind, row in {**keys, **tokens_and_certificates}.items()}
