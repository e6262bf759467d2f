"""What the outbox holds: each kind's own message, where a row is one for both."""

import json


def queued_messages(connection) -> list[tuple[str, dict]]:
    """Kind and decoded message of all that was queued, taken or not, in order."""
    found = []
    for row in connection.execute("SELECT kind, payload, chat FROM outbox ORDER BY created_at, id").fetchall():
        kinds = [(row["kind"], row["payload"])] if row["chat"] is None else [("webhook", row["payload"]), ("chat", row["chat"])]
        found += [(kind, message if isinstance(message, dict) else json.loads(message)) for kind, message in kinds]
    return found
