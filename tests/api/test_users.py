"""Users (chapter 01, section 3)."""

import pytest

from support.checks import TIME
from support.make import (
    audit_events, audit_one, database_read, expect, expect_error, expect_problem, make_asset, make_team, make_user, unique,
)  # fmt: skip

NOBODY = "00000000-0000-4000-8000-000000000000"
USER_MEMBERS = {
    "id", "username", "email", "name", "user_type", "role", "team_id", "metadata", "notification_preferences", "created_at",
    "updated_at", "deactivated_at",
}  # fmt: skip


def test_create_and_get(server, api, team):
    username = unique("mara.")
    made = expect(
        api.post("/users", json={"username": username, "name": "Mara Kline", "email": f"{username}@corp.example.com", "team_id": team["id"], "metadata": {"site": "berlin"}}), 201
    )
    assert USER_MEMBERS <= set(made)
    assert made["username"] == username and made["name"] == "Mara Kline" and made["email"] == f"{username}@corp.example.com"
    assert made["user_type"] == "human" and made["role"] == "user" and made["team_id"] == team["id"]
    assert made["metadata"] == {"site": "berlin"} and made["notification_preferences"] == {}
    assert made["updated_at"] is None and made["deactivated_at"] is None
    shown = expect(api.get(f"/users/{made['id']}"), 200)
    assert {name: shown[name] for name in USER_MEMBERS} == {name: made[name] for name in USER_MEMBERS}
    assert shown["team_name"] == team["name"] and shown["metadata"] == {"site": "berlin"}
    event = audit_one(server, made["id"], "user.created")
    assert event["payload"] == {"username": username, "user_type": "human", "name": "Mara Kline", "team_id": team["id"], "role": event["payload"]["role"]}


def test_defaults(server, api):
    made = make_user(api)
    assert made["email"] is None and made["team_id"] is None and made["metadata"] == {}
    assert expect(api.get(f"/users/{made['id']}"), 200)["team_name"] is None
    assert audit_one(server, made["id"], "user.created")["payload"]["team_id"] is None


@pytest.mark.parametrize("role", ["admin", "team_admin", "user"])
def test_roles(api, role):
    made = make_user(api, role=role)
    assert made["role"] == role
    for other in ("user", "admin", "team_admin"):
        assert expect(api.patch(f"/users/{made['id']}", json={"role": other}), 200)["role"] == other


def test_notification_preferences_are_set_by_update_only(api):
    made = make_user(api, notification_preferences={"mail": False})
    assert made["notification_preferences"] == {}
    changed = expect(api.patch(f"/users/{made['id']}", json={"notification_preferences": {"mail": False, "n": [1]}}), 200)
    assert changed["notification_preferences"] == {"mail": False, "n": [1]}
    changed = expect(api.patch(f"/users/{made['id']}", json={"notification_preferences": {"chat": 1}}), 200)
    assert changed["notification_preferences"] == {"chat": 1}


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["alice.eng{}", "dbt-sync-bot{}", "a_{}9", "x..--__{}"])
def test_usernames_that_are_fine(api, form):
    username = form.format(unique())
    assert make_user(api, username=username)["username"] == username


def test_short_usernames(start_server):
    api = start_server().api()
    for username in ("a", "ab", "z9"):
        assert make_user(api, username=username)["username"] == username


def test_usernames_are_trimmed_and_folded(server, api):
    word = unique("fold")
    made = make_user(api, username=f"  {word.upper()} ", name="  Anna Fold ")
    assert made["username"] == word and made["name"] == "Anna Fold"
    payload = audit_one(server, made["id"], "user.created")["payload"]
    assert payload["username"] == word and payload["name"] == "Anna Fold"
    assert expect(api.patch(f"/users/{made['id']}", json={"username": f" {word.upper()}X\t"}), 200)["username"] == word + "x"


@pytest.mark.parametrize(
    "username, kind, substring",
    [
        ("", "string_too_short", "at least 1 character"),
        ("   ", "value_error", "empty"),
        ("123invalid", "value_error", None),
        ("has spaces", "value_error", None),
        ("a.", "value_error", None),
        ("a-", "value_error", None),
        (".a", "value_error", None),
        ("-a", "value_error", None),
        ("_a", "value_error", None),
        ("a@b", "value_error", None),
        ("j\u00fcrgen", "value_error", None),
        ("\u0130stanbul", "value_error", None),
        ("a\nb", "value_error", None),
        ("x" * 256, "string_too_long", "255"),
    ],
)
def test_usernames_that_are_refused(api, username, kind, substring):
    made = make_user(api)
    for reply in (api.post("/users", json={"username": username, "name": "Some Body"}), api.patch(f"/users/{made['id']}", json={"username": username})):
        problem = expect_problem(reply, ("body", "username"), kind, substring)
        assert problem["input"] == username


@pytest.mark.parametrize("name", ["O'Brien", "dbt Sync Bot", "A", "Anne-Marie", "ab", "A  B", "X-'Y"])
def test_person_names_that_are_fine(api, name):
    assert make_user(api, name=name)["name"] == name


@pytest.mark.parametrize(
    "name, kind, substring",
    [
        ("", "string_too_short", None),
        ("  ", "value_error", "empty"),
        ("Bot 1", "value_error", None),
        ("Jos\u00e9", "value_error", None),
        ("-a", "value_error", None),
        ("a'", "value_error", None),
        ("a.b", "value_error", None),
        ("a\tb", "value_error", None),
        ("x" * 256, "string_too_long", "255"),
    ],
)
def test_person_names_that_are_refused_on_create_and_update(api, name, kind, substring):
    made = make_user(api)
    for reply in (api.post("/users", json={"username": unique(), "name": name}), api.patch(f"/users/{made['id']}", json={"name": name})):
        expect_problem(reply, ("body", "name"), kind, substring)
    assert expect(api.get(f"/users/{made['id']}"), 200)["name"] == made["name"]


# --- e-mail -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "form", ["{}@test.com", "{}@example.com", "{}.b+c@sub.example.org", "{}_-'!#$%&*/=?^`{{|}}~@example.com", "{}@xn--bcher-kva.example.com", "{}@1a.example.io", "{}@a-b.co"]
)
def test_addresses_that_are_fine(api, form):
    address = form.format(unique())
    assert make_user(api, email=address)["email"] == address


def test_addresses_are_trimmed_folded_and_reduced(api):
    word = unique("mail")
    assert make_user(api, email=f" {word.upper()}@Example.COM ")["email"] == f"{word}@example.com"
    word = unique("mail")
    assert make_user(api, email=f"Some Name <{word}@b.org>")["email"] == f"{word}@b.org"


@pytest.mark.parametrize(
    "address",
    [
        "", "plain", "@example.com", "a@", "a@b", "a@@example.com", "a@b@example.com", ".a@example.com", "a.@example.com",
        "a..b@example.com", "a b@example.com", '"a b"@example.com', "a@[127.0.0.1]", "a@example.123", "a@-b.example.com",
        "a@b-.example.com", "a@example..com", "a@.example.com", "a@example.com.", "a@exa_mple.com", "a@x.test", "a@x.local",
        "a@x.localhost", "a@x.invalid", "a@x.onion", "a@x.arpa", "x" * 65 + "@example.com", "a@" + "x" * 64 + ".com",
        "a@" + "x.".join(["y" * 60] * 4) + ".example.com", "a@exam ple.com", "a\n@example.com",
    ],
)  # fmt: skip
def test_addresses_that_are_refused(api, address):
    made = make_user(api)
    for reply in (api.post("/users", json={"username": unique(), "name": "Some Body", "email": address}), api.patch(f"/users/{made['id']}", json={"email": address})):
        problem = expect_problem(reply, ("body", "email"), "value_error", "value is not a valid email address: ")
        assert problem["ctx"]["reason"], problem


def test_the_longest_local_part(api):
    word = unique()
    local = word + "x" * (64 - len(word))
    assert make_user(api, email=f"{local}@example.com")["email"] == f"{local}@example.com"


# --- duplicates -------------------------------------------------------------------------------------------------------


def test_duplicate_usernames(api):
    made = make_user(api)
    for username in (made["username"], made["username"].upper(), f" {made['username']} "):
        error = expect_error(api.post("/users", json={"username": username, "name": "Some Body"}), 409, "DUPLICATE_USER")
        assert made["username"] in error["message"] or "already exists" in error["message"]
        assert error["details"]["existing_id"] == made["id"]


def test_duplicate_addresses(api):
    made = make_user(api, email=f"{unique()}@example.com")
    error = expect_error(
        api.post("/users", json={"username": unique(), "name": "Some Body", "email": made["email"].upper()}), 409, "DUPLICATE_USER"
    )
    assert error["details"]["existing_id"] == made["id"]
    make_user(api)
    make_user(api)  # null addresses never clash


def test_update_onto_a_taken_name_or_address(server, api):
    taken = make_user(api, email=f"{unique()}@example.com")
    made = make_user(api)
    for body in ({"username": taken["username"]}, {"email": taken["email"]}):
        error = expect_error(api.patch(f"/users/{made['id']}", json=body), 409, "DUPLICATE_USER")
        assert error["details"]["existing_id"] == taken["id"]
    assert expect(api.patch(f"/users/{taken['id']}", json={"username": taken["username"].upper(), "email": taken["email"]}), 200)["updated_at"] is None
    assert not audit_events(server, made["id"], "user.updated")


def test_a_deactivated_user_frees_its_names(api):
    """Unique rules count live rows only, on users as elsewhere; coming back onto a taken name is a 409."""
    made = make_user(api, email=f"{unique()}@example.com")
    assert api.delete(f"/users/{made['id']}").status_code == 204
    again = make_user(api, username=made["username"], email=made["email"])
    assert again["id"] != made["id"]
    error = expect_error(api.post(f"/users/{made['id']}/reactivate"), 409, "DUPLICATE_USER")
    assert error["details"]["existing_id"] == again["id"]


# --- passwords --------------------------------------------------------------------------------------------------------


def password_hash(server, user):
    connection = database_read(server.database)
    try:
        (row,) = connection.execute("SELECT * FROM users WHERE username = ?", (user["username"],)).fetchall()
        return row["password_hash"]
    finally:
        connection.close()


def test_passwords_are_stored_as_argon2id_and_never_shown(server, api):
    made = make_user(api, password="correct horse battery")
    assert not any("password" in name for name in made)
    first = password_hash(server, made)
    assert first.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    shown = expect(api.patch(f"/users/{made['id']}", json={"password": "another password"}), 200)
    assert not any("password" in name for name in shown)
    assert password_hash(server, made) not in (None, first)
    assert "password" not in api.get(f"/users?username={made['username']}").text
    for event in audit_events(server, made["id"]):
        assert "password" not in str(event["payload"])
    assert "correct horse" not in server.log_text()


@pytest.mark.parametrize("password, kind", [("1234567", "string_too_short"), ("x" * 129, "string_too_long"), (12345678, "string_type")])
def test_passwords_of_wrong_length(api, password, kind):
    reply = api.post("/users", json={"username": unique(), "name": "Some Body", "password": password})
    problem = expect_problem(reply, ("body", "password"), kind)
    assert problem["input"] != password or not isinstance(password, str), "a password must not be repeated in a reply"
    assert str(password) not in reply.text


def test_a_password_is_not_repeated_where_another_field_is_wrong(api):
    reply = api.post("/users", json={"name": "Some Body", "password": "secret-of-mine"})
    expect_problem(reply, ("body", "username"), "missing")
    assert "secret-of-mine" not in reply.text


def test_passwords_count_characters(server, api):
    assert password_hash(server, make_user(api, password="ä" * 8)).startswith("$argon2id$")
    assert password_hash(server, make_user(api, password="\U0001f600" * 128)).startswith("$argon2id$")


def test_bots_have_no_password(api):
    bot = {"username": unique("bot"), "name": "Some Bot", "user_type": "bot"}
    reply = api.post("/users", json={**bot, "password": "long enough"})
    expect_problem(reply, ("body",), "value_error", "bot")
    assert "long enough" not in reply.text
    assert expect(api.post("/users", json={**bot, "password": None}), 201)["user_type"] == "bot"


def test_password_of_a_stored_bot(server, api):
    bot = make_user(api, user_type="bot")
    error = expect_error(api.patch(f"/users/{bot['id']}", json={"password": "long enough"}), 400, "VALIDATION_ERROR")
    assert error["message"] == "Bot users cannot have passwords"
    expect_problem(api.patch(f"/users/{bot['id']}", json={"user_type": "bot", "password": "long enough"}), ("body",), "value_error")
    assert expect(api.patch(f"/users/{bot['id']}", json={"user_type": "human", "password": "long enough"}), 200)["user_type"] == "human"
    assert password_hash(server, bot).startswith("$argon2id$")
    assert expect(api.patch(f"/users/{bot['id']}", json={"user_type": "bot"}), 200)["user_type"] == "bot"
    assert password_hash(server, bot) is None, "a bot keeps no password"


# --- list -------------------------------------------------------------------------------------------------------------


def test_list_filters_are_anded(api, team):
    word = unique("filter")
    name = unique("Fil ")
    human = make_user(api, username=f"{word}a", name=name + " A", email=f"{word}a@example.com", team_id=team["id"])
    bot = make_user(api, username=f"{word}b", name=name + " B", user_type="bot", team_id=team["id"])
    other = make_user(api, username=f"{word}c", name=name + " C")

    def found(**query):
        page = expect(api.get("/users", params=query), 200)
        assert page["total"] == len(page["results"])
        return [entry["id"] for entry in page["results"]]

    assert found(username=word.upper()) == [human["id"], bot["id"], other["id"]]
    assert found(name=name.lower()) == [human["id"], bot["id"], other["id"]]
    assert found(email=word) == [human["id"]]
    assert found(team_id=team["id"]) == [human["id"], bot["id"]]
    assert found(team_id=team["id"], user_type="bot") == [bot["id"]]
    assert found(username=word, user_type="human", email="example") == [human["id"]]
    assert found(username=word, team_id=NOBODY) == []


def test_list_entries(api, team):
    word = unique("entry")
    made = make_user(api, username=word, team_id=team["id"], metadata={"m": 1})
    make_asset(api, team, owner_user_id=made["id"])
    gone = make_asset(api, team, owner_user_id=made["id"])
    assert api.delete(f"/assets/{gone['id']}").status_code == 204
    (entry,) = expect(api.get("/users", params={"username": word}), 200)["results"]
    wanted = {
        "id", "username", "email", "name", "user_type", "team_id", "role", "created_at", "metadata", "notification_preferences",
        "team_name", "asset_count",
    }  # fmt: skip
    assert wanted <= set(entry)
    assert entry["asset_count"] == 1 and entry["team_name"] == team["name"] and entry["metadata"] == {"m": 1}


def test_team_name_of_a_deleted_team(api, team):
    made = make_user(api, team_id=team["id"])
    assert api.delete(f"/teams/{team['id']}").status_code == 204
    (entry,) = expect(api.get("/users", params={"username": made["username"]}), 200)["results"]
    assert entry["team_name"] == team["name"] and entry["team_id"] == team["id"]
    assert expect(api.get(f"/users/{made['id']}"), 200)["team_name"] == team["name"]


def test_list_is_by_name(api, team):
    for name in ("Zoe", "Adam", "Mia"):
        make_user(api, name=name, team_id=team["id"])
    assert [entry["name"] for entry in expect(api.get("/users", params={"team_id": team["id"]}), 200)["results"]] == ["Adam", "Mia", "Zoe"]


# --- update -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["PATCH", "PUT"])
def test_update(server, api, team, method):
    made = make_user(api)
    body = {"username": unique("new"), "name": "New Name", "email": f"{unique()}@example.com", "team_id": team["id"], "role": "admin", "metadata": {"x": 1}}
    changed = expect(api.request(method, f"/users/{made['id']}", json=body), 200)
    assert {name: changed[name] for name in body} == body
    assert TIME.fullmatch(changed["updated_at"]) and changed["created_at"] == made["created_at"]
    shown = expect(api.get(f"/users/{made['id']}"), 200)
    assert {name: shown[name] for name in body} == body and shown["metadata"] == {"x": 1}
    assert audit_one(server, made["id"], "user.updated")["payload"] == {
        "username_changed": True, "email_changed": True, "name_changed": True, "team_changed": True, "role_changed": True,
        "user_type_changed": False, "credential_changed": False, "role": "admin",
    }  # fmt: skip


def test_update_of_nothing(server, api):
    made = make_user(api)
    assert expect(api.patch(f"/users/{made['id']}", json={}), 200)["updated_at"] is None
    payload = audit_one(server, made["id"], "user.updated")["payload"]
    assert len(payload) == 7 and not any(payload.values())


def test_unknown_teams(api, team):
    made = make_user(api)
    assert api.delete(f"/teams/{team['id']}").status_code == 204
    for team_id in (NOBODY, team["id"]):
        expect_error(api.post("/users", json={"username": unique(), "name": "Some Body", "team_id": team_id}), 404, "TEAM_NOT_FOUND")
        expect_error(api.patch(f"/users/{made['id']}", json={"team_id": team_id}), 404, "TEAM_NOT_FOUND")


# --- deactivate, reactivate -------------------------------------------------------------------------------------------


def test_deactivate_and_reactivate(server, api, team):
    made = make_user(api, team_id=team["id"])
    asset = make_asset(api, team, owner_user_id=made["id"])
    reply = api.delete(f"/users/{made['id']}")
    assert reply.status_code == 204 and reply.content == b""
    assert audit_one(server, made["id"], "user.deleted")["payload"] == {"username": made["username"], "name": made["name"]}
    for method, body in (("GET", None), ("PATCH", {}), ("PUT", {}), ("DELETE", None)):
        expect_error(api.request(method, f"/users/{made['id']}", json=body), 404, "USER_NOT_FOUND", "user not found")
    assert expect(api.get("/users", params={"username": made["username"]}), 200)["total"] == 0
    (entry,) = expect(api.get("/users", params={"username": made["username"], "include_deactivated": True}), 200)["results"]
    assert TIME.fullmatch(entry["deactivated_at"]), "deactivated users can be told apart"
    shown = expect(api.get(f"/assets/{asset['id']}"), 200)
    assert shown["owner_user_id"] == made["id"] and shown["owner_user_name"] == made["name"]

    back = expect(api.post(f"/users/{made['id']}/reactivate"), 200)
    assert back["deactivated_at"] is None and back["username"] == made["username"]
    event = audit_one(server, made["id"], "user.reactivated")
    assert event["payload"] == {"username": made["username"], "name": made["name"]}
    assert expect(api.post(f"/users/{made['id']}/reactivate"), 200) == back
    assert len(audit_events(server, made["id"], "user.reactivated")) == 1


def test_unknown_users(api):
    for method, path, body in (("GET", "", None), ("PATCH", "", {}), ("PUT", "", {}), ("DELETE", "", None), ("POST", "/reactivate", None)):
        expect_error(api.request(method, f"/users/{NOBODY}{path}", json=body), 404, "USER_NOT_FOUND", "user not found")
