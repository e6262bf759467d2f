"""Follow what happens, and go on behind the last event after a break: the place is kept in a file.

Usage: follow.py FILE [COUNT], where the place is kept, and how many events to tell of; else for ever
"""

import itertools
import pathlib
import sys

from tessera_sdk import TesseraClient

place, count = pathlib.Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None
after = place.read_text() if place.exists() else 0  # the first time with the first event of all

with TesseraClient() as client, client.events(after=after) as events:
    for event in itertools.islice(events, count):
        print(events.last_event_id, event.action, event.payload.get("name", event.entity_id), flush=True)
        # What was made of the event is done: a crash before this line tells of it once more, one behind it does not.
        place.write_text(events.last_event_id)
