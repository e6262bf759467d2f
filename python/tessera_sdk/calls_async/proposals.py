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
        after: str | None = None,
    ) -> Page[ProposalEntry]:
        """List proposals, newest first.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            asset_id (str | UUID): Asset
            status (ProposalStatus | str): State
            change_type (ChangeType | str): Size of the change
            proposed_by (str | UUID): Proposing team
            consumer_team_id (str | UUID): Team that is a consumer of the asset
            pending_ack_for (str | UUID): Consumer team that has yet to answer; pending proposals only
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Page[ProposalEntry]: One page, and where it stands in the whole list

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(75,
            limit,
            offset or None,
            asset_id,
            status,
            change_type,
            proposed_by,
            consumer_team_id,
            pending_ack_for,
            after,
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
        after: str | None = None,
    ) -> AsyncIterator[ProposalEntry]:
        """Walk all pages of `list` from `offset` on, `limit` entries at a time.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            asset_id (str | UUID): Asset
            status (ProposalStatus | str): State
            change_type (ChangeType | str): Size of the change
            proposed_by (str | UUID): Proposing team
            consumer_team_id (str | UUID): Team that is a consumer of the asset
            pending_ack_for (str | UUID): Consumer team that has yet to answer; pending proposals only
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            AsyncIterator[ProposalEntry]: One after another

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return walk_async(self._call, 1, 8, 75,
            limit,
            offset or None,
            asset_id,
            status,
            change_type,
            proposed_by,
            consumer_team_id,
            pending_ack_for,
            after,
        )

    async def get(self, proposal_id: str | UUID, include_status: bool = True) -> ProposalDetail:
        """Get a proposal, with how far it has come unless told otherwise.

        Args:
            proposal_id (str | UUID): Id of the proposal
            include_status (bool): Show names, consumers and their answers too

        Returns:
            ProposalDetail: A proposal, with or without how far it has come

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(76, proposal_id, include_status)

    async def get_status(self, proposal_id: str | UUID) -> ProposalStatusResponse:
        """How far a proposal has come.

        Args:
            proposal_id (str | UUID): Id of the proposal

        Returns:
            ProposalStatusResponse: A proposal and how far it has come

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(77, proposal_id)
