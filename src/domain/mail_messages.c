// A sentence that says what happened is the subject; the body repeats it and says the rest, a line for each thing that is known.
#include "domain/mail_messages.h"
#include "domain/wording.h"
#include <stdint.h>

enum {
    SUBJECT_MOST = 200,
    NAME_MOST = 1000,
    SHORT_MOST = 300,
    REASON_MOST = 5000,
    BODY_MOST = 60000,
};

typedef struct draft {
    arena *arena;
    const bulletin *news;
    const char *body;
} draft;

static const char *line(draft *d, const char *value, size_t most) {
    return wording(d->arena, value, most, WORDING_ONE_LINE);
}

static const char *place(draft *d) {
    const char *name = line(d, d->news->subject, NAME_MOST);
    if (d->news->version == NULL)
        return name;
    return arena_printf(d->arena, "%s v%s", name, line(d, d->news->version, SHORT_MOST));
}

static const char *team(draft *d) {
    return d->news->team == NULL ? "unknown" : line(d, d->news->team, SHORT_MOST);
}

static void add(draft *d, const char *said) {
    d->body = arena_printf(d->arena, "%s%s\n", d->body, said);
}

static void add_named(draft *d, const char *name, const char *value) {
    if (value != NULL)
        add(d, arena_printf(d->arena, "%s: %s", name, line(d, value, NAME_MOST)));
}

static void add_consumers(draft *d) {
    const bulletin *news = d->news;
    if (news->consumer_count == 0)
        return;
    const char *names = "";
    for (size_t i = 0; i < news->consumer_count && i < BULLETIN_CONSUMERS; i++)
        names = arena_printf(d->arena, "%s%s%s", names, i == 0 ? "" : ", ", line(d, news->consumers[i], SHORT_MOST));
    if (news->consumer_count > BULLETIN_CONSUMERS)
        names = arena_printf(d->arena, "%s, +%zu more", names, news->consumer_count - BULLETIN_CONSUMERS);
    add(d, arena_printf(d->arena, "Affected teams: %s", names));
}

static void add_changes(draft *d) {
    const bulletin *news = d->news;
    if (news->change_count == 0)
        return;
    add(d, arena_printf(d->arena, "\n%zu breaking change%s:", news->change_count, news->change_count == 1 ? "" : "s"));
    for (size_t i = 0; i < news->change_count && i < BULLETIN_CHANGES; i++) {
        const bulletin_change *change = &news->changes[i];
        const char *said = change->message == NULL ? "changed" : line(d, change->message, NAME_MOST);
        const char *path =
            change->path == NULL ? "" : arena_printf(d->arena, "%s: ", line(d, change->path, SHORT_MOST));
        add(d, arena_printf(d->arena, "  - %s%s", path, said));
    }
    if (news->change_count > BULLETIN_CHANGES)
        add(d, arena_printf(d->arena, "  - ...and %zu more", news->change_count - BULLETIN_CHANGES));
}

static void add_reason(draft *d, const char *title) {
    if (d->news->reason == NULL)
        return;
    const char *reason = wording_quote(d->arena, wording(d->arena, d->news->reason, REASON_MOST, 0), "> ");
    add(d, arena_printf(d->arena, "\n%s:\n%s", title, reason));
}

// --- what happened ---------------------------------------------------------------------------------------------------

static const char *turn_word(draft *d) {
    const char *status = d->news->status == NULL ? "resolved" : d->news->status;
    return strcmp(status, "rejected") == 0 ? "blocked" : line(d, status, SHORT_MOST);
}

static const char *answer_word(draft *d) {
    const char *answer = d->news->status == NULL ? "answered" : d->news->status;
    return strcmp(answer, "migrating") == 0 ? "acknowledged (migrating)" : line(d, answer, SHORT_MOST);
}

static const char *what_happened(draft *d) {
    switch (d->news->kind) {
    case BULLETIN_proposal_created:
    case BULLETIN_proposal_informed:
        return arena_printf(d->arena, "Breaking change proposed for %s", place(d));
    case BULLETIN_proposal_acknowledged:
        return arena_printf(d->arena, "%s %s the change of %s", team(d), answer_word(d), place(d));
    case BULLETIN_proposal_resolved:
        return arena_printf(d->arena, "Proposal %s: %s", turn_word(d), place(d));
    case BULLETIN_proposal_expiring:
        return arena_printf(d->arena, "Proposal ends soon: %s", place(d));
    case BULLETIN_force_publish:
        return arena_printf(d->arena, "Published by force: %s", place(d));
    case BULLETIN_contract_published:
        return arena_printf(d->arena, "Contract published: %s", place(d));
    case BULLETIN_repo_sync_failed:
        return arena_printf(d->arena, "Sync failed: %s", place(d));
    case BULLETIN_KIND_COUNT:
        break;
    }
    return place(d);
}

static void add_rest(draft *d) {
    const bulletin *news = d->news;
    switch (news->kind) {
    case BULLETIN_proposal_created:
    case BULLETIN_proposal_informed:
        add_named(d, "Producer", news->team);
        add_consumers(d);
        add_changes(d);
        add_reason(d, "Reason");
        add(d, news->kind == BULLETIN_proposal_created
                   ? "\nConsumers have to acknowledge this change before it is published."
                   : "\nFor your information: it does not wait for your team's answer.");
        add_named(d, "Ends", news->expires_at);
        return;
    case BULLETIN_proposal_acknowledged:
        add_reason(d, "Notes");
        return;
    case BULLETIN_proposal_resolved:
        add_named(d, "Blocked by", news->team);
        add_reason(d, "Reason");
        return;
    case BULLETIN_proposal_expiring:
        add_named(d, "Ends", news->expires_at);
        add(d, arena_printf(d->arena, "Consumers that have yet to answer: %lld", (long long)news->awaited));
        return;
    case BULLETIN_force_publish:
        add(d, "A breaking change, without the acknowledgment of its consumers.");
        add_named(d, "Publisher", news->team);
        add_named(d, "User", news->user);
        add_reason(d, "Reason");
        return;
    case BULLETIN_contract_published:
        add_named(d, "Publisher", news->team);
        add_named(d, "Summary", news->summary);
        return;
    case BULLETIN_repo_sync_failed:
        add_reason(d, "Error");
        add_named(d, "Last successful sync", news->last_sync);
        return;
    case BULLETIN_KIND_COUNT:
        return;
    }
}

mail_message mail_message_of(const bulletin *news, arena *a) {
    draft d = {.arena = a, .news = news, .body = ""};
    const char *happened = what_happened(&d);
    add(&d, happened);
    add_rest(&d);
    if (news->link != NULL)
        add(&d, arena_printf(a, "\n%s", line(&d, news->link, BODY_MOST)));
    const char *subject = arena_printf(a, "[Tessera] %s", happened);
    return (mail_message){wording(a, subject, SUBJECT_MOST, WORDING_ONE_LINE), wording(a, d.body, BODY_MOST, 0)};
}
