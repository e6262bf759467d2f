# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.registrations`."""

from __future__ import annotations

from .._walk import Calls, walk

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID
    from ..enums import (
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
    ) -> Registration:
        """Register a team as a consumer of a contract.

        Args:
            contract_id: Contract; may be given in the query instead
            consumer_team_id: Consumer team
            pinned_version: Version to stay on
        """
        return self._call(41, contract_id, consumer_team_id, pinned_version)

    def list(
        self,
        limit: int = 100,
        offset: int = 0,
        contract_id: str | UUID | None = None,
        team_id: str | UUID | None = None,
        consumer_team_id: str | UUID | None = None,
        status: RegistrationStatus | str | None = None,
    ) -> Page[Registration]:
        """List registrations, newest first.

        Args:
            limit: Most entries in the reply
            offset: Entries to skip
            contract_id: Contract
            team_id: Consumer team
            consumer_team_id: Consumer team
            status: State
        """
        return self._call(42, limit, offset or None, contract_id, team_id, consumer_team_id, status)

    def iter(
        self,
        limit: int = 100,
        offset: int = 0,
        contract_id: str | UUID | None = None,
        team_id: str | UUID | None = None,
        consumer_team_id: str | UUID | None = None,
        status: RegistrationStatus | str | None = None,
    ) -> Iterator[Registration]:
        """Walk all pages of `list` from `offset` on, `limit` entries at a time.

        Args:
            limit: Most entries in the reply
            offset: Entries to skip
            contract_id: Contract
            team_id: Consumer team
            consumer_team_id: Consumer team
            status: State
        """
        return walk(self._call, 1, 42, limit, offset or None, contract_id, team_id, consumer_team_id, status)

    def get(self, registration_id: str | UUID) -> Registration:
        """Get a registration.

        Args:
            registration_id: Id of the registration
        """
        return self._call(43, registration_id)

    def update(
        self,
        registration_id: str | UUID,
        pinned_version: str | None = None,
        status: RegistrationStatus | str | None = None,
        unpin: bool = False,
    ) -> Registration:
        """Change a registration.

        Args:
            registration_id: Id of the registration
            pinned_version: New version to stay on
            status: New state
            unpin: Take the pin away
        """
        return self._call(44, registration_id, pinned_version, status, unpin or None)

    def delete(self, registration_id: str | UUID) -> None:
        """Delete a registration.

        Args:
            registration_id: Id of the registration
        """
        return self._call(45, registration_id)
