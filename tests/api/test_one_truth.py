"""A resource is one thing, whichever route shows it."""

from support.make import expect, make_asset, make_contract, make_team, make_user, object_schema


def test_a_resource_is_the_same_alone_and_in_lists(api):
    team = make_team(api)
    user = make_user(api, team_id=team["id"])
    asset = make_asset(api, team, owner_user_id=user["id"])
    assert (team["asset_count"], user["asset_count"], asset["active_contract_version"]) == (0, 0, None)
    make_contract(api, asset, object_schema(a="string"), version="1.0.0")
    for path, made, expected in (
        (f"/teams?name={team['name']}", f"/teams/{team['id']}", {"asset_count": 1}),
        (f"/users?username={user['username']}", f"/users/{user['id']}", {"asset_count": 1}),
        (f"/teams/{team['id']}/members", f"/users/{user['id']}", {"asset_count": 1}),
        (f"/assets?fqn={asset['fqn']}", f"/assets/{asset['id']}", {"active_contract_version": "1.0.0"}),
    ):
        (listed,) = expect(api.get(path), 200)["results"]
        alone = expect(api.get(made), 200)
        assert listed == alone and {name: alone[name] for name in expected} == expected, path
        changed = expect(api.patch(made, json={"metadata": {"seen": True}}), 200)
        assert changed == expect(api.get(made), 200), path
