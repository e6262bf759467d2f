"""Following what happens: the stream of events, asked for a piece at a time.

Each request asks for what is behind the last event (`Last-Event-ID`) and ends with the first events that there are, at once when
they happen; so what a program has not taken yet waits at the server, and a request that fails is repeated without anything being missed or told
twice.
"""

from __future__ import annotations

import json
import time
from collections import deque
from random import random

from .exceptions import RateLimitError, ServerError, TesseraAPIError, TesseraConnectionError, TesseraError

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import TracebackType
    from typing import Any, Self
    from uuid import UUID

    from .models import AuditEvent

GRACE_SECONDS = 15.0  # behind which nothing is expected from it any more
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 10.0


class EventParser:
    """Takes the bytes of a stream as they come, cut anywhere, and gives the events that they complete (HTML standard, section 9.2.6).

    `last_id` is the id that the next event would have.
    """

    __slots__ = ("_after_return", "_begun", "_data", "_id", "_rest", "_type", "last_id")

    def __init__(self) -> None:
        self.last_id = self._id = ""
        self._rest = b""
        self._type = ""
        self._data: list[str] = []
        self._after_return = self._begun = False

    def feed(self, data: bytes) -> list[tuple[str, str, str]]:
        """The id, type and data of each event that is complete with these bytes."""
        if self._after_return and data:
            self._after_return = False
            data = data[1:] if data.startswith(b"\n") else data
        self._after_return = data.endswith(b"\r")
        *lines, self._rest = (self._rest + data).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        found = []
        for raw in lines:
            if not self._begun:
                raw = raw.removeprefix(b"\xef\xbb\xbf")
                self._begun = True
            event = self._take(raw.decode("utf-8", "replace"))
            if event is not None:
                found.append(event)
        return found

    def _take(self, line: str) -> tuple[str, str, str] | None:
        if line == "":
            self.last_id = self._id
            event = (self._id, self._type or "message", "\n".join(self._data)) if self._data else None
            self._type, self._data = "", []
            return event
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
        elif name == "event":
            self._type = value
        elif name == "id" and "\0" not in value:
            self._id = value
        return None


class _Following:
    """Where a program stands in the stream, and what it has yet to take."""

    __slots__ = ("_failures", "_found", "_from", "_params", "_reconnect", "_wait", "closed", "last_event_id")

    def __init__(
        self,
        event: str | Iterable[str] | None,
        entity_type: str | None,
        entity_id: str | UUID | None,
        asset_id: str | UUID | None,
        team_id: str | UUID | None,
        after: int | str | None,
        reconnect: bool,
        wait: int,
    ) -> None:
        types = event if event is None or isinstance(event, str) else ",".join(event)
        self._params: dict[str, Any] = {
            "event": types, "entity_type": entity_type, "entity_id": _text(entity_id), "asset_id": _text(asset_id), "team_id": _text(team_id),
        }  # fmt: skip
        self.last_event_id: str | None = None if after is None else str(after)
        self._from = self.last_event_id  # behind which the next request asks
        self._found: deque[tuple[str, AuditEvent]] = deque()
        self._failures = 0
        self._reconnect, self._wait = reconnect, wait
        self.closed: bool = False

    def close(self) -> None:
        """Give no more events. Closing twice does nothing."""
        self.closed = True

    def _asked(self, wait: int) -> dict[str, Any]:
        return {**self._params, "after": self._from, "wait": wait}

    def _next(self) -> AuditEvent | None:
        """An event that has come; None: there is none yet."""
        if not self._found:
            return None
        self.last_event_id, event = self._found.popleft()
        return event

    def _came(self, reply: Any) -> None:
        """Keep what a request brought. TesseraError: the server says that there is nothing to go on with."""
        from .models import AuditEvent

        parser = EventParser()
        for number, kind, data in parser.feed(str(reply or "").encode()):
            try:
                told = json.loads(data)
                event = None if kind == "stream.ended" else AuditEvent.from_dict(told)
            except ValueError:  # none of the audit trail's
                continue
            if event is not None:
                self._found.append((number, event))
            elif told.get("reason") == "unknown_position":
                raise TesseraError(f"the stream of events ended: {told.get('message')}")
        if not parser.last_id:  # which whatever the server says has: a page of another one would be asked for without a pause
            raise TesseraError("the reply is no stream of events")
        self._from = parser.last_id
        if not self._found:
            self.last_event_id = self._from
        self._failures = 0

    def _pause(self, error: TesseraError) -> float:
        """Seconds until another try; the error itself where there is to be none."""
        passes = isinstance(error, (TesseraConnectionError, RateLimitError, ServerError))
        if not self._reconnect or not passes or self.closed:
            raise error
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(self._failures, 10))
        self._failures += 1
        asked: Any = error.retry_after if isinstance(error, RateLimitError) else None
        return max(pause * (0.5 + random() / 2), float(asked or 0.0))  # noqa: S311


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


class EventStream(_Following):
    """What happens, from now on or from an event on: iterate over it, for ever or until `close` is called.

    It connects again by itself where the connection ends, or the server says that it is busy, and goes on behind the last event.
    """

    __slots__ = ("_request",)

    def __init__(self, request: Callable[..., Any], *terms: Any) -> None:
        super().__init__(*terms)
        self._request = request

    def start(self) -> Self:
        """Find out where the stream stands, so that all that happens from here on is told. TesseraAPIError: it may not be followed."""
        while self._from is None:
            self._ask(0)
        return self

    def _ask(self, wait: int) -> None:
        try:
            self._came(self._request("GET", "/api/v1/events", None, self._asked(wait)))
        except (TesseraAPIError, TesseraConnectionError) as error:
            time.sleep(self._pause(error))

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> AuditEvent:
        while not self.closed:
            event = self._next()
            if event is not None:
                return event
            self._ask(self._wait)
        raise StopIteration

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()


class AsyncEventStream(_Following):
    """What happens, from now on or from an event on: iterate over it with `async for`, for ever or until `close` is called.

    It connects again by itself where the connection ends, or the server says that it is busy, and goes on behind the last event. A
    cancelled task leaves it as it was.
    """

    __slots__ = ("_request",)

    def __init__(self, request: Callable[..., Any], *terms: Any) -> None:
        super().__init__(*terms)
        self._request = request

    async def start(self) -> Self:
        """Find out where the stream stands, so that all that happens from here on is told. TesseraAPIError: it may not be followed."""
        while self._from is None:
            await self._ask(0)
        return self

    async def _ask(self, wait: int) -> None:
        try:
            self._came(await self._request("GET", "/api/v1/events", None, self._asked(wait)))
        except (TesseraAPIError, TesseraConnectionError) as error:
            from asyncio import sleep

            await sleep(self._pause(error))

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> AuditEvent:
        while not self.closed:
            event = self._next()
            if event is not None:
                return event
            await self._ask(self._wait)
        raise StopAsyncIteration

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()
