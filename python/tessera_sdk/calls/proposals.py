# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.proposals`."""

from __future__ import annotations

from .._walk import Calls, paged, walk

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from uuid import UUID
    from ..enums import (
        ChangeType,
        ProposalStatus,
        AcknowledgmentResponse,
    )
    from ..models import (
        Proposal,
        ProposalEntry,
        ProposalStatusResponse,
        ProposalDetail,
        PendingProposals,
        Acknowledgment,
        ObjectionResult,
        ProposalPublished,
        ExpiredProposals,
    )
    from ..page import Page


class Proposals(Calls):
    """The calls of `client.proposals`."""

    __slots__ = ()

    def list(
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
        return paged(self._call, 1, 8, 92,
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
    ) -> Iterator[ProposalEntry]:
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
            Iterator[ProposalEntry]: One after another

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return walk(self._call, 1, 8, 92,
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

    def get(self, proposal_id: str | UUID, include_status: bool = True) -> ProposalDetail:
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
        return self._call(93, proposal_id, include_status)

    def get_status(self, proposal_id: str | UUID) -> ProposalStatusResponse:
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
        return self._call(94, proposal_id)

    def pending(
        self,
        team_id: str | UUID,
        status: ProposalStatus | str = "pending",
        limit: int | None = None,
        offset: int = 0,
        after: str | None = None,
    ) -> PendingProposals:
        """The proposals that wait for a team's answer, newest first.

        Args:
            team_id (str | UUID): Id of the team
            status (ProposalStatus | str): State
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            PendingProposals: Proposals that wait for a team's answer

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(95, team_id, status, limit, offset or None, after)

    def acknowledge(
        self,
        proposal_id: str | UUID,
        consumer_team_id: str | UUID | None = None,
        response_type: AcknowledgmentResponse | str | None = None,
        notes: str | None = None,
        team_id: str | UUID | None = None,
        accepted: bool | None = None,
        comment: str | None = None,
        migration_deadline: str | datetime | None = None,
        acknowledged_by_user_id: str | UUID | None = None,
    ) -> Acknowledgment:
        """Answer a proposal as a consumer.

        Args:
            proposal_id (str | UUID): Id of the proposal
            consumer_team_id (str | UUID): Answering team: a consumer of the proposal's asset
            response_type (AcknowledgmentResponse | str): The answer; absent: `accepted` says it
            notes (str): What the team has to say
            team_id (str | UUID): Answering team: a consumer of the proposal's asset
            accepted (bool): In place of `response`: true stands for approved, false for blocked
            comment (str): What the team has to say
            migration_deadline (str | datetime): Until when the team means to have migrated
            acknowledged_by_user_id (str | UUID): Answering user

        Returns:
            Acknowledgment: A consumer's answer to a proposal, as it was given

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
        return self._call(96,
            proposal_id,
            consumer_team_id,
            response_type,
            notes,
            team_id,
            accepted,
            comment,
            migration_deadline,
            acknowledged_by_user_id,
        )

    def file_objection(
        self,
        proposal_id: str | UUID,
        objector_team_id: str | UUID,
        reason: str,
        objector_user_id: str | UUID | None = None,
    ) -> ObjectionResult:
        """Object to a proposal as a team downstream, which blocks nothing.

        Args:
            proposal_id (str | UUID): Id of the proposal
            objector_team_id (str | UUID): Objecting team: the owner of an asset downstream
            reason (str): Why the team objects
            objector_user_id (str | UUID): Objecting user

        Returns:
            ObjectionResult: An objection that was filed

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
        return self._call(97, proposal_id, objector_team_id, reason, objector_user_id)

    def withdraw(self, proposal_id: str | UUID) -> Proposal:
        """Take a proposal back.

        Args:
            proposal_id (str | UUID): Id of the proposal

        Returns:
            Proposal: A breaking change that waits for its consumers

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(98, proposal_id)

    def force(self, proposal_id: str | UUID, actor_id: str | UUID, reason: str | None = None) -> Proposal:
        """Approve a proposal without the rest of its consumers.

        Args:
            proposal_id (str | UUID): Id of the proposal
            actor_id (str | UUID): Team that takes the responsibility
            reason (str): Why the change cannot wait

        Returns:
            Proposal: A breaking change that waits for its consumers

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(99, proposal_id, actor_id, reason)

    def expire(self, proposal_id: str | UUID) -> Proposal:
        """Give a proposal up.

        Args:
            proposal_id (str | UUID): Id of the proposal

        Returns:
            Proposal: A breaking change that waits for its consumers

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(100, proposal_id)

    def publish(
        self,
        proposal_id: str | UUID,
        version: str | None = None,
        published_by: str | UUID | None = None,
        published_by_user_id: str | UUID | None = None,
    ) -> ProposalPublished:
        """Publish an approved proposal as a contract.

        Args:
            proposal_id (str | UUID): Id of the proposal
            version (str): Version, MAJOR.MINOR.PATCH; absent: the one that was proposed, or where that is taken the
                next
            published_by (str | UUID): Publishing team; absent: the caller's, or of an admin the asset's owner team
            published_by_user_id (str | UUID): Publishing user

        Returns:
            ProposalPublished: A proposal that was published

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
        return self._call(101, proposal_id, version, published_by, published_by_user_id)

    def expire_pending(self) -> ExpiredProposals:
        """Expire the proposals whose time ran out.

        Returns:
            ExpiredProposals: Proposals whose time ran out

        Raises:
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(102)
