# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.teams`."""

from __future__ import annotations

from .._finding import AsyncFindTeams
from .._walk import paged_async, walk_async

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence
    from typing import Any
    from uuid import UUID
    from ..models import (
        Team,
        ReassignResult,
        User,
    )
    from ..page import AsyncPage


class AsyncTeams(AsyncFindTeams):
    """The calls of `client.teams`."""

    __slots__ = ()

    async def create(
        self,
        name: str,
        metadata: Mapping[str, Any] | None = None,
        description: str | None = None,
    ) -> Team:
        """Create a team.

        Args:
            name (str): Letters, digits, underscores, hyphens and spaces; starts and ends with a letter or digit
            metadata (Mapping[str, Any]): Free data
            description (str): What the team is about

        Returns:
            Team: A team: owns assets, publishes and consumes contracts

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(6, name, metadata, description)

    async def list(
        self,
        limit: int = 100,
        offset: int = 0,
        name: str | None = None,
        after: str | None = None,
    ) -> AsyncPage[Team]:
        """List active teams by name.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            name (str): Name contains, any case; % and _ are wildcards, but not behind a backslash
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            AsyncPage[Team]: One page, and where it stands in the whole list

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await paged_async(self._call, 1, 3, 7, limit, offset or None, name, after)

    def iter(
        self,
        limit: int = 100,
        offset: int = 0,
        name: str | None = None,
        after: str | None = None,
    ) -> AsyncIterator[Team]:
        """Walk all pages of `list` from `offset` on, `limit` entries at a time.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            name (str): Name contains, any case; % and _ are wildcards, but not behind a backslash
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            AsyncIterator[Team]: One after another

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return walk_async(self._call, 1, 3, 7, limit, offset or None, name, after)

    async def get(self, team_id: str | UUID) -> Team:
        """Get a team.

        Args:
            team_id (str | UUID): Id of the team

        Returns:
            Team: A team: owns assets, publishes and consumes contracts

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(8, team_id)

    async def update(
        self,
        team_id: str | UUID,
        name: str | None = None,
        metadata: Mapping[str, Any] | None = None,
        description: str | None = None,
    ) -> Team:
        """Change a team.

        Args:
            team_id (str | UUID): Id of the team
            name (str): New name
            metadata (Mapping[str, Any]): Replaces the whole map
            description (str): New description

        Returns:
            Team: A team: owns assets, publishes and consumes contracts

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(9, team_id, name, metadata, description)

    async def delete(self, team_id: str | UUID, force: bool = False) -> None:
        """Delete a team; it can be restored.

        Args:
            team_id (str | UUID): Id of the team
            force (bool): Delete it although it owns assets

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(10, team_id, force or None)

    async def restore(self, team_id: str | UUID) -> Team:
        """Restore a deleted team.

        Args:
            team_id (str | UUID): Id of the team

        Returns:
            Team: A team: owns assets, publishes and consumes contracts

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(11, team_id)

    async def members(
        self,
        team_id: str | UUID,
        limit: int = 100,
        offset: int = 0,
        after: str | None = None,
    ) -> AsyncPage[User]:
        """List a team's active users by name.

        Args:
            team_id (str | UUID): Id of the team
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            AsyncPage[User]: One page, and where it stands in the whole list

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await paged_async(self._call, 2, 3, 12, team_id, limit, offset or None, after)

    def iter_members(
        self,
        team_id: str | UUID,
        limit: int = 100,
        offset: int = 0,
        after: str | None = None,
    ) -> AsyncIterator[User]:
        """Walk all pages of `members` from `offset` on, `limit` entries at a time.

        Args:
            team_id (str | UUID): Id of the team
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            AsyncIterator[User]: One after another

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return walk_async(self._call, 2, 3, 12, team_id, limit, offset or None, after)

    async def reassign_assets(
        self,
        team_id: str | UUID,
        target_team_id: str | UUID,
        asset_ids: Sequence[str | UUID] | None = None,
    ) -> ReassignResult:
        """Move a team's assets to another team.

        Args:
            team_id (str | UUID): Id of the team
            target_team_id (str | UUID): The new owner team
            asset_ids (Sequence[str | UUID]): The assets; absent or empty: all of the team's

        Returns:
            ReassignResult: What was reassigned

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(13, team_id, target_team_id, asset_ids)
