# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.contracts`."""

from __future__ import annotations

from .._walk import Calls, paged, walk

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from os import PathLike
    from typing import Any
    from uuid import UUID
    from ..enums import (
        CompatibilityMode,
        CompatibilityPolicy,
        SchemaFormat,
        ContractStatus,
    )
    from ..models import (
        Guarantees,
        Contract,
        CompareResult,
        Registration,
        BulkContract,
        BulkPublishResult,
    )
    from ..page import Page


class Contracts(Calls):
    """The calls of `client.contracts`."""

    __slots__ = ()

    def list(
        self,
        limit: int = 100,
        offset: int = 0,
        asset_id: str | UUID | None = None,
        status: ContractStatus | str | None = None,
        version: str | None = None,
        after: str | None = None,
    ) -> Page[Contract]:
        """List contracts, newest first.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            asset_id (str | UUID): Asset
            status (ContractStatus | str): State
            version (str): Version contains, any case; % and _ are wildcards, but not behind a backslash
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Page[Contract]: One page, and where it stands in the whole list

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return paged(self._call, 1, 5, 81, limit, offset or None, asset_id, status, version, after)

    def iter(
        self,
        limit: int = 100,
        offset: int = 0,
        asset_id: str | UUID | None = None,
        status: ContractStatus | str | None = None,
        version: str | None = None,
        after: str | None = None,
    ) -> Iterator[Contract]:
        """Walk all pages of `list` from `offset` on, `limit` entries at a time.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            asset_id (str | UUID): Asset
            status (ContractStatus | str): State
            version (str): Version contains, any case; % and _ are wildcards, but not behind a backslash
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Iterator[Contract]: One after another

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return walk(self._call, 1, 5, 81, limit, offset or None, asset_id, status, version, after)

    def compare(
        self,
        old_schema: Mapping[str, Any] | bool | Sequence[Any] | str | PathLike[str] | type[Any] | None = None,
        new_schema: Mapping[str, Any] | bool | Sequence[Any] | str | PathLike[str] | type[Any] | None = None,
        compatibility_mode: CompatibilityMode | str | None = None,
        contract_id: str | UUID | None = None,
        other_contract_id: str | UUID | None = None,
        schema_format: SchemaFormat | str = "json_schema",
        compatibility_policy: CompatibilityPolicy | str | None = None,
    ) -> CompareResult:
        """What changed from one contract to another, or from one schema to another.

        Args:
            old_schema (Mapping[str, Any] | bool | Sequence[Any] | str | PathLike[str] | type[Any]): The older schema,
                in place of contracts
            new_schema (Mapping[str, Any] | bool | Sequence[Any] | str | PathLike[str] | type[Any]): The newer schema,
                in place of contracts
            compatibility_mode (CompatibilityMode | str): Mode to judge by; absent: the older contract's, of schemas
                backward
            contract_id (str | UUID): The older contract; required unless schemas are given
            other_contract_id (str | UUID): The newer contract, of any asset; required unless schemas are given
            schema_format (SchemaFormat | str): Language of the schemas, by whose rules they are compared
            compatibility_policy (CompatibilityPolicy | str): What counts; absent: as the older contract's asset says,
                of schemas yardstick

        Returns:
            CompareResult: What changed from one contract or schema to another

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(82,
            old_schema,
            new_schema,
            compatibility_mode,
            contract_id,
            other_contract_id,
            schema_format,
            compatibility_policy,
        )

    def get(self, contract_id: str | UUID) -> Contract:
        """Get a contract.

        Args:
            contract_id (str | UUID): Id of the contract

        Returns:
            Contract: A published version of an asset's schema

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(83, contract_id)

    def update_guarantees(self, contract_id: str | UUID, guarantees: Guarantees | Mapping[str, Any]) -> Contract:
        """Replace the guarantees of an active contract.

        Args:
            contract_id (str | UUID): Id of the contract
            guarantees (Guarantees | Mapping[str, Any]): Replaces all guarantees

        Returns:
            Contract: A published version of an asset's schema

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
        return self._call(84, contract_id, guarantees)

    def get_registrations(
        self,
        contract_id: str | UUID,
        limit: int = 100,
        offset: int = 0,
        after: str | None = None,
    ) -> Page[Registration]:
        """List a contract's registrations, newest first.

        Args:
            contract_id (str | UUID): Id of the contract
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Page[Registration]: One page, and where it stands in the whole list

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return paged(self._call, 2, 3, 85, contract_id, limit, offset or None, after)

    def iter_get_registrations(
        self,
        contract_id: str | UUID,
        limit: int = 100,
        offset: int = 0,
        after: str | None = None,
    ) -> Iterator[Registration]:
        """Walk all pages of `get_registrations` from `offset` on, `limit` entries at a time.

        Args:
            contract_id (str | UUID): Id of the contract
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Iterator[Registration]: One after another

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return walk(self._call, 2, 3, 85, contract_id, limit, offset or None, after)

    def bulk_publish(
        self,
        contracts: Sequence[BulkContract | Mapping[str, Any]],
        published_by: str | UUID,
        dry_run: bool = True,
        create_proposals_for_breaking: bool = False,
        published_by_user_id: str | UUID | None = None,
    ) -> BulkPublishResult:
        """Publish many schemas; a dry run unless told otherwise.

        Args:
            contracts (Sequence[BulkContract | Mapping[str, Any]]): The schemas
            published_by (str | UUID): Publishing team
            dry_run (bool): Decide and report, write nothing
            create_proposals_for_breaking (bool): A breaking change becomes a proposal; otherwise it fails
            published_by_user_id (str | UUID): Publishing user

        Returns:
            BulkPublishResult: What became of a bulk publish

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(86,
            dry_run,
            create_proposals_for_breaking or None,
            contracts,
            published_by,
            published_by_user_id,
        )
