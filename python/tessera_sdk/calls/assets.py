# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.assets`."""

from __future__ import annotations

from .._finding import FindAssets
from .._walk import paged, walk

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from os import PathLike
    from datetime import datetime
    from typing import Any
    from uuid import UUID
    from ..enums import (
        ResourceType,
        GuaranteeMode,
        SemverMode,
        CompatibilityMode,
        CompatibilityPolicy,
        TransitiveScope,
        SchemaFormat,
        ContractStatus,
        DependencyType,
        AuditRunStatus,
    )
    from ..models import (
        Asset,
        AssetMatch,
        BulkAssignResult,
        AssetContext,
        FieldMapping,
        Dependency,
        LineageResponse,
        GuaranteeResult,
        AuditRun,
        AuditHistory,
        AuditTrends,
        Guarantees,
        Contract,
        VersionSuggestion,
        ContractHistory,
        ContractDiff,
        Deployment,
        CanPublish,
        ImpactPreview,
        ImpactAnalysis,
        Preflight,
    )
    from ..models.assets import AnyPublishResult as PublishResult
    from ..page import Page


class Assets(FindAssets):
    """The calls of `client.assets`."""

    __slots__ = ()

    def create(
        self,
        fqn: str,
        owner_team_id: str | UUID,
        description: str | None = None,
        metadata: Mapping[str, Any] | None = None,
        owner_user_id: str | UUID | None = None,
        service_id: str | UUID | None = None,
        environment: str | None = None,
        resource_type: ResourceType | str = "other",
        guarantee_mode: GuaranteeMode | str = "notify",
        semver_mode: SemverMode | str = "auto",
        tags: Sequence[str] | None = None,
        compatibility_policy: CompatibilityPolicy | str = "yardstick",
        transitive_scope: TransitiveScope | str = "major",
    ) -> Asset:
        """Create an asset.

        Args:
            fqn (str): Two or more dot-separated segments of letters, digits and underscores, none starting with a digit
            owner_team_id (str | UUID): Owner team
            description (str): What it holds
            metadata (Mapping[str, Any]): Free data
            owner_user_id (str | UUID): Owner user, a member of the owner team
            service_id (str | UUID): Service that it belongs to
            environment (str): Environment; the server's default is usually production
            resource_type (ResourceType | str): Kind
            guarantee_mode (GuaranteeMode | str): How changes of guarantees are treated
            semver_mode (SemverMode | str): Who chooses versions
            tags (Sequence[str]): Tags; order and duplicates are kept
            compatibility_policy (CompatibilityPolicy | str): What counts when its schemas are compared
            transitive_scope (TransitiveScope | str): Which earlier versions the transitive modes look at

        Returns:
            Asset: A thing that contracts describe: a table, an endpoint, a method

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(25,
            fqn,
            owner_team_id,
            description,
            metadata,
            owner_user_id,
            service_id,
            environment,
            resource_type,
            guarantee_mode,
            semver_mode,
            tags,
            compatibility_policy,
            transitive_scope,
        )

    def list(
        self,
        limit: int = 100,
        offset: int = 0,
        owner_team_id: str | UUID | None = None,
        team_id: str | UUID | None = None,
        owner_user: str | UUID | None = None,
        unowned: bool = False,
        fqn: str | None = None,
        environment: str | None = None,
        resource_type: ResourceType | str | None = None,
        sort_by: str | None = None,
        sort_order: str | None = None,
        after: str | None = None,
    ) -> Page[Asset]:
        """List active assets.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            owner_team_id (str | UUID): Owner team
            team_id (str | UUID): Owner team
            owner_user (str | UUID): Owner user
            unowned (bool): Only assets without an owner user
            fqn (str): Name contains, any case; % and _ are wildcards, but not behind a backslash
            environment (str): Environment equals
            resource_type (ResourceType | str): Kind
            sort_by (str): fqn, owner, owner_user or created_at; anything else is fqn
            sort_order (str): desc for descending
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Page[Asset]: One page, and where it stands in the whole list

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return paged(self._call, 1, 11, 26,
            limit,
            offset or None,
            owner_team_id,
            team_id,
            owner_user,
            unowned or None,
            fqn,
            environment,
            resource_type,
            sort_by,
            sort_order,
            after,
        )

    def iter(
        self,
        limit: int = 100,
        offset: int = 0,
        owner_team_id: str | UUID | None = None,
        team_id: str | UUID | None = None,
        owner_user: str | UUID | None = None,
        unowned: bool = False,
        fqn: str | None = None,
        environment: str | None = None,
        resource_type: ResourceType | str | None = None,
        sort_by: str | None = None,
        sort_order: str | None = None,
        after: str | None = None,
    ) -> Iterator[Asset]:
        """Walk all pages of `list` from `offset` on, `limit` entries at a time.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            owner_team_id (str | UUID): Owner team
            team_id (str | UUID): Owner team
            owner_user (str | UUID): Owner user
            unowned (bool): Only assets without an owner user
            fqn (str): Name contains, any case; % and _ are wildcards, but not behind a backslash
            environment (str): Environment equals
            resource_type (ResourceType | str): Kind
            sort_by (str): fqn, owner, owner_user or created_at; anything else is fqn
            sort_order (str): desc for descending
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Iterator[Asset]: One after another

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return walk(self._call, 1, 11, 26,
            limit,
            offset or None,
            owner_team_id,
            team_id,
            owner_user,
            unowned or None,
            fqn,
            environment,
            resource_type,
            sort_by,
            sort_order,
            after,
        )

    def search(
        self,
        q: str,
        limit: int = 100,
        offset: int = 0,
        owner_team_id: str | UUID | None = None,
        team_id: str | UUID | None = None,
        environment: str | None = None,
        after: str | None = None,
    ) -> Page[AssetMatch]:
        """Search active assets by name.

        Args:
            q (str): Name contains, any case; every character means itself
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            owner_team_id (str | UUID): Owner team
            team_id (str | UUID): Owner team
            environment (str): Environment equals
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Page[AssetMatch]: One page, and where it stands in the whole list

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return paged(self._call, 2, 6, 27, q, limit, offset or None, owner_team_id, team_id, environment, after)

    def iter_search(
        self,
        q: str,
        limit: int = 100,
        offset: int = 0,
        owner_team_id: str | UUID | None = None,
        team_id: str | UUID | None = None,
        environment: str | None = None,
        after: str | None = None,
    ) -> Iterator[AssetMatch]:
        """Walk all pages of `search` from `offset` on, `limit` entries at a time.

        Args:
            q (str): Name contains, any case; every character means itself
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            owner_team_id (str | UUID): Owner team
            team_id (str | UUID): Owner team
            environment (str): Environment equals
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Iterator[AssetMatch]: One after another

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return walk(self._call, 2, 6, 27, q, limit, offset or None, owner_team_id, team_id, environment, after)

    def bulk_assign(self, asset_ids: Sequence[str | UUID], owner_user_id: str | UUID | None = None) -> BulkAssignResult:
        """Give assets an owner user, or none.

        Args:
            asset_ids (Sequence[str | UUID]): The assets
            owner_user_id (str | UUID): The owner user; null or absent: none

        Returns:
            BulkAssignResult: What was assigned

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(28, asset_ids, owner_user_id)

    def context_by_fqn(self, fqn: str, environment: str | None = None) -> AssetContext:
        """All that is known of the asset of this name.

        Args:
            fqn (str): Fully qualified name, exact
            environment (str): Environment, where several have the name

        Returns:
            AssetContext: All that is known of one asset

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(29, fqn, environment)

    def get(self, asset_id: str | UUID) -> Asset:
        """Get an active asset.

        Args:
            asset_id (str | UUID): Id of the asset

        Returns:
            Asset: A thing that contracts describe: a table, an endpoint, a method

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(30, asset_id)

    def update(
        self,
        asset_id: str | UUID,
        fqn: str | None = None,
        owner_team_id: str | UUID | None = None,
        description: str | None = None,
        metadata: Mapping[str, Any] | None = None,
        owner_user_id: str | UUID | None = None,
        service_id: str | UUID | None = None,
        leave_service: bool = False,
        environment: str | None = None,
        resource_type: ResourceType | str | None = None,
        guarantee_mode: GuaranteeMode | str | None = None,
        semver_mode: SemverMode | str | None = None,
        tags: Sequence[str] | None = None,
        compatibility_policy: CompatibilityPolicy | str | None = None,
        transitive_scope: TransitiveScope | str | None = None,
    ) -> Asset:
        """Change an asset.

        Args:
            asset_id (str | UUID): Id of the asset
            fqn (str): New name
            owner_team_id (str | UUID): New owner team
            description (str): New description
            metadata (Mapping[str, Any]): Replaces the whole map
            owner_user_id (str | UUID): New owner user
            service_id (str | UUID): New service
            leave_service (bool): Belong to no service any more
            environment (str): New environment
            resource_type (ResourceType | str): Kind
            guarantee_mode (GuaranteeMode | str): How changes of guarantees are treated
            semver_mode (SemverMode | str): Who chooses versions
            tags (Sequence[str]): Replaces the whole list
            compatibility_policy (CompatibilityPolicy | str): What counts when its schemas are compared
            transitive_scope (TransitiveScope | str): Which earlier versions the transitive modes look at

        Returns:
            Asset: A thing that contracts describe: a table, an endpoint, a method

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
        return self._call(31,
            asset_id,
            fqn,
            owner_team_id,
            description,
            metadata,
            owner_user_id,
            service_id,
            leave_service or None,
            environment,
            resource_type,
            guarantee_mode,
            semver_mode,
            tags,
            compatibility_policy,
            transitive_scope,
        )

    def delete(self, asset_id: str | UUID) -> None:
        """Delete an asset; it can be restored.

        Args:
            asset_id (str | UUID): Id of the asset

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(32, asset_id)

    def restore(self, asset_id: str | UUID) -> Asset:
        """Restore a deleted asset.

        Args:
            asset_id (str | UUID): Id of the asset

        Returns:
            Asset: A thing that contracts describe: a table, an endpoint, a method

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(33, asset_id)

    def context(self, asset_id: str | UUID) -> AssetContext:
        """All that is known of an asset.

        Args:
            asset_id (str | UUID): Id of the asset

        Returns:
            AssetContext: All that is known of one asset

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(34, asset_id)

    def publish_contract(
        self,
        asset_id: str | UUID,
        schema: Mapping[str, Any] | bool | Sequence[Any] | str | PathLike[str] | type[Any],
        version: str | None = None,
        compatibility_mode: CompatibilityMode | str = "backward",
        guarantees: Guarantees | Mapping[str, Any] | None = None,
        force: bool = False,
        force_reason: str | None = None,
        dry_run: bool = False,
        published_by: str | UUID | None = None,
        schema_format: SchemaFormat | str = "json_schema",
        published_by_user_id: str | UUID | None = None,
        require_audit_pass: bool = False,
        field_descriptions: Mapping[str, str] | None = None,
        field_tags: Mapping[str, Sequence[str]] | None = None,
        reason: str | None = None,
        deadline: str | datetime | None = None,
        supersedes: str | UUID | None = None,
        compatibility_policy: CompatibilityPolicy | str | None = None,
    ) -> PublishResult:
        """Publish a contract, or propose it where the change is breaking: the result has the contract, the proposal, or in a dry run what would be.

        Args:
            asset_id (str | UUID): Id of the asset
            schema (Mapping[str, Any] | bool | Sequence[Any] | str | PathLike[str] | type[Any]): JSON Schema, or an Avro
                schema of any type
            version (str): Version, MAJOR.MINOR.PATCH; absent: assigned by the server
            compatibility_mode (CompatibilityMode | str): Which changes are compatible
            guarantees (Guarantees | Mapping[str, Any]): Guarantees
            force (bool): Publish although the change is breaking; needs force_reason
            force_reason (str): Why force is needed
            dry_run (bool): Decide and report, write nothing
            published_by (str | UUID): Publishing team; absent: the caller's, or with authentication off the asset's
                owner team
            schema_format (SchemaFormat | str): Language of the schema
            published_by_user_id (str | UUID): Publishing user
            require_audit_pass (bool): Refuse unless the last run of quality checks passed
            field_descriptions (Mapping[str, str]): Path to description
            field_tags (Mapping[str, Sequence[str]]): Path to tags
            reason (str): Why a breaking change is made, for its consumers
            deadline (str | datetime): When the proposal of a breaking change expires; absent: as
                PROPOSAL_DEFAULT_EXPIRATION_DAYS says
            supersedes (str | UUID): Pending or rejected proposal of the asset that this takes the place of: a pending
                one is withdrawn
            compatibility_policy (CompatibilityPolicy | str): What counts in this comparison; absent: as the asset says

        Returns:
            PublishResult: What became of a publish request

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
        return self._call(35,
            asset_id,
            schema,
            version,
            compatibility_mode,
            guarantees,
            force or None,
            force_reason,
            dry_run or None,
            published_by,
            schema_format,
            published_by_user_id,
            require_audit_pass or None,
            field_descriptions,
            field_tags,
            reason,
            deadline,
            supersedes,
            compatibility_policy,
        )

    def propose(
        self,
        asset_id: str | UUID,
        schema: Mapping[str, Any] | bool | Sequence[Any] | str | PathLike[str] | type[Any],
        version: str | None = None,
        reason: str | None = None,
        deadline: str | datetime | None = None,
        supersedes: str | UUID | None = None,
        compatibility_mode: CompatibilityMode | str = "backward",
        guarantees: Guarantees | Mapping[str, Any] | None = None,
        dry_run: bool = False,
        published_by: str | UUID | None = None,
        published_by_user_id: str | UUID | None = None,
        schema_format: SchemaFormat | str = "json_schema",
        field_descriptions: Mapping[str, str] | None = None,
        field_tags: Mapping[str, Sequence[str]] | None = None,
        compatibility_policy: CompatibilityPolicy | str | None = None,
    ) -> PublishResult:
        """Propose a breaking change without publishing it; 200: it was proposed before, or may be published at once.

        Args:
            asset_id (str | UUID): Id of the asset
            schema (Mapping[str, Any] | bool | Sequence[Any] | str | PathLike[str] | type[Any]): JSON Schema, or an Avro
                schema of any type
            version (str): Version, MAJOR.MINOR.PATCH; absent: assigned by the server
            reason (str): Why a breaking change is made, for its consumers
            deadline (str | datetime): When the proposal of a breaking change expires; absent: as
                PROPOSAL_DEFAULT_EXPIRATION_DAYS says
            supersedes (str | UUID): Pending or rejected proposal of the asset that this takes the place of: a pending
                one is withdrawn
            compatibility_mode (CompatibilityMode | str): Which changes are compatible
            guarantees (Guarantees | Mapping[str, Any]): Guarantees
            dry_run (bool): Decide and report, write nothing
            published_by (str | UUID): Proposing team; absent: the caller's, or with authentication off the asset's
                owner team
            published_by_user_id (str | UUID): Proposing user
            schema_format (SchemaFormat | str): Language of the schema
            field_descriptions (Mapping[str, str]): Path to description
            field_tags (Mapping[str, Sequence[str]]): Path to tags
            compatibility_policy (CompatibilityPolicy | str): What counts in this comparison; absent: as the asset says

        Returns:
            PublishResult: What became of a publish request

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
        return self._call(36,
            asset_id,
            schema,
            version,
            reason,
            deadline,
            supersedes,
            compatibility_mode,
            guarantees,
            dry_run or None,
            published_by,
            published_by_user_id,
            schema_format,
            field_descriptions,
            field_tags,
            compatibility_policy,
        )

    def can_publish(self, asset_id: str | UUID, environment: str | None = None) -> CanPublish:
        """Whether what is proposed may be published, and with an environment which version may go there.

        Args:
            asset_id (str | UUID): Id of the asset
            environment (str): Environment whose deployments are looked at as well

        Returns:
            CanPublish: Whether a change of an asset may be published, and why

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(37, asset_id, environment)

    def can_publish_schema(
        self,
        asset_id: str | UUID,
        schema: Mapping[str, Any] | bool | Sequence[Any] | str | PathLike[str] | type[Any],
        version: str | None = None,
        environment: str | None = None,
        compatibility_mode: CompatibilityMode | str = "backward",
        guarantees: Guarantees | Mapping[str, Any] | None = None,
        schema_format: SchemaFormat | str = "json_schema",
        field_descriptions: Mapping[str, str] | None = None,
        field_tags: Mapping[str, Sequence[str]] | None = None,
        reason: str | None = None,
        deadline: str | datetime | None = None,
        supersedes: str | UUID | None = None,
        compatibility_policy: CompatibilityPolicy | str | None = None,
    ) -> CanPublish:
        """Whether a schema may be published, and with an environment whether it may go there.

        Args:
            asset_id (str | UUID): Id of the asset
            schema (Mapping[str, Any] | bool | Sequence[Any] | str | PathLike[str] | type[Any]): JSON Schema, or an Avro
                schema of any type
            version (str): Version, MAJOR.MINOR.PATCH; absent: assigned by the server
            environment (str): Environment whose deployments are looked at as well
            compatibility_mode (CompatibilityMode | str): Which changes are compatible
            guarantees (Guarantees | Mapping[str, Any]): Guarantees
            schema_format (SchemaFormat | str): Language of the schema
            field_descriptions (Mapping[str, str]): Path to description
            field_tags (Mapping[str, Sequence[str]]): Path to tags
            reason (str): Why a breaking change is made, for its consumers
            deadline (str | datetime): When the proposal of a breaking change expires; absent: as
                PROPOSAL_DEFAULT_EXPIRATION_DAYS says
            supersedes (str | UUID): Pending or rejected proposal of the asset that this takes the place of: a pending
                one is withdrawn
            compatibility_policy (CompatibilityPolicy | str): What counts in this comparison; absent: as the asset says

        Returns:
            CanPublish: Whether a change of an asset may be published, and why

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(38,
            asset_id,
            schema,
            version,
            environment,
            compatibility_mode,
            guarantees,
            schema_format,
            field_descriptions,
            field_tags,
            reason,
            deadline,
            supersedes,
            compatibility_policy,
        )

    def record_deployment(
        self,
        asset_id: str | UUID,
        team_id: str | UUID,
        environment: str,
        version: str,
    ) -> Deployment:
        """Say which version of an asset a team reads in an environment; what it said before of that environment is replaced.

        Args:
            asset_id (str | UUID): Id of the asset
            team_id (str | UUID): Team that reads the asset there
            environment (str): Environment, such as production
            version (str): Version of a contract of the asset

        Returns:
            Deployment: What a team reads in an environment

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
        return self._call(39, asset_id, team_id, environment, version)

    def list_deployments(
        self,
        asset_id: str | UUID,
        limit: int = 100,
        offset: int = 0,
        environment: str | None = None,
        team_id: str | UUID | None = None,
        after: str | None = None,
    ) -> Page[Deployment]:
        """List who reads which version of an asset where, the newest first.

        Args:
            asset_id (str | UUID): Id of the asset
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            environment (str): Environment equals
            team_id (str | UUID): Team
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Page[Deployment]: One page, and where it stands in the whole list

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return paged(self._call, 2, 5, 40, asset_id, limit, offset or None, environment, team_id, after)

    def iter_list_deployments(
        self,
        asset_id: str | UUID,
        limit: int = 100,
        offset: int = 0,
        environment: str | None = None,
        team_id: str | UUID | None = None,
        after: str | None = None,
    ) -> Iterator[Deployment]:
        """Walk all pages of `list_deployments` from `offset` on, `limit` entries at a time.

        Args:
            asset_id (str | UUID): Id of the asset
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            environment (str): Environment equals
            team_id (str | UUID): Team
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Iterator[Deployment]: One after another

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return walk(self._call, 2, 5, 40, asset_id, limit, offset or None, environment, team_id, after)

    def remove_deployment(self, asset_id: str | UUID, deployment_id: str | UUID) -> None:
        """Forget what a team reads in an environment.

        Args:
            asset_id (str | UUID): Id of the asset
            deployment_id (str | UUID): Id of the deployment

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(41, asset_id, deployment_id)

    def list_contracts(
        self,
        asset_id: str | UUID,
        status: ContractStatus | str | None = None,
        limit: int = 100,
        offset: int = 0,
        after: str | None = None,
    ) -> Page[Contract]:
        """List an asset's contracts, newest first.

        Args:
            asset_id (str | UUID): Id of the asset
            status (ContractStatus | str): State
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Page[Contract]: One page, and where it stands in the whole list

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return paged(self._call, 3, 4, 42, asset_id, status, limit, offset or None, after)

    def iter_list_contracts(
        self,
        asset_id: str | UUID,
        status: ContractStatus | str | None = None,
        limit: int = 100,
        offset: int = 0,
        after: str | None = None,
    ) -> Iterator[Contract]:
        """Walk all pages of `list_contracts` from `offset` on, `limit` entries at a time.

        Args:
            asset_id (str | UUID): Id of the asset
            status (ContractStatus | str): State
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Iterator[Contract]: One after another

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return walk(self._call, 3, 4, 42, asset_id, status, limit, offset or None, after)

    def get_contract_history(self, asset_id: str | UUID, limit: int = 10, offset: int = 0) -> ContractHistory:
        """An asset's contracts, each compared with the one before.

        Args:
            asset_id (str | UUID): Id of the asset
            limit (int): Most contracts in the reply
            offset (int): Contracts to skip, from the newest

        Returns:
            ContractHistory: The contracts of an asset, newest first, each compared with the one before

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(43, asset_id, limit, offset or None)

    def diff_contracts(self, asset_id: str | UUID, from_version: str, to_version: str) -> ContractDiff:
        """What changed between two versions of an asset's contract.

        Args:
            asset_id (str | UUID): Id of the asset
            from_version (str): The older version, exactly
            to_version (str): The newer version, exactly

        Returns:
            ContractDiff: What changed between two versions of an asset's contract

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(44, asset_id, from_version, to_version)

    def version_suggestion(
        self,
        asset_id: str | UUID,
        schema: Mapping[str, Any] | bool | Sequence[Any] | str | PathLike[str] | type[Any],
        schema_format: SchemaFormat | str = "json_schema",
    ) -> VersionSuggestion:
        """Which version a schema should get.

        Args:
            asset_id (str | UUID): Id of the asset
            schema (Mapping[str, Any] | bool | Sequence[Any] | str | PathLike[str] | type[Any]): JSON Schema, or an Avro
                schema of any type
            schema_format (SchemaFormat | str): Language of the schema

        Returns:
            VersionSuggestion: Which version a schema should get

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(45, asset_id, schema, schema_format)

    def impact_preview(
        self,
        asset_id: str | UUID,
        proposed_schema: Mapping[str, Any] | bool | Sequence[Any] | str | PathLike[str] | type[Any],
        proposed_guarantees: Mapping[str, Any] | None = None,
        compatibility_mode_override: CompatibilityMode | str | None = None,
        compatibility_policy: CompatibilityPolicy | str | None = None,
        schema_format: SchemaFormat | str = "json_schema",
    ) -> ImpactPreview:
        """What publishing a change would do, and to whom.

        Args:
            asset_id (str | UUID): Id of the asset
            proposed_schema (Mapping[str, Any] | bool | Sequence[Any] | str | PathLike[str] | type[Any]): JSON Schema,
                or an Avro schema of any type
            proposed_guarantees (Mapping[str, Any]): Guarantees; absent: they are left out of the preview
            compatibility_mode_override (CompatibilityMode | str): Mode to judge by; absent: the active contract's
            compatibility_policy (CompatibilityPolicy | str): What counts in this comparison; absent: as the asset says
            schema_format (SchemaFormat | str): Language of the schema

        Returns:
            ImpactPreview: What publishing a change would do, and to whom

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(46,
            asset_id,
            proposed_schema,
            proposed_guarantees,
            compatibility_mode_override,
            compatibility_policy,
            schema_format,
        )

    def add_dependency(
        self,
        asset_id: str | UUID,
        target_asset_id: str | UUID,
        dependency_type: DependencyType | str = "consumes",
        metadata: Mapping[str, Any] | None = None,
        field_mappings: Sequence[FieldMapping | Mapping[str, Any]] | None = None,
    ) -> Dependency:
        """Declare that an asset uses another.

        Args:
            asset_id (str | UUID): Id of the asset
            target_asset_id (str | UUID): The asset that is used
            dependency_type (DependencyType | str): How it is used
            metadata (Mapping[str, Any]): Free data
            field_mappings (Sequence[FieldMapping | Mapping[str, Any]]): Which fields come from which, all of them: a
                change of other fields is not passed on

        Returns:
            Dependency: That an asset, the dependent, uses another, the dependency

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
        return self._call(47, asset_id, target_asset_id, dependency_type, metadata, field_mappings)

    def list_dependencies(
        self,
        asset_id: str | UUID,
        limit: int = 100,
        offset: int = 0,
        after: str | None = None,
    ) -> Page[Dependency]:
        """List what an asset uses, oldest first.

        Args:
            asset_id (str | UUID): Id of the asset
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Page[Dependency]: One page, and where it stands in the whole list

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return paged(self._call, 2, 3, 48, asset_id, limit, offset or None, after)

    def iter_list_dependencies(
        self,
        asset_id: str | UUID,
        limit: int = 100,
        offset: int = 0,
        after: str | None = None,
    ) -> Iterator[Dependency]:
        """Walk all pages of `list_dependencies` from `offset` on, `limit` entries at a time.

        Args:
            asset_id (str | UUID): Id of the asset
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Iterator[Dependency]: One after another

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return walk(self._call, 2, 3, 48, asset_id, limit, offset or None, after)

    def remove_dependency(self, asset_id: str | UUID, dependency_id: str | UUID) -> None:
        """Delete a dependency.

        Args:
            asset_id (str | UUID): Id of the asset
            dependency_id (str | UUID): Id of the dependency

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(49, asset_id, dependency_id)

    def get_lineage(self, asset_id: str | UUID, depth: int = 3) -> LineageResponse:
        """What an asset is made from, and what is made from it.

        Args:
            asset_id (str | UUID): Id of the asset
            depth (int): Dependencies to walk along, each way

        Returns:
            LineageResponse: What an asset is made from, and what is made from it

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(50, asset_id, depth)

    def preflight(self, fqn: str, consumer_type: str | None = None, environment: str | None = None) -> Preflight:
        """Whether the asset of this name may be used as it is; that it was asked is recorded.

        Args:
            fqn (str): Part of the path
            consumer_type (str): What the consumer is, for the audit log
            environment (str): Environment; absent: the only one that has the asset, else the server's default

        Returns:
            Preflight: Whether an asset may be used as it is

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(51, fqn, consumer_type, environment)

    def report_audit(
        self,
        asset_id: str | UUID,
        status: AuditRunStatus | str,
        triggered_by: str,
        guarantees_checked: int = 0,
        guarantees_passed: int = 0,
        guarantees_failed: int = 0,
        run_id: str | None = None,
        guarantee_results: Sequence[GuaranteeResult | Mapping[str, Any]] | None = None,
        details: Mapping[str, Any] | None = None,
        run_at: str | datetime | None = None,
    ) -> AuditRun:
        """Record a run of an asset's quality checks.

        Args:
            asset_id (str | UUID): Id of the asset
            status (AuditRunStatus | str): Outcome
            triggered_by (str): What ran the checks
            guarantees_checked (int): Guarantees that were checked; 0: counted from guarantee_results, as are the next
                two
            guarantees_passed (int): Guarantees that held
            guarantees_failed (int): Guarantees that were violated
            run_id (str): Name of the run where it was made; the same may be reported again
            guarantee_results (Sequence[GuaranteeResult | Mapping[str, Any]]): What each check found; at most 1000
            details (Mapping[str, Any]): Free data; at most 102400 characters of JSON
            run_at (str | datetime): When it ran; absent: now

        Returns:
            AuditRun: A run of quality checks as it was recorded

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
        return self._call(52,
            asset_id,
            status,
            triggered_by,
            guarantees_checked or None,
            guarantees_passed or None,
            guarantees_failed or None,
            run_id,
            guarantee_results,
            details,
            run_at,
        )

    def audit_history(
        self,
        asset_id: str | UUID,
        limit: int = 50,
        triggered_by: str | None = None,
        status: AuditRunStatus | str | None = None,
    ) -> AuditHistory:
        """The runs of an asset's quality checks, newest first.

        Args:
            asset_id (str | UUID): Id of the asset
            limit (int): Most entries in the reply
            triggered_by (str): What ran the checks, exact
            status (AuditRunStatus | str): Outcome

        Returns:
            AuditHistory: The runs of an asset's quality checks

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(53, asset_id, limit, triggered_by, status)

    def audit_trends(self, asset_id: str | UUID) -> AuditTrends:
        """How an asset's quality checks go.

        Args:
            asset_id (str | UUID): Id of the asset

        Returns:
            AuditTrends: How an asset's quality checks go

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(54, asset_id)

    def check_impact(
        self,
        asset_id: str | UUID,
        proposed_schema: Mapping[str, Any] | bool | str | PathLike[str] | type[Any],
        depth: int | None = None,
    ) -> ImpactAnalysis:
        """How far publishing a schema would reach.

        Args:
            asset_id (str | UUID): Id of the asset
            proposed_schema (Mapping[str, Any] | bool | str | PathLike[str] | type[Any]): JSON Schema
            depth (int): Dependencies to walk along

        Returns:
            ImpactAnalysis: How far a change would reach

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(55, asset_id, depth, proposed_schema)
