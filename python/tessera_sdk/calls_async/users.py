# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.users`."""

from __future__ import annotations

from .._walk import Calls, paged_async, walk_async

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from typing import Any
    from uuid import UUID
    from ..enums import (
        UserType,
        UserRole,
    )
    from ..models import (
        User,
    )
    from ..page import AsyncPage


class AsyncUsers(Calls):
    """The calls of `client.users`."""

    __slots__ = ()

    async def create(
        self,
        username: str,
        name: str,
        email: str | None = None,
        user_type: UserType | str = "human",
        role: UserRole | str = "user",
        team_id: str | UUID | None = None,
        password: str | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> User:
        """Create a user.

        Args:
            username (str): Starts with a letter, ends with a letter or digit; dots, underscores and hyphens inside
            name (str): ASCII letters, spaces, hyphens and apostrophes
            email (str): E-mail address
            user_type (UserType | str): Person or program
            role (UserRole | str): Rights in browser sessions
            team_id (str | UUID): Team
            password (str): Password, for people only
            metadata (Mapping[str, Any]): Free data

        Returns:
            User: A person or a program

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(14, username, name, email, user_type, role, team_id, password, metadata)

    async def list(
        self,
        limit: int = 100,
        offset: int = 0,
        team_id: str | UUID | None = None,
        username: str | None = None,
        email: str | None = None,
        name: str | None = None,
        user_type: UserType | str | None = None,
        include_deactivated: bool = False,
        after: str | None = None,
    ) -> AsyncPage[User]:
        """List users by name.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            team_id (str | UUID): Team
            username (str): Username contains, any case; % and _ are wildcards, but not behind a backslash
            email (str): E-mail address contains, any case; % and _ are wildcards, but not behind a backslash
            name (str): Name contains, any case; % and _ are wildcards, but not behind a backslash
            user_type (UserType | str): Person or program
            include_deactivated (bool): Deactivated users too
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            AsyncPage[User]: One page, and where it stands in the whole list

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await paged_async(self._call, 1, 8, 15,
            limit,
            offset or None,
            team_id,
            username,
            email,
            name,
            user_type,
            include_deactivated or None,
            after,
        )

    def iter(
        self,
        limit: int = 100,
        offset: int = 0,
        team_id: str | UUID | None = None,
        username: str | None = None,
        email: str | None = None,
        name: str | None = None,
        user_type: UserType | str | None = None,
        include_deactivated: bool = False,
        after: str | None = None,
    ) -> AsyncIterator[User]:
        """Walk all pages of `list` from `offset` on, `limit` entries at a time.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            team_id (str | UUID): Team
            username (str): Username contains, any case; % and _ are wildcards, but not behind a backslash
            email (str): E-mail address contains, any case; % and _ are wildcards, but not behind a backslash
            name (str): Name contains, any case; % and _ are wildcards, but not behind a backslash
            user_type (UserType | str): Person or program
            include_deactivated (bool): Deactivated users too
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            AsyncIterator[User]: One after another

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return walk_async(self._call, 1, 8, 15,
            limit,
            offset or None,
            team_id,
            username,
            email,
            name,
            user_type,
            include_deactivated or None,
            after,
        )

    async def get(self, user_id: str | UUID) -> User:
        """Get an active user.

        Args:
            user_id (str | UUID): Id of the user

        Returns:
            User: A person or a program

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(16, user_id)

    async def update(
        self,
        user_id: str | UUID,
        username: str | None = None,
        name: str | None = None,
        email: str | None = None,
        user_type: UserType | str | None = None,
        role: UserRole | str | None = None,
        team_id: str | UUID | None = None,
        password: str | None = None,
        metadata: Mapping[str, Any] | None = None,
        notification_preferences: Mapping[str, Any] | None = None,
    ) -> User:
        """Change a user.

        Args:
            user_id (str | UUID): Id of the user
            username (str): New login name
            name (str): New name
            email (str): New e-mail address
            user_type (UserType | str): Person or program; a program loses its password
            role (UserRole | str): Rights in browser sessions
            team_id (str | UUID): New team
            password (str): New password
            metadata (Mapping[str, Any]): Replaces the whole map
            notification_preferences (Mapping[str, Any]): Replaces the whole map

        Returns:
            User: A person or a program

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
        return await self._call(17,
            user_id,
            username,
            name,
            email,
            user_type,
            role,
            team_id,
            password,
            metadata,
            notification_preferences,
        )

    async def deactivate(self, user_id: str | UUID) -> None:
        """Deactivate a user.

        Args:
            user_id (str | UUID): Id of the user

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(18, user_id)

    async def reactivate(self, user_id: str | UUID) -> User:
        """Reactivate a user.

        Args:
            user_id (str | UUID): Id of the user

        Returns:
            User: A person or a program

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(19, user_id)
