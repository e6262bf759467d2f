# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of the synchronous client."""

from __future__ import annotations

from ._walk import Calls, walk

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from typing import Any
    from uuid import UUID

    from .enums import (
        UserType,
        UserRole,
        ResourceType,
        GuaranteeMode,
        SemverMode,
        CompatibilityMode,
        SchemaFormat,
        ContractStatus,
        RegistrationStatus,
        SearchKind,
    )
    from .models import (
        Health,
        HealthReady,
        HealthLive,
        Team,
        ReassignResult,
        User,
        Asset,
        AssetCreate,
        AssetMatch,
        BulkAssignResult,
        AssetContext,
        SearchReply,
        Guarantees,
        Contract,
        VersionSuggestion,
        PublishResult,
        ContractHistory,
        ContractDiff,
        CompareResult,
        Registration,
        SchemaValidity,
        BulkContract,
        BulkPublishResult,
        BulkRegistration,
        BulkResult,
    )
    from .page import Page


class Description(Calls):
    """The calls of `client.description`."""

    __slots__ = ()

    def openapi(self) -> Any:
        """This API as an OpenAPI 3.1 document."""
        return self._call(3)

    def docs(self) -> Any:
        """This API as a page for people."""
        return self._call(4)


class Teams(Calls):
    """The calls of `client.teams`."""

    __slots__ = ()

    def create(self, name: str, metadata: Mapping[str, Any] | None = None, description: str | None = None) -> Team:
        """Create a team.

        Args:
            name: Letters, digits, underscores, hyphens and spaces; starts and ends with a letter or digit
            metadata: Free data
            description: What the team is about
        """
        return self._call(5, name, metadata, description)

    def list(self, limit: int = 100, offset: int = 0, name: str | None = None) -> Page[Team]:
        """List active teams by name.

        Args:
            limit: Most entries in the reply
            offset: Entries to skip
            name: Name contains, any case; % and _ are wildcards
        """
        return self._call(6, limit, offset or None, name)

    def iter(self, limit: int = 100, offset: int = 0, name: str | None = None) -> Iterator[Team]:
        """Walk all pages of `list` from `offset` on, `limit` entries at a time.

        Args:
            limit: Most entries in the reply
            offset: Entries to skip
            name: Name contains, any case; % and _ are wildcards
        """
        return walk(self._call, 1, 6, limit, offset or None, name)

    def get(self, team_id: str | UUID) -> Team:
        """Get a team.

        Args:
            team_id: Id of the team
        """
        return self._call(7, team_id)

    def update(
        self,
        team_id: str | UUID,
        name: str | None = None,
        metadata: Mapping[str, Any] | None = None,
        description: str | None = None,
    ) -> Team:
        """Change a team.

        Args:
            team_id: Id of the team
            name: New name
            metadata: Replaces the whole map
            description: New description
        """
        return self._call(8, team_id, name, metadata, description)

    def delete(self, team_id: str | UUID, force: bool = False) -> None:
        """Delete a team; it can be restored.

        Args:
            team_id: Id of the team
            force: Delete it although it owns assets
        """
        return self._call(9, team_id, force or None)

    def restore(self, team_id: str | UUID) -> Team:
        """Restore a deleted team.

        Args:
            team_id: Id of the team
        """
        return self._call(10, team_id)

    def members(self, team_id: str | UUID, limit: int = 100, offset: int = 0) -> Page[User]:
        """List a team's active users by name.

        Args:
            team_id: Id of the team
            limit: Most entries in the reply
            offset: Entries to skip
        """
        return self._call(11, team_id, limit, offset or None)

    def iter_members(self, team_id: str | UUID, limit: int = 100, offset: int = 0) -> Iterator[User]:
        """Walk all pages of `members` from `offset` on, `limit` entries at a time.

        Args:
            team_id: Id of the team
            limit: Most entries in the reply
            offset: Entries to skip
        """
        return walk(self._call, 2, 11, team_id, limit, offset or None)

    def reassign_assets(
        self,
        team_id: str | UUID,
        target_team_id: str | UUID,
        asset_ids: Sequence[str | UUID] | None = None,
    ) -> ReassignResult:
        """Move a team's assets to another team.

        Args:
            team_id: Id of the team
            target_team_id: The new owner team
            asset_ids: The assets; absent or empty: all of the team's
        """
        return self._call(12, team_id, target_team_id, asset_ids)


class Users(Calls):
    """The calls of `client.users`."""

    __slots__ = ()

    def create(
        self,
        username: str,
        name: str,
        email: str | None = None,
        user_type: UserType | str = "human",
        role: UserRole | str = "user",
        team_id: str | UUID | None = None,
        password: str | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> User:
        """Create a user.

        Args:
            username: Starts with a letter, ends with a letter or digit; dots, underscores and hyphens inside
            name: ASCII letters, spaces, hyphens and apostrophes
            email: E-mail address
            user_type: Person or program
            role: Rights in browser sessions
            team_id: Team
            password: Password, for people only
            metadata: Free data
        """
        return self._call(13, username, name, email, user_type, role, team_id, password, metadata)

    def list(
        self,
        limit: int = 100,
        offset: int = 0,
        team_id: str | UUID | None = None,
        username: str | None = None,
        email: str | None = None,
        name: str | None = None,
        user_type: UserType | str | None = None,
        include_deactivated: bool = False,
    ) -> Page[User]:
        """List users by name.

        Args:
            limit: Most entries in the reply
            offset: Entries to skip
            team_id: Team
            username: Username contains, any case
            email: E-mail address contains, any case
            name: Name contains, any case
            user_type: Person or program
            include_deactivated: Deactivated users too
        """
        return self._call(14,
            limit,
            offset or None,
            team_id,
            username,
            email,
            name,
            user_type,
            include_deactivated or None,
        )

    def iter(
        self,
        limit: int = 100,
        offset: int = 0,
        team_id: str | UUID | None = None,
        username: str | None = None,
        email: str | None = None,
        name: str | None = None,
        user_type: UserType | str | None = None,
        include_deactivated: bool = False,
    ) -> Iterator[User]:
        """Walk all pages of `list` from `offset` on, `limit` entries at a time.

        Args:
            limit: Most entries in the reply
            offset: Entries to skip
            team_id: Team
            username: Username contains, any case
            email: E-mail address contains, any case
            name: Name contains, any case
            user_type: Person or program
            include_deactivated: Deactivated users too
        """
        return walk(self._call, 1, 14,
            limit,
            offset or None,
            team_id,
            username,
            email,
            name,
            user_type,
            include_deactivated or None,
        )

    def get(self, user_id: str | UUID) -> User:
        """Get an active user.

        Args:
            user_id: Id of the user
        """
        return self._call(15, user_id)

    def update(
        self,
        user_id: str | UUID,
        username: str | None = None,
        name: str | None = None,
        email: str | None = None,
        user_type: UserType | str | None = None,
        role: UserRole | str | None = None,
        team_id: str | UUID | None = None,
        password: str | None = None,
        metadata: Mapping[str, Any] | None = None,
        notification_preferences: Mapping[str, Any] | None = None,
    ) -> User:
        """Change a user.

        Args:
            user_id: Id of the user
            username: New login name
            name: New name
            email: New e-mail address
            user_type: Person or program; a program loses its password
            role: Rights in browser sessions
            team_id: New team
            password: New password
            metadata: Replaces the whole map
            notification_preferences: Replaces the whole map
        """
        return self._call(16,
            user_id,
            username,
            name,
            email,
            user_type,
            role,
            team_id,
            password,
            metadata,
            notification_preferences,
        )

    def deactivate(self, user_id: str | UUID) -> None:
        """Deactivate a user.

        Args:
            user_id: Id of the user
        """
        return self._call(17, user_id)

    def reactivate(self, user_id: str | UUID) -> User:
        """Reactivate a user.

        Args:
            user_id: Id of the user
        """
        return self._call(18, user_id)


class Assets(Calls):
    """The calls of `client.assets`."""

    __slots__ = ()

    def create(
        self,
        fqn: str,
        owner_team_id: str | UUID,
        description: str | None = None,
        metadata: Mapping[str, Any] | None = None,
        owner_user_id: str | UUID | None = None,
        environment: str | None = None,
        resource_type: ResourceType | str = "other",
        guarantee_mode: GuaranteeMode | str = "notify",
        semver_mode: SemverMode | str = "auto",
        tags: Sequence[str] | None = None,
    ) -> Asset:
        """Create an asset.

        Args:
            fqn: Two or more dot-separated segments of letters, digits and underscores, none starting with a digit
            owner_team_id: Owner team
            description: What it holds
            metadata: Free data
            owner_user_id: Owner user, a member of the owner team
            environment: Environment; the server's default is usually production
            resource_type: Kind
            guarantee_mode: How changes of guarantees are treated
            semver_mode: Who chooses versions
            tags: Tags; order and duplicates are kept
        """
        return self._call(19,
            fqn,
            owner_team_id,
            description,
            metadata,
            owner_user_id,
            environment,
            resource_type,
            guarantee_mode,
            semver_mode,
            tags,
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
    ) -> Page[Asset]:
        """List active assets.

        Args:
            limit: Most entries in the reply
            offset: Entries to skip
            owner_team_id: Owner team
            team_id: Owner team
            owner_user: Owner user
            unowned: Only assets without an owner user
            fqn: Name contains, any case; % and _ are wildcards
            environment: Environment equals
            resource_type: Kind
            sort_by: fqn, owner, owner_user or created_at; anything else is fqn
            sort_order: desc for descending
        """
        return self._call(20,
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
    ) -> Iterator[Asset]:
        """Walk all pages of `list` from `offset` on, `limit` entries at a time.

        Args:
            limit: Most entries in the reply
            offset: Entries to skip
            owner_team_id: Owner team
            team_id: Owner team
            owner_user: Owner user
            unowned: Only assets without an owner user
            fqn: Name contains, any case; % and _ are wildcards
            environment: Environment equals
            resource_type: Kind
            sort_by: fqn, owner, owner_user or created_at; anything else is fqn
            sort_order: desc for descending
        """
        return walk(self._call, 1, 20,
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
        )

    def search(
        self,
        q: str,
        limit: int = 100,
        offset: int = 0,
        owner_team_id: str | UUID | None = None,
        team_id: str | UUID | None = None,
        environment: str | None = None,
    ) -> Page[AssetMatch]:
        """Search active assets by name.

        Args:
            q: Name contains, any case
            limit: Most entries in the reply
            offset: Entries to skip
            owner_team_id: Owner team
            team_id: Owner team
            environment: Environment equals
        """
        return self._call(21, q, limit, offset or None, owner_team_id, team_id, environment)

    def iter_search(
        self,
        q: str,
        limit: int = 100,
        offset: int = 0,
        owner_team_id: str | UUID | None = None,
        team_id: str | UUID | None = None,
        environment: str | None = None,
    ) -> Iterator[AssetMatch]:
        """Walk all pages of `search` from `offset` on, `limit` entries at a time.

        Args:
            q: Name contains, any case
            limit: Most entries in the reply
            offset: Entries to skip
            owner_team_id: Owner team
            team_id: Owner team
            environment: Environment equals
        """
        return walk(self._call, 2, 21, q, limit, offset or None, owner_team_id, team_id, environment)

    def bulk_assign(self, asset_ids: Sequence[str | UUID], owner_user_id: str | UUID | None = None) -> BulkAssignResult:
        """Give assets an owner user, or none.

        Args:
            asset_ids: The assets
            owner_user_id: The owner user; null or absent: none
        """
        return self._call(22, asset_ids, owner_user_id)

    def context_by_fqn(self, fqn: str, environment: str | None = None) -> AssetContext:
        """All that is known of the asset of this name.

        Args:
            fqn: Fully qualified name, exact
            environment: Environment, where several have the name
        """
        return self._call(23, fqn, environment)

    def get(self, asset_id: str | UUID) -> Asset:
        """Get an active asset.

        Args:
            asset_id: Id of the asset
        """
        return self._call(24, asset_id)

    def update(
        self,
        asset_id: str | UUID,
        fqn: str | None = None,
        owner_team_id: str | UUID | None = None,
        description: str | None = None,
        metadata: Mapping[str, Any] | None = None,
        owner_user_id: str | UUID | None = None,
        environment: str | None = None,
        resource_type: ResourceType | str | None = None,
        guarantee_mode: GuaranteeMode | str | None = None,
        semver_mode: SemverMode | str | None = None,
        tags: Sequence[str] | None = None,
    ) -> Asset:
        """Change an asset.

        Args:
            asset_id: Id of the asset
            fqn: New name
            owner_team_id: New owner team
            description: New description
            metadata: Replaces the whole map
            owner_user_id: New owner user
            environment: New environment
            resource_type: Kind
            guarantee_mode: How changes of guarantees are treated
            semver_mode: Who chooses versions
            tags: Replaces the whole list
        """
        return self._call(25,
            asset_id,
            fqn,
            owner_team_id,
            description,
            metadata,
            owner_user_id,
            environment,
            resource_type,
            guarantee_mode,
            semver_mode,
            tags,
        )

    def delete(self, asset_id: str | UUID) -> None:
        """Delete an asset; it can be restored.

        Args:
            asset_id: Id of the asset
        """
        return self._call(26, asset_id)

    def restore(self, asset_id: str | UUID) -> Asset:
        """Restore a deleted asset.

        Args:
            asset_id: Id of the asset
        """
        return self._call(27, asset_id)

    def context(self, asset_id: str | UUID) -> AssetContext:
        """All that is known of an asset.

        Args:
            asset_id: Id of the asset
        """
        return self._call(28, asset_id)

    def publish_contract(
        self,
        asset_id: str | UUID,
        schema: Mapping[str, Any],
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
    ) -> PublishResult:
        """Publish a contract, or propose it where the change is breaking.

        Args:
            asset_id: Id of the asset
            schema: JSON Schema, or an Avro schema
            version: Version; absent: assigned by the server
            compatibility_mode: Which changes are compatible
            guarantees: Guarantees
            force: Publish although the change is breaking; needs force_reason
            force_reason: Why force is needed
            dry_run: Decide and report, write nothing
            published_by: Publishing team; absent: the caller's, or with authentication off the asset's owner team
            schema_format: Language of the schema
            published_by_user_id: Publishing user
            require_audit_pass: Refuse unless the last run of quality checks passed
            field_descriptions: Path to description
            field_tags: Path to tags
        """
        return self._call(29,
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
        )

    def list_contracts(
        self,
        asset_id: str | UUID,
        limit: int = 100,
        offset: int = 0,
        status: ContractStatus | str | None = None,
    ) -> Page[Contract]:
        """List an asset's contracts, newest first.

        Args:
            asset_id: Id of the asset
            limit: Most entries in the reply
            offset: Entries to skip
            status: State
        """
        return self._call(30, asset_id, limit, offset or None, status)

    def iter_list_contracts(
        self,
        asset_id: str | UUID,
        limit: int = 100,
        offset: int = 0,
        status: ContractStatus | str | None = None,
    ) -> Iterator[Contract]:
        """Walk all pages of `list_contracts` from `offset` on, `limit` entries at a time.

        Args:
            asset_id: Id of the asset
            limit: Most entries in the reply
            offset: Entries to skip
            status: State
        """
        return walk(self._call, 2, 30, asset_id, limit, offset or None, status)

    def get_contract_history(self, asset_id: str | UUID, limit: int = 10, offset: int = 0) -> ContractHistory:
        """An asset's contracts, each compared with the one before.

        Args:
            asset_id: Id of the asset
            limit: Most contracts in the reply
            offset: Contracts to skip, from the newest
        """
        return self._call(31, asset_id, limit, offset or None)

    def diff_contracts(self, asset_id: str | UUID, from_version: str, to_version: str) -> ContractDiff:
        """What changed between two versions of an asset's contract.

        Args:
            asset_id: Id of the asset
            from_version: The older version, exactly
            to_version: The newer version, exactly
        """
        return self._call(32, asset_id, from_version, to_version)

    def version_suggestion(
        self,
        asset_id: str | UUID,
        schema: Mapping[str, Any],
        schema_format: SchemaFormat | str = "json_schema",
    ) -> VersionSuggestion:
        """Which version a schema should get.

        Args:
            asset_id: Id of the asset
            schema: JSON Schema, or an Avro schema
            schema_format: Language of the schema
        """
        return self._call(33, asset_id, schema, schema_format)


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
    ) -> Page[Contract]:
        """List contracts, newest first.

        Args:
            limit: Most entries in the reply
            offset: Entries to skip
            asset_id: Asset
            status: State
            version: Version contains, any case; % and _ are wildcards
        """
        return self._call(34, limit, offset or None, asset_id, status, version)

    def iter(
        self,
        limit: int = 100,
        offset: int = 0,
        asset_id: str | UUID | None = None,
        status: ContractStatus | str | None = None,
        version: str | None = None,
    ) -> Iterator[Contract]:
        """Walk all pages of `list` from `offset` on, `limit` entries at a time.

        Args:
            limit: Most entries in the reply
            offset: Entries to skip
            asset_id: Asset
            status: State
            version: Version contains, any case; % and _ are wildcards
        """
        return walk(self._call, 1, 34, limit, offset or None, asset_id, status, version)

    def compare(
        self,
        contract_id: str | UUID,
        other_contract_id: str | UUID,
        compatibility_mode: CompatibilityMode | str | None = None,
    ) -> CompareResult:
        """What changed from one contract to another.

        Args:
            contract_id: The older contract
            other_contract_id: The newer contract, of any asset
            compatibility_mode: Mode to judge by; absent: the older contract's
        """
        return self._call(35, contract_id, other_contract_id, compatibility_mode)

    def get(self, contract_id: str | UUID) -> Contract:
        """Get a contract.

        Args:
            contract_id: Id of the contract
        """
        return self._call(36, contract_id)

    def update_guarantees(self, contract_id: str | UUID, guarantees: Guarantees | Mapping[str, Any]) -> Contract:
        """Replace the guarantees of an active contract.

        Args:
            contract_id: Id of the contract
            guarantees: Replaces all guarantees
        """
        return self._call(37, contract_id, guarantees)

    def get_registrations(self, contract_id: str | UUID, limit: int = 100, offset: int = 0) -> Page[Registration]:
        """List a contract's registrations, newest first.

        Args:
            contract_id: Id of the contract
            limit: Most entries in the reply
            offset: Entries to skip
        """
        return self._call(38, contract_id, limit, offset or None)

    def iter_get_registrations(
        self,
        contract_id: str | UUID,
        limit: int = 100,
        offset: int = 0,
    ) -> Iterator[Registration]:
        """Walk all pages of `get_registrations` from `offset` on, `limit` entries at a time.

        Args:
            contract_id: Id of the contract
            limit: Most entries in the reply
            offset: Entries to skip
        """
        return walk(self._call, 2, 38, contract_id, limit, offset or None)

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
            contracts: The schemas
            published_by: Publishing team
            dry_run: Decide and report, write nothing
            create_proposals_for_breaking: A breaking change becomes a proposal; otherwise it fails
            published_by_user_id: Publishing user
        """
        return self._call(39,
            dry_run,
            create_proposals_for_breaking or None,
            contracts,
            published_by,
            published_by_user_id,
        )


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
        return self._call(40, contract_id, consumer_team_id, pinned_version)

    def list(
        self,
        limit: int = 100,
        offset: int = 0,
        contract_id: str | UUID | None = None,
        consumer_team_id: str | UUID | None = None,
        team_id: str | UUID | None = None,
        status: RegistrationStatus | str | None = None,
    ) -> Page[Registration]:
        """List registrations, newest first.

        Args:
            limit: Most entries in the reply
            offset: Entries to skip
            contract_id: Contract
            consumer_team_id: Consumer team
            team_id: Consumer team
            status: State
        """
        return self._call(41, limit, offset or None, contract_id, consumer_team_id, team_id, status)

    def iter(
        self,
        limit: int = 100,
        offset: int = 0,
        contract_id: str | UUID | None = None,
        consumer_team_id: str | UUID | None = None,
        team_id: str | UUID | None = None,
        status: RegistrationStatus | str | None = None,
    ) -> Iterator[Registration]:
        """Walk all pages of `list` from `offset` on, `limit` entries at a time.

        Args:
            limit: Most entries in the reply
            offset: Entries to skip
            contract_id: Contract
            consumer_team_id: Consumer team
            team_id: Consumer team
            status: State
        """
        return walk(self._call, 1, 41, limit, offset or None, contract_id, consumer_team_id, team_id, status)

    def get(self, registration_id: str | UUID) -> Registration:
        """Get a registration.

        Args:
            registration_id: Id of the registration
        """
        return self._call(42, registration_id)

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
        return self._call(43, registration_id, pinned_version, status, unpin or None)

    def delete(self, registration_id: str | UUID) -> None:
        """Delete a registration.

        Args:
            registration_id: Id of the registration
        """
        return self._call(44, registration_id)


class Schemas(Calls):
    """The calls of `client.schemas`."""

    __slots__ = ()

    def validate(self, schema: Mapping[str, Any]) -> SchemaValidity:
        """Whether a document is a valid JSON Schema.

        Args:
            schema: JSON Schema
        """
        return self._call(45, schema)


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
            registrations: The registrations
            skip_duplicates: What exists already is no failure
        """
        return self._call(46, registrations, skip_duplicates or None)

    def create_assets(
        self,
        assets: Sequence[AssetCreate | Mapping[str, Any]],
        skip_duplicates: bool = False,
    ) -> BulkResult:
        """Create many assets.

        Args:
            assets: The assets
            skip_duplicates: What exists already is no failure
        """
        return self._call(47, assets, skip_duplicates or None)


class Search(Calls):
    """The calls of `client.search`."""

    __slots__ = ()

    def everything(
        self,
        q: str,
        limit: int = 10,
        types: Sequence[SearchKind | str] | None = None,
        tags: str | None = None,
        resource_type: ResourceType | str | None = None,
        team: str | None = None,
    ) -> SearchReply:
        """Search teams, users, assets and contracts.

        Args:
            q: Text to find, any case
            limit: Most results of each kind
            types: Kinds to search; absent: all
            tags: Comma-separated tags, all of which an asset must carry
            resource_type: Kind of asset
            team: Name of an asset's owner team, any case
        """
        return self._call(48, q, limit, types, tags, resource_type, team)


class Resources(Calls):
    """What every client has: its resources, and the calls that belong to none."""

    __slots__ = ("description", "teams", "users", "assets", "contracts", "registrations", "schemas", "bulk", "search", )

    def __init__(self, call: Any) -> None:
        super().__init__(call)
        self.description = Description(call)
        self.teams = Teams(call)
        self.users = Users(call)
        self.assets = Assets(call)
        self.contracts = Contracts(call)
        self.registrations = Registrations(call)
        self.schemas = Schemas(call)
        self.bulk = Bulk(call)
        self.search = Search(call)

    def health(self) -> Health:
        """State of the server and its parts."""
        return self._call(0)

    def health_ready(self) -> HealthReady:
        """Whether the server can answer requests."""
        return self._call(1)

    def health_live(self) -> HealthLive:
        """Whether the server runs."""
        return self._call(2)
