// One function for each kind of news. What others wrote (names, reasons, paths) is escaped and bounded where it is put in, so
// that what a message says besides is never what is cut off.
#include "domain/slack_messages.h"
#include "base/json_build.h"
#include "domain/slack_blocks.h"
#include "domain/wording.h"

enum {
    NAME_MOST = 1000, // units of the name of an asset or a repository
    SHORT_MOST = 300, // of a version, a status, the name of a team, a change
    REASON_MOST = 1500,
};

typedef struct draft {
    arena *arena;
    const bulletin *news;
    slack_blocks blocks;
} draft;

// --- values in markup ------------------------------------------------------------------------------------------------

static const char *inserted(draft *d, const char *value, size_t most) {
    return wording(d->arena, value, most, WORDING_ESCAPED | WORDING_ONE_LINE);
}

static const char *subject(draft *d) {
    return inserted(d, d->news->subject, NAME_MOST);
}

static const char *team(draft *d) {
    return d->news->team == NULL ? "unknown" : inserted(d, d->news->team, SHORT_MOST);
}

// "*version* `x`" behind the name of the asset; nothing where no version is known.
static const char *version(draft *d, const char *format_before, const char *behind) {
    if (d->news->version == NULL)
        return "";
    return arena_printf(d->arena, "%s%s%s", format_before, inserted(d, d->news->version, SHORT_MOST), behind);
}

// The reason as a quotation on lines of its own; nothing where there is none.
static const char *quoted_reason(draft *d) {
    if (d->news->reason == NULL)
        return "";
    const char *reason = wording(d->arena, d->news->reason, REASON_MOST, WORDING_ESCAPED);
    return arena_printf(d->arena, "\n%s", wording_quote(d->arena, reason, "> "));
}

// --- values in plain text --------------------------------------------------------------------------------------------

static const char *plain(draft *d, const char *value, size_t most) {
    return wording(d->arena, value, most, WORDING_ONE_LINE);
}

// The name of the asset and " v<version>".
static const char *plain_place(draft *d) {
    const char *name = plain(d, d->news->subject, NAME_MOST);
    if (d->news->version == NULL)
        return name;
    return arena_printf(d->arena, "%s v%s", name, plain(d, d->news->version, SHORT_MOST));
}

static const char *plain_by(draft *d) {
    return d->news->team == NULL ? "" : arena_printf(d->arena, " by %s", plain(d, d->news->team, SHORT_MOST));
}

// --- proposals -------------------------------------------------------------------------------------------------------

static const char *affected_teams(draft *d) {
    const bulletin *news = d->news;
    if (news->consumer_count == 0)
        return "none";
    const char *names = "";
    for (size_t i = 0; i < news->consumer_count && i < BULLETIN_CONSUMERS; i++)
        names =
            arena_printf(d->arena, "%s%s%s", names, i == 0 ? "" : ", ", inserted(d, news->consumers[i], SHORT_MOST));
    if (news->consumer_count <= BULLETIN_CONSUMERS)
        return names;
    return arena_printf(d->arena, "%s, +%zu more", names, news->consumer_count - BULLETIN_CONSUMERS);
}

static void add_changes(draft *d) {
    const bulletin *news = d->news;
    const char *lines =
        arena_printf(d->arena, "*%zu breaking change%s*", news->change_count, news->change_count == 1 ? "" : "s");
    for (size_t i = 0; i < news->change_count && i < BULLETIN_CHANGES; i++) {
        const bulletin_change *change = &news->changes[i];
        const char *said = change->message == NULL ? "changed" : inserted(d, change->message, SHORT_MOST);
        lines = change->path == NULL ? arena_printf(d->arena, "%s\n\u2022 %s", lines, said)
                                     : arena_printf(d->arena, "%s\n\u2022 `%s`: %s", lines,
                                                    inserted(d, change->path, SHORT_MOST / 2), said);
    }
    if (news->change_count > BULLETIN_CHANGES)
        lines = arena_printf(d->arena, "%s\n\u2022 _...and %zu more_", lines, news->change_count - BULLETIN_CHANGES);
    slack_section(&d->blocks, lines);
}

static const char *created(draft *d) {
    const bulletin *news = d->news;
    bool informed = news->kind == BULLETIN_proposal_informed;
    slack_header(&d->blocks, ":warning: Breaking Change Proposed");
    const char *fields[] = {
        arena_printf(d->arena, "*Asset:*\n`%s`", subject(d)),
        arena_printf(d->arena, "*Version:*\n`%s`", news->version == NULL ? "not chosen yet" : version(d, "", "")),
        arena_printf(d->arena, "*Producer:*\n%s", team(d)),
        arena_printf(d->arena, "*Affected teams:*\n%s", affected_teams(d)),
    };
    slack_section_fields(&d->blocks, fields, sizeof fields / sizeof *fields);
    add_changes(d);
    if (news->reason != NULL)
        slack_section(&d->blocks, arena_printf(d->arena, "*Reason:*%s", quoted_reason(d)));
    slack_divider(&d->blocks);
    slack_button(&d->blocks, "View proposal", news->link);
    const char *by =
        news->expires_at == NULL ? "" : arena_printf(d->arena, " Until %s.", inserted(d, news->expires_at, SHORT_MOST));
    slack_context(&d->blocks,
                  arena_printf(d->arena, "%s%s",
                               informed ? "For your information: it does not wait for your team's answer."
                                        : "Consumers have to acknowledge this change before it is published.",
                               by));
    return arena_printf(d->arena, ":warning: Breaking change proposed for %s%s", plain_place(d), plain_by(d));
}

typedef struct turn_row {
    const char *status, *emoji, *word, *title;
} turn_row;

static const turn_row turns[] = {
    {"approved", ":white_check_mark:", "approved", "Proposal Approved"},
    {"rejected", ":no_entry:", "blocked", "Proposal Blocked"},
    {"expired", ":hourglass:", "expired", "Proposal Expired"},
};

static turn_row turn_of(draft *d) {
    const char *status = d->news->status == NULL ? "resolved" : d->news->status;
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++)
        if (strcmp(turns[i].status, status) == 0)
            return turns[i];
    const char *word = plain(d, status, SHORT_MOST);
    char *title = arena_printf(d->arena, "Proposal %s", word), *first = title + sizeof "Proposal " - 1;
    if (*first >= 'a' && *first <= 'z')
        *first = (char)(*first - 'a' + 'A');
    for (char *c = first; *c != '\0'; c++)
        if (*c == '_')
            *c = ' ';
    return (turn_row){status, ":information_source:", word, title};
}

static const char *resolved(draft *d) {
    const bulletin *news = d->news;
    turn_row turn = turn_of(d);
    bool blocked = news->status != NULL && strcmp(news->status, "rejected") == 0;
    slack_header(&d->blocks, arena_printf(d->arena, "%s %s", turn.emoji, turn.title));
    const char *word = wording(d->arena, turn.word, SHORT_MOST, WORDING_ESCAPED);
    const char *by = news->team == NULL ? "" : arena_printf(d->arena, " by *%s*", team(d));
    slack_section(&d->blocks, arena_printf(d->arena, "`%s`%s: the proposal was %s%s%s", subject(d),
                                           version(d, " *v", "*"), word, blocked ? by : "", quoted_reason(d)));
    slack_divider(&d->blocks);
    slack_button(&d->blocks, "View proposal", news->link);
    return arena_printf(d->arena, "%s Proposal %s: %s", turn.emoji, turn.word, plain_place(d));
}

static const char *expiring(draft *d) {
    const bulletin *news = d->news;
    const char *at = news->expires_at == NULL ? "soon" : news->expires_at;
    slack_header(&d->blocks, ":hourglass_flowing_sand: Proposal Ends Soon");
    slack_section(&d->blocks,
                  arena_printf(d->arena, "The proposal for `%s` ends at %s. Consumers that have yet to answer: %lld",
                               subject(d), inserted(d, at, SHORT_MOST), (long long)news->awaited));
    slack_divider(&d->blocks);
    slack_button(&d->blocks, "View proposal", news->link);
    return arena_printf(d->arena, ":hourglass_flowing_sand: The proposal for %s ends at %s", plain_place(d),
                        plain(d, at, SHORT_MOST));
}

typedef struct answer_row {
    const char *response, *emoji, *word;
} answer_row;

static const answer_row answers[] = {
    {"approved", ":white_check_mark:", "approved"},
    {"blocked", ":no_entry:", "blocked"},
    {"migrating", ":hourglass_flowing_sand:", "acknowledged (migrating)"},
};

static answer_row answer_of(draft *d) {
    const char *response = d->news->status == NULL ? "answered" : d->news->status;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
        if (strcmp(answers[i].response, response) == 0)
            return answers[i];
    return (answer_row){response, ":information_source:", plain(d, response, SHORT_MOST)};
}

static const char *acknowledged(draft *d) {
    const bulletin *news = d->news;
    answer_row answer = answer_of(d);
    const char *word = wording(d->arena, answer.word, SHORT_MOST, WORDING_ESCAPED);
    slack_section(&d->blocks,
                  arena_printf(d->arena, "%s *%s* %s the change of `%s`", answer.emoji, team(d), word, subject(d)));
    if (news->reason != NULL)
        slack_context(&d->blocks, arena_printf(d->arena, "_%s_", inserted(d, news->reason, REASON_MOST)));
    if (news->link != NULL)
        slack_context(&d->blocks,
                      arena_printf(d->arena, "<%s|View proposal>", inserted(d, news->link, SLACK_TEXT_MAXIMUM / 2)));
    const char *who = news->team == NULL ? "A consumer" : plain(d, news->team, SHORT_MOST);
    return arena_printf(d->arena, "%s %s %s the change of %s", answer.emoji, who, answer.word, plain_place(d));
}

// --- publishing ------------------------------------------------------------------------------------------------------

static const char *forced(draft *d) {
    const bulletin *news = d->news;
    const char *publisher = news->user == NULL
                                ? arena_printf(d->arena, "*%s*", team(d))
                                : arena_printf(d->arena, "*%s* (%s)", inserted(d, news->user, SHORT_MOST), team(d));
    slack_header(&d->blocks, ":red_circle: Breaking Contract Published by Force");
    slack_section(&d->blocks,
                  arena_printf(d->arena,
                               "`%s`%s was published without the acknowledgment of its consumers.%s\nPublished by %s",
                               subject(d), version(d, " *v", "*"), quoted_reason(d), publisher));
    slack_divider(&d->blocks);
    slack_button(&d->blocks, "View contract", news->link);
    return arena_printf(d->arena, ":red_circle: %s was published by force%s", plain_place(d), plain_by(d));
}

static const char *published(draft *d) {
    const bulletin *news = d->news;
    const char *summary =
        news->summary == NULL ? "" : arena_printf(d->arena, "\n%s", inserted(d, news->summary, REASON_MOST));
    slack_section(&d->blocks, arena_printf(d->arena, ":package: `%s`%s was published by *%s*%s", subject(d),
                                           version(d, " *v", "*"), team(d), summary));
    slack_button(&d->blocks, "View contract", news->link);
    return arena_printf(d->arena, ":package: %s was published%s", plain_place(d), plain_by(d));
}

// --- repositories ----------------------------------------------------------------------------------------------------

static const char *sync_failed(draft *d) {
    const bulletin *news = d->news;
    const char *last = news->last_sync == NULL ? ""
                                               : arena_printf(d->arena, "\nLast successful sync: %s",
                                                              inserted(d, news->last_sync, SHORT_MOST));
    slack_header(&d->blocks, ":x: Repository Sync Failed");
    slack_section(&d->blocks,
                  arena_printf(d->arena, "*%s* could not be synchronised.%s%s", subject(d), quoted_reason(d), last));
    slack_button(&d->blocks, "View repository", news->link);
    return arena_printf(d->arena, ":x: Sync of %s failed", plain(d, news->subject, NAME_MOST));
}

// --- messages --------------------------------------------------------------------------------------------------------

static const char *(*const layouts[BULLETIN_KIND_COUNT])(draft *d) = {
    [BULLETIN_proposal_created] = created,           [BULLETIN_proposal_informed] = created,
    [BULLETIN_proposal_acknowledged] = acknowledged, [BULLETIN_proposal_resolved] = resolved,
    [BULLETIN_proposal_expiring] = expiring,         [BULLETIN_force_publish] = forced,
    [BULLETIN_contract_published] = published,       [BULLETIN_repo_sync_failed] = sync_failed,
};

static slack_message finished(draft *d, const char *said) {
    return (slack_message){wording(d->arena, said, SLACK_TEXT_MAXIMUM, WORDING_ONE_LINE),
                           json_make_array(d->arena, d->blocks.items, d->blocks.count)};
}

slack_message slack_message_of(const bulletin *news, arena *a) {
    draft d = {.arena = a, .news = news, .blocks = {.arena = a}};
    const char *said = layouts[news->kind](&d);
    return finished(&d, said);
}

slack_message slack_message_test(arena *a) {
    draft d = {.arena = a, .blocks = {.arena = a}};
    slack_section(&d.blocks, ":white_check_mark: Tessera reaches this channel.");
    return finished(&d, ":white_check_mark: Test message from Tessera");
}

const char *slack_message_body(const slack_message *message, const char *channel, arena *a, size_t *length) {
    json_builder body = json_builder_on(a);
    if (channel != NULL)
        json_put_string(&body, "channel", channel);
    json_put_string(&body, "text", message->text);
    json_put_value(&body, "blocks", message->blocks);
    return json_print(a, json_built(&body), length);
}
