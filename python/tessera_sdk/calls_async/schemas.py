# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.schemas`."""

from __future__ import annotations

from .._walk import Calls

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike
    from typing import Any
    from ..models import (
        SchemaValidity,
    )


class AsyncSchemas(Calls):
    """The calls of `client.schemas`."""

    __slots__ = ()

    async def validate(self, schema: Mapping[str, Any] | bool | str | PathLike[str] | type[Any]) -> SchemaValidity:
        """Whether a document is a valid JSON Schema.

        Args:
            schema (Mapping[str, Any] | bool | str | PathLike[str] | type[Any]): JSON Schema

        Returns:
            SchemaValidity: Whether a schema is valid

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(120, schema)
