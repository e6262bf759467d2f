# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.search`."""

from __future__ import annotations

from .._walk import Calls

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Sequence
    from ..enums import (
        ResourceType,
        SearchKind,
    )
    from ..models import (
        SearchReply,
    )


class Search(Calls):
    """The calls of `client.search`."""

    __slots__ = ()

    def everything(
        self,
        q: str,
        limit: int = 10,
        types: Sequence[SearchKind | str] | None = None,
        tags: str | None = None,
        resource_type: ResourceType | str | None = None,
        team: str | None = None,
    ) -> SearchReply:
        """Search teams, users, assets and contracts.

        Args:
            q (str): Text to find, any case; every character means itself
            limit (int): Most results of each kind
            types (Sequence[SearchKind | str]): Kinds to search; absent: all
            tags (str): Comma-separated tags, all of which an asset must carry
            resource_type (ResourceType | str): Kind of asset
            team (str): Name of an asset's owner team, any case

        Returns:
            SearchReply: Result of a global search

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(124, q, limit, types, tags, resource_type, team)
