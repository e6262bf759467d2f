"""What stands for itself in searches and filters, and what for more."""

from support.make import expect, make_team, make_user, unique


def test_a_backslash_takes_the_next_character_as_it_is(api):
    word = unique("wild")
    made = make_team(api, name=f"{word}_a")
    make_team(api, name=f"{word}-a")
    for pattern, total in ((f"{word}_a", 2), (f"{word}\\_a", 1), (f"{word}\\%", 0), (f"{word}\\_%", 1), (f"{word}%\\_a", 1), (f"\\{word}", 2)):
        assert expect(api.get("/teams", params={"name": pattern}), 200)["total"] == total, pattern
    assert expect(api.get("/teams", params={"name": f"{word}\\_"}), 200)["results"][0]["id"] == made["id"]
    make_user(api, username=f"{word}_user")
    for pattern, total in ((f"{word}_u", 1), (f"{word}\\_u", 1), (f"{word}\\-u", 0)):
        assert expect(api.get("/users", params={"username": pattern}), 200)["total"] == total, pattern
