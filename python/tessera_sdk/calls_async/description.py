# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.description`."""

from __future__ import annotations

from .._walk import Calls

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from typing import Any


class AsyncDescription(Calls):
    """The calls of `client.description`."""

    __slots__ = ()

    async def index(self) -> Any:
        """Where the rest is; browsers get the page for people.

        Returns:
            Any: The document

        Raises:
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(3)

    async def openapi(self) -> Any:
        """This API as an OpenAPI 3.1 document.

        Returns:
            Any: The document

        Raises:
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(4)

    async def docs(self) -> Any:
        """This API as a page for people.

        Returns:
            Any: The document

        Raises:
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(5)
