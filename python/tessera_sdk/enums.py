# Generated from the tables in api/ by `make generate`; do not edit.
"""The enumerations of the API: members compare equal to their text."""

from enum import StrEnum

__all__ = (
    "UserType",
    "UserRole",
    "ResourceType",
    "GuaranteeMode",
    "GuaranteeSeverity",
    "SemverMode",
    "CompatibilityMode",
    "SchemaFormat",
    "ContractStatus",
    "RegistrationStatus",
    "ChangeType",
    "ImpactChangeType",
    "HistoryChangeType",
    "ProposalStatus",
    "DependencyType",
    "DependencySource",
    "SyncStatus",
    "InferenceStatus",
    "AcknowledgmentResponse",
    "AuditRunStatus",
    "PublishAction",
    "BulkPublishStatus",
    "SearchKind",
)


class UserType(StrEnum):
    """What a user is"""

    HUMAN = "human"
    """A person; may log in"""

    BOT = "bot"
    """A program; has API keys only"""


class UserRole(StrEnum):
    """What a person may do in a browser session"""

    ADMIN = "admin"
    """Everything"""

    TEAM_ADMIN = "team_admin"
    """Manages the own team"""

    USER = "user"
    """Reads"""


class ResourceType(StrEnum):
    """Kind of thing that an asset is"""

    API_ENDPOINT = "api_endpoint"
    """REST operation"""

    GRAPHQL_QUERY = "graphql_query"
    """GraphQL query or mutation"""

    GRPC_SERVICE = "grpc_service"
    """gRPC method"""

    MODEL = "model"
    """dbt model"""

    SOURCE = "source"
    """dbt source"""

    SEED = "seed"
    """dbt seed"""

    SNAPSHOT = "snapshot"
    """dbt snapshot"""

    OTHER = "other"
    """Anything else"""


class GuaranteeMode(StrEnum):
    """How changes of guarantees are treated"""

    NOTIFY = "notify"
    """Changes are reported"""

    STRICT = "strict"
    """Removal of a guarantee is breaking"""

    IGNORE = "ignore"
    """Changes are not tracked"""


class GuaranteeSeverity(StrEnum):
    """How much a change of guarantees matters"""

    INFO = "info"
    """A guarantee was added or tightened"""

    WARNING = "warning"
    """A guarantee was removed or relaxed; breaking where the asset is strict"""

    BREAKING = "breaking"
    """Breaks consumers"""


class SemverMode(StrEnum):
    """Who chooses the version of a contract"""

    AUTO = "auto"
    """The server"""

    SUGGEST = "suggest"
    """The server proposes, the publisher confirms or overrides"""

    ENFORCE = "enforce"
    """The publisher; versions that do not fit the change are refused"""


class CompatibilityMode(StrEnum):
    """Which changes of a schema are compatible"""

    BACKWARD = "backward"
    """The new schema reads old data"""

    FORWARD = "forward"
    """The old schema reads new data"""

    FULL = "full"
    """Both"""

    NONE = "none"
    """No check"""


class SchemaFormat(StrEnum):
    """Language in which a schema was submitted"""

    JSON_SCHEMA = "json_schema"
    """JSON Schema"""

    AVRO = "avro"
    """Apache Avro; stored as JSON Schema"""


class ContractStatus(StrEnum):
    """State of a contract"""

    ACTIVE = "active"
    """In force"""

    DEPRECATED = "deprecated"
    """Superseded by a newer version"""

    RETIRED = "retired"
    """No longer offered"""


class RegistrationStatus(StrEnum):
    """State of a consumer's registration"""

    ACTIVE = "active"
    """Consumes the contract"""

    MIGRATING = "migrating"
    """Moving to another version"""

    INACTIVE = "inactive"
    """Does not consume it any more"""


class ChangeType(StrEnum):
    """Size of a change between two schemas"""

    PATCH = "patch"
    """The schema is unchanged"""

    MINOR = "minor"
    """Compatible addition"""

    MAJOR = "major"
    """Breaking change"""


class ImpactChangeType(StrEnum):
    """Size of a change, in capitals"""

    PATCH = "PATCH"
    """The schema is unchanged"""

    MINOR = "MINOR"
    """Compatible addition"""

    MAJOR = "MAJOR"
    """Breaking change"""


class HistoryChangeType(StrEnum):
    """Size of the change from the contract before"""

    PATCH = "patch"
    """The schema is unchanged"""

    MINOR = "minor"
    """Compatible addition"""

    MAJOR = "major"
    """Breaking change"""

    INITIAL = "initial"
    """There is no contract before"""


class ProposalStatus(StrEnum):
    """State of a proposal"""

    PENDING = "pending"
    """Waits for acknowledgments"""

    APPROVED = "approved"
    """May be published"""

    PUBLISHED = "published"
    """Was published"""

    REJECTED = "rejected"
    """A consumer blocked it"""

    WITHDRAWN = "withdrawn"
    """Its producer took it back"""

    EXPIRED = "expired"
    """Not resolved in time"""


class DependencyType(StrEnum):
    """How one asset uses another"""

    CONSUMES = "consumes"
    """Reads its data"""

    REFERENCES = "references"
    """Refers to its keys"""

    TRANSFORMS = "transforms"
    """Is derived from it"""


class DependencySource(StrEnum):
    """How a dependency became known"""

    MANUAL = "manual"
    """Somebody declared it"""

    OTEL = "otel"
    """It was observed in traces"""

    INFERRED = "inferred"
    """It was concluded from use"""


class SyncStatus(StrEnum):
    """How fresh a repository's synchronisation is"""

    NEVER = "never"
    """There was none"""

    STALE = "stale"
    """It was more than a day ago"""

    OK = "ok"
    """It was within a day"""


class InferenceStatus(StrEnum):
    """State of a consumer that was concluded"""

    PENDING = "pending"
    """Awaits an answer"""

    CONFIRMED = "confirmed"
    """The team said that it is one"""

    REJECTED = "rejected"
    """Somebody said that it is none"""

    EXPIRED = "expired"
    """It was not observed any more"""


class AcknowledgmentResponse(StrEnum):
    """A consumer's answer to a proposal"""

    APPROVED = "approved"
    """The change may come"""

    BLOCKED = "blocked"
    """The change must not come"""

    MIGRATING = "migrating"
    """The change may come; the consumer is preparing for it"""


class AuditRunStatus(StrEnum):
    """Outcome of a run of quality checks"""

    PASSED = "passed"
    """Every guarantee held"""

    FAILED = "failed"
    """A guarantee was violated"""

    PARTIAL = "partial"
    """Some checks were skipped or ended in an error"""


class PublishAction(StrEnum):
    """What became of a publish request"""

    PUBLISHED = "published"
    """A new contract is active"""

    FORCE_PUBLISHED = "force.published"
    """A breaking contract was published by force"""

    PROPOSAL_CREATED = "proposal.created"
    """The change is breaking; a proposal awaits acknowledgments"""

    WOULD_PUBLISH = "would.publish"
    """Dry run: a new contract would be active"""

    WOULD_FORCE_PUBLISH = "would.force.publish"
    """Dry run: a breaking contract would be published by force"""

    WOULD_CREATE_PROPOSAL = "would.create.proposal"
    """Dry run: the change is breaking; a proposal would await acknowledgments"""

    VERSION_REQUIRED = "version.required"
    """The publisher must choose a version; one is suggested"""


class BulkPublishStatus(StrEnum):
    """What became of one schema of a bulk publish"""

    WILL_PUBLISH = "will_publish"
    """Dry run: it would be published"""

    WILL_SKIP = "will_skip"
    """Dry run: it says nothing new"""

    BREAKING = "breaking"
    """Dry run: the change is breaking"""

    PUBLISHED = "published"
    """A new contract is active"""

    SKIPPED = "skipped"
    """It says nothing new; nothing was written"""

    PROPOSAL_CREATED = "proposal.created"
    """The change is breaking; a proposal awaits acknowledgments"""

    FAILED = "failed"
    """Nothing was written; the error says why"""


class SearchKind(StrEnum):
    """Kind of thing that global search finds"""

    TEAMS = "teams"
    """Teams by name"""

    USERS = "users"
    """Users by name or e-mail address"""

    ASSETS = "assets"
    """Assets by qualified name"""

    CONTRACTS = "contracts"
    """Contracts by version"""
