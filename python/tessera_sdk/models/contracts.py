# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .._model import JSONSchema, Model
from ..enums import (
    SchemaFormat,
    CompatibilityMode,
    ContractStatus,
    ChangeType,
    Certainty,
    CompatibilityPolicy,
    BulkPublishStatus,
)
from .common import Guarantees, BreakingChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract(Model):
    """A published version of an asset's schema"""

    version: str
    """Version"""

    schema_def: JSONSchema
    """JSON Schema"""

    schema: JSONSchema
    """The same JSON Schema"""

    schema_format: SchemaFormat
    """Language in which it was submitted"""

    compatibility_mode: CompatibilityMode
    """Which changes are compatible"""

    guarantees: Guarantees | None = None
    """Guarantees"""

    id: UUID
    """Id"""

    asset_id: UUID
    """Asset"""

    field_descriptions: dict[str, str]
    """Path to description"""

    field_tags: dict[str, list[str]]
    """Path to tags"""

    status: ContractStatus
    """State"""

    published_at: datetime
    """When it was published"""

    published_by: UUID
    """Publishing team"""

    published_by_user_id: UUID | None = None
    """Publishing user"""

    updated_at: datetime | None = None
    """When it last changed"""

    asset_fqn: str | None = None
    """Name of the asset"""

    publisher_name: str | None = None
    """Name of the publishing team"""

    published_by_team_name: str | None = None
    """The same name"""

    published_by_user_name: str | None = None
    """Name of the publishing user"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractSummary(Model):
    """A contract in short"""

    id: UUID
    """Id"""

    version: str
    """Version"""

    published_at: datetime
    """When it was published"""

    asset_id: UUID
    """Asset"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareResult(Model):
    """What changed from one contract or schema to another"""

    contract_1: ContractSummary | None = None
    """The older contract; null: schemas were compared"""

    contract_2: ContractSummary | None = None
    """The newer contract; null: schemas were compared"""

    change_type: ChangeType
    """Size of the change"""

    is_compatible: bool
    """Whether no change breaks the mode"""

    breaking_changes: list[BreakingChange]
    """Changes that break the mode"""

    all_changes: list[BreakingChange]
    """Every change"""

    compatibility_mode: CompatibilityMode
    """Mode judged by"""

    certainty: Certainty
    """What the verdict rests on"""

    compatibility_policy: CompatibilityPolicy | None = None
    """Policy judged by"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkContract(Model):
    """A schema to publish among others"""

    asset_id: UUID
    """Asset; once in a request"""

    schema: JSONSchema
    """JSON Schema, or an Avro schema of any type"""

    compatibility_mode: str | None = None
    """A CompatibilityMode; anything else, and none given: that of the active contract, or backward"""

    guarantees: Guarantees | None = None
    """Guarantees"""

    field_descriptions: dict[str, str] | None = None
    """Path to description"""

    field_tags: dict[str, list[str]] | None = None
    """Path to tags"""

    schema_format: SchemaFormat | None = None
    """Language of the schema"""

    reason: str | None = None
    """Why a breaking change is made, for its consumers"""

    deadline: datetime | None = None
    """When the proposal of a breaking change expires; absent: as PROPOSAL_DEFAULT_EXPIRATION_DAYS says"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkPublishItem(Model):
    """What became of one schema"""

    asset_id: UUID
    """Asset"""

    asset_fqn: str | None = None
    """Name of the asset; null: there is no such asset"""

    status: BulkPublishStatus
    """What became of it"""

    contract_id: UUID | None = None
    """The new contract"""

    proposal_id: UUID | None = None
    """The new proposal"""

    suggested_version: str | None = None
    """Version that the schema gets"""

    current_version: str | None = None
    """Version of the contract that was active before"""

    reason: str | None = None
    """Why, for people"""

    breaking_changes: list[BreakingChange]
    """Incompatible changes; a reply lists 10000 of them at most"""

    error: str | None = None
    """Why it failed"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkPublishResult(Model):
    """What became of a bulk publish"""

    preview: bool
    """Whether it was a dry run"""

    total: int
    """Schemas handed in"""

    published: int
    """Published, or in a dry run to be published"""

    skipped: int
    """Said nothing new"""

    proposals_created: int
    """Became proposals, or in a dry run would"""

    failed: int
    """Failed, or in a dry run would"""

    results: list[BulkPublishItem]
    """Each, in the order handed in"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)
