# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.discovery`."""

from __future__ import annotations

from .._walk import Calls

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from uuid import UUID
    from ..enums import (
        DependencyType,
        InferenceStatus,
    )
    from ..models import (
        DiscoveryResult,
        InferredList,
        InferenceConfirmed,
        InferenceRejected,
        DiscoveryCoverage,
    )


class AsyncDiscovery(Calls):
    """The calls of `client.discovery`."""

    __slots__ = ()

    async def scan(
        self,
        source: str | None = None,
        lookback_days: int = 30,
        min_calls: int = 5,
        min_confidence: float = 0.5,
    ) -> DiscoveryResult:
        """Conclude from preflights who consumes what.

        Args:
            source (str): preflight_audit: the preflights in the audit log
            lookback_days (int): Days to look back
            min_calls (int): Calls that a team must have made
            min_confidence (float): Least confidence

        Returns:
            DiscoveryResult: What a scan found

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(73, source, lookback_days, min_calls, min_confidence)

    async def inferred(
        self,
        asset_id: str | UUID | None = None,
        team_id: str | UUID | None = None,
        status: InferenceStatus | str = "pending",
        min_confidence: float = 0,
        source: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> InferredList:
        """Consumers that were concluded, the surest first.

        Args:
            asset_id (str | UUID): Asset
            team_id (str | UUID): Consumer team
            status (InferenceStatus | str): State
            min_confidence (float): Least confidence
            source (str): What it was concluded from
            limit (int): Most entries in the reply
            offset (int): Entries to skip

        Returns:
            InferredList: Consumers that were concluded

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(74, asset_id, team_id, status, min_confidence or None, source, limit, offset or None)

    async def confirm(
        self,
        inference_id: str | UUID,
        dependency_type: DependencyType | str | None = None,
        pinned_version: str | None = None,
    ) -> InferenceConfirmed:
        """Confirm a concluded consumer, which registers it.

        Args:
            inference_id (str | UUID): Id of the inference
            dependency_type (DependencyType | str): How it uses it
            pinned_version (str): Version that it stays on

        Returns:
            InferenceConfirmed: What became of it

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
        return await self._call(75, inference_id, dependency_type, pinned_version)

    async def reject(self, inference_id: str | UUID, reason: str) -> InferenceRejected:
        """Reject a concluded consumer for good.

        Args:
            inference_id (str | UUID): Id of the inference
            reason (str): Why; it stands in the audit log

        Returns:
            InferenceRejected: What became of it

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
        return await self._call(76, inference_id, reason)

    async def coverage(self) -> DiscoveryCoverage:
        """Of how many assets the consumers are known.

        Returns:
            DiscoveryCoverage: Of how many assets the consumers are known

        Raises:
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(77)
