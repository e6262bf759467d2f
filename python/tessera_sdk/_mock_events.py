"""The stream of events of a mock: what a test tells, as `client.events` asks for it."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from typing import Any

from .models import AuditEvent

PATH = "/api/v1/events"


class StreamText(bytes):
    """What a request for the stream is answered with."""


def _is_wanted(event: AuditEvent, query: Mapping[str, list[str]]) -> bool:
    """Whether all filters hold, of an asset or a team as far as the event itself names it."""
    payload = event.payload if isinstance(event.payload, dict) else {}
    told: dict[str, set[Any]] = {
        "entity_type": {event.entity_type}, "entity_id": {event.entity_id}, "asset_id": {event.entity_id, payload.get("asset_id")},
        "team_id": {event.entity_id, event.actor_id, payload.get("team_id"), payload.get("consumer_team_id")},
    }  # fmt: skip
    types = query.get("event", [""])[0].split(",")
    noun = event.action.partition(".")[0]
    typed = types == [""] or event.action in types or f"{noun}.*" in types
    return typed and all(query[name][0] in {str(value) for value in values} for name, values in told.items() if name in query)


class MockEvents:
    """Events, numbered from 1, and those who wait for more of them."""

    def __init__(self) -> None:
        self._events: list[AuditEvent] = []
        self._changed = threading.Condition()
        self._ended = False

    def add(self, event: AuditEvent) -> None:
        """One more, which those who wait are told of at once."""
        with self._changed:
            self._events.append(event)
            self._changed.notify_all()

    def end(self) -> None:
        """Nobody waits any longer."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def answer(self, query: Mapping[str, list[str]]) -> tuple[int, bytes]:
        """Status and text of the reply to a request, which waits as the query says while there is nothing to tell."""
        with self._changed:
            place = int(query["after"][0]) if "after" in query else len(self._events)
            if place > len(self._events):
                return 422, json.dumps({"error": {"code": "VALIDATION_ERROR", "message": "there is no event of that number yet"}}).encode()

            def found() -> list[tuple[int, AuditEvent]]:
                numbered = list(enumerate(self._events, 1))[place:]
                return [(number, event) for number, event in numbered if _is_wanted(event, query)]

            self._changed.wait_for(lambda: found() or self._ended, float(query.get("wait", ["0"])[0]))
            text = f"retry: 2000\nid: {place}\n\n"
            for number, event in found():
                text += f"id: {number}\nevent: {event.action}\ndata: {json.dumps(event.to_dict())}\n\n"
            return 200, StreamText(f"{text}id: {len(self._events)}\n\n".encode())
