// The words of the outbox are those of whoever wrote them; the names of members are gathered here, in one place for all who tell
// people of it.
#include "domain/bulletin.h"

typedef struct event_row {
    const char *event;
    const char *subject, *team, *status, *reason, *link_of, *id;
} event_row;

static const event_row events[BULLETIN_KIND_COUNT] = {
    [BULLETIN_proposal_created] = {"proposal.created", "asset_fqn", "producer_team", NULL, "reason", "proposals",
                                   "proposal_id"},
    [BULLETIN_proposal_informed] = {"proposal.informed", "asset_fqn", "producer_team", NULL, "reason", "proposals",
                                    "proposal_id"},
    [BULLETIN_proposal_acknowledged] = {"proposal.acknowledged", "asset_fqn", "consumer_team", "response", "notes",
                                        "proposals", "proposal_id"},
    [BULLETIN_proposal_resolved] = {"proposal.resolved", "asset_fqn", "blocker_team", "status", "blocker_reason",
                                    "proposals", "proposal_id"},
    [BULLETIN_proposal_expiring] = {"proposal.expiring", "asset_fqn", NULL, NULL, NULL, "proposals", "proposal_id"},
    [BULLETIN_force_publish] = {"force.publish", "asset_fqn", "publisher_team", NULL, "reason", "contracts",
                                "contract_id"},
    [BULLETIN_contract_published] = {"contract.published", "asset_fqn", "publisher_team", NULL, NULL, "contracts",
                                     "contract_id"},
    [BULLETIN_repo_sync_failed] = {"repo.sync_failed", "repo_name", NULL, NULL, "error_message", "repos", "repo_id"},
};

static const char *string_of(const json_value *data, const char *name) {
    const json_value *value = name == NULL ? NULL : json_get(data, name);
    return value == NULL || value->type != JSON_STRING || value->count == 0 ? NULL : value->string;
}

static size_t count_of(const json_value *list) {
    return list == NULL || list->type != JSON_ARRAY ? 0 : list->count;
}

static void read_consumers(const json_value *list, bulletin *out) {
    out->consumer_count = count_of(list);
    for (size_t i = 0; i < out->consumer_count && i < BULLETIN_CONSUMERS; i++)
        out->consumers[i] = list->elements[i].type == JSON_STRING ? list->elements[i].string : "";
}

static void read_changes(const json_value *list, bulletin *out) {
    out->change_count = count_of(list);
    for (size_t i = 0; i < out->change_count && i < BULLETIN_CHANGES; i++)
        out->changes[i] =
            (bulletin_change){string_of(&list->elements[i], "path"), string_of(&list->elements[i], "message")};
}

static const event_row *event_find(const char *event) {
    for (size_t i = 0; i < BULLETIN_KIND_COUNT; i++)
        if (strcmp(events[i].event, event) == 0)
            return &events[i];
    return NULL;
}

bool bulletin_read(const char *event, const json_value *data, text base_url, arena *a, bulletin *out) {
    const event_row *row = event_find(event);
    const char *subject = row == NULL ? NULL : string_of(data, row->subject);
    if (subject == NULL)
        return false;
    *out = (bulletin){
        .kind = (bulletin_kind)(row - events),
        .subject = subject,
        .version = string_of(data, "version"),
        .team = string_of(data, row->team),
        .user = string_of(data, "publisher_user"),
        .status = string_of(data, row->status),
        .reason = string_of(data, row->reason),
        .summary = string_of(data, "change_summary"),
        .expires_at = string_of(data, "expires_at"),
        .last_sync = string_of(data, "last_success"),
    };
    const json_value *awaited = json_get(data, "pending_count");
    if (awaited != NULL && awaited->type == JSON_NUMBER)
        json_to_int64(awaited, &out->awaited);
    read_consumers(json_get(data, "affected_consumers"), out);
    read_changes(json_get(data, "breaking_changes"), out);
    const char *id = string_of(data, row->id);
    if (id != NULL)
        out->link = arena_printf(a, "%.*s/%s/%s", (int)base_url.length, base_url.data, row->link_of, id);
    return true;
}

text bulletin_base_url(const char *url) {
    text base = text_of(url);
    while (base.length > 0 && base.data[base.length - 1] == '/')
        base.length--;
    return base;
}
