# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.me`."""

from __future__ import annotations

from .._walk import Calls

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from ..models import (
        Identity,
    )


class AsyncMe(Calls):
    """The calls of `client.me`."""

    __slots__ = ()

    async def get(self) -> Identity:
        """Who calls, and what the caller may do.

        Returns:
            Identity: Who calls, as the server sees it

        Raises:
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(24)
