# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from .._model import Model
from ..enums import (
    ResourceType,
    GuaranteeMode,
    SemverMode,
    CompatibilityPolicy,
    TransitiveScope,
    CompatibilityMode,
    AcknowledgmentResponse,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetCreate(Model):
    """A new asset"""

    fqn: str
    """Two or more dot-separated segments of letters, digits and underscores, none starting with a digit"""

    owner_team_id: UUID
    """Owner team"""

    description: str | None = None
    """What it holds"""

    metadata: dict[str, Any] | None = None
    """Free data"""

    owner_user_id: UUID | None = None
    """Owner user, a member of the owner team"""

    service_id: UUID | None = None
    """Service that it belongs to"""

    environment: str | None = None
    """Environment; the server's default is usually production"""

    resource_type: ResourceType | None = None
    """Kind"""

    guarantee_mode: GuaranteeMode | None = None
    """How changes of guarantees are treated"""

    semver_mode: SemverMode | None = None
    """Who chooses versions"""

    tags: list[str] | None = None
    """Tags; order and duplicates are kept"""

    compatibility_policy: CompatibilityPolicy | None = None
    """What counts when its schemas are compared"""

    transitive_scope: TransitiveScope | None = None
    """Which earlier versions the transitive modes look at"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkRegistration(Model):
    """A new registration among others"""

    contract_id: UUID
    """Active contract"""

    consumer_team_id: UUID
    """Consumer team"""

    pinned_version: str | None = None
    """Version to stay on"""

    fields: list[str] | None = None
    """Fields that it reads; absent or empty: all"""

    mode: CompatibilityMode | None = None
    """Compatibility that it needs; absent: all that the contract promises"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkAcknowledgment(Model):
    """A consumer's answer to a proposal among others"""

    proposal_id: UUID
    """Pending proposal"""

    consumer_team_id: UUID
    """Answering team: a consumer of the proposal's asset"""

    acknowledged_by_user_id: UUID | None = None
    """Answering user"""

    response: AcknowledgmentResponse  # type: ignore[assignment]
    """The answer"""

    migration_deadline: str | None = None
    """Until when the team means to have migrated: an ISO 8601 time; without an offset in UTC"""

    notes: str | None = None
    """What the team has to say"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkItem(Model):
    """What became of one item"""

    success: bool
    """Whether it was done, or skipped as wished"""

    index: int
    """Its place in the request, from 0"""

    id: UUID | None = None
    """The new row, or the one that exists already"""

    error: str | None = None
    """Why it failed"""

    details: dict[str, Any]
    """More about it"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkResult(Model):
    """What became of many items; status 207 where one failed"""

    total: int
    """Items handed in"""

    succeeded: int
    """Done or skipped"""

    failed: int
    """Failed"""

    results: list[BulkItem]
    """Each that was looked at, in the order handed in"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)
