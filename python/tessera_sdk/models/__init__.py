# Generated from the tables in api/ by `make generate`; do not edit.
"""Every model of the API. A model's class is made when it is first asked for: most programs use a few of them."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .health import (
        HealthPool as HealthPool,
        HealthCheck as HealthCheck,
        HealthChecks as HealthChecks,
        HealthJob as HealthJob,
        Health as Health,
        HealthReady as HealthReady,
        HealthLive as HealthLive,
    )
    from .teams import (
        Team as Team,
        TeamReference as TeamReference,
        ReassignResult as ReassignResult,
    )
    from .users import (
        User as User,
    )
    from .repos import (
        Repo as Repo,
    )
    from .services import (
        Service as Service,
    )
    from .assets import (
        Asset as Asset,
        AssetMatch as AssetMatch,
        BulkAssignResult as BulkAssignResult,
        ContextAsset as ContextAsset,
        ContextContract as ContextContract,
        ContextConsumer as ContextConsumer,
        ContextDependency as ContextDependency,
        ContextProposal as ContextProposal,
        ContextAudit as ContextAudit,
        AssetContext as AssetContext,
        VersionSuggestion as VersionSuggestion,
        Proposal as Proposal,
        PublishResult as PublishResult,
        ContractHistoryEntry as ContractHistoryEntry,
        ContractHistory as ContractHistory,
        ContractDiff as ContractDiff,
        ImpactConsumer as ImpactConsumer,
        ImpactDownstream as ImpactDownstream,
        ImpactUnconfirmed as ImpactUnconfirmed,
        ImpactPreview as ImpactPreview,
    )
    from .bulk import (
        AssetCreate as AssetCreate,
        BulkRegistration as BulkRegistration,
        BulkAcknowledgment as BulkAcknowledgment,
        BulkItem as BulkItem,
        BulkResult as BulkResult,
    )
    from .search import (
        SearchTeam as SearchTeam,
        SearchUser as SearchUser,
        SearchAsset as SearchAsset,
        SearchContract as SearchContract,
        SearchResults as SearchResults,
        SearchCounts as SearchCounts,
        SearchReply as SearchReply,
    )
    from .common import (
        Guarantees as Guarantees,
        BreakingChange as BreakingChange,
        GuaranteeChange as GuaranteeChange,
        AffectedTeam as AffectedTeam,
        AffectedAsset as AffectedAsset,
        MigrationSuggestion as MigrationSuggestion,
    )
    from .contracts import (
        Contract as Contract,
        ContractSummary as ContractSummary,
        CompareResult as CompareResult,
        BulkContract as BulkContract,
        BulkPublishItem as BulkPublishItem,
        BulkPublishResult as BulkPublishResult,
    )
    from .registrations import (
        Registration as Registration,
    )
    from .proposals import (
        ProposalEntry as ProposalEntry,
        ProposalAuthor as ProposalAuthor,
        ProposalConsumers as ProposalConsumers,
        AcknowledgmentSummary as AcknowledgmentSummary,
        PendingConsumer as PendingConsumer,
        ProposalAudit as ProposalAudit,
        ProposalStatusResponse as ProposalStatusResponse,
        ProposalDetail as ProposalDetail,
    )
    from .schemas import (
        SchemaValidity as SchemaValidity,
        SchemaChange as SchemaChange,
        SchemaComparison as SchemaComparison,
        SchemaCompatibility as SchemaCompatibility,
        SchemaMigration as SchemaMigration,
        SchemaConversion as SchemaConversion,
    )

# The module that holds each class.
_HOMES = {
    "HealthPool": "health",
    "HealthCheck": "health",
    "HealthChecks": "health",
    "HealthJob": "health",
    "Health": "health",
    "HealthReady": "health",
    "HealthLive": "health",
    "Team": "teams",
    "TeamReference": "teams",
    "ReassignResult": "teams",
    "User": "users",
    "Repo": "repos",
    "Service": "services",
    "Asset": "assets",
    "AssetCreate": "bulk",
    "AssetMatch": "assets",
    "BulkAssignResult": "assets",
    "ContextAsset": "assets",
    "ContextContract": "assets",
    "ContextConsumer": "assets",
    "ContextDependency": "assets",
    "ContextProposal": "assets",
    "ContextAudit": "assets",
    "AssetContext": "assets",
    "SearchTeam": "search",
    "SearchUser": "search",
    "SearchAsset": "search",
    "SearchContract": "search",
    "SearchResults": "search",
    "SearchCounts": "search",
    "SearchReply": "search",
    "Guarantees": "common",
    "Contract": "contracts",
    "BreakingChange": "common",
    "GuaranteeChange": "common",
    "VersionSuggestion": "assets",
    "AffectedTeam": "common",
    "AffectedAsset": "common",
    "Proposal": "assets",
    "PublishResult": "assets",
    "ContractHistoryEntry": "assets",
    "ContractHistory": "assets",
    "ContractDiff": "assets",
    "ContractSummary": "contracts",
    "CompareResult": "contracts",
    "Registration": "registrations",
    "ProposalEntry": "proposals",
    "ProposalAuthor": "proposals",
    "ProposalConsumers": "proposals",
    "AcknowledgmentSummary": "proposals",
    "PendingConsumer": "proposals",
    "ProposalAudit": "proposals",
    "ProposalStatusResponse": "proposals",
    "ProposalDetail": "proposals",
    "SchemaValidity": "schemas",
    "BulkContract": "contracts",
    "BulkPublishItem": "contracts",
    "BulkPublishResult": "contracts",
    "BulkRegistration": "bulk",
    "BulkAcknowledgment": "bulk",
    "BulkItem": "bulk",
    "BulkResult": "bulk",
    "ImpactConsumer": "assets",
    "ImpactDownstream": "assets",
    "ImpactUnconfirmed": "assets",
    "MigrationSuggestion": "common",
    "ImpactPreview": "assets",
    "SchemaChange": "schemas",
    "SchemaComparison": "schemas",
    "SchemaCompatibility": "schemas",
    "SchemaMigration": "schemas",
    "SchemaConversion": "schemas",
}

__all__ = (
    "HealthPool",
    "HealthCheck",
    "HealthChecks",
    "HealthJob",
    "Health",
    "HealthReady",
    "HealthLive",
    "Team",
    "TeamReference",
    "ReassignResult",
    "User",
    "Repo",
    "Service",
    "Asset",
    "AssetCreate",
    "AssetMatch",
    "BulkAssignResult",
    "ContextAsset",
    "ContextContract",
    "ContextConsumer",
    "ContextDependency",
    "ContextProposal",
    "ContextAudit",
    "AssetContext",
    "SearchTeam",
    "SearchUser",
    "SearchAsset",
    "SearchContract",
    "SearchResults",
    "SearchCounts",
    "SearchReply",
    "Guarantees",
    "Contract",
    "BreakingChange",
    "GuaranteeChange",
    "VersionSuggestion",
    "AffectedTeam",
    "AffectedAsset",
    "Proposal",
    "PublishResult",
    "ContractHistoryEntry",
    "ContractHistory",
    "ContractDiff",
    "ContractSummary",
    "CompareResult",
    "Registration",
    "ProposalEntry",
    "ProposalAuthor",
    "ProposalConsumers",
    "AcknowledgmentSummary",
    "PendingConsumer",
    "ProposalAudit",
    "ProposalStatusResponse",
    "ProposalDetail",
    "SchemaValidity",
    "BulkContract",
    "BulkPublishItem",
    "BulkPublishResult",
    "BulkRegistration",
    "BulkAcknowledgment",
    "BulkItem",
    "BulkResult",
    "ImpactConsumer",
    "ImpactDownstream",
    "ImpactUnconfirmed",
    "MigrationSuggestion",
    "ImpactPreview",
    "SchemaChange",
    "SchemaComparison",
    "SchemaCompatibility",
    "SchemaMigration",
    "SchemaConversion",
)


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
