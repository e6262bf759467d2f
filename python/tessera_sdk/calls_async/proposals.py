# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.proposals`."""

from __future__ import annotations

from .._walk import Calls, walk_async

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from uuid import UUID
    from ..enums import (
        ChangeType,
        ProposalStatus,
    )
    from ..models import (
        ProposalEntry,
        ProposalStatusResponse,
        ProposalDetail,
    )
    from ..page import Page


class AsyncProposals(Calls):
    """The calls of `client.proposals`."""

    __slots__ = ()

    async def list(
        self,
        limit: int = 100,
        offset: int = 0,
        asset_id: str | UUID | None = None,
        status: ProposalStatus | str | None = None,
        change_type: ChangeType | str | None = None,
        proposed_by: str | UUID | None = None,
        consumer_team_id: str | UUID | None = None,
        pending_ack_for: str | UUID | None = None,
    ) -> Page[ProposalEntry]:
        """List proposals, newest first.

        Args:
            limit: Most entries in the reply
            offset: Entries to skip
            asset_id: Asset
            status: State
            change_type: Size of the change
            proposed_by: Proposing team
            consumer_team_id: Team that is a consumer of the asset
            pending_ack_for: Consumer team that has yet to answer; pending proposals only
        """
        return await self._call(46,
            limit,
            offset or None,
            asset_id,
            status,
            change_type,
            proposed_by,
            consumer_team_id,
            pending_ack_for,
        )

    def iter(
        self,
        limit: int = 100,
        offset: int = 0,
        asset_id: str | UUID | None = None,
        status: ProposalStatus | str | None = None,
        change_type: ChangeType | str | None = None,
        proposed_by: str | UUID | None = None,
        consumer_team_id: str | UUID | None = None,
        pending_ack_for: str | UUID | None = None,
    ) -> AsyncIterator[ProposalEntry]:
        """Walk all pages of `list` from `offset` on, `limit` entries at a time.

        Args:
            limit: Most entries in the reply
            offset: Entries to skip
            asset_id: Asset
            status: State
            change_type: Size of the change
            proposed_by: Proposing team
            consumer_team_id: Team that is a consumer of the asset
            pending_ack_for: Consumer team that has yet to answer; pending proposals only
        """
        return walk_async(self._call, 1, 46,
            limit,
            offset or None,
            asset_id,
            status,
            change_type,
            proposed_by,
            consumer_team_id,
            pending_ack_for,
        )

    async def get(self, proposal_id: str | UUID, include_status: bool = True) -> ProposalDetail:
        """Get a proposal, with how far it has come unless told otherwise.

        Args:
            proposal_id: Id of the proposal
            include_status: Show names, consumers and their answers too
        """
        return await self._call(47, proposal_id, include_status)

    async def get_status(self, proposal_id: str | UUID) -> ProposalStatusResponse:
        """How far a proposal has come.

        Args:
            proposal_id: Id of the proposal
        """
        return await self._call(48, proposal_id)
