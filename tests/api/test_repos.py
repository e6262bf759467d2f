"""Repositories (chapter 04, section 9, without git)."""

import concurrent.futures

import pytest

from support.make import (
    all_pages, audit_events, audit_one, database_read, expect, expect_error, expect_problem, make_repo, make_service, make_team, unique,
)  # fmt: skip

NOBODY = "00000000-0000-4000-8000-000000000000"
REPO_MEMBERS = {
    "id", "name", "git_url", "default_branch", "spec_paths", "owner_team_id", "sync_enabled", "codeowners_path", "last_synced_at",
    "last_synced_commit", "poll_interval_seconds", "last_sync_error", "created_at", "updated_at", "has_git_token", "has_ssh_key",
    "services_count",
}  # fmt: skip


def test_create_and_get(server, api, team):
    name = unique("repo")
    made = expect(api.post("/repos", json={"name": name, "git_url": f"https://git.example.com/{name}.git", "owner_team_id": team["id"]}), 201)
    assert set(made) == REPO_MEMBERS
    assert made == {
        "id": made["id"], "name": name, "git_url": f"https://git.example.com/{name}.git", "default_branch": "main", "spec_paths": [],
        "owner_team_id": team["id"], "sync_enabled": True, "codeowners_path": None, "last_synced_at": None, "last_synced_commit": None,
        "poll_interval_seconds": 300, "last_sync_error": None, "created_at": made["created_at"], "updated_at": None,
        "has_git_token": False, "has_ssh_key": False, "services_count": 0,
    }  # fmt: skip
    assert expect(api.get(f"/repos/{made['id']}"), 200) == made
    event = audit_one(server, made["id"], "repo.created")
    assert event["payload"] == {"name": name, "git_url": made["git_url"]} and event["entity_type"] == "repo" and event["actor_id"]


def test_every_field_of_a_creation(api, team):
    fields = {
        "default_branch": "release/2.x", "spec_paths": ["api/", "proto/orders.proto", "api/", "/abs", "", "..x", "a/..b/c"],
        "codeowners_path": ".github/CODEOWNERS", "sync_enabled": False, "poll_interval_seconds": 60,
    }  # fmt: skip
    made = make_repo(api, team, **fields)
    assert {name: made[name] for name in fields} == fields
    assert expect(api.get(f"/repos/{made['id']}"), 200) == made


def test_names_and_urls_are_trimmed(api, team):
    name = unique("repo")
    made = make_repo(api, team, name=f"  {name}\t", git_url=f" git@git.example.com:{name}.git ", default_branch=" a b ")
    assert (made["name"], made["git_url"], made["default_branch"]) == (name, f"git@git.example.com:{name}.git", "a b")


@pytest.mark.parametrize("name", ["a/b", "Ünï çødé", "日本", "semi;colon", "'quote\"", "<b>", "x" * 200, "-"])
def test_odd_names(api, team, name):
    suffix = unique()
    name = name if len(name) == 200 else f"{name} {suffix}"
    made = expect(api.post("/repos", json={"name": name, "git_url": f"https://{suffix}", "owner_team_id": team["id"]}), 201)
    assert made["name"] == name and expect(api.get(f"/repos/{made['id']}"), 200)["name"] == name
    assert api.delete(f"/repos/{made['id']}").status_code == 204


def test_credentials_are_kept_and_never_shown(server, api, team):
    made = make_repo(api, team, git_token="tok-5ecret", ssh_key="key-5ecret")
    assert made["has_git_token"] is True and made["has_ssh_key"] is True
    path = f"/repos/{made['id']}"
    replies = [api.get(path), api.get("/repos", params={"team_id": team["id"]}), api.patch(path, json={"git_token": "other-5ecret"})]
    assert all("5ecret" not in reply.text for reply in replies)
    connection = database_read(server.database)
    try:
        (row,) = connection.execute("SELECT git_token, ssh_key FROM repos WHERE name = ?", (made["name"],)).fetchall()
    finally:
        connection.close()
    assert (row["git_token"], row["ssh_key"]) == ("other-5ecret", "key-5ecret")
    event = audit_one(server, made["id"], "repo.updated")
    assert event["payload"] == {"changed_fields": {"git_token": "***"}}
    shown = expect(api.patch(path, json={"git_token": "", "ssh_key": ""}), 200)
    assert shown["has_git_token"] is False and shown["has_ssh_key"] is False and expect(api.get(path), 200) == shown
    assert "5ecret" not in api.post("/repos", json={"name": 5, "git_token": "x-5ecret" * 100}).text


BRANCH_FORM = "Branch name must start with an alphanumeric character and contain only alphanumeric characters, '.', '/', '_', or '-'"


@pytest.mark.parametrize(
    ("field", "value", "kind", "message"),
    [
        ("name", "", "string_too_short", None),
        ("name", "x" * 201, "string_too_long", None),
        ("name", " \t ", "value_error", "Value error, Repo name cannot be empty or whitespace only"),
        ("name", None, "string_type", None),
        ("git_url", "", "string_too_short", None),
        ("git_url", "https://" + "x" * 493, "string_too_long", None),
        ("git_url", "  ", "value_error", "Value error, Git URL cannot be empty or whitespace only"),
        ("git_url", "http://git.example.com/a.git", "value_error", "Value error, Git URL must start with 'https://' or 'git@'"),
        ("git_url", "https://me:secret@git.example.com/a.git", "value_error", "Value error, Git URL must not contain a password: git_token is for that"),
        ("git_url", "https://git.example.com/a\nb.git", "value_error", "Value error, Git URL must not contain blanks or control characters"),
        ("git_url", "file:///etc/passwd", "value_error", "Value error, Git URL must start with 'https://' or 'git@'"),
        ("git_url", "--upload-pack=x", "value_error", "Value error, Git URL must start with 'https://' or 'git@'"),
        ("owner_team_id", "x", "uuid_parsing", None),
        ("default_branch", "", "string_too_short", None),
        ("default_branch", "x" * 101, "string_too_long", None),
        ("default_branch", "   ", "value_error", "Value error, Branch name cannot be empty"),
        ("default_branch", "-x", "value_error", f"Value error, {BRANCH_FORM}"),
        ("default_branch", "a~b", "value_error", f"Value error, {BRANCH_FORM}"),
        ("default_branch", "ä", "value_error", f"Value error, {BRANCH_FORM}"),
        ("default_branch", "a/../b", "value_error", "Value error, Branch name must not contain '..'"),
        ("codeowners_path", "x" * 201, "string_too_long", None),
        ("sync_enabled", "maybe", "bool_type", None),
        ("poll_interval_seconds", 59, "greater_than_equal", None),
        ("poll_interval_seconds", 86401, "less_than_equal", None),
        ("git_token", "x" * 501, "string_too_long", None),
        ("spec_paths", "api/", "list_type", None),
    ],
)
def test_bad_fields(api, team, field, value, kind, message):
    body = {"name": unique("repo"), "git_url": "https://git.example.com/a.git", "owner_team_id": team["id"], field: value}
    problem = expect_problem(api.post("/repos", json=body), ("body", field), kind)
    assert message is None or problem["msg"] == message


@pytest.mark.parametrize("path", ["..", "../x", "a/../b", "a/.."])
def test_bad_paths(api, team, path):
    body = {"name": unique("repo"), "git_url": "https://git.example.com/a.git", "owner_team_id": team["id"], "spec_paths": ["fine/", path]}
    problem = expect_problem(api.post("/repos", json=body), ("body", "spec_paths", 1), "value_error")
    assert problem["msg"] == f"Value error, spec_paths must not contain '..' components: '{path}'"
    made = make_repo(api, team)
    expect_problem(api.patch(f"/repos/{made['id']}", json={"spec_paths": [path]}), ("body", "spec_paths", 0), "value_error")


def test_the_owner_must_be_there(api):
    body = {"name": unique("repo"), "git_url": f"https://{unique()}", "owner_team_id": NOBODY}
    assert expect_error(api.post("/repos", json=body), 404, "TEAM_NOT_FOUND", "Owner team not found")["details"] == {"owner_team_id": NOBODY}
    gone = make_team(api)
    assert api.delete(f"/teams/{gone['id']}").status_code == 204
    expect_error(api.post("/repos", json={**body, "owner_team_id": gone["id"]}), 404, "TEAM_NOT_FOUND", "Owner team not found")


def test_duplicates(api, team):
    made = make_repo(api, team)
    other = make_repo(api, team)
    for name, url in ((made["name"], f"https://{unique()}"), (unique(), made["git_url"]), (made["name"], other["git_url"])):
        error = expect_error(api.post("/repos", json={"name": name, "git_url": url, "owner_team_id": team["id"]}), 409, "DUPLICATE_REPO")
        assert error["message"] == f"Repository with name '{name}' or git URL '{url}' already exists"
        assert error["details"] == {"existing_id": made["id"]}
    assert make_repo(api, team, name=made["name"].upper())["name"] == made["name"].upper(), "names are compared exactly"
    assert api.delete(f"/repos/{made['id']}").status_code == 204
    again = make_repo(api, team, name=made["name"], git_url=made["git_url"])
    assert again["id"] != made["id"]


def test_race_of_one_name(server, team):
    name = unique("repo")
    clients = [server.api() for _ in range(6)]
    body = {"name": name, "git_url": f"https://{name}", "owner_team_id": team["id"]}
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(lambda client: client.post("/repos", json=body), clients))
    assert sorted(reply.status_code for reply in replies) == [201] + [409] * 5


def test_list(api):
    team, other = make_team(api), make_team(api)
    names = sorted(unique("repo") for _ in range(3))
    made = [make_repo(api, team, name=name, sync_enabled=name != names[1]) for name in reversed(names)]
    make_repo(api, other)

    def found(**query):
        page = expect(api.get("/repos", params=query), 200)
        assert set(page) == {"results", "total", "limit", "offset", "next"}
        return [entry["name"] for entry in page["results"]], page["total"]

    assert found(team_id=team["id"]) == (names, 3)
    assert found(team_id=team["id"], sync_enabled="true") == ([names[0], names[2]], 2)
    assert found(team_id=team["id"], sync_enabled="false") == ([names[1]], 1)
    assert found(team_id=team["id"], limit=1, offset=1) == ([names[1]], 3)
    assert found(team_id=team["id"], offset=7) == ([], 3)
    assert found(team_id=NOBODY) == ([], 0)
    page = expect(api.get("/repos", params={"limit": 2, "offset": 1}), 200)
    assert page["limit"] == 2 and page["offset"] == 1 and len(page["results"]) == 2
    for query in ({"limit": 0}, {"limit": 101}, {"offset": -1}, {"team_id": "x"}, {"sync_enabled": "perhaps"}):
        expect_problem(api.get("/repos", params=query), ("query", *query))
    everything = [entry["name"] for entry in all_pages(api, "/repos", limit=7)]
    assert everything == sorted(everything) and set(names) <= set(everything)
    assert api.delete(f"/repos/{made[0]['id']}").status_code == 204
    assert found(team_id=team["id"]) == (names[:2], 2)


def test_the_number_of_services(api):
    made = make_repo(api)
    services = [make_service(api, made) for _ in range(2)]
    assert expect(api.get(f"/repos/{made['id']}"), 200)["services_count"] == 2
    assert api.delete(f"/services/{services[0]['id']}").status_code == 204
    assert expect(api.get(f"/repos/{made['id']}"), 200)["services_count"] == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("default_branch", "develop"), ("spec_paths", ["a", "b"]), ("spec_paths", []), ("codeowners_path", "CODEOWNERS"),
        ("sync_enabled", False), ("poll_interval_seconds", 86400),
    ],
)  # fmt: skip
def test_update_of_each_field(server, api, field, value):
    made = make_repo(api, spec_paths=["api/"])
    path = f"/repos/{made['id']}"
    shown = expect(api.patch(path, json={field: value}), 200)
    assert shown["updated_at"] is not None and shown == {**made, field: value, "updated_at": shown["updated_at"]}
    assert expect(api.get(path), 200) == shown
    assert audit_one(server, made["id"], "repo.updated")["payload"] == {"changed_fields": {field: value}}


def test_updates_that_change_nothing(server, api):
    made = make_repo(api, codeowners_path="C")
    path = f"/repos/{made['id']}"
    bodies = ({}, {"codeowners_path": None, "spec_paths": None, "git_token": None}, {"sync_enabled": True}, {"name": "other", "git_url": "https://x"})
    for body in bodies:
        assert expect(api.patch(path, json=body), 200) == made
    payloads = [event["payload"]["changed_fields"] for event in audit_events(server, made["id"], "repo.updated")]
    assert payloads == [{}, {}, {"sync_enabled": True}, {}]


def test_update_refusals(api):
    expect_error(api.patch(f"/repos/{NOBODY}", json={}), 404, "REPO_NOT_FOUND", "Repository not found")
    made = make_repo(api)
    expect_problem(api.patch(f"/repos/{made['id']}", json={"default_branch": "-"}), ("body", "default_branch"), "value_error")
    expect_problem(api.patch("/repos/x", json={}), ("path", "repo_id"), "uuid_parsing")


def test_if_match(api):
    made = make_repo(api)
    path = f"/repos/{made['id']}"
    tag = api.get(path).headers["etag"]
    reply = api.patch(path, json={"sync_enabled": False}, headers={"If-Match": tag})
    assert reply.status_code == 200 and reply.headers["etag"] == api.get(path).headers["etag"] != tag
    expect_error(api.delete(path, headers={"If-Match": tag}), 412, "PRECONDITION_FAILED")


def test_delete(server, api):
    made = make_repo(api)
    service = make_service(api, made)
    path = f"/repos/{made['id']}"
    reply = api.delete(path)
    assert reply.status_code == 204 and reply.content == b""
    for refused in (api.delete(path), api.get(path), api.patch(path, json={})):
        expect_error(refused, 404, "REPO_NOT_FOUND")
    assert audit_one(server, made["id"], "repo.deleted")["payload"] == {"name": made["name"]}
    assert expect(api.get(f"/services/{service['id']}"), 200)["owner_team_id"] == made["owner_team_id"], "its services stay"
