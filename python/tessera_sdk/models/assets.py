# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from .._model import JSONSchema, Model, Told
from ..enums import (
    ResourceType,
    GuaranteeMode,
    SemverMode,
    CompatibilityPolicy,
    TransitiveScope,
    CompatibilityMode,
    ContractStatus,
    RegistrationStatus,
    DependencyType,
    ChangeType,
    ProposalStatus,
    AuditRunStatus,
    DependencySource,
    PublishAction,
    HistoryChangeType,
    PublishGround,
    PublishAnswer,
    ImpactChangeType,
    SchemaFormat,
)
from .common import BreakingChange, GuaranteeChange, ConsumerWait, PendingConsumer, MigrationSuggestion
from .contracts import Contract
from .proposals import Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset(Model):
    """A thing that contracts describe: a table, an endpoint, a method"""

    id: UUID
    """Id"""

    fqn: str
    """Fully qualified name, unique in its environment among active assets"""

    description: str | None = None
    """What it holds"""

    owner_team_id: UUID
    """Owner team"""

    owner_user_id: UUID | None = None
    """Owner within the team"""

    service_id: UUID | None = None
    """Service that it belongs to"""

    environment: str
    """Environment"""

    resource_type: ResourceType
    """Kind"""

    guarantee_mode: GuaranteeMode
    """How changes of guarantees are treated"""

    semver_mode: SemverMode
    """Who chooses versions"""

    compatibility_policy: CompatibilityPolicy | None = None
    """What counts when its schemas are compared"""

    transitive_scope: TransitiveScope | None = None
    """Which earlier versions the transitive modes look at"""

    metadata: dict[str, Any]
    """Free data"""

    tags: list[str]
    """Tags"""

    created_at: datetime
    """When it was created"""

    updated_at: datetime | None = None
    """When it last changed"""

    owner_team_name: str | None = None
    """Name of the owner team"""

    owner_user_name: str | None = None
    """Name of the owner user"""

    owner_user_email: str | None = None
    """E-mail address of the owner user"""

    service_name: str | None = None
    """Name of the service"""

    repo_id: UUID | None = None
    """Repository of the service"""

    repo_name: str | None = None
    """Name of the repository"""

    active_contract_version: str | None = None
    """Version of the active contract"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetMatch(Model):
    """An asset that a search found"""

    id: UUID
    """Id"""

    fqn: str
    """Fully qualified name"""

    owner_team_id: UUID
    """Owner team"""

    owner_team_name: str | None = None
    """Name of the owner team"""

    environment: str
    """Environment"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkAssignResult(Model):
    """What was assigned"""

    updated: int
    """How many distinct assets were updated"""

    not_found: list[UUID]
    """Ids of no active asset, as requested"""

    owner_user_id: UUID | None = None
    """The owner user"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextAsset(Model):
    """The asset of a context"""

    id: UUID
    """Id"""

    fqn: str
    """Fully qualified name"""

    description: str | None = None
    """What it holds"""

    tags: list[str]
    """Tags"""

    resource_type: ResourceType
    """Kind"""

    environment: str
    """Environment"""

    owner_team_id: UUID
    """Owner team"""

    owner_team_name: str | None = None
    """Name of the owner team"""

    owner_user_id: UUID | None = None
    """Owner user"""

    compatibility_mode: CompatibilityMode | None = None
    """Mode of the current contract"""

    guarantee_mode: GuaranteeMode
    """How changes of guarantees are treated"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextContract(Model):
    """The current contract of a context"""

    id: UUID
    """Id"""

    version: str
    """Version"""

    schema: JSONSchema
    """JSON Schema"""

    schema_def: JSONSchema
    """The same JSON Schema"""

    field_descriptions: dict[str, str]
    """Path to description"""

    field_tags: dict[str, list[str]]
    """Path to tags"""

    guarantees: dict[str, Any] | None = None
    """Guarantees"""

    status: ContractStatus
    """State"""

    published_at: datetime
    """When it was published"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextConsumer(Model):
    """A consumer of a context's asset"""

    registration_id: UUID
    """Registration"""

    consumer_team_id: UUID
    """Consumer team"""

    consumer_team_name: str
    """Its name"""

    pinned_version: str | None = None
    """Version that it stays on"""

    status: RegistrationStatus
    """State"""

    registered_at: datetime
    """When it registered"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextDependency(Model):
    """A neighbour of a context's asset"""

    asset_id: UUID
    """The other asset"""

    fqn: str
    """Its name"""

    resource_type: ResourceType
    """Its kind"""

    dependency_type: DependencyType
    """How the one uses the other"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextProposal(Model):
    """A pending proposal of a context's asset"""

    id: UUID
    """Id"""

    change_type: ChangeType
    """Size of the change"""

    status: ProposalStatus
    """State"""

    proposed_at: datetime
    """When it was proposed"""

    breaking_changes_count: int
    """How many changes are breaking"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextAudit(Model):
    """A run of quality checks of a context's asset"""

    id: UUID
    """Id"""

    status: AuditRunStatus
    """Outcome"""

    guarantees_checked: int
    """Guarantees checked"""

    guarantees_passed: int
    """Guarantees that held"""

    guarantees_failed: int
    """Guarantees that were violated"""

    triggered_by: str
    """What ran the checks"""

    run_at: datetime
    """When they ran"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetContext(Model):
    """All that is known of one asset"""

    asset: ContextAsset
    """The asset"""

    current_contract: ContextContract | None = None
    """The active contract published last"""

    consumers: list[ContextConsumer]
    """Teams registered for a contract that is not retired"""

    upstream_dependencies: list[ContextDependency]
    """Assets that it uses, once for each type of dependency"""

    downstream_dependents: list[ContextDependency]
    """Assets that use it, once for each type of dependency"""

    active_proposals: list[ContextProposal]
    """Pending proposals, newest first"""

    recent_audits: list[ContextAudit]
    """Up to five runs of quality checks, newest first"""

    contract_history_count: int
    """Contracts in any state"""

    truncated: bool | None = None
    """Present where a list would have more than 10,000 entries: the oldest are told"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMapping(Model):
    """Which fields of an asset come from which fields of the one that it uses"""

    upstream_fields: list[str]
    """Fields of the asset that is used: dotted paths or JSON pointers, * for any name"""

    fields: list[str]
    """Fields that come from them"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency(Model):
    """That an asset, the dependent, uses another, the dependency"""

    id: UUID
    """Id"""

    dependent_asset_id: UUID
    """The asset that uses the other"""

    dependency_asset_id: UUID
    """The asset that is used"""

    dependency_type: DependencyType
    """How it is used"""

    source: DependencySource
    """How it became known"""

    confidence: float | None = None
    """From 0 to 1, where it was observed"""

    last_observed_at: datetime | None = None
    """When it was last observed"""

    call_count: int | None = None
    """Calls that were observed"""

    created_at: datetime
    """When it became known"""

    field_mappings: list[FieldMapping] | None = None
    """Which fields come from which; null: not known, so each may come from any"""

    metadata: dict[str, Any] | None = None
    """Free data"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageAsset(Model):
    """An asset before or behind another"""

    asset_id: UUID
    """Asset"""

    asset_fqn: str
    """Its name"""

    dependency_type: DependencyType
    """Type of the dependency that leads to it"""

    owner_team: str | None = None
    """Name of its owner team"""

    depth: int
    """Dependencies between the two, on a shortest way"""

    via_asset_id: UUID
    """The asset before it on that way"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageRegistration(Model):
    """A registration of a consumer"""

    contract_id: UUID
    """The contract that was registered for"""

    status: RegistrationStatus
    """State"""

    pinned_version: str | None = None
    """Version that it stays on"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageConsumer(Model):
    """A team with registrations for contracts of an asset"""

    team_id: UUID
    """Team"""

    team_name: str | None = None
    """Its name"""

    registrations: list[LineageRegistration]
    """Its registrations, in any state, for any contract of the asset"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageResponse(Model):
    """What an asset is made from, and what is made from it"""

    asset_id: UUID
    """Asset"""

    asset_fqn: str
    """Its name"""

    owner_team_id: UUID
    """Its owner team"""

    owner_team_name: str | None = None
    """Name of the owner team"""

    upstream: list[LineageAsset]
    """Assets that it uses, directly or not, nearest first; deleted ones too, but not what is behind them"""

    downstream: list[LineageConsumer]
    """Teams that are registered for its contracts"""

    downstream_assets: list[LineageAsset]
    """Assets that use it, directly or not, nearest first"""

    depth: int
    """How far was looked"""

    truncated: bool
    """Whether there is more within that depth than a reply holds"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeResult(Model):
    """What one check found"""

    guarantee_id: str
    """Name of what was checked"""

    passed: bool
    """Whether it holds"""

    error_message: str | None = None
    """What is wrong, for people"""

    rows_checked: int | None = None
    """Rows that were looked at"""

    rows_failed: int | None = None
    """Rows that do not keep it"""

    metadata: dict[str, Any] | None = None
    """Free data: texts, numbers, true, false and null; at most 10240 characters of JSON"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRun(Model):
    """A run of quality checks as it was recorded"""

    id: UUID
    """Id"""

    asset_id: UUID
    """Asset that was checked"""

    asset_fqn: str
    """Its name"""

    contract_id: UUID | None = None
    """Contract that was active"""

    contract_version: str | None = None
    """Its version"""

    status: AuditRunStatus
    """Outcome"""

    guarantees_checked: int
    """Guarantees that were checked"""

    guarantees_passed: int
    """Guarantees that held"""

    guarantees_failed: int
    """Guarantees that were violated"""

    triggered_by: str
    """What ran the checks"""

    run_id: str | None = None
    """Name of the run where it was made"""

    run_at: datetime
    """When it ran"""

    guarantee_results: list[GuaranteeResult]
    """What each check found"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditHistoryRun(Model):
    """A run of quality checks in a history"""

    id: UUID
    """Id"""

    status: AuditRunStatus
    """Outcome"""

    guarantees_checked: int
    """Guarantees that were checked"""

    guarantees_passed: int
    """Guarantees that held"""

    guarantees_failed: int
    """Guarantees that were violated"""

    triggered_by: str
    """What ran the checks"""

    run_id: str | None = None
    """Name of the run where it was made"""

    run_at: datetime
    """When it ran"""

    contract_version: str | None = None
    """Version of the contract that was active"""

    failed_guarantees: list[str]
    """Names of the checks that failed, in the order reported"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditHistory(Model):
    """The runs of an asset's quality checks"""

    asset_id: UUID
    """Asset"""

    asset_fqn: str
    """Its name"""

    total_runs: int
    """Runs that pass the filters"""

    runs: list[AuditHistoryRun]
    """The newest of them, newest first"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendRun(Model):
    """The newest run of the last 30 days"""

    id: UUID
    """Id"""

    status: AuditRunStatus
    """Outcome"""

    run_at: datetime
    """When it ran"""

    triggered_by: str
    """What ran the checks"""

    guarantees_failed: int
    """Guarantees that were violated"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedGuarantee(Model):
    """A check that failed"""

    guarantee_id: str
    """Its name"""

    failure_count: int
    """How often"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditWindow(Model):
    """The runs of a time up to now"""

    total_runs: int
    """Runs"""

    passed: int
    """Runs that passed"""

    failed: int
    """Runs that failed"""

    partial: int
    """Runs that were not complete"""

    failure_rate: float
    """Which part of the runs failed or was not complete; 0 without runs"""

    most_failed_guarantees: list[FailedGuarantee]
    """Up to ten checks that failed most often"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditTrends(Model):
    """How an asset's quality checks go"""

    asset_id: UUID
    """Asset"""

    asset_fqn: str
    """Its name"""

    last_run: TrendRun | None = None
    """The newest run of the last 30 days"""

    last_24h: AuditWindow
    """The last 24 hours"""

    last_7d: AuditWindow
    """The last 7 days"""

    last_30d: AuditWindow
    """The last 30 days"""

    alerts: list[str]
    """What gives cause for concern, for people"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionSuggestion(Model):
    """Which version a schema should get"""

    suggested_version: str
    """The version"""

    current_version: str | None = None
    """Version of the active contract"""

    change_type: ChangeType
    """Size of the change"""

    reason: str
    """Why, for people"""

    is_first_contract: bool
    """Whether the asset has no contract yet"""

    breaking_changes: list[BreakingChange]
    """Incompatible changes"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishResult(Model):
    """What became of a publish request"""

    action: PublishAction
    """What was done"""

    published: bool
    """Whether a contract was published"""

    contract: Told[Contract] = None
    """The new contract"""

    proposal: Told[Proposal] = None
    """The new proposal, or the one that proposes the same already"""

    change_type: ChangeType | None = None
    """Size of the change"""

    breaking_changes: list[BreakingChange] | None = None
    """Incompatible changes"""

    guarantee_changes: list[GuaranteeChange] | None = None
    """Changes of the guarantees, unless the asset ignores them"""

    message: str | None = None
    """What happened, for people"""

    warning: str | None = None
    """What to look out for"""

    version_auto_generated: bool | None = None
    """Whether the server chose the version"""

    schema_converted_from: str | None = None
    """Language that the schema was converted from"""

    audit_warning: str | None = None
    """Trouble in the last run of quality checks"""

    version_suggestion: Told[VersionSuggestion] = None
    """Suggested version"""

    dry_run: bool | None = None
    """Whether nothing was written"""

    from_proposal_id: UUID | None = None
    """Approved proposal that the contract was published from"""

    consumers: list[ConsumerWait] | None = None
    """Of a proposal: the consumers, and why each is or is not waited for"""

    truncated: bool | None = None
    """Present where there are more than the 1,000 consumers that are told"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


if TYPE_CHECKING:
    # What `published` tells apart.
    class Published(PublishResult):
        published: Literal[True]
        contract: Contract

    class Unpublished(PublishResult):
        published: Literal[False]

    AnyPublishResult = Published | Unpublished


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractHistoryEntry(Model):
    """A contract in the history of its asset"""

    id: UUID
    """Id"""

    version: str
    """Version"""

    status: ContractStatus
    """State"""

    published_at: datetime
    """When it was published"""

    published_by: UUID
    """Publishing team"""

    compatibility_mode: CompatibilityMode
    """Which changes are compatible"""

    change_type: HistoryChangeType | None = None
    """Size of the change from the contract before; null: the history is too large to compare this far back"""

    breaking_changes_count: int | None = None
    """Changes that break the mode of the contract before; null: not compared"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractHistory(Model):
    """The contracts of an asset, newest first, each compared with the one before"""

    asset_id: UUID
    """Asset"""

    asset_fqn: str
    """Name of the asset"""

    contracts: list[ContractHistoryEntry]
    """The contracts"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractDiff(Model):
    """What changed between two versions of an asset's contract"""

    asset_id: UUID
    """Asset"""

    asset_fqn: str
    """Name of the asset"""

    from_version: str
    """The older version"""

    to_version: str
    """The newer version"""

    change_type: ChangeType
    """Size of the change"""

    is_compatible: bool
    """Whether no change breaks the mode"""

    breaking_changes: list[BreakingChange]
    """Changes that break the mode"""

    all_changes: list[BreakingChange]
    """Every change"""

    compatibility_mode: CompatibilityMode
    """Mode of the older contract"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment(Model):
    """What a team reads in an environment"""

    id: UUID
    """Id"""

    asset_id: UUID
    """Asset"""

    team_id: UUID
    """Team"""

    team_name: str
    """Its name"""

    environment: str
    """Environment"""

    version: str
    """Version that it reads"""

    contract_id: UUID
    """Contract of that version"""

    deployed_at: datetime
    """When that version was recorded"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishReason(Model):
    """One reason of an answer"""

    code: PublishGround
    """Which"""

    message: str
    """The same, for people"""

    blocking: bool
    """Whether it stands in the way"""

    team_id: UUID | None = None
    """Team that it is about"""

    team_name: str | None = None
    """Its name"""

    proposal_id: UUID | None = None
    """Proposal that it is about"""

    version: str | None = None
    """Version that it is about"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeployableVersion(Model):
    """Whether a version may go to an environment"""

    contract_id: UUID
    """Contract"""

    version: str
    """Its version"""

    status: ContractStatus
    """State of the contract"""

    can_deploy: bool
    """Whether it breaks nobody who reads the asset there"""

    reasons: list[PublishReason]
    """Whom it breaks"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class CanPublish(Model):
    """Whether a change of an asset may be published, and why"""

    can_publish: PublishAnswer
    """The answer"""

    asset_id: UUID
    """Asset"""

    asset_fqn: str
    """Its name"""

    current_version: str | None = None
    """Version of the active contract"""

    version: str | None = None
    """Version that it would get, or is proposed to get"""

    change_type: ChangeType | None = None
    """Size of the change"""

    breaking_changes: list[BreakingChange]
    """Incompatible changes"""

    proposal_id: UUID | None = None
    """Proposal that decides it"""

    proposal_status: ProposalStatus | None = None
    """Its state"""

    until: datetime | None = None
    """When that proposal expires"""

    waiting_for: list[PendingConsumer]
    """Consumers that have yet to answer, or would have to"""

    reasons: list[PublishReason]
    """Why; those that stand in the way first"""

    environment: str | None = None
    """Environment that was looked at"""

    deployable_version: str | None = None
    """Newest published version that may go there"""

    versions: list[DeployableVersion]
    """Published versions, newest first, and which may go there"""

    truncated: bool | None = None
    """Present where there are more than the 1,000 consumers that are told"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactConsumer(Model):
    """A registered consumer of what would change"""

    registration_id: UUID
    """Registration"""

    consumer_team_id: UUID
    """Consumer team"""

    consumer_team_name: str
    """Its name"""

    contract_id: UUID
    """The contract that was registered for"""

    pinned_version: str | None = None
    """Version that it stays on"""

    status: RegistrationStatus
    """State of the registration"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactDownstream(Model):
    """An asset of another team that depends on what would change"""

    asset_id: UUID
    """Asset"""

    asset_fqn: str
    """Its name"""

    owner_team_name: str | None = None
    """Name of its owner team"""

    dependency_type: DependencyType
    """How it depends"""

    depth: int
    """Dependencies between the two; 1"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactUnconfirmed(Model):
    """A team that seems to consume what would change, but is not registered"""

    consumer_team_id: UUID
    """Team"""

    consumer_team_name: str
    """Its name"""

    confidence: float
    """From 0 to 1"""

    source: str
    """What it was inferred from"""

    status: str
    """pending"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactPreview(Model):
    """What publishing a change would do, and to whom"""

    is_breaking: bool
    """Whether some change is breaking"""

    change_type: ImpactChangeType
    """Size of the change, whatever the mode"""

    breaking_changes: list[BreakingChange]
    """Breaking changes"""

    non_breaking_changes: list[BreakingChange]
    """The other changes of the schema"""

    guarantee_changes: list[GuaranteeChange]
    """Changes of the guarantees, where some are proposed"""

    affected_consumers: list[ImpactConsumer]
    """Registered consumers"""

    affected_downstream: list[ImpactDownstream]
    """Other teams' assets one dependency downstream"""

    unconfirmed_consumers: list[ImpactUnconfirmed]
    """Inferred consumers that nobody confirmed yet"""

    suggested_version: str
    """Version that the change calls for"""

    version_reason: str
    """Why, for people"""

    would_create_proposal: bool
    """Whether it is breaking and has consumers"""

    proposal_would_notify: list[str]
    """Names of the teams concerned, sorted"""

    migration_suggestions: list[MigrationSuggestion]
    """Ways to make a breaking change compatible"""

    touched_fields: list[str]
    """Fields that breaking changes touch, as dotted paths, * for any name; an empty path: all"""

    current_version: str
    """Version of the active contract"""

    compatibility_mode: CompatibilityMode
    """Mode judged by"""

    compatibility_policy: CompatibilityPolicy | None = None
    """Policy judged by"""

    truncated: bool | None = None
    """Present where a list would have more than 10,000 entries: those first in its order are told"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactedConsumer(Model):
    """A team that is registered for an asset that a change reaches"""

    team_id: UUID
    """Team"""

    team_name: str
    """Its name"""

    status: RegistrationStatus
    """State of the registration"""

    pinned_version: str | None = None
    """Version that it stays on"""

    depth: int
    """Dependencies between the asset that changes and the one that it consumes"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactedAsset(Model):
    """An asset that a change reaches"""

    asset_id: UUID
    """Asset"""

    fqn: str
    """Its name"""

    dependency_type: DependencyType
    """How it depends on the one before it"""

    depth: int
    """Dependencies between the two"""

    touched_fields: list[str] | None = None
    """Its fields that come from touched ones; absent: that is not known, so any may be"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactAnalysis(Model):
    """How far a change would reach"""

    change_type: ChangeType
    """Size of the change, whatever the mode"""

    breaking_changes: list[BreakingChange]
    """Breaking changes"""

    impacted_consumers: list[ImpactedConsumer]
    """Teams that are registered for the asset or one that the change reaches, nearest first, each once"""

    impacted_assets: list[ImpactedAsset]
    """Assets that the change reaches, nearest first; all downstream where nothing breaks"""

    safe_to_publish: bool
    """Whether nothing breaks"""

    traversal_depth: int | None = None
    """How far was looked; absent: there is no active contract, so nothing changes"""

    touched_fields: list[str] | None = None
    """Fields that breaking changes touch, as dotted paths, * for any name; an empty path: all"""

    affected_registrations: list[ImpactConsumer] | None = None
    """The registrations behind impacted_consumers, in the same order"""

    truncated: bool | None = None
    """Present where there may be more assets or consumers than are told"""

    truncated_message: str | None = None
    """The same for people"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshnessSla(Model):
    """How old data may be"""

    max_staleness_minutes: int
    """Minutes"""

    last_measured_at: datetime | None = None
    """When the newest run of quality checks was"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preflight(Model):
    """Whether an asset may be used as it is"""

    asset_fqn: str
    """Name of the asset"""

    asset_id: UUID
    """Asset"""

    contract_version: str
    """Version of the active contract, else of the newest deprecated one"""

    compatibility_mode: CompatibilityMode
    """Its mode"""

    schema_format: SchemaFormat
    """Language in which its schema was submitted"""

    fresh: bool | None = None
    """Whether the data is fresh enough; null: nothing says how fresh it must be, or nothing was measured"""

    freshness_sla: FreshnessSla | None = None
    """How fresh it must be"""

    guarantees: dict[str, Any] | None = None
    """Guarantees of the contract"""

    last_audit_status: AuditRunStatus | None = None
    """Outcome of the newest run of quality checks"""

    last_audit_at: datetime | None = None
    """When that was"""

    caveats: list[str]
    """What speaks against it, for people"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)
