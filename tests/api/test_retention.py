"""What was delivered is deleted when it has been kept long enough; what waits, and dead letters, stay."""

import contextlib
import datetime
import sqlite3
import time
import uuid

from support import postgres
from support.make import database_read, expect, make_asset, make_contract, make_team, object_schema
from support.receiver import Receiver, answer, until

SETTINGS = {"TESSERA_OUTBOUND_NETWORKS": "127.0.0.0/8", "TESSERA_WEBHOOK_PAUSE": 0.01, "WEBHOOK_RETRY_HOURS": 0, "TESSERA_RETENTION_SWEEP": 1}
OLD, NEW = 31, 29  # days


@contextlib.contextmanager
def writing(server):
    if postgres.chosen():
        with contextlib.closing(postgres.Connection(str(server.database))) as connection:
            yield connection
        return
    with contextlib.closing(sqlite3.connect(server.database, timeout=30)) as connection, connection:
        yield connection


def time_of(days_ago):
    seconds = time.time() - days_ago * 86400
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).isoformat() if postgres.chosen() else int(seconds * 1_000_000)


def key_of(made):
    return uuid.UUID(made).bytes


def deliveries(api):
    return {one["id"]: one for one in expect(api.get("/webhooks/deliveries", params={"limit": 100}), 200)["results"]}


def settled(api, count):
    """All deliveries, once there are so many and none waits."""
    return until(lambda: len(found := deliveries(api)) == count and all(one["status"] in ("delivered", "dead_lettered") for one in found.values()) and found)


def add_message(connection, days, untold):
    made = str(uuid.uuid4())
    connection.execute("INSERT INTO outbox (id, kind, created_at, next_attempt_at, delivered_at, untold, payload) VALUES (?, 'chat', ?, ?, ?, ?, '{}')",
                       (key_of(made), time_of(days), time_of(days), time_of(days), untold))  # fmt: skip
    return made


def add_notification(connection, status, days):
    """Of a message of its own, made so many days ago and tried then."""
    event, made = add_message(connection, days, False), str(uuid.uuid4())
    connection.execute("INSERT INTO notifications (id, event_id, kind, destination_id, queued_at, status, alive, created_at, last_attempt_at) "
                       "VALUES (?, ?, 'slack', ?, ?, ?, ?, ?, ?)",
                       (key_of(made), key_of(event), key_of(made), time_of(days), status, status == "pending", time_of(days), time_of(days)))  # fmt: skip
    return event, made


def ids(server, table):
    with contextlib.closing(database_read(server.database)) as connection:
        return {str(uuid.UUID(bytes=row[0])) for row in connection.execute(f"SELECT id FROM {table}").fetchall()}


def last_run(server):
    """When the job ran last; None: never."""
    return next((job["last_run_at"] for job in expect(server.client().get("/health"), 200)["jobs"] if job["name"] == "deliveries"), None)


def test_what_was_delivered_goes_and_dead_letters_stay(start_server):
    with Receiver() as receiver:
        server = start_server(settings={**SETTINGS, "WEBHOOK_URL": receiver.url, "TESSERA_DELIVERY_DAYS": 0})
        api = server.api()
        team = make_team(api)
        kept, gone = make_asset(api, team), make_asset(api, team)
        for asset in (gone, kept):
            make_contract(api, asset, object_schema(id="integer"))
        by_asset = {one["payload"]["payload"]["asset_id"]: one for one in settled(api, 2).values()}
        receiver.choose = lambda received: answer(500)
        make_contract(api, gone, object_schema(id="integer", more="string"))
        (dead,) = [one for one in settled(api, 3).values() if one["status"] == "dead_lettered"]
        receiver.choose = lambda received: answer(200)
        again = expect(api.post(f"/webhooks/deliveries/{dead['id']}/redeliver"), 202)
        settled(api, 4)
        with writing(server) as connection:
            for one, days in ((by_asset[gone["id"]], OLD), (by_asset[kept["id"]], NEW), (again, OLD), (dead, OLD)):
                connection.execute("UPDATE webhook_deliveries SET created_at = ?, last_attempt_at = ? WHERE id = ?", (time_of(days), time_of(days), key_of(one["id"])))
                connection.execute("UPDATE webhook_deliveries SET delivered_at = ? WHERE id = ? AND status = 'delivered'", (time_of(days), key_of(one["id"])))
            ended = [add_notification(connection, status, OLD) for status in ("delivered", "failed")]
            staying = [add_notification(connection, *of) for of in (("delivered", NEW), ("failed", NEW), ("pending", OLD))]
            untold = [add_message(connection, days, True) for days in (OLD, NEW)]
        messages, notifications = ids(server, "outbox"), ids(server, "notifications")
        runs = last_run(server)
        until(lambda: last_run(server) not in (None, runs))
        assert (ids(server, "outbox"), ids(server, "notifications"), len(deliveries(api))) == (messages, notifications, 4)  # all is kept
        server.stop_and_check()
        server.settings["TESSERA_DELIVERY_DAYS"] = 30
        server.start()
        until(lambda: ids(server, "outbox") == messages - {by_asset[gone["id"]]["event_id"], ended[0][0], ended[1][0], untold[0]})
        assert set(deliveries(server.api())) == {by_asset[kept["id"]]["id"], dead["id"]}
        assert ids(server, "notifications") == notifications - {made for _, made in ended} == {made for _, made in staying}
        assert expect(server.api().get(f"/webhooks/deliveries/{dead['id']}"), 200)["payload"] == dead["payload"]
