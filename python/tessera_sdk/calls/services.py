# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.services`."""

from __future__ import annotations

from .._walk import Calls, paged, walk

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID
    from ..models import (
        Service,
        Asset,
    )
    from ..page import Page


class Services(Calls):
    """The calls of `client.services`."""

    __slots__ = ()

    def create(
        self,
        name: str,
        repo_id: str | UUID,
        root_path: str | None = None,
        otel_service_name: str | None = None,
    ) -> Service:
        """Create a service of a repository.

        Args:
            name (str): Name
            repo_id (str | UUID): Its repository
            root_path (str): Its folder in the repository
            otel_service_name (str): Name that it has in traces

        Returns:
            Service: A part of a repository that is deployed by itself

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(61, name, repo_id, root_path, otel_service_name)

    def list(
        self,
        limit: int = 100,
        offset: int = 0,
        repo_id: str | UUID | None = None,
        team_id: str | UUID | None = None,
        otel_service_name: str | None = None,
        after: str | None = None,
    ) -> Page[Service]:
        """List services by name.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            repo_id (str | UUID): Repository
            team_id (str | UUID): Owner team of the repository
            otel_service_name (str): Name in traces, exact
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Page[Service]: One page, and where it stands in the whole list

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return paged(self._call, 1, 5, 62, limit, offset or None, repo_id, team_id, otel_service_name, after)

    def iter(
        self,
        limit: int = 100,
        offset: int = 0,
        repo_id: str | UUID | None = None,
        team_id: str | UUID | None = None,
        otel_service_name: str | None = None,
        after: str | None = None,
    ) -> Iterator[Service]:
        """Walk all pages of `list` from `offset` on, `limit` entries at a time.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            repo_id (str | UUID): Repository
            team_id (str | UUID): Owner team of the repository
            otel_service_name (str): Name in traces, exact
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Iterator[Service]: One after another

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return walk(self._call, 1, 5, 62, limit, offset or None, repo_id, team_id, otel_service_name, after)

    def get(self, service_id: str | UUID) -> Service:
        """Get a service.

        Args:
            service_id (str | UUID): Id of the service

        Returns:
            Service: A part of a repository that is deployed by itself

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(63, service_id)

    def update(
        self,
        service_id: str | UUID,
        root_path: str | None = None,
        otel_service_name: str | None = None,
    ) -> Service:
        """Change a service.

        Args:
            service_id (str | UUID): Id of the service
            root_path (str): Its folder in the repository
            otel_service_name (str): Name that it has in traces

        Returns:
            Service: A part of a repository that is deployed by itself

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
        return self._call(64, service_id, root_path, otel_service_name)

    def delete(self, service_id: str | UUID) -> None:
        """Delete a service; its assets stay.

        Args:
            service_id (str | UUID): Id of the service

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(65, service_id)

    def assets(
        self,
        service_id: str | UUID,
        limit: int = 100,
        offset: int = 0,
        after: str | None = None,
    ) -> Page[Asset]:
        """List a service's active assets by name.

        Args:
            service_id (str | UUID): Id of the service
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Page[Asset]: One page, and where it stands in the whole list

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return paged(self._call, 2, 3, 66, service_id, limit, offset or None, after)

    def iter_assets(
        self,
        service_id: str | UUID,
        limit: int = 100,
        offset: int = 0,
        after: str | None = None,
    ) -> Iterator[Asset]:
        """Walk all pages of `assets` from `offset` on, `limit` entries at a time.

        Args:
            service_id (str | UUID): Id of the service
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Iterator[Asset]: One after another

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return walk(self._call, 2, 3, 66, service_id, limit, offset or None, after)
