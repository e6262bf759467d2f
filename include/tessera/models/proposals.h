// The models of the API as structs: proposals.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/models/common.h"
#include "tessera/models/contracts.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_affected_team tessera_affected_team;
typedef struct tessera_affected_asset tessera_affected_asset;
typedef struct tessera_objection tessera_objection;
typedef struct tessera_proposal tessera_proposal;
typedef struct tessera_proposal_list_query tessera_proposal_list_query;
typedef struct tessera_proposal_entry tessera_proposal_entry;
typedef struct tessera_proposal_query tessera_proposal_query;
typedef struct tessera_proposal_author tessera_proposal_author;
typedef struct tessera_proposal_consumers tessera_proposal_consumers;
typedef struct tessera_acknowledgment_summary tessera_acknowledgment_summary;
typedef struct tessera_earlier_acknowledgment tessera_earlier_acknowledgment;
typedef struct tessera_proposal_audit tessera_proposal_audit;
typedef struct tessera_proposal_status_response tessera_proposal_status_response;
typedef struct tessera_proposal_detail tessera_proposal_detail;
typedef struct tessera_pending_proposals_query tessera_pending_proposals_query;
typedef struct tessera_pending_proposal tessera_pending_proposal;
typedef struct tessera_pending_proposals tessera_pending_proposals;
typedef struct tessera_acknowledgment tessera_acknowledgment;
typedef struct tessera_objection_result tessera_objection_result;
typedef struct tessera_force_query tessera_force_query;
typedef struct tessera_proposal_published tessera_proposal_published;
typedef struct tessera_expired_proposals tessera_expired_proposals;

// Lists inside records.
typedef struct tessera_affected_team_array {
    size_t count;
    const tessera_affected_team *const *items;
} tessera_affected_team_array;
typedef struct tessera_affected_asset_array {
    size_t count;
    const tessera_affected_asset *const *items;
} tessera_affected_asset_array;
typedef struct tessera_objection_array {
    size_t count;
    const tessera_objection *const *items;
} tessera_objection_array;
typedef struct tessera_acknowledgment_summary_array {
    size_t count;
    const tessera_acknowledgment_summary *const *items;
} tessera_acknowledgment_summary_array;
typedef struct tessera_earlier_acknowledgment_array {
    size_t count;
    const tessera_earlier_acknowledgment *const *items;
} tessera_earlier_acknowledgment_array;
typedef struct tessera_pending_proposal_array {
    size_t count;
    const tessera_pending_proposal *const *items;
} tessera_pending_proposal_array;

// A team whose assets a proposal touches.
struct tessera_affected_team {
    uint64_t present;
    const char *team_id; // Team
    const char *team_name; // Its name
    tessera_strings assets; // Its assets
};
enum { TESSERA_FIELD_affected_team_team_id, TESSERA_FIELD_affected_team_team_name,
    TESSERA_FIELD_affected_team_assets, };

// An asset that a proposal touches.
struct tessera_affected_asset {
    uint64_t present;
    const char *asset_id; // Asset
    const char *asset_fqn; // Its name
    const char *owner_team_id; // Its owner team
    const char *owner_team_name; // Name of the owner team
    const char *owner_user_id; // Its owner user
    const char *owner_user_name; // Name of the owner user
};
enum { TESSERA_FIELD_affected_asset_asset_id, TESSERA_FIELD_affected_asset_asset_fqn,
    TESSERA_FIELD_affected_asset_owner_team_id, TESSERA_FIELD_affected_asset_owner_team_name,
    TESSERA_FIELD_affected_asset_owner_user_id, TESSERA_FIELD_affected_asset_owner_user_name, };

// What a team downstream has against a proposal.
struct tessera_objection {
    uint64_t present;
    const char *team_id; // Team
    const char *team_name; // Its name at that time
    const char *reason; // Why it objects
    int64_t objected_at; // When it objected (microseconds since 1970)
    const char *objected_by_user_id; // Objecting user
    const char *objected_by_user_name; // Name of an active user at that time
};
enum { TESSERA_FIELD_objection_team_id, TESSERA_FIELD_objection_team_name, TESSERA_FIELD_objection_reason,
    TESSERA_FIELD_objection_objected_at, TESSERA_FIELD_objection_objected_by_user_id,
    TESSERA_FIELD_objection_objected_by_user_name, };

// A breaking change that waits for its consumers.
struct tessera_proposal {
    uint64_t present;
    const char *proposed_schema; // JSON Schema (JSON object, true or false)
    tessera_schema_format schema_format; // Language in which it was submitted
    // What was submitted, where that language has rules of its own to compare by (any JSON value)
    const char *proposed_source;
    const char *id; // Id
    const char *asset_id; // Asset
    tessera_change_type change_type; // Size of the change
    tessera_breaking_change_array breaking_changes; // Incompatible changes
    tessera_guarantee_change_array guarantee_changes; // Changes of the guarantees
    tessera_proposal_status status; // State
    const char *proposed_by; // Proposing team
    const char *proposed_by_user_id; // Proposing user
    int64_t proposed_at; // When it was proposed (microseconds since 1970)
    int64_t resolved_at; // When it was resolved (microseconds since 1970)
    int64_t expires_at; // When it expires (microseconds since 1970)
    bool auto_expire; // Whether it expires, too, when the last migration deadline of its answers is over
    int64_t updated_at; // When it last changed (microseconds since 1970)
    tessera_affected_team_array affected_teams; // Teams that it touches
    tessera_affected_asset_array affected_assets; // Assets that it touches
    tessera_objection_array objections; // Objections filed, oldest first
    const char *base_contract_id; // Contract that the change is from
    const char *proposed_version; // Version that it is meant to become
    bool has_objections; // Whether there are objections
    const char *reason; // Why the change is made
    const char *supersedes; // Proposal that it took the place of
};
enum { TESSERA_FIELD_proposal_proposed_schema, TESSERA_FIELD_proposal_schema_format,
    TESSERA_FIELD_proposal_proposed_source, TESSERA_FIELD_proposal_id, TESSERA_FIELD_proposal_asset_id,
    TESSERA_FIELD_proposal_change_type, TESSERA_FIELD_proposal_breaking_changes,
    TESSERA_FIELD_proposal_guarantee_changes, TESSERA_FIELD_proposal_status, TESSERA_FIELD_proposal_proposed_by,
    TESSERA_FIELD_proposal_proposed_by_user_id, TESSERA_FIELD_proposal_proposed_at,
    TESSERA_FIELD_proposal_resolved_at, TESSERA_FIELD_proposal_expires_at, TESSERA_FIELD_proposal_auto_expire,
    TESSERA_FIELD_proposal_updated_at, TESSERA_FIELD_proposal_affected_teams, TESSERA_FIELD_proposal_affected_assets,
    TESSERA_FIELD_proposal_objections, TESSERA_FIELD_proposal_base_contract_id,
    TESSERA_FIELD_proposal_proposed_version, TESSERA_FIELD_proposal_has_objections, TESSERA_FIELD_proposal_reason,
    TESSERA_FIELD_proposal_supersedes, };
TESSERA_RECORD_FUNCTIONS(tessera_proposal)

// Filters of the list of proposals.
struct tessera_proposal_list_query {
    uint64_t present;
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    const char *asset_id; // Asset
    tessera_proposal_status status; // State
    tessera_change_type change_type; // Size of the change
    const char *proposed_by; // Proposing team
    const char *consumer_team_id; // Team that is a consumer of the asset
    const char *pending_ack_for; // Consumer team that has yet to answer; pending proposals only
    const char *after; // Place behind which the page begins: `next` of an earlier reply, asked for in the same order
};
enum { TESSERA_FIELD_proposal_list_query_limit, TESSERA_FIELD_proposal_list_query_offset,
    TESSERA_FIELD_proposal_list_query_asset_id, TESSERA_FIELD_proposal_list_query_status,
    TESSERA_FIELD_proposal_list_query_change_type, TESSERA_FIELD_proposal_list_query_proposed_by,
    TESSERA_FIELD_proposal_list_query_consumer_team_id, TESSERA_FIELD_proposal_list_query_pending_ack_for,
    TESSERA_FIELD_proposal_list_query_after, };

// A proposal in a list.
struct tessera_proposal_entry {
    uint64_t present;
    const char *id; // Id
    const char *asset_id; // Asset
    const char *asset_fqn; // Its name
    tessera_proposal_status status; // State
    tessera_change_type change_type; // Size of the change
    int64_t breaking_changes_count; // How many changes are breaking
    const char *proposed_by; // Proposing team
    int64_t proposed_at; // When it was proposed (microseconds since 1970)
    int64_t acknowledgment_count; // How many teams have answered
    int64_t total_consumers; // How many teams are consumers of the asset now
    int64_t expires_at; // When it expires (microseconds since 1970)
    const char *reason; // Why the change is made
};
enum { TESSERA_FIELD_proposal_entry_id, TESSERA_FIELD_proposal_entry_asset_id,
    TESSERA_FIELD_proposal_entry_asset_fqn, TESSERA_FIELD_proposal_entry_status,
    TESSERA_FIELD_proposal_entry_change_type, TESSERA_FIELD_proposal_entry_breaking_changes_count,
    TESSERA_FIELD_proposal_entry_proposed_by, TESSERA_FIELD_proposal_entry_proposed_at,
    TESSERA_FIELD_proposal_entry_acknowledgment_count, TESSERA_FIELD_proposal_entry_total_consumers,
    TESSERA_FIELD_proposal_entry_expires_at, TESSERA_FIELD_proposal_entry_reason, };
// A page of them, laid out as tessera_page.
typedef struct tessera_proposal_entry_page {
    int64_t total;
    int64_t limit;
    int64_t offset;
    size_t count;
    const tessera_proposal_entry *const *items;
    const char *next;
} tessera_proposal_entry_page;
TESSERA_RECORD_FUNCTIONS(tessera_proposal_entry_page)

// How much of a proposal to show.
struct tessera_proposal_query {
    uint64_t present;
    bool include_status; // Show names, consumers and their answers too
};
enum { TESSERA_FIELD_proposal_query_include_status, };

// Who proposed a change.
struct tessera_proposal_author {
    uint64_t present;
    const char *team_id; // Team
    const char *team_name; // Its name; Unknown when it was deleted
    const char *user_id; // User
    const char *user_name; // Name of the user, while active
};
enum { TESSERA_FIELD_proposal_author_team_id, TESSERA_FIELD_proposal_author_team_name,
    TESSERA_FIELD_proposal_author_user_id, TESSERA_FIELD_proposal_author_user_name, };

// How many consumers have answered.
struct tessera_proposal_consumers {
    uint64_t present;
    int64_t total; // Consumers of the asset now
    int64_t acknowledged; // Answers given
    int64_t pending; // Consumers that have yet to answer
    int64_t blocked; // Answers that block the change
};
enum { TESSERA_FIELD_proposal_consumers_total, TESSERA_FIELD_proposal_consumers_acknowledged,
    TESSERA_FIELD_proposal_consumers_pending, TESSERA_FIELD_proposal_consumers_blocked, };

// A consumer's answer to a proposal, with names.
struct tessera_acknowledgment_summary {
    uint64_t present;
    const char *consumer_team_id; // Consumer team
    const char *consumer_team_name; // Its name; Unknown when it was deleted
    const char *acknowledged_by_user_id; // Answering user
    const char *acknowledged_by_user_name; // Name of the user, while active
    tessera_acknowledgment_response response; // The answer
    int64_t migration_deadline; // Until when the team means to have migrated (microseconds since 1970)
    int64_t responded_at; // When it answered (microseconds since 1970)
    const char *notes; // What it had to say
};
enum { TESSERA_FIELD_acknowledgment_summary_consumer_team_id,
    TESSERA_FIELD_acknowledgment_summary_consumer_team_name,
    TESSERA_FIELD_acknowledgment_summary_acknowledged_by_user_id,
    TESSERA_FIELD_acknowledgment_summary_acknowledged_by_user_name, TESSERA_FIELD_acknowledgment_summary_response,
    TESSERA_FIELD_acknowledgment_summary_migration_deadline, TESSERA_FIELD_acknowledgment_summary_responded_at,
    TESSERA_FIELD_acknowledgment_summary_notes, };

// A consumer's answer that does not count any more.
struct tessera_earlier_acknowledgment {
    uint64_t present;
    const char *proposal_id; // Proposal that was answered
    const char *consumer_team_id; // Consumer team
    const char *consumer_team_name; // Its name; Unknown when it was deleted
    tessera_acknowledgment_response response; // The answer
    int64_t migration_deadline; // Until when the team meant to have migrated (microseconds since 1970)
    int64_t responded_at; // When it answered (microseconds since 1970)
    const char *notes; // What it had to say
};
enum { TESSERA_FIELD_earlier_acknowledgment_proposal_id, TESSERA_FIELD_earlier_acknowledgment_consumer_team_id,
    TESSERA_FIELD_earlier_acknowledgment_consumer_team_name, TESSERA_FIELD_earlier_acknowledgment_response,
    TESSERA_FIELD_earlier_acknowledgment_migration_deadline, TESSERA_FIELD_earlier_acknowledgment_responded_at,
    TESSERA_FIELD_earlier_acknowledgment_notes, };

// The last run of quality checks of a proposal's asset.
struct tessera_proposal_audit {
    uint64_t present;
    tessera_audit_run_status status; // Outcome
    int64_t guarantees_failed; // Guarantees that were violated
    int64_t run_at; // When the checks ran (microseconds since 1970)
    const char *triggered_by; // What ran them
    bool is_passing; // Whether every guarantee held
};
enum { TESSERA_FIELD_proposal_audit_status, TESSERA_FIELD_proposal_audit_guarantees_failed,
    TESSERA_FIELD_proposal_audit_run_at, TESSERA_FIELD_proposal_audit_triggered_by,
    TESSERA_FIELD_proposal_audit_is_passing, };

// A proposal and how far it has come.
struct tessera_proposal_status_response {
    uint64_t present;
    const char *proposal_id; // The proposal's id once more
    const char *asset_fqn; // The asset's name
    const tessera_proposal_author *proposed_by; // Who proposed it
    const char *id; // Id
    tessera_proposal_status status; // State
    const char *asset_id; // Asset
    tessera_change_type change_type; // Size of the change
    tessera_breaking_change_array breaking_changes; // Incompatible changes
    tessera_guarantee_change_array guarantee_changes; // Changes of the guarantees
    int64_t proposed_at; // When it was proposed (microseconds since 1970)
    int64_t resolved_at; // When it was resolved (microseconds since 1970)
    int64_t expires_at; // When it expires (microseconds since 1970)
    bool auto_expire; // Whether it expires with the last migration deadline
    int64_t updated_at; // When it last changed (microseconds since 1970)
    const char *proposed_schema; // JSON Schema (JSON object, true or false)
    tessera_schema_format schema_format; // Language in which it was submitted
    // What was submitted, where that language has rules of its own to compare by (any JSON value)
    const char *proposed_source;
    tessera_affected_team_array affected_teams; // Teams that it touches
    tessera_affected_asset_array affected_assets; // Assets that it touches
    tessera_objection_array objections; // Objections filed, oldest first
    const char *base_contract_id; // Contract that the change is from
    const char *proposed_version; // Version that it is meant to become
    bool has_objections; // Whether there are objections
    const char *reason; // Why the change is made
    const char *supersedes; // Proposal that it took the place of
    const tessera_proposal_consumers *consumers; // How many consumers have answered
    tessera_acknowledgment_summary_array acknowledgments; // Answers, oldest first
    // Answers to what the proposal was before it was reopened, and to those that it took the place of, oldest first
    tessera_earlier_acknowledgment_array earlier_acknowledgments;
    tessera_pending_consumer_array pending_consumers; // Consumers that have yet to answer
    const tessera_proposal_audit *audit_status; // The last run of quality checks of the asset
    tessera_strings warnings; // What to look out for
    const char *superseded_by; // Proposal that took its place
    tessera_consumer_wait_array waits; // All consumers, and why each is or is not waited for
    // Present where a list of answers or consumers would have more than 1,000: of answers the last are told, of consumers the oldest
    bool truncated;
};
enum { TESSERA_FIELD_proposal_status_response_proposal_id, TESSERA_FIELD_proposal_status_response_asset_fqn,
    TESSERA_FIELD_proposal_status_response_proposed_by, TESSERA_FIELD_proposal_status_response_id,
    TESSERA_FIELD_proposal_status_response_status, TESSERA_FIELD_proposal_status_response_asset_id,
    TESSERA_FIELD_proposal_status_response_change_type, TESSERA_FIELD_proposal_status_response_breaking_changes,
    TESSERA_FIELD_proposal_status_response_guarantee_changes, TESSERA_FIELD_proposal_status_response_proposed_at,
    TESSERA_FIELD_proposal_status_response_resolved_at, TESSERA_FIELD_proposal_status_response_expires_at,
    TESSERA_FIELD_proposal_status_response_auto_expire, TESSERA_FIELD_proposal_status_response_updated_at,
    TESSERA_FIELD_proposal_status_response_proposed_schema, TESSERA_FIELD_proposal_status_response_schema_format,
    TESSERA_FIELD_proposal_status_response_proposed_source, TESSERA_FIELD_proposal_status_response_affected_teams,
    TESSERA_FIELD_proposal_status_response_affected_assets, TESSERA_FIELD_proposal_status_response_objections,
    TESSERA_FIELD_proposal_status_response_base_contract_id, TESSERA_FIELD_proposal_status_response_proposed_version,
    TESSERA_FIELD_proposal_status_response_has_objections, TESSERA_FIELD_proposal_status_response_reason,
    TESSERA_FIELD_proposal_status_response_supersedes, TESSERA_FIELD_proposal_status_response_consumers,
    TESSERA_FIELD_proposal_status_response_acknowledgments,
    TESSERA_FIELD_proposal_status_response_earlier_acknowledgments,
    TESSERA_FIELD_proposal_status_response_pending_consumers, TESSERA_FIELD_proposal_status_response_audit_status,
    TESSERA_FIELD_proposal_status_response_warnings, TESSERA_FIELD_proposal_status_response_superseded_by,
    TESSERA_FIELD_proposal_status_response_waits, TESSERA_FIELD_proposal_status_response_truncated, };
TESSERA_RECORD_FUNCTIONS(tessera_proposal_status_response)

// A proposal, with or without how far it has come.
struct tessera_proposal_detail {
    uint64_t present;
    const char *proposal_id; // The proposal's id once more; with the status
    const char *asset_fqn; // The asset's name; with the status
    const char *proposed_by; // Who proposed it: a ProposalAuthor with the status, else the team's id (any JSON value)
    const char *proposed_by_user_id; // Proposing user; without the status
    const char *id; // Id
    tessera_proposal_status status; // State
    const char *asset_id; // Asset
    tessera_change_type change_type; // Size of the change
    tessera_breaking_change_array breaking_changes; // Incompatible changes
    tessera_guarantee_change_array guarantee_changes; // Changes of the guarantees
    int64_t proposed_at; // When it was proposed (microseconds since 1970)
    int64_t resolved_at; // When it was resolved (microseconds since 1970)
    int64_t expires_at; // When it expires (microseconds since 1970)
    bool auto_expire; // Whether it expires with the last migration deadline
    int64_t updated_at; // When it last changed (microseconds since 1970)
    const char *proposed_schema; // JSON Schema (JSON object, true or false)
    tessera_schema_format schema_format; // Language in which it was submitted
    // What was submitted, where that language has rules of its own to compare by (any JSON value)
    const char *proposed_source;
    tessera_affected_team_array affected_teams; // Teams that it touches
    tessera_affected_asset_array affected_assets; // Assets that it touches
    tessera_objection_array objections; // Objections filed, oldest first
    const char *base_contract_id; // Contract that the change is from
    const char *proposed_version; // Version that it is meant to become
    bool has_objections; // Whether there are objections
    const char *reason; // Why the change is made
    const char *supersedes; // Proposal that it took the place of
    const tessera_proposal_consumers *consumers; // How many consumers have answered; with the status
    tessera_acknowledgment_summary_array acknowledgments; // Answers, oldest first; with the status
    // Answers to what the proposal was before it was reopened, and to those that it took the place of, oldest first; with the status
    tessera_earlier_acknowledgment_array earlier_acknowledgments;
    tessera_pending_consumer_array pending_consumers; // Consumers that have yet to answer; with the status
    const tessera_proposal_audit *audit_status; // The last run of quality checks of the asset; with the status
    tessera_strings warnings; // What to look out for; with the status
    const char *superseded_by; // Proposal that took its place; with the status
    tessera_consumer_wait_array waits; // All consumers, and why each is or is not waited for; with the status
    // Present where a list of answers or consumers would have more than 1,000: of answers the last are told, of consumers the oldest
    bool truncated;
};
enum { TESSERA_FIELD_proposal_detail_proposal_id, TESSERA_FIELD_proposal_detail_asset_fqn,
    TESSERA_FIELD_proposal_detail_proposed_by, TESSERA_FIELD_proposal_detail_proposed_by_user_id,
    TESSERA_FIELD_proposal_detail_id, TESSERA_FIELD_proposal_detail_status, TESSERA_FIELD_proposal_detail_asset_id,
    TESSERA_FIELD_proposal_detail_change_type, TESSERA_FIELD_proposal_detail_breaking_changes,
    TESSERA_FIELD_proposal_detail_guarantee_changes, TESSERA_FIELD_proposal_detail_proposed_at,
    TESSERA_FIELD_proposal_detail_resolved_at, TESSERA_FIELD_proposal_detail_expires_at,
    TESSERA_FIELD_proposal_detail_auto_expire, TESSERA_FIELD_proposal_detail_updated_at,
    TESSERA_FIELD_proposal_detail_proposed_schema, TESSERA_FIELD_proposal_detail_schema_format,
    TESSERA_FIELD_proposal_detail_proposed_source, TESSERA_FIELD_proposal_detail_affected_teams,
    TESSERA_FIELD_proposal_detail_affected_assets, TESSERA_FIELD_proposal_detail_objections,
    TESSERA_FIELD_proposal_detail_base_contract_id, TESSERA_FIELD_proposal_detail_proposed_version,
    TESSERA_FIELD_proposal_detail_has_objections, TESSERA_FIELD_proposal_detail_reason,
    TESSERA_FIELD_proposal_detail_supersedes, TESSERA_FIELD_proposal_detail_consumers,
    TESSERA_FIELD_proposal_detail_acknowledgments, TESSERA_FIELD_proposal_detail_earlier_acknowledgments,
    TESSERA_FIELD_proposal_detail_pending_consumers, TESSERA_FIELD_proposal_detail_audit_status,
    TESSERA_FIELD_proposal_detail_warnings, TESSERA_FIELD_proposal_detail_superseded_by,
    TESSERA_FIELD_proposal_detail_waits, TESSERA_FIELD_proposal_detail_truncated, };
TESSERA_RECORD_FUNCTIONS(tessera_proposal_detail)

// Which of the proposals that a team has not answered.
struct tessera_pending_proposals_query {
    uint64_t present;
    tessera_proposal_status status; // State
    int64_t limit; // Most entries in the reply
    int64_t offset; // Entries to skip
    const char *after; // Place behind which the page begins: `next` of an earlier reply, asked for in the same order
};
enum { TESSERA_FIELD_pending_proposals_query_status, TESSERA_FIELD_pending_proposals_query_limit,
    TESSERA_FIELD_pending_proposals_query_offset, TESSERA_FIELD_pending_proposals_query_after, };

// A proposal that waits for a team's answer.
struct tessera_pending_proposal {
    uint64_t present;
    const char *proposal_id; // Proposal
    const char *asset_id; // Asset
    const char *asset_fqn; // Its name
    const char *proposed_by_team; // Name of the proposing team
    int64_t proposed_at; // When it was proposed (microseconds since 1970)
    int64_t expires_at; // When it expires (microseconds since 1970)
    tessera_strings breaking_changes_summary; // Each incompatible change in a sentence
    int64_t total_consumers; // How many teams are consumers of the asset now
    int64_t acknowledged_count; // How many teams have answered
    const char *your_team_status; // AWAITING_RESPONSE
    const char *reason; // Why the change is made
    const tessera_consumer_wait *wait; // Why the team's answer is waited for
};
enum { TESSERA_FIELD_pending_proposal_proposal_id, TESSERA_FIELD_pending_proposal_asset_id,
    TESSERA_FIELD_pending_proposal_asset_fqn, TESSERA_FIELD_pending_proposal_proposed_by_team,
    TESSERA_FIELD_pending_proposal_proposed_at, TESSERA_FIELD_pending_proposal_expires_at,
    TESSERA_FIELD_pending_proposal_breaking_changes_summary, TESSERA_FIELD_pending_proposal_total_consumers,
    TESSERA_FIELD_pending_proposal_acknowledged_count, TESSERA_FIELD_pending_proposal_your_team_status,
    TESSERA_FIELD_pending_proposal_reason, TESSERA_FIELD_pending_proposal_wait, };

// Proposals that wait for a team's answer.
struct tessera_pending_proposals {
    uint64_t present;
    tessera_pending_proposal_array pending_proposals; // The proposals, newest first
    int64_t total; // How many there are on all pages
    int64_t limit; // Most entries of this page
    int64_t offset; // Entries before this page
    const char *next; // Place behind the last entry, for `after`; null: this page is the last
};
enum { TESSERA_FIELD_pending_proposals_pending_proposals, TESSERA_FIELD_pending_proposals_total,
    TESSERA_FIELD_pending_proposals_limit, TESSERA_FIELD_pending_proposals_offset,
    TESSERA_FIELD_pending_proposals_next, };
TESSERA_RECORD_FUNCTIONS(tessera_pending_proposals)

// A consumer's answer to a proposal, as it was given.
struct tessera_acknowledgment {
    uint64_t present;
    const char *id; // Id
    const char *proposal_id; // Proposal
    const char *consumer_team_id; // Consumer team
    const char *acknowledged_by_user_id; // Answering user
    tessera_acknowledgment_response response; // The answer
    int64_t migration_deadline; // Until when the team means to have migrated (microseconds since 1970)
    const char *notes; // What it has to say
    int64_t responded_at; // When it answered (microseconds since 1970)
    tessera_proposal_status proposal_status; // State of the proposal after the answer
};
enum { TESSERA_FIELD_acknowledgment_id, TESSERA_FIELD_acknowledgment_proposal_id,
    TESSERA_FIELD_acknowledgment_consumer_team_id, TESSERA_FIELD_acknowledgment_acknowledged_by_user_id,
    TESSERA_FIELD_acknowledgment_response, TESSERA_FIELD_acknowledgment_migration_deadline,
    TESSERA_FIELD_acknowledgment_notes, TESSERA_FIELD_acknowledgment_responded_at,
    TESSERA_FIELD_acknowledgment_proposal_status, };
TESSERA_RECORD_FUNCTIONS(tessera_acknowledgment)

// An objection that was filed.
struct tessera_objection_result {
    uint64_t present;
    const char *action; // objection_filed
    const char *proposal_id; // Proposal
    const char *asset_fqn; // Name of its asset
    const tessera_objection *objection; // The objection
    int64_t total_objections; // How many objections there are now
    const char *note; // What an objection does, for people
};
enum { TESSERA_FIELD_objection_result_action, TESSERA_FIELD_objection_result_proposal_id,
    TESSERA_FIELD_objection_result_asset_fqn, TESSERA_FIELD_objection_result_objection,
    TESSERA_FIELD_objection_result_total_objections, TESSERA_FIELD_objection_result_note, };
TESSERA_RECORD_FUNCTIONS(tessera_objection_result)

// Who forces a proposal.
struct tessera_force_query {
    uint64_t present;
    const char *actor_id; // Team that takes the responsibility; required
    const char *reason; // Why the change cannot wait
};
enum { TESSERA_FIELD_force_query_actor_id, TESSERA_FIELD_force_query_reason, };

// A proposal that was published.
struct tessera_proposal_published {
    uint64_t present;
    tessera_publish_action action; // What was done
    const char *proposal_id; // Proposal
    const tessera_contract *contract; // The new contract
    const char *deprecated_contract_id; // Contract that it took the place of
    bool version_auto_generated; // Whether the server chose the version
    const char *audit_warning; // Trouble in the last run of quality checks
};
enum { TESSERA_FIELD_proposal_published_action, TESSERA_FIELD_proposal_published_proposal_id,
    TESSERA_FIELD_proposal_published_contract, TESSERA_FIELD_proposal_published_deprecated_contract_id,
    TESSERA_FIELD_proposal_published_version_auto_generated, TESSERA_FIELD_proposal_published_audit_warning, };
TESSERA_RECORD_FUNCTIONS(tessera_proposal_published)

// Proposals whose time ran out.
struct tessera_expired_proposals {
    uint64_t present;
    int64_t expired_count; // How many
    tessera_strings expired_proposal_ids; // Which
};
enum { TESSERA_FIELD_expired_proposals_expired_count, TESSERA_FIELD_expired_proposals_expired_proposal_ids, };
TESSERA_RECORD_FUNCTIONS(tessera_expired_proposals)

// Answer a proposal as a consumer: what tessera_proposals_acknowledge takes.
typedef struct tessera_proposals_acknowledge_input {
    uint64_t present;
    const char *consumer_team_id; // Answering team: a consumer of the proposal's asset
    tessera_acknowledgment_response response_type; // The answer; absent: `accepted` says it
    const char *notes; // What the team has to say
    const char *team_id; // Answering team: a consumer of the proposal's asset
    bool accepted; // In place of `response`: true stands for approved, false for blocked
    const char *comment; // What the team has to say
    int64_t migration_deadline; // Until when the team means to have migrated (microseconds since 1970)
    const char *acknowledged_by_user_id; // Answering user
} tessera_proposals_acknowledge_input;
enum { TESSERA_FIELD_proposals_acknowledge_input_consumer_team_id,
    TESSERA_FIELD_proposals_acknowledge_input_response_type, TESSERA_FIELD_proposals_acknowledge_input_notes,
    TESSERA_FIELD_proposals_acknowledge_input_team_id, TESSERA_FIELD_proposals_acknowledge_input_accepted,
    TESSERA_FIELD_proposals_acknowledge_input_comment, TESSERA_FIELD_proposals_acknowledge_input_migration_deadline,
    TESSERA_FIELD_proposals_acknowledge_input_acknowledged_by_user_id, };

// Object to a proposal as a team downstream, which blocks nothing: what tessera_proposals_file_objection takes.
typedef struct tessera_proposals_file_objection_input {
    uint64_t present;
    const char *objector_team_id; // Objecting team: the owner of an asset downstream; required
    const char *reason; // Why the team objects; required
    const char *objector_user_id; // Objecting user
} tessera_proposals_file_objection_input;
enum { TESSERA_FIELD_proposals_file_objection_input_objector_team_id,
    TESSERA_FIELD_proposals_file_objection_input_reason,
    TESSERA_FIELD_proposals_file_objection_input_objector_user_id, };

// Publish an approved proposal as a contract: what tessera_proposals_publish takes.
typedef struct tessera_proposals_publish_input {
    uint64_t present;
    // Version, MAJOR.MINOR.PATCH; absent: the one that was proposed, or where that is taken the next
    const char *version;
    const char *published_by; // Publishing team; absent: the caller's, or of an admin the asset's owner team
    const char *published_by_user_id; // Publishing user
} tessera_proposals_publish_input;
enum { TESSERA_FIELD_proposals_publish_input_version, TESSERA_FIELD_proposals_publish_input_published_by,
    TESSERA_FIELD_proposals_publish_input_published_by_user_id, };

#ifdef __cplusplus
}
#endif
