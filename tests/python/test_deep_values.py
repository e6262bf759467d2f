"""Values as deep as the server takes: one of them in a list makes no list unreadable."""

import json

from support.scripted import ScriptedServer, reply

DEPTH = 999  # of the metadata in a body of 1,000 levels
TEAM = {
    "id": "0190f3a2-7c1e-7b3a-9c55-0242ac120002", "name": "data", "description": None, "metadata": "DEEP",
    "created_at": "2025-03-04T09:15:02.004512Z", "updated_at": None, "asset_count": None,
}  # fmt: skip


def depth_of(value):
    depth = 0
    while isinstance(value, dict):
        value, depth = value.get("a"), depth + 1
    return depth


def test_a_list_with_a_deep_value_is_read():
    from tessera_sdk import TesseraClient

    page = json.dumps({"results": [TEAM], "total": 1, "limit": 50, "offset": 0, "next": None})
    page = page.replace('"DEEP"', '{"a":' * DEPTH + "1" + "}" * DEPTH)
    with ScriptedServer(lambda _: reply(page.encode())) as server, TesseraClient(server.url) as client:
        (team,) = client.teams.list()
    assert depth_of(team.metadata) == DEPTH
