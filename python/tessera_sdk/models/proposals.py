# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from .._model import JSONSchema, Model
from ..enums import (
    SchemaFormat,
    ChangeType,
    ProposalStatus,
    AcknowledgmentResponse,
    AuditRunStatus,
    PublishAction,
)
from .common import BreakingChange, GuaranteeChange, PendingConsumer, ConsumerWait
from .contracts import Contract


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedTeam(Model):
    """A team whose assets a proposal touches"""

    team_id: UUID
    """Team"""

    team_name: str | None = None
    """Its name"""

    assets: list[UUID]
    """Its assets"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedAsset(Model):
    """An asset that a proposal touches"""

    asset_id: UUID
    """Asset"""

    asset_fqn: str
    """Its name"""

    owner_team_id: UUID
    """Its owner team"""

    owner_team_name: str | None = None
    """Name of the owner team"""

    owner_user_id: UUID | None = None
    """Its owner user"""

    owner_user_name: str | None = None
    """Name of the owner user"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection(Model):
    """What a team downstream has against a proposal"""

    team_id: UUID
    """Team"""

    team_name: str
    """Its name at that time"""

    reason: str
    """Why it objects"""

    objected_at: datetime
    """When it objected"""

    objected_by_user_id: UUID | None = None
    """Objecting user"""

    objected_by_user_name: str | None = None
    """Name of an active user at that time"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Model):
    """A breaking change that waits for its consumers"""

    proposed_schema: JSONSchema
    """JSON Schema"""

    schema_format: SchemaFormat
    """Language in which it was submitted"""

    proposed_source: Any = None
    """What was submitted, where that language has rules of its own to compare by"""

    id: UUID
    """Id"""

    asset_id: UUID
    """Asset"""

    change_type: ChangeType
    """Size of the change"""

    breaking_changes: list[BreakingChange]
    """Incompatible changes"""

    guarantee_changes: list[GuaranteeChange]
    """Changes of the guarantees"""

    status: ProposalStatus
    """State"""

    proposed_by: UUID
    """Proposing team"""

    proposed_by_user_id: UUID | None = None
    """Proposing user"""

    proposed_at: datetime
    """When it was proposed"""

    resolved_at: datetime | None = None
    """When it was resolved"""

    expires_at: datetime | None = None
    """When it expires"""

    auto_expire: bool
    """Whether it expires, too, when the last migration deadline of its answers is over"""

    updated_at: datetime | None = None
    """When it last changed"""

    affected_teams: list[AffectedTeam]
    """Teams that it touches"""

    affected_assets: list[AffectedAsset]
    """Assets that it touches"""

    objections: list[Objection]
    """Objections filed, oldest first"""

    base_contract_id: UUID | None = None
    """Contract that the change is from"""

    proposed_version: str | None = None
    """Version that it is meant to become"""

    has_objections: bool
    """Whether there are objections"""

    reason: str | None = None
    """Why the change is made"""

    supersedes: UUID | None = None
    """Proposal that it took the place of"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalEntry(Model):
    """A proposal in a list"""

    id: UUID
    """Id"""

    asset_id: UUID
    """Asset"""

    asset_fqn: str
    """Its name"""

    status: ProposalStatus
    """State"""

    change_type: ChangeType
    """Size of the change"""

    breaking_changes_count: int
    """How many changes are breaking"""

    proposed_by: UUID
    """Proposing team"""

    proposed_at: datetime
    """When it was proposed"""

    acknowledgment_count: int
    """How many teams have answered"""

    total_consumers: int
    """How many teams are consumers of the asset now"""

    expires_at: datetime | None = None
    """When it expires"""

    reason: str | None = None
    """Why the change is made"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalAuthor(Model):
    """Who proposed a change"""

    team_id: UUID
    """Team"""

    team_name: str
    """Its name; Unknown when it was deleted"""

    user_id: UUID | None = None
    """User"""

    user_name: str | None = None
    """Name of the user, while active"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalConsumers(Model):
    """How many consumers have answered"""

    total: int
    """Consumers of the asset now"""

    acknowledged: int
    """Answers given"""

    pending: int
    """Consumers that have yet to answer"""

    blocked: int
    """Answers that block the change"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgmentSummary(Model):
    """A consumer's answer to a proposal, with names"""

    consumer_team_id: UUID
    """Consumer team"""

    consumer_team_name: str
    """Its name; Unknown when it was deleted"""

    acknowledged_by_user_id: UUID | None = None
    """Answering user"""

    acknowledged_by_user_name: str | None = None
    """Name of the user, while active"""

    response: AcknowledgmentResponse  # type: ignore[assignment]
    """The answer"""

    migration_deadline: datetime | None = None
    """Until when the team means to have migrated"""

    responded_at: datetime
    """When it answered"""

    notes: str | None = None
    """What it had to say"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierAcknowledgment(Model):
    """A consumer's answer that does not count any more"""

    proposal_id: UUID
    """Proposal that was answered"""

    consumer_team_id: UUID
    """Consumer team"""

    consumer_team_name: str
    """Its name; Unknown when it was deleted"""

    response: AcknowledgmentResponse  # type: ignore[assignment]
    """The answer"""

    migration_deadline: datetime | None = None
    """Until when the team meant to have migrated"""

    responded_at: datetime
    """When it answered"""

    notes: str | None = None
    """What it had to say"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalAudit(Model):
    """The last run of quality checks of a proposal's asset"""

    status: AuditRunStatus
    """Outcome"""

    guarantees_failed: int
    """Guarantees that were violated"""

    run_at: datetime
    """When the checks ran"""

    triggered_by: str
    """What ran them"""

    is_passing: bool
    """Whether every guarantee held"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalStatusResponse(Model):
    """A proposal and how far it has come"""

    proposal_id: UUID
    """The proposal's id once more"""

    asset_fqn: str
    """The asset's name"""

    proposed_by: ProposalAuthor
    """Who proposed it"""

    id: UUID
    """Id"""

    status: ProposalStatus
    """State"""

    asset_id: UUID
    """Asset"""

    change_type: ChangeType
    """Size of the change"""

    breaking_changes: list[BreakingChange]
    """Incompatible changes"""

    guarantee_changes: list[GuaranteeChange]
    """Changes of the guarantees"""

    proposed_at: datetime
    """When it was proposed"""

    resolved_at: datetime | None = None
    """When it was resolved"""

    expires_at: datetime | None = None
    """When it expires"""

    auto_expire: bool
    """Whether it expires with the last migration deadline"""

    updated_at: datetime | None = None
    """When it last changed"""

    proposed_schema: JSONSchema
    """JSON Schema"""

    schema_format: SchemaFormat
    """Language in which it was submitted"""

    proposed_source: Any = None
    """What was submitted, where that language has rules of its own to compare by"""

    affected_teams: list[AffectedTeam]
    """Teams that it touches"""

    affected_assets: list[AffectedAsset]
    """Assets that it touches"""

    objections: list[Objection]
    """Objections filed, oldest first"""

    base_contract_id: UUID | None = None
    """Contract that the change is from"""

    proposed_version: str | None = None
    """Version that it is meant to become"""

    has_objections: bool
    """Whether there are objections"""

    reason: str | None = None
    """Why the change is made"""

    supersedes: UUID | None = None
    """Proposal that it took the place of"""

    consumers: ProposalConsumers
    """How many consumers have answered"""

    acknowledgments: list[AcknowledgmentSummary]
    """Answers, oldest first"""

    earlier_acknowledgments: list[EarlierAcknowledgment]
    """Answers to what the proposal was before it was reopened, and to those that it took the place of, oldest first"""

    pending_consumers: list[PendingConsumer]
    """Consumers that have yet to answer"""

    audit_status: ProposalAudit | None = None
    """The last run of quality checks of the asset"""

    warnings: list[str]
    """What to look out for"""

    superseded_by: UUID | None = None
    """Proposal that took its place"""

    waits: list[ConsumerWait]
    """All consumers, and why each is or is not waited for"""

    truncated: bool | None = None
    """Present where a list of answers or consumers would have more than 1,000: of answers the last are told, of consumers the oldest"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalDetail(Model):
    """A proposal, with or without how far it has come"""

    proposal_id: UUID | None = None
    """The proposal's id once more; with the status"""

    asset_fqn: str | None = None
    """The asset's name; with the status"""

    proposed_by: Any
    """Who proposed it: a ProposalAuthor with the status, else the team's id"""

    proposed_by_user_id: UUID | None = None
    """Proposing user; without the status"""

    id: UUID
    """Id"""

    status: ProposalStatus
    """State"""

    asset_id: UUID
    """Asset"""

    change_type: ChangeType
    """Size of the change"""

    breaking_changes: list[BreakingChange]
    """Incompatible changes"""

    guarantee_changes: list[GuaranteeChange]
    """Changes of the guarantees"""

    proposed_at: datetime
    """When it was proposed"""

    resolved_at: datetime | None = None
    """When it was resolved"""

    expires_at: datetime | None = None
    """When it expires"""

    auto_expire: bool
    """Whether it expires with the last migration deadline"""

    updated_at: datetime | None = None
    """When it last changed"""

    proposed_schema: JSONSchema
    """JSON Schema"""

    schema_format: SchemaFormat
    """Language in which it was submitted"""

    proposed_source: Any = None
    """What was submitted, where that language has rules of its own to compare by"""

    affected_teams: list[AffectedTeam]
    """Teams that it touches"""

    affected_assets: list[AffectedAsset]
    """Assets that it touches"""

    objections: list[Objection]
    """Objections filed, oldest first"""

    base_contract_id: UUID | None = None
    """Contract that the change is from"""

    proposed_version: str | None = None
    """Version that it is meant to become"""

    has_objections: bool
    """Whether there are objections"""

    reason: str | None = None
    """Why the change is made"""

    supersedes: UUID | None = None
    """Proposal that it took the place of"""

    consumers: ProposalConsumers | None = None
    """How many consumers have answered; with the status"""

    acknowledgments: list[AcknowledgmentSummary] | None = None
    """Answers, oldest first; with the status"""

    earlier_acknowledgments: list[EarlierAcknowledgment] | None = None
    """Answers to what the proposal was before it was reopened, and to those that it took the place of, oldest first; with the status"""

    pending_consumers: list[PendingConsumer] | None = None
    """Consumers that have yet to answer; with the status"""

    audit_status: ProposalAudit | None = None
    """The last run of quality checks of the asset; with the status"""

    warnings: list[str] | None = None
    """What to look out for; with the status"""

    superseded_by: UUID | None = None
    """Proposal that took its place; with the status"""

    waits: list[ConsumerWait] | None = None
    """All consumers, and why each is or is not waited for; with the status"""

    truncated: bool | None = None
    """Present where a list of answers or consumers would have more than 1,000: of answers the last are told, of consumers the oldest"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingProposal(Model):
    """A proposal that waits for a team's answer"""

    proposal_id: UUID
    """Proposal"""

    asset_id: UUID
    """Asset"""

    asset_fqn: str
    """Its name"""

    proposed_by_team: str
    """Name of the proposing team"""

    proposed_at: datetime
    """When it was proposed"""

    expires_at: datetime | None = None
    """When it expires"""

    breaking_changes_summary: list[str]
    """Each incompatible change in a sentence"""

    total_consumers: int
    """How many teams are consumers of the asset now"""

    acknowledged_count: int
    """How many teams have answered"""

    your_team_status: str
    """AWAITING_RESPONSE"""

    reason: str | None = None
    """Why the change is made"""

    wait: ConsumerWait | None = None
    """Why the team's answer is waited for"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingProposals(Model):
    """Proposals that wait for a team's answer"""

    pending_proposals: list[PendingProposal]
    """The proposals, newest first"""

    total: int
    """How many there are on all pages"""

    limit: int
    """Most entries of this page"""

    offset: int
    """Entries before this page"""

    next: str | None = None
    """Place behind the last entry, for `after`; null: this page is the last"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgment(Model):
    """A consumer's answer to a proposal, as it was given"""

    id: UUID
    """Id"""

    proposal_id: UUID
    """Proposal"""

    consumer_team_id: UUID
    """Consumer team"""

    acknowledged_by_user_id: UUID | None = None
    """Answering user"""

    response: AcknowledgmentResponse  # type: ignore[assignment]
    """The answer"""

    migration_deadline: datetime | None = None
    """Until when the team means to have migrated"""

    notes: str | None = None
    """What it has to say"""

    responded_at: datetime
    """When it answered"""

    proposal_status: ProposalStatus
    """State of the proposal after the answer"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionResult(Model):
    """An objection that was filed"""

    action: str
    """objection_filed"""

    proposal_id: UUID
    """Proposal"""

    asset_fqn: str
    """Name of its asset"""

    objection: Objection
    """The objection"""

    total_objections: int
    """How many objections there are now"""

    note: str
    """What an objection does, for people"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPublished(Model):
    """A proposal that was published"""

    action: PublishAction
    """What was done"""

    proposal_id: UUID
    """Proposal"""

    contract: Contract
    """The new contract"""

    deprecated_contract_id: UUID | None = None
    """Contract that it took the place of"""

    version_auto_generated: bool | None = None
    """Whether the server chose the version"""

    audit_warning: str | None = None
    """Trouble in the last run of quality checks"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpiredProposals(Model):
    """Proposals whose time ran out"""

    expired_count: int
    """How many"""

    expired_proposal_ids: list[UUID]
    """Which"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)
