"""The admin whom the settings name (chapter 05, section 2.7)."""

import pytest

from support.access import BOOTSTRAP, HAS_CREDENTIALS, PASSWORD, bearer, is_known, log_in, session_of
from support.make import audit_events, expect, make_team, make_user
from support.server import ServerFailed

INVALID = "/login?error=invalid"


def restart(running, **settings):
    running.stop_and_check()
    running.settings = {**running.settings, **settings}
    return running.start()


def test_the_first_admin(start_server):
    running = start_server(settings={**HAS_CREDENTIALS, "ADMIN_USERNAME": " Root ", "ADMIN_PASSWORD": PASSWORD, "ADMIN_EMAIL": "Root@Example.com"})
    admin = running.api(headers=bearer(BOOTSTRAP))
    user = expect(admin.get("/users", params={"username": "root"}), 200)["results"][0]
    team = expect(admin.get(f"/teams/{user['team_id']}"), 200)
    assert (user["username"], user["name"], user["email"], user["role"], user["user_type"]) == ("root", "Admin", "root@example.com", "admin", "human")
    assert (team["name"], team["metadata"]) == ("admin", {"bootstrap": True})
    headers = session_of(running, "ROOT")
    restart(running)
    assert is_known(running, headers)  # nothing changed
    restart(running, ADMIN_PASSWORD="another one", ADMIN_NAME="The Boss")
    assert not is_known(running, headers) and log_in(running, "root").headers["location"] == INVALID
    admin = running.api(headers=session_of(running, "root", password="another one"))
    assert expect(admin.get(f"/users/{user['id']}"), 200)["name"] == "The Boss"
    expect(admin.patch(f"/users/{user['id']}", json={"role": "user"}), 200)
    assert running.api(headers=bearer(BOOTSTRAP)).delete(f"/users/{user['id']}").status_code == 204
    restart(running)
    again = expect(running.api(headers=session_of(running, "root", password="another one")).get("/me"), 200)
    assert (again["user_id"], again["role"]) == (user["id"], "admin")
    assert [event["action"] for event in audit_events(running, user["id"])].count("user.updated") >= 2
    assert PASSWORD not in running.log_text() and "another one" not in running.log_text()


def test_the_first_admin_was_somebody_else(start_server):
    running = start_server(settings=HAS_CREDENTIALS)
    admin = running.api(headers=bearer(BOOTSTRAP))
    team = make_team(admin)
    bot = make_user(admin, username="root", user_type="bot", team_id=team["id"])
    make_user(admin, username="other", email="taken@example.com")
    restart(running, ADMIN_USERNAME="root", ADMIN_PASSWORD=PASSWORD)
    me = expect(running.api(headers=session_of(running, "root")).get("/me"), 200)
    assert (me["user_id"], me["team_id"], me["role"]) == (bot["id"], team["id"], "admin")
    with pytest.raises(ServerFailed, match="ADMIN_EMAIL"):
        restart(running, ADMIN_EMAIL="taken@example.com")
    running.settings["ADMIN_EMAIL"] = ""
    running.start()


@pytest.mark.parametrize("settings", [{"ADMIN_USERNAME": "root"}, {"ADMIN_PASSWORD": PASSWORD}, {"ADMIN_USERNAME": "root", "ADMIN_PASSWORD": ""}])
def test_no_first_admin(start_server, settings):
    running = start_server(settings={**HAS_CREDENTIALS, **settings})
    assert expect(running.api(headers=bearer(BOOTSTRAP)).get("/users"), 200)["total"] == 0
