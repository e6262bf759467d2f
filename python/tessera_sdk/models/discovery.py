# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .._model import Model
from ..enums import (
    DependencyType,
    InferenceStatus,
    RegistrationStatus,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscoveryResult(Model):
    """What a scan found"""

    source: str
    """What was looked through"""

    scan_duration_ms: int
    """Milliseconds that it took"""

    events_scanned: int
    """Preflights in that time"""

    pairs_evaluated: int
    """Pairs of an asset and a team among them"""

    inferred_new: int
    """Pairs that are new"""

    inferred_updated: int
    """Pairs that were known and are pending"""

    inferred_expired: int
    """Pending pairs that were not seen for twice that time"""

    skipped_already_registered: int
    """Pairs whose team is registered"""

    skipped_previously_rejected: int
    """Pairs that somebody rejected"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class InferenceEvidence(Model):
    """What speaks for it"""

    preflight_calls_30d: int
    """Preflights in the time that was looked through"""

    distinct_days: int
    """Days (UTC) with at least one"""

    days_since_last_call: int
    """Whole days since the last one"""

    actor_type: str
    """agent where more than half were an agent's, else human"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class InferredDependency(Model):
    """A team that seems to consume an asset, but is not registered"""

    id: UUID
    """Id"""

    asset_id: UUID
    """Asset"""

    asset_fqn: str
    """Its name"""

    consumer_team_id: UUID
    """Team"""

    consumer_team_name: str
    """Its name"""

    dependency_type: DependencyType
    """How it seems to use it"""

    confidence: float
    """From 0 to 1"""

    source: str
    """What it was concluded from"""

    status: InferenceStatus
    """State"""

    evidence: InferenceEvidence
    """What speaks for it"""

    first_observed_at: datetime
    """When it was first concluded"""

    last_observed_at: datetime
    """When it was last concluded"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class InferredList(Model):
    """Consumers that were concluded"""

    inferred_dependencies: list[InferredDependency]
    """Of them, the surest first"""

    total: int
    """How many there are"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromotedRegistration(Model):
    """The registration that came of it"""

    registration_id: UUID
    """Registration"""

    contract_id: UUID
    """The active contract"""

    consumer_team_id: UUID
    """Team"""

    status: RegistrationStatus
    """State of the registration"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class InferenceConfirmed(Model):
    """What became of it"""

    inferred_dependency_id: UUID
    """What was confirmed"""

    status: InferenceStatus
    """Its state"""

    promoted_registration: PromotedRegistration | None = None
    """The team's registration; null: the asset has no active contract"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class InferenceRejected(Model):
    """What became of it"""

    inferred_dependency_id: UUID
    """What was rejected"""

    status: InferenceStatus
    """Its state"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageGap(Model):
    """An asset that is looked at often"""

    asset_id: UUID
    """Asset"""

    asset_fqn: str
    """Its name, or unknown"""

    preflight_calls_30d: int
    """Preflights of the last 30 days"""

    distinct_consumer_teams: int
    """Teams among those who made them"""

    registrations: int
    """Active registrations for any of its contracts"""

    inferred_pending: int
    """Consumers that were concluded and await an answer"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscoveryCoverage(Model):
    """Of how many assets the consumers are known"""

    total_assets: int
    """Assets"""

    assets_with_registrations: int
    """Assets with an active registration"""

    assets_with_inferred_only: int
    """Others with a concluded consumer that awaits an answer"""

    assets_with_no_known_consumers: int
    """The rest"""

    coverage_registered: float
    """Part of the assets with a registration, four digits"""

    coverage_with_inferred: float
    """Part of the assets with either"""

    highest_risk_gaps: list[CoverageGap]
    """The 20 assets that are looked at most"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)
