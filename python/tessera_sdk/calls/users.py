# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.users`."""

from __future__ import annotations

from .._walk import Calls, walk

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any
    from uuid import UUID
    from ..enums import (
        UserType,
        UserRole,
    )
    from ..models import (
        User,
    )
    from ..page import Page


class Users(Calls):
    """The calls of `client.users`."""

    __slots__ = ()

    def create(
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
            username: Starts with a letter, ends with a letter or digit; dots, underscores and hyphens inside
            name: ASCII letters, spaces, hyphens and apostrophes
            email: E-mail address
            user_type: Person or program
            role: Rights in browser sessions
            team_id: Team
            password: Password, for people only
            metadata: Free data
        """
        return self._call(13, username, name, email, user_type, role, team_id, password, metadata)

    def list(
        self,
        limit: int = 100,
        offset: int = 0,
        team_id: str | UUID | None = None,
        username: str | None = None,
        email: str | None = None,
        name: str | None = None,
        user_type: UserType | str | None = None,
        include_deactivated: bool = False,
    ) -> Page[User]:
        """List users by name.

        Args:
            limit: Most entries in the reply
            offset: Entries to skip
            team_id: Team
            username: Username contains, any case
            email: E-mail address contains, any case
            name: Name contains, any case
            user_type: Person or program
            include_deactivated: Deactivated users too
        """
        return self._call(14,
            limit,
            offset or None,
            team_id,
            username,
            email,
            name,
            user_type,
            include_deactivated or None,
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
    ) -> Iterator[User]:
        """Walk all pages of `list` from `offset` on, `limit` entries at a time.

        Args:
            limit: Most entries in the reply
            offset: Entries to skip
            team_id: Team
            username: Username contains, any case
            email: E-mail address contains, any case
            name: Name contains, any case
            user_type: Person or program
            include_deactivated: Deactivated users too
        """
        return walk(self._call, 1, 14,
            limit,
            offset or None,
            team_id,
            username,
            email,
            name,
            user_type,
            include_deactivated or None,
        )

    def get(self, user_id: str | UUID) -> User:
        """Get an active user.

        Args:
            user_id: Id of the user
        """
        return self._call(15, user_id)

    def update(
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
            user_id: Id of the user
            username: New login name
            name: New name
            email: New e-mail address
            user_type: Person or program; a program loses its password
            role: Rights in browser sessions
            team_id: New team
            password: New password
            metadata: Replaces the whole map
            notification_preferences: Replaces the whole map
        """
        return self._call(16,
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

    def deactivate(self, user_id: str | UUID) -> None:
        """Deactivate a user.

        Args:
            user_id: Id of the user
        """
        return self._call(17, user_id)

    def reactivate(self, user_id: str | UUID) -> User:
        """Reactivate a user.

        Args:
            user_id: Id of the user
        """
        return self._call(18, user_id)
