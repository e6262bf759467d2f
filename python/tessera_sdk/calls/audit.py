# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.audit`."""

from __future__ import annotations

from .._export import Export
from .._walk import paged, walk

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from uuid import UUID
    from ..models import (
        AuditEvent,
        AuditHead,
        AuditRange,
    )
    from ..page import Page


class Audit(Export):
    """The calls of `client.audit`."""

    __slots__ = ()

    def list(
        self,
        entity_type: str | None = None,
        entity_id: str | UUID | None = None,
        action: str | None = None,
        actor_id: str | UUID | None = None,
        actor_type: str | None = None,
        since: str | datetime | None = None,
        until: str | datetime | None = None,
        limit: int = 100,
        offset: int = 0,
        after: str | None = None,
    ) -> Page[AuditEvent]:
        """List what happened, newest first.

        Args:
            entity_type (str): Kind of what it happened to
            entity_id (str | UUID): What it happened to
            action (str): What happened
            actor_id (str | UUID): Team that acted
            actor_type (str): human or agent
            since (str | datetime): The earliest time
            until (str | datetime): The latest time
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Page[AuditEvent]: One page, and where it stands in the whole list

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return paged(self._call, 8, 9, 103,
            entity_type,
            entity_id,
            action,
            actor_id,
            actor_type,
            since,
            until,
            limit,
            offset or None,
            after,
        )

    def iter(
        self,
        entity_type: str | None = None,
        entity_id: str | UUID | None = None,
        action: str | None = None,
        actor_id: str | UUID | None = None,
        actor_type: str | None = None,
        since: str | datetime | None = None,
        until: str | datetime | None = None,
        limit: int = 100,
        offset: int = 0,
        after: str | None = None,
    ) -> Iterator[AuditEvent]:
        """Walk all pages of `list` from `offset` on, `limit` entries at a time.

        Args:
            entity_type (str): Kind of what it happened to
            entity_id (str | UUID): What it happened to
            action (str): What happened
            actor_id (str | UUID): Team that acted
            actor_type (str): human or agent
            since (str | datetime): The earliest time
            until (str | datetime): The latest time
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Iterator[AuditEvent]: One after another

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return walk(self._call, 8, 9, 103,
            entity_type,
            entity_id,
            action,
            actor_id,
            actor_type,
            since,
            until,
            limit,
            offset or None,
            after,
        )

    def get(self, event_id: str | UUID) -> AuditEvent:
        """Get an event of the audit trail.

        Args:
            event_id (str | UUID): Id of the event

        Returns:
            AuditEvent: Something that happened, as the audit trail keeps it

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(104, event_id)

    def entity_history(
        self,
        entity_type: str,
        entity_id: str | UUID,
        limit: int = 100,
        offset: int = 0,
        after: str | None = None,
    ) -> Page[AuditEvent]:
        """List what happened to one thing, newest first.

        Args:
            entity_type (str): Part of the path
            entity_id (str | UUID): Id of the entity
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Page[AuditEvent]: One page, and where it stands in the whole list

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return paged(self._call, 3, 4, 105, entity_type, entity_id, limit, offset or None, after)

    def iter_entity_history(
        self,
        entity_type: str,
        entity_id: str | UUID,
        limit: int = 100,
        offset: int = 0,
        after: str | None = None,
    ) -> Iterator[AuditEvent]:
        """Walk all pages of `entity_history` from `offset` on, `limit` entries at a time.

        Args:
            entity_type (str): Part of the path
            entity_id (str | UUID): Id of the entity
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Iterator[AuditEvent]: One after another

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return walk(self._call, 3, 4, 105, entity_type, entity_id, limit, offset or None, after)

    def chain_head(self) -> AuditHead:
        """How far the audit trail is sealed, and the hash over it.

        Returns:
            AuditHead: The last link of the chain that seals the audit trail: an anchor, if it is kept elsewhere

        Raises:
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(106)

    def chain(self, first: int = 1, limit: int | None = None) -> AuditRange:
        """A part of the chain that seals the audit trail, with its events.

        Args:
            first (int): Number of the first event
            limit (int): Most links in the reply

        Returns:
            AuditRange: A part of the chain, with all that is needed to verify it

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(107, first, limit)
