# Generated from the tables in api/ by `make generate`; do not edit.
"""The enumerations of the API: members compare equal to their text."""

from enum import StrEnum

__all__ = (
    "UserType",
    "UserRole",
    "ApiKeyScope",
    "CredentialKind",
    "ResourceType",
    "GuaranteeMode",
    "GuaranteeSeverity",
    "SemverMode",
    "CompatibilityMode",
    "CompatibilityPolicy",
    "TransitiveScope",
    "SchemaFormat",
    "ContractStatus",
    "RegistrationStatus",
    "ChangeType",
    "Certainty",
    "SchemaSide",
    "ImpactChangeType",
    "HistoryChangeType",
    "ProposalStatus",
    "DependencyType",
    "DependencySource",
    "SyncStatus",
    "InferenceStatus",
    "AcknowledgmentResponse",
    "WaitReason",
    "AuditRunStatus",
    "PublishAction",
    "BulkPublishStatus",
    "PublishAnswer",
    "PublishGround",
    "SearchKind",
    "ChatEvent",
    "WebhookEvent",
    "WebhookOrigin",
    "WebhookDeliveryStatus",
    "NotificationKind",
    "NotificationStatus",
    "ExampleKind",
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


class ApiKeyScope(StrEnum):
    """What a key may do"""

    READ = "read"
    """Read"""

    WRITE = "write"
    """Create, change and delete what belongs to the own team; does not include reading"""

    ADMIN = "admin"
    """Everything, for every team"""


class CredentialKind(StrEnum):
    """By what a caller is known"""

    NONE = "none"
    """None was asked for: authentication is off, and everybody is an admin"""

    BOOTSTRAP_KEY = "bootstrap_key"
    """The key of the setting BOOTSTRAP_API_KEY"""

    API_KEY = "api_key"
    """An API key"""

    SESSION = "session"
    """The session of a person who logged in"""

    OIDC_TOKEN = "oidc_token"
    """A token of the identity provider"""

    CERTIFICATE = "certificate"
    """The certificate that the client has shown"""


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

    BACKWARD_TRANSITIVE = "backward_transitive"
    """The new schema reads the data of all earlier versions in scope"""

    FORWARD_TRANSITIVE = "forward_transitive"
    """The schemas of all earlier versions in scope read new data"""

    FULL_TRANSITIVE = "full_transitive"
    """Both"""


class CompatibilityPolicy(StrEnum):
    """What counts when two schemas are compared"""

    YARDSTICK = "yardstick"
    """Properties that a schema does not declare count as absent"""

    STRICT = "strict"
    """Properties that a schema does not declare count as well"""

    LENIENT = "lenient"
    """Readers drop what their schema does not declare, and fill in its defaults"""


class TransitiveScope(StrEnum):
    """Which earlier versions the transitive modes look at"""

    MAJOR = "major"
    """Those of the same major version as the active one"""

    ALL = "all"
    """All that were published"""


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


class Certainty(StrEnum):
    """What a verdict on two schemas rests on"""

    PROVED = "proved"
    """That nothing breaks was proved"""

    REFUTED = "refuted"
    """A document shows what breaks, or a promise is broken"""

    UNDECIDED = "undecided"
    """Nothing shows what breaks, and that nothing does was not proved"""


class SchemaSide(StrEnum):
    """One of two schemas that are compared"""

    OLD = "old"
    """The one that is in force"""

    NEW = "new"
    """The one that is to follow"""


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


class WaitReason(StrEnum):
    """Why the answer of a consumer to a proposal is or is not waited for"""

    READS_EVERYTHING = "reads_everything"
    """It names no fields, so that every change concerns it"""

    FIELDS_TOUCHED = "fields_touched"
    """A change touches fields that it reads"""

    WHOLE_TOUCHED = "whole_touched"
    """A change is of the whole, or it is not certain which fields it touches"""

    FIELDS_UNTOUCHED = "fields_untouched"
    """Not waited for: no change touches a field that it reads"""

    MODE_KEPT = "mode_kept"
    """Not waited for: no change breaks the compatibility that it needs"""


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

    PROPOSAL_PENDING = "proposal.pending"
    """The same was proposed before and still awaits acknowledgments; nothing was written"""

    PUBLISHABLE = "publishable"
    """Nothing has to be proposed: it may be published at once; nothing was written"""


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


class PublishAnswer(StrEnum):
    """Whether something may be published"""

    YES = "yes"
    """It may, at once"""

    NO = "no"
    """It may not; waiting does not help"""

    NOT_YET = "not_yet"
    """It may once those who are waited for have answered"""


class PublishGround(StrEnum):
    """What an answer to whether something may be published rests on"""

    NOTHING_OPEN = "nothing_open"
    """Nothing is proposed that is open or was refused last"""

    FIRST_CONTRACT = "first_contract"
    """The asset has no contract that a change could break"""

    COMPATIBLE = "compatible"
    """Nothing in the change is breaking"""

    PRERELEASE = "prerelease"
    """A pre-release, or the release of one, may break"""

    APPROVED = "approved"
    """It was proposed, and the proposal is approved"""

    NEEDS_PROPOSAL = "needs_proposal"
    """It is breaking, and has to be proposed first"""

    AWAITS_CONSUMER = "awaits_consumer"
    """A consumer has yet to answer"""

    AWAITS_DECISION = "awaits_decision"
    """There is no consumer who could answer; an admin decides"""

    CONSENT_OUTDATED = "consent_outdated"
    """It was approved, but breaks more than was agreed to since another contract became active"""

    BLOCKED = "blocked"
    """A consumer blocked it"""

    OTHER_PROPOSAL = "other_proposal"
    """Another proposal of the asset is pending"""

    VERSION_TAKEN = "version_taken"
    """A contract of the asset has this version"""

    VERSION_UNFIT = "version_unfit"
    """The version does not fit the change"""

    QUALITY_FAILED = "quality_failed"
    """The last run of quality checks did not pass"""

    DEPLOYED = "deployed"
    """A team runs a version in the environment from which the change is breaking"""

    CONCERNS_NOBODY = "concerns_nobody"
    """It is breaking, but concerns none of the consumers"""


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


class ChatEvent(StrEnum):
    """What a team's chat is told of"""

    CONTRACT_PUBLISHED = "contract.published"
    """A contract was published that the team consumed before"""

    FORCE_PUBLISH = "force.publish"
    """The same by force: it breaks consumers, and they did not agree"""

    PROPOSAL_ACKNOWLEDGED = "proposal.acknowledged"
    """A consumer answered a proposal"""

    PROPOSAL_CREATED = "proposal.created"
    """A breaking change was proposed"""

    PROPOSAL_EXPIRING = "proposal.expiring"
    """A proposal ends soon, and consumers have yet to answer"""

    PROPOSAL_RESOLVED = "proposal.resolved"
    """A proposal was approved, blocked, withdrawn, or ended otherwise"""

    REPO_SYNC_FAILED = "repo.sync_failed"
    """A repository of the team could not be synchronised"""


class WebhookEvent(StrEnum):
    """What destinations of events are told"""

    CONTRACT_PUBLISHED = "contract.published"
    """A contract was published"""

    PROPOSAL_CREATED = "proposal.created"
    """A breaking change was proposed"""

    PROPOSAL_ACKNOWLEDGED = "proposal.acknowledged"
    """A consumer agreed to a proposal, or is on its way"""

    PROPOSAL_APPROVED = "proposal.approved"
    """Nobody is waited for any more"""

    PROPOSAL_REJECTED = "proposal.rejected"
    """A consumer blocked a proposal"""

    PROPOSAL_FORCE_APPROVED = "proposal.force_approved"
    """An admin approved a proposal without the rest of its consumers"""

    PROPOSAL_WITHDRAWN = "proposal.withdrawn"
    """Who proposed a change took it back"""

    PROPOSAL_EXPIRED = "proposal.expired"
    """A proposal was given up, or its time ran out"""

    PROPOSAL_EXPIRING = "proposal.expiring"
    """A proposal soon ends, and some have yet to answer"""

    PROPOSAL_REOPENED = "proposal.reopened"
    """An approved proposal is put to its consumers again"""

    PROPOSAL_OBJECTION_FILED = "proposal.objection_filed"
    """A team downstream objected"""

    DEPLOYMENT_RECORDED = "deployment.recorded"
    """A team said which version it reads in an environment"""

    DEPLOYMENT_DELETED = "deployment.deleted"
    """That was forgotten"""

    WEBHOOK_TEST = "webhook.test"
    """Somebody tries the destination; it is told whatever its filter says"""


class WebhookOrigin(StrEnum):
    """Who named a destination of events"""

    SETTINGS = "settings"
    """The setting WEBHOOK_URL"""

    ROUTE = "route"
    """An admin, by a call"""


class WebhookDeliveryStatus(StrEnum):
    """How far a delivery is"""

    PENDING = "pending"
    """Not yet received, and no round has failed"""

    DELIVERED = "delivered"
    """Received with a status below 300"""

    FAILED = "failed"
    """A round of attempts failed; another follows"""

    DEAD_LETTERED = "dead_lettered"
    """Put aside while the destination is paused, which `next_attempt_at` tells, or for good; it can be sent again"""


class NotificationKind(StrEnum):
    """How somebody is told of an event"""

    SLACK = "slack"
    """In a channel in Slack"""

    MAIL = "mail"
    """By mail, to a user"""


class NotificationStatus(StrEnum):
    """How far a message to people is"""

    PENDING = "pending"
    """Not yet sent, or tried again at the time of `next_attempt_at`"""

    DELIVERED = "delivered"
    """Slack, or the server for mails, took it"""

    FAILED = "failed"
    """Given up"""


class ExampleKind(StrEnum):
    """Which documents of a schema are wanted"""

    INSIDE = "inside"
    """Such that it accepts"""

    BORDER = "border"
    """Such that it accepts, with a part at the border of what a keyword lets pass"""

    BEYOND = "beyond"
    """Such that it rejects, with a part just beyond that border"""
