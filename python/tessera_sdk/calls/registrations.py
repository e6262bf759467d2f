# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.registrations`."""

from __future__ import annotations

from .._walk import Calls, paged, walk

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from uuid import UUID
    from ..enums import (
        CompatibilityMode,
        RegistrationStatus,
    )
    from ..models import (
        Registration,
    )
    from ..page import Page


class Registrations(Calls):
    """The calls of `client.registrations`."""

    __slots__ = ()

    def create(
        self,
        contract_id: str | UUID,
        consumer_team_id: str | UUID,
        pinned_version: str | None = None,
        fields: Sequence[str] | None = None,
        mode: CompatibilityMode | str | None = None,
    ) -> Registration:
        """Register a team as a consumer of a contract.

        Args:
            contract_id (str | UUID): Contract; may be given in the query instead
            consumer_team_id (str | UUID): Consumer team
            pinned_version (str): Version to stay on
            fields (Sequence[str]): Fields that it reads: dotted paths or JSON pointers, [] for elements, * for any
                name; absent or empty: all
            mode (CompatibilityMode | str): Compatibility that it needs; absent: all that the contract promises

        Returns:
            Registration: A team that consumes a contract

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(87, contract_id, consumer_team_id, pinned_version, fields, mode)

    def list(
        self,
        limit: int = 100,
        offset: int = 0,
        contract_id: str | UUID | None = None,
        team_id: str | UUID | None = None,
        consumer_team_id: str | UUID | None = None,
        status: RegistrationStatus | str | None = None,
        after: str | None = None,
    ) -> Page[Registration]:
        """List registrations, newest first.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            contract_id (str | UUID): Contract
            team_id (str | UUID): Consumer team
            consumer_team_id (str | UUID): Consumer team
            status (RegistrationStatus | str): State
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Page[Registration]: One page, and where it stands in the whole list

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return paged(self._call, 1, 6, 88, limit, offset or None, contract_id, team_id, consumer_team_id, status, after)

    def iter(
        self,
        limit: int = 100,
        offset: int = 0,
        contract_id: str | UUID | None = None,
        team_id: str | UUID | None = None,
        consumer_team_id: str | UUID | None = None,
        status: RegistrationStatus | str | None = None,
        after: str | None = None,
    ) -> Iterator[Registration]:
        """Walk all pages of `list` from `offset` on, `limit` entries at a time.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            contract_id (str | UUID): Contract
            team_id (str | UUID): Consumer team
            consumer_team_id (str | UUID): Consumer team
            status (RegistrationStatus | str): State
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Iterator[Registration]: One after another

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return walk(self._call, 1, 6, 88, limit, offset or None, contract_id, team_id, consumer_team_id, status, after)

    def get(self, registration_id: str | UUID) -> Registration:
        """Get a registration.

        Args:
            registration_id (str | UUID): Id of the registration

        Returns:
            Registration: A team that consumes a contract

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(89, registration_id)

    def update(
        self,
        registration_id: str | UUID,
        pinned_version: str | None = None,
        status: RegistrationStatus | str | None = None,
        unpin: bool = False,
        fields: Sequence[str] | None = None,
        mode: CompatibilityMode | str | None = None,
        reset_mode: bool = False,
    ) -> Registration:
        """Change a registration.

        Args:
            registration_id (str | UUID): Id of the registration
            pinned_version (str): New version to stay on
            status (RegistrationStatus | str): New state
            unpin (bool): Take the pin away
            fields (Sequence[str]): Fields that it reads now; an empty list: all
            mode (CompatibilityMode | str): Compatibility that it needs now
            reset_mode (bool): It needs all that the contract promises again

        Returns:
            Registration: A team that consumes a contract

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
        return self._call(90, registration_id, pinned_version, status, unpin or None, fields, mode, reset_mode or None)

    def delete(self, registration_id: str | UUID) -> None:
        """Delete a registration.

        Args:
            registration_id (str | UUID): Id of the registration

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(91, registration_id)
