# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.api_keys`."""

from __future__ import annotations

from .._walk import Calls

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID
    from ..enums import (
        ApiKeyScope,
    )
    from ..models import (
        ApiKey,
        ApiKeyCreated,
        ApiKeyList,
    )


class AsyncApiKeys(Calls):
    """The calls of `client.api_keys`."""

    __slots__ = ()

    async def create(
        self,
        name: str,
        team_id: str | UUID,
        scopes: Sequence[ApiKeyScope | str] | None = None,
        user_id: str | UUID | None = None,
        expires_at: str | datetime | None = None,
        agent_name: str | None = None,
        agent_framework: str | None = None,
    ) -> ApiKeyCreated:
        """Create a key; its secret is shown once.

        Args:
            name (str): Name for people
            team_id (str | UUID): Team that it acts for
            scopes (Sequence[ApiKeyScope | str]): What it may do; none: nothing that needs a scope
            user_id (str | UUID): Whose it is: an active user of the team
            expires_at (str | datetime): As of when it is refused; without a zone in UTC, a date alone is its midnight
            agent_name (str): Name of the agent that will use it; blank: none
            agent_framework (str): What the agent is made with; blank: nothing known

        Returns:
            ApiKeyCreated: A new key, with its secret

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(20, name, team_id, scopes, user_id, expires_at, agent_name, agent_framework)

    async def list(
        self,
        team_id: str | UUID | None = None,
        include_revoked: bool = False,
        is_agent: bool | None = None,
        limit: int = 1000,
        offset: int = 0,
    ) -> ApiKeyList:
        """List keys, newest first.

        Args:
            team_id (str | UUID): Keys of this team; who is no admin sees the own team's whatever is asked
            include_revoked (bool): Revoked keys, too
            is_agent (bool): true: keys of agents only; false: the others only
            limit (int): Most keys in the reply
            offset (int): Keys to skip

        Returns:
            ApiKeyList: Keys, newest first

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(21, team_id, include_revoked or None, is_agent, limit, offset or None)

    async def get(self, key_id: str | UUID) -> ApiKey:
        """Get a key.

        Args:
            key_id (str | UUID): Id of the key

        Returns:
            ApiKey: A credential of a program, without its secret

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(22, key_id)

    async def revoke(self, key_id: str | UUID) -> ApiKey:
        """Revoke a key for good.

        Args:
            key_id (str | UUID): Id of the key

        Returns:
            ApiKey: A credential of a program, without its secret

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(23, key_id)
