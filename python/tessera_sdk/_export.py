"""Exporting the audit trail: a reply holds a piece of it, and says where the next one begins."""

from __future__ import annotations

import json

from ._walk import Calls
from ._watch import watched, watched_async
from .exceptions import TesseraConnectionError

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
    from datetime import datetime
    from typing import Any
    from uuid import UUID

    from ._core import Response
    from ._walk import Asking
    from .models import AuditLink

PATH = "/api/v1/audit/export"


def _text(value: Any) -> Any:
    return value if value is None or isinstance(value, (int, str)) else value.isoformat() if hasattr(value, "isoformat") else str(value)


class _Exporting:
    """Which piece comes next."""

    __slots__ = ("ended", "params")

    def __init__(
        self,
        entity_type: str | None,
        entity_id: str | UUID | None,
        action: str | None,
        actor_id: str | UUID | None,
        actor_type: str | None,
        since: str | datetime | None,
        until: str | datetime | None,
        after: int,
        limit: int | None,
    ) -> None:
        self.params = {
            "entity_type": entity_type, "entity_id": _text(entity_id), "action": action, "actor_id": _text(actor_id),
            "actor_type": actor_type, "from": _text(since), "to": _text(until), "after": after, "limit": limit,
        }  # fmt: skip
        self.ended = False

    def took(self, text: Any, response: Response) -> list[str]:
        """The lines of a piece."""
        try:
            last, head = int(response.headers["X-Audit-Last"]), int(response.headers["X-Audit-Head"])
        except (KeyError, ValueError):
            raise TesseraConnectionError("the export does not say how far it went") from None
        if last < head and last <= self.params["after"]:
            raise TesseraConnectionError(f"the export has no end: behind event {self.params['after']} the server went no further")
        self.params["after"] = last
        self.ended = last >= head
        return str(text or "").split("\n")[:-1]


def _link(line: str) -> AuditLink:
    from .models import AuditLink

    told = json.loads(line)
    return AuditLink.from_dict({"event_id": told["event"]["id"], **told})


def _replies(asking: Asking) -> Callable[..., Any]:
    """Makes requests, and gives with each result what came with it."""
    watch, core, options, headers = asking

    def told(options: Any, more: Any, *what: Any) -> Any:
        reply = core.request_told(options, more, *what)
        return reply, reply[1]

    return watched(watch, lambda *what: core.request_told(options, None, *what), told, options, headers)


def _replies_async(asking: Asking) -> Callable[..., Awaitable[Any]]:
    """As `_replies`, of requests that are awaited."""
    watch, core, options, headers = asking

    async def told(options: Any, more: Any, *what: Any) -> Any:
        reply = await core.request_told(options, more, *what)
        return reply, reply[1]

    return watched_async(watch, lambda *what: core.request_told(options, None, *what), told, options, headers)


class Export(Calls):
    """The calls of `client.audit` that take several requests."""

    __slots__ = ()

    def export_lines(
        self,
        entity_type: str | None = None,
        entity_id: str | UUID | None = None,
        action: str | None = None,
        actor_id: str | UUID | None = None,
        actor_type: str | None = None,
        since: str | datetime | None = None,
        until: str | datetime | None = None,
        after: int = 0,
        limit: int | None = None,
    ) -> Iterator[str]:
        """As `export`, each event as the line of JSON that the server wrote, to be kept as it is: its digest is over these letters.

        Args:
            entity_type (str): Kind of what it happened to
            entity_id (str | UUID): What it happened to
            action (str): What happened
            actor_id (str | UUID): Team that acted
            actor_type (str): human or agent
            since (str | datetime): The earliest time
            until (str | datetime): The latest time
            after (int): Number of the event behind which to begin
            limit (int): Most events of a request

        Returns:
            Iterator[str]: One line after another, without its end

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        ask = _replies(self._asking)
        export = _Exporting(entity_type, entity_id, action, actor_id, actor_type, since, until, after, limit)
        while not export.ended:
            yield from export.took(*ask("GET", PATH, None, export.params))

    def export(
        self,
        entity_type: str | None = None,
        entity_id: str | UUID | None = None,
        action: str | None = None,
        actor_id: str | UUID | None = None,
        actor_type: str | None = None,
        since: str | datetime | None = None,
        until: str | datetime | None = None,
        after: int = 0,
        limit: int | None = None,
    ) -> Iterator[AuditLink]:
        """Walk over the sealed events, the oldest first, up to the last that is sealed when that is reached.

        The `sequence` of the last one that was given is `after` of the next export, however much later: it has every event once.

        Args:
            entity_type (str): Kind of what it happened to
            entity_id (str | UUID): What it happened to
            action (str): What happened
            actor_id (str | UUID): Team that acted
            actor_type (str): human or agent
            since (str | datetime): The earliest time
            until (str | datetime): The latest time
            after (int): Number of the event behind which to begin
            limit (int): Most events of a request

        Returns:
            Iterator[AuditLink]: One after another, each with its event

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        for line in self.export_lines(entity_type, entity_id, action, actor_id, actor_type, since, until, after, limit):
            yield _link(line)


class AsyncExport(Calls):
    """The calls of `client.audit` that take several requests."""

    __slots__ = ()

    async def export_lines(
        self,
        entity_type: str | None = None,
        entity_id: str | UUID | None = None,
        action: str | None = None,
        actor_id: str | UUID | None = None,
        actor_type: str | None = None,
        since: str | datetime | None = None,
        until: str | datetime | None = None,
        after: int = 0,
        limit: int | None = None,
    ) -> AsyncIterator[str]:
        """As `export`, each event as the line of JSON that the server wrote, to be kept as it is: its digest is over these letters.

        Args:
            entity_type (str): Kind of what it happened to
            entity_id (str | UUID): What it happened to
            action (str): What happened
            actor_id (str | UUID): Team that acted
            actor_type (str): human or agent
            since (str | datetime): The earliest time
            until (str | datetime): The latest time
            after (int): Number of the event behind which to begin
            limit (int): Most events of a request

        Returns:
            AsyncIterator[str]: One line after another, without its end

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        ask = _replies_async(self._asking)
        export = _Exporting(entity_type, entity_id, action, actor_id, actor_type, since, until, after, limit)
        while not export.ended:
            for line in export.took(*await ask("GET", PATH, None, export.params)):
                yield line

    async def export(
        self,
        entity_type: str | None = None,
        entity_id: str | UUID | None = None,
        action: str | None = None,
        actor_id: str | UUID | None = None,
        actor_type: str | None = None,
        since: str | datetime | None = None,
        until: str | datetime | None = None,
        after: int = 0,
        limit: int | None = None,
    ) -> AsyncIterator[AuditLink]:
        """Walk over the sealed events, the oldest first, up to the last that is sealed when that is reached.

        The `sequence` of the last one that was given is `after` of the next export, however much later: it has every event once.

        Args:
            entity_type (str): Kind of what it happened to
            entity_id (str | UUID): What it happened to
            action (str): What happened
            actor_id (str | UUID): Team that acted
            actor_type (str): human or agent
            since (str | datetime): The earliest time
            until (str | datetime): The latest time
            after (int): Number of the event behind which to begin
            limit (int): Most events of a request

        Returns:
            AsyncIterator[AuditLink]: One after another, each with its event

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        async for line in self.export_lines(entity_type, entity_id, action, actor_id, actor_type, since, until, after, limit):
            yield _link(line)
