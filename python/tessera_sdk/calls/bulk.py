# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.bulk`."""

from __future__ import annotations

from .._walk import Calls

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any
    from ..models import (
        AssetCreate,
        BulkRegistration,
        BulkAcknowledgment,
        BulkResult,
    )


class Bulk(Calls):
    """The calls of `client.bulk`."""

    __slots__ = ()

    def create_registrations(
        self,
        registrations: Sequence[BulkRegistration | Mapping[str, Any]],
        skip_duplicates: bool = False,
    ) -> BulkResult:
        """Register teams as consumers of many contracts.

        Args:
            registrations (Sequence[BulkRegistration | Mapping[str, Any]]): The registrations
            skip_duplicates (bool): What exists already is no failure

        Returns:
            BulkResult: What became of many items; status 207 where one failed

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(121, registrations, skip_duplicates or None)

    def create_assets(
        self,
        assets: Sequence[AssetCreate | Mapping[str, Any]],
        skip_duplicates: bool = False,
    ) -> BulkResult:
        """Create many assets.

        Args:
            assets (Sequence[AssetCreate | Mapping[str, Any]]): The assets
            skip_duplicates (bool): What exists already is no failure

        Returns:
            BulkResult: What became of many items; status 207 where one failed

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(122, assets, skip_duplicates or None)

    def create_acknowledgments(
        self,
        acknowledgments: Sequence[BulkAcknowledgment | Mapping[str, Any]],
        continue_on_error: bool = True,
    ) -> BulkResult:
        """Answer many proposals.

        Args:
            acknowledgments (Sequence[BulkAcknowledgment | Mapping[str, Any]]): The answers
            continue_on_error (bool): Go on after an answer that fails; otherwise those after it are left out

        Returns:
            BulkResult: What became of many items; status 207 where one failed

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(123, acknowledgments, continue_on_error)
