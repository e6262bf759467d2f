// An answer is made of reasons: each stands in the way or not, and the worst decides. What waiting can mend makes it `not_yet`,
// what it cannot makes it `no`.
#include "domain/can_publish.h"
#include "domain/concerns.h"
#include "domain/proposal_waits.h"
#include "domain/publish_approved.h"
#include "domain/publish_approved_draft.h"
#include "domain/quality.h"
#include "store/acknowledgments.h"
#include "store/contracts.h"
#include "store/proposals.h"

enum { REASONS_MAXIMUM = CONSUMERS_TOLD + 2 * DEPLOYMENTS_MAXIMUM };

typedef struct answering {
    db *db;
    arena *arena;
    const struct asset *asset;
    uuid active; // contract; none: there is none
    struct can_publish *out;
    struct publish_reason *reasons;
} answering;

static answering begin(struct can_publish *out, db *d, const struct asset *asset, arena *a) {
    answering s = {.db = d, .arena = a, .asset = asset, .out = out};
    struct contract active;
    record_blank(&type_can_publish, out);
    s.reasons = arena_array(a, REASONS_MAXIMUM, sizeof *s.reasons);
    out->can_publish = publish_answer_yes;
    out->asset_id = asset->id;
    out->asset_fqn = asset->fqn;
    out->breaking_changes = out->waiting_for = out->versions = (record_list){arena_array(a, 1, 1), 0};
    out->reasons = (record_list){s.reasons, 0};
    if (store_contracts_active(d, &asset->id, &active, a)) {
        s.active = active.id;
        out->current_version = active.version;
    }
    return s;
}

// --- reasons ---------------------------------------------------------------------------------------------------------

// `answer` is what the reason leaves at best: yes where it does not stand in the way.
static struct publish_reason *add(answering *s, int code, int answer, const char *message) {
    static const int badness[] = {[publish_answer_yes] = 0, [publish_answer_not_yet] = 1, [publish_answer_no] = 2};
    size_t place = s->out->reasons.count < REASONS_MAXIMUM ? s->out->reasons.count++ : REASONS_MAXIMUM - 1;
    struct publish_reason *reason = &s->reasons[place];
    record_blank(&type_publish_reason, reason);
    reason->code = code;
    reason->message = message;
    reason->blocking = (int8_t)(answer != publish_answer_yes);
    if (badness[answer] > badness[s->out->can_publish])
        s->out->can_publish = answer;
    return reason;
}

static void add_about(answering *s, int code, int answer, const char *message, const uuid *proposal) {
    add(s, code, answer, message)->proposal_id = *proposal;
}

// Whom the proposal (none: one that would be made) waits for.
static void add_awaited(answering *s, const uuid *proposal, record_list awaited) {
    const struct pending_consumer *consumers = awaited.items;
    if (consumers_told_first(&awaited))
        s->out->truncated = true;
    s->out->waiting_for = awaited;
    for (size_t i = 0; i < awaited.count; i++) {
        struct publish_reason *reason =
            add(s, publish_ground_awaits_consumer, publish_answer_not_yet,
                arena_printf(s->arena, "Team '%s' has yet to answer", consumers[i].team_name));
        reason->team_id = consumers[i].team_id;
        reason->team_name = consumers[i].team_name;
        reason->proposal_id = *proposal;
    }
    if (awaited.count == 0)
        add_about(s, publish_ground_awaits_decision, publish_answer_not_yet,
                  "There is no consumer whose answer it waits for: an admin decides", proposal);
}

// The same of a proposal that would be made, or made anew, by those whom it would concern (records `consumer_wait`).
static void add_concerned(answering *s, record_list waits) {
    if (proposal_waits_for_none(waits))
        add(s, publish_ground_concerns_nobody, publish_answer_yes,
            "It concerns none of the consumers: the proposal is approved at once");
    else
        add_awaited(s, &UUID_NONE, proposal_waits_pending(s->db, &UUID_NONE, &s->asset->id, waits, s->arena));
}

static void add_blocked(answering *s, const uuid *proposal) {
    record_list answers = store_acknowledgments_of_proposal(s->db, proposal, s->arena);
    const struct acknowledgment_summary *given = answers.items;
    for (size_t i = 0; i < answers.count; i++) {
        if (given[i].response != acknowledgment_response_blocked)
            continue;
        struct publish_reason *reason =
            add(s, publish_ground_blocked, publish_answer_no,
                arena_printf(s->arena, "Team '%s' blocked it%s%s", given[i].consumer_team_name,
                             given[i].notes == NULL ? "" : ": ", given[i].notes == NULL ? "" : given[i].notes));
        reason->team_id = given[i].consumer_team_id;
        reason->team_name = given[i].consumer_team_name;
        reason->proposal_id = *proposal;
    }
}

static void add_quality(answering *s) {
    struct context_audit latest;
    quality_verdict verdict = quality_gate(s->db, s->asset, &latest, s->arena);
    if (verdict == QUALITY_FINE)
        return;
    add(s, publish_ground_quality_failed, verdict == QUALITY_REFUSE ? publish_answer_no : publish_answer_yes,
        arena_printf(s->arena, "The last run of quality checks %s with %lld guarantee(s) failing",
                     enum_audit_run_status.values[latest.status], (long long)latest.guarantees_failed));
}

// Those that stand in the way first, each kind in its order.
static void sort_reasons(answering *s) {
    size_t count = s->out->reasons.count, place = 0;
    struct publish_reason *sorted = arena_array(s->arena, count + 1, sizeof *sorted);
    for (int blocking = 1; blocking >= 0; blocking--)
        for (size_t i = 0; i < count; i++)
            if (s->reasons[i].blocking == blocking)
                sorted[place++] = s->reasons[i];
    s->out->reasons.items = sorted;
}

// --- a proposal ------------------------------------------------------------------------------------------------------

// Whether the proposal says anything of what may be published now. What was blocked was a change from one contract: behind
// another it is another change.
static bool is_decisive(const answering *s, const struct proposal *proposal) {
    if (proposal->status == proposal_status_rejected)
        return uuid_equal(&proposal->base_contract_id, &s->active);
    return proposal->status == proposal_status_pending || proposal->status == proposal_status_approved;
}

// The proposal, where it decides the answer, with the reasons that its state is. False: it does not.
static bool tell_proposal(answering *s, const uuid *id) {
    struct proposal proposal;
    if (!store_proposals_get(s->db, id, &proposal, s->arena) || !is_decisive(s, &proposal))
        return false;
    s->out->proposal_id = proposal.id;
    s->out->proposal_status = proposal.status;
    s->out->until = proposal.status == proposal_status_pending ? proposal.expires_at : TIMESTAMP_NONE;
    if (s->out->version == NULL)
        s->out->version = proposal.proposed_version;
    if (s->out->breaking_changes.count == 0) {
        s->out->breaking_changes = proposal.breaking_changes;
        s->out->change_type = proposal.change_type;
    }
    if (proposal.status == proposal_status_pending)
        add_awaited(s, id, store_waits_awaited(s->db, id, &s->asset->id, PROPOSAL_WAITS_MAXIMUM, s->arena));
    else if (proposal.status == proposal_status_approved)
        add_about(s, publish_ground_approved, publish_answer_yes, "The proposal is approved", id);
    else
        add_blocked(s, id);
    return true;
}

// --- an environment --------------------------------------------------------------------------------------------------

static void add_deployed(answering *s, record_list broken) {
    const struct publish_reason *from = broken.items;
    for (size_t i = 0; i < broken.count; i++)
        *add(s, publish_ground_deployed, publish_answer_not_yet, from[i].message) = from[i];
}

static void tell_versions(answering *s, deployable *in) {
    s->out->versions = deployable_versions(in);
    const struct deployable_version *versions = s->out->versions.items;
    for (size_t i = 0; i < s->out->versions.count && s->out->deployable_version == NULL; i++)
        if (versions[i].can_deploy)
            s->out->deployable_version = versions[i].version;
}

// --- a schema --------------------------------------------------------------------------------------------------------

static void tell_contract(answering *s, const publish_outcome *outcome) {
    if (outcome->manner == PUBLISH_AGREED)
        tell_proposal(s, &outcome->published_proposal);
    else if (outcome->manner != PUBLISH_PLAINLY)
        add(s, publish_ground_prerelease, publish_answer_yes, "A pre-release, or the release of one, may break");
    else if (outcome->current_version == NULL)
        add(s, publish_ground_first_contract, publish_answer_yes, "It would be the asset's first contract");
    else
        add(s, publish_ground_compatible, publish_answer_yes, "Nothing in this change is breaking");
}

// A proposal of the same that was refused last is answer enough.
static void tell_unproposed(answering *s, const publish_outcome *outcome) {
    uuid last = store_proposals_last_same(s->db, &s->asset->id, outcome->fingerprint);
    if (last.set && tell_proposal(s, &last))
        return;
    add(s, publish_ground_needs_proposal, publish_answer_not_yet, "The change is breaking, and has to be proposed");
    add_concerned(s, outcome->waits);
}

static void tell_outcome(answering *s, const publish_outcome *outcome) {
    switch (outcome->fate) {
    case PUBLISH_CONTRACT:
        tell_contract(s, outcome);
        break;
    case PUBLISH_PENDING:
        tell_proposal(s, &outcome->proposal->id);
        break;
    case PUBLISH_PROPOSAL:
        tell_unproposed(s, outcome);
        break;
    case PUBLISH_DUPLICATE_PROPOSAL:
        add_about(s, publish_ground_other_proposal, publish_answer_no, outcome->message, &outcome->existing);
        break;
    case PUBLISH_REOPENED:
        add_about(s, publish_ground_consent_outdated, publish_answer_not_yet, outcome->message,
                  &outcome->published_proposal);
        add_concerned(s, outcome->waits);
        break;
    case PUBLISH_VERSION_EXISTS:
        add(s, publish_ground_version_taken, publish_answer_no, outcome->message)->version = outcome->version;
        break;
    default:
        add(s, publish_ground_version_unfit, publish_answer_no,
            outcome->message != NULL ? outcome->message : "The version does not fit the change")
            ->version = outcome->version;
    }
}

bool can_publish_order(struct can_publish *out, db *d, const publish_order *order, deployable *in, arena *a) {
    publish_order asked = *order;
    asked.dry_run = true;
    asked.chooses_version = true;
    publish_outcome outcome = publish_run(d, &asked, a);
    if (outcome.fate == PUBLISH_OVERTAKEN || outcome.fate == PUBLISH_FAILED)
        return false;
    answering s = begin(out, d, order->asset, a);
    out->version = outcome.version;
    if (outcome.current_version != NULL) {
        out->change_type = (int)verdict_change_type(&outcome.verdict);
        out->breaking_changes = verdict_touching_records(a, &outcome.verdict);
    }
    tell_outcome(&s, &outcome);
    add_quality(&s);
    comparand side = order->draft->side;
    if (in != NULL)
        add_deployed(&s, deployable_breaks(in, &side, NULL, order->compatibility_mode));
    sort_reasons(&s);
    return true;
}

// --- what is proposed ------------------------------------------------------------------------------------------------

// What publishing the approved proposal would come to, where it was approved as a change from a contract that is active no more.
static bool tell_outdated(answering *s, const proposal_content *content, schema_cache *cache,
                          const record_limits *limits) {
    publish_draft draft = publish_approved_draft(s->db, content, cache, limits, s->arena);
    publish_order order = {.asset = s->asset,
                           .draft = &draft,
                           .publisher = s->asset->owner_team_id,
                           .dry_run = true,
                           .chooses_version = true};
    if (draft.source.schema == NULL)
        return false;
    publish_outcome outcome = publish_agreed_run(s->db, &order, &content->proposal.id, s->arena);
    if (outcome.fate == PUBLISH_OVERTAKEN || outcome.fate == PUBLISH_FAILED)
        return false;
    if (outcome.fate == PUBLISH_REOPENED) {
        s->out->proposal_id = content->proposal.id;
        s->out->proposal_status = proposal_status_approved;
        s->out->change_type = (int)verdict_change_type(&outcome.verdict);
        s->out->breaking_changes = verdict_touching_records(s->arena, &outcome.verdict);
    }
    s->out->version = outcome.version;
    tell_outcome(s, &outcome);
    return true;
}

// Whether the proposal is approved, as a change from another contract than the active one.
static bool is_outdated(const answering *s, const uuid *id, proposal_content *content) {
    proposal_head head;
    return s->active.set && store_proposals_head(s->db, id, &head, s->arena) &&
           head.status == proposal_status_approved && store_proposals_content(s->db, id, content, s->arena) &&
           !uuid_equal(&content->proposal.base_contract_id, &s->active);
}

bool can_publish_proposed(struct can_publish *out, db *d, const struct asset *asset, deployable *in,
                          schema_cache *cache, const record_limits *limits, arena *a) {
    answering s = begin(out, d, asset, a);
    proposal_content content;
    uuid proposal = store_proposals_decisive(d, &asset->id);
    if (proposal.set && is_outdated(&s, &proposal, &content)) {
        if (!tell_outdated(&s, &content, cache, limits))
            return false;
    } else if (!proposal.set || !tell_proposal(&s, &proposal))
        add(&s, publish_ground_nothing_open, publish_answer_yes,
            "Nothing is proposed that is open or was refused last");
    add_quality(&s);
    if (in != NULL)
        tell_versions(&s, in);
    sort_reasons(&s);
    return true;
}
