# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.repos`."""

from __future__ import annotations

from .._walk import Calls, paged_async, walk_async

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from uuid import UUID
    from ..models import (
        Repo,
    )
    from ..page import AsyncPage


class AsyncRepos(Calls):
    """The calls of `client.repos`."""

    __slots__ = ()

    async def create(
        self,
        name: str,
        git_url: str,
        owner_team_id: str | UUID,
        default_branch: str | None = None,
        spec_paths: Sequence[str] | None = None,
        codeowners_path: str | None = None,
        sync_enabled: bool = True,
        poll_interval_seconds: int = 300,
        git_token: str | None = None,
        ssh_key: str | None = None,
    ) -> Repo:
        """Create a repository.

        Args:
            name (str): Name
            git_url (str): Where it is cloned from: https://... or git@...
            owner_team_id (str | UUID): Owner team
            default_branch (str): Branch that counts
            spec_paths (Sequence[str]): Files and folders in which schemas are, of at most 500 characters, none with a
                .. component; order and duplicates are kept
            codeowners_path (str): Path of its CODEOWNERS file
            sync_enabled (bool): Whether it is to be synchronised by itself
            poll_interval_seconds (int): Seconds between synchronisations
            git_token (str): Token for git over HTTPS; kept, never shown
            ssh_key (str): Key for git over SSH; kept, never shown

        Returns:
            Repo: A git repository that a team owns; its services hold assets

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(56,
            name,
            git_url,
            owner_team_id,
            default_branch,
            spec_paths,
            codeowners_path,
            sync_enabled,
            poll_interval_seconds,
            git_token,
            ssh_key,
        )

    async def list(
        self,
        limit: int = 100,
        offset: int = 0,
        team_id: str | UUID | None = None,
        sync_enabled: bool | None = None,
        after: str | None = None,
    ) -> AsyncPage[Repo]:
        """List repositories by name.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            team_id (str | UUID): Owner team
            sync_enabled (bool): Whether it is to be synchronised by itself
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            AsyncPage[Repo]: One page, and where it stands in the whole list

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await paged_async(self._call, 1, 4, 57, limit, offset or None, team_id, sync_enabled, after)

    def iter(
        self,
        limit: int = 100,
        offset: int = 0,
        team_id: str | UUID | None = None,
        sync_enabled: bool | None = None,
        after: str | None = None,
    ) -> AsyncIterator[Repo]:
        """Walk all pages of `list` from `offset` on, `limit` entries at a time.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            team_id (str | UUID): Owner team
            sync_enabled (bool): Whether it is to be synchronised by itself
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            AsyncIterator[Repo]: One after another

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return walk_async(self._call, 1, 4, 57, limit, offset or None, team_id, sync_enabled, after)

    async def get(self, repo_id: str | UUID) -> Repo:
        """Get a repository.

        Args:
            repo_id (str | UUID): Id of the repo

        Returns:
            Repo: A git repository that a team owns; its services hold assets

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(58, repo_id)

    async def update(
        self,
        repo_id: str | UUID,
        default_branch: str | None = None,
        spec_paths: Sequence[str] | None = None,
        codeowners_path: str | None = None,
        sync_enabled: bool | None = None,
        poll_interval_seconds: int | None = None,
        git_token: str | None = None,
        ssh_key: str | None = None,
    ) -> Repo:
        """Change a repository.

        Args:
            repo_id (str | UUID): Id of the repo
            default_branch (str): Branch that counts
            spec_paths (Sequence[str]): Files and folders in which schemas are, none with a .. component; order and
                duplicates are kept
            codeowners_path (str): Path of its CODEOWNERS file
            sync_enabled (bool): Whether it is to be synchronised by itself
            poll_interval_seconds (int): Seconds between synchronisations
            git_token (str): Token for git over HTTPS; kept, never shown
            ssh_key (str): Key for git over SSH; kept, never shown

        Returns:
            Repo: A git repository that a team owns; its services hold assets

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
        return await self._call(59,
            repo_id,
            default_branch,
            spec_paths,
            codeowners_path,
            sync_enabled,
            poll_interval_seconds,
            git_token,
            ssh_key,
        )

    async def delete(self, repo_id: str | UUID) -> None:
        """Delete a repository; its services stay.

        Args:
            repo_id (str | UUID): Id of the repo

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(60, repo_id)
