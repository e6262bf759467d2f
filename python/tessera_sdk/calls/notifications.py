# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.notifications`."""

from __future__ import annotations

from .._walk import Calls, paged, walk

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Iterator
    from ..enums import (
        NotificationKind,
        NotificationStatus,
    )
    from ..models import (
        Notification,
    )
    from ..page import Page


class Notifications(Calls):
    """The calls of `client.notifications`."""

    __slots__ = ()

    def list(
        self,
        limit: int = 100,
        offset: int = 0,
        status: NotificationStatus | str | None = None,
        kind: NotificationKind | str | None = None,
        after: str | None = None,
    ) -> Page[Notification]:
        """List messages to people in Slack and by mail, newest first.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            status (NotificationStatus | str): How far they are
            kind (NotificationKind | str): How it is told
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Page[Notification]: One page, and where it stands in the whole list

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return paged(self._call, 1, 4, 119, limit, offset or None, status, kind, after)

    def iter(
        self,
        limit: int = 100,
        offset: int = 0,
        status: NotificationStatus | str | None = None,
        kind: NotificationKind | str | None = None,
        after: str | None = None,
    ) -> Iterator[Notification]:
        """Walk all pages of `list` from `offset` on, `limit` entries at a time.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            status (NotificationStatus | str): How far they are
            kind (NotificationKind | str): How it is told
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Iterator[Notification]: One after another

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return walk(self._call, 1, 4, 119, limit, offset or None, status, kind, after)
