"""The same question asked many times within one view of the database: every answer is the state as it is."""

import json
import threading

from support.make import expect, make_asset, make_team
from support.rawhttp import RawConnection, request_bytes

REPEATED = 20


def answer(reply):
    """What two replies to the same question have in common."""
    own = {"x-request-id", "date"}
    return reply.status, [(name, value) for name, value in reply.header_list if name not in own], reply.body


def test_repeated_reads_are_equal(server, api):
    asset = make_asset(api, description="Asked for again and again")
    path = f"/api/v1/assets/{asset['id']}"
    with RawConnection(("127.0.0.1", server.port)) as connection:
        connection.send(request_bytes("GET", path) * REPEATED)
        replies = [connection.reply() for _ in range(REPEATED)]
    assert replies[0].status == 200 and json.loads(replies[0].body) == asset
    assert all(answer(reply) == answer(replies[0]) for reply in replies)
    assert len({reply.headers["x-request-id"] for reply in replies}) == REPEATED


def test_conditions_hold_for_kept_replies(server, api):
    asset = make_asset(api)
    path = f"/api/v1/assets/{asset['id']}"
    tag = api.get(f"/assets/{asset['id']}", headers={"accept-encoding": "identity"}).headers["etag"]
    plain, conditional = request_bytes("GET", path), request_bytes("GET", path, {"If-None-Match": tag})
    with RawConnection(("127.0.0.1", server.port)) as connection:
        connection.send((plain + conditional) * REPEATED)
        for _ in range(REPEATED):
            reply = connection.reply()
            assert reply.status == 200 and reply.headers["etag"] == tag and json.loads(reply.body)["id"] == asset["id"]
            reply = connection.reply()
            assert reply.status == 304 and reply.headers["etag"] == tag and reply.body == b""
            assert "content-type" not in reply.headers


def test_a_write_between_reads_shows(server, api):
    asset = make_asset(api)
    path = f"/api/v1/assets/{asset['id']}"
    get, delete = request_bytes("GET", path), request_bytes("DELETE", path)
    restore = request_bytes("POST", f"{path}/restore")
    writes = [request_bytes("PATCH", path, body=json.dumps({"description": f"Version {n}"}).encode()) for n in range(REPEATED)]
    with RawConnection(("127.0.0.1", server.port)) as connection:
        connection.send(b"".join(write + get * 3 for write in writes) + delete + get * 3 + restore + get * 3)
        for number in range(REPEATED):
            for _ in range(4):
                reply = connection.reply()
                assert reply.status == 200 and json.loads(reply.body)["description"] == f"Version {number}"
        assert connection.reply().status == 204
        assert [connection.reply().status for _ in range(3)] == [404] * 3
        assert connection.reply().status == 200
        assert [connection.reply().status for _ in range(3)] == [200] * 3


def test_names_of_others_show_in_kept_replies(server, api):
    team = make_team(api)
    asset = make_asset(api, owner_team_id=team["id"])
    get = request_bytes("GET", f"/api/v1/assets/{asset['id']}")
    with RawConnection(("127.0.0.1", server.port)) as connection:
        for number in range(REPEATED):
            name = f"{team['name']}{number}"
            rename = request_bytes("PATCH", f"/api/v1/teams/{team['id']}", body=json.dumps({"name": name}).encode())
            connection.send(get * 3 + rename + get * 3)
            replies = [connection.reply() for _ in range(7)]
            assert all(json.loads(reply.body)["owner_team_name"] == name for reply in replies[4:])


def test_readers_never_see_less_than_was_answered(server, api):
    asset = make_asset(api, metadata={"step": 0})
    path = f"/api/v1/assets/{asset['id']}"
    get = request_bytes("GET", path)
    answered, problems, ended = [0], [], threading.Event()

    def read():
        seen = reads = 0
        with RawConnection(("127.0.0.1", server.port)) as connection:
            while not (ended.is_set() and reads > 0):
                least = answered[0]
                connection.send(get * 5)
                for _ in range(5):
                    step = json.loads(connection.reply().body)["metadata"]["step"]
                    if step < max(least, seen):
                        problems.append(f"{step} was read after {max(least, seen)}")
                    seen = step
                reads += 5

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for step in range(1, 101):
        expect(api.patch(f"/assets/{asset['id']}", json={"metadata": {"step": step}}), 200)
        answered[0] = step
    ended.set()
    for reader in readers:
        reader.join()
    assert not problems, problems[:5]
