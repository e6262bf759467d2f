// What is told of a publish, in the words of those who are told: webhooks get ids and names, chats what people read. Messages to
// a chat go to the teams that consumed the contract before.
#include "base/json_build.h"
#include "base/map.h"
#include "domain/publishing.h"
#include "store/registrations.h"

static record_uuids consumers_of(db *d, const uuid *asset, arena *a) {
    return store_registrations_consumer_teams(d, asset, NOTICE_CONSUMERS_MAXIMUM, a);
}

void publish_prepare_consumers(publish_draft *draft, db *reader, const uuid *asset, notice_targets notices, arena *a) {
    if (reader == NULL || !notices.chat)
        return;
    db_expect_one(reader);
    draft->consumers = consumers_of(reader, asset, a);
    draft->knows_consumers = !db_has_failed(reader);
}

record_uuids publishing_consumer_teams(publishing *p) {
    if (!p->has_current || !p->order->notices.chat)
        return (record_uuids){0};
    const publish_draft *draft = p->order->draft;
    return draft->knows_consumers ? draft->consumers : consumers_of(p->db, &p->order->asset->id, p->arena);
}

static record_list consumers_told(publishing *p) {
    if (!p->has_current || (!p->order->notices.webhook && !p->order->notices.chat))
        return (record_list){0};
    return store_registrations_consumers(p->db, &p->order->asset->id, NOTICE_CONSUMERS_MAXIMUM, p->arena);
}

static const json_value *contract_payload(publishing *p, const struct contract *new) {
    json_builder payload = json_builder_on(p->arena);
    json_put_uuid(&payload, "contract_id", &new->id);
    json_put_uuid(&payload, "asset_id", &new->asset_id);
    json_put_string(&payload, "asset_fqn", p->order->asset->fqn);
    json_put_string(&payload, "version", new->version);
    json_put_uuid(&payload, "producer_team_id", &p->order->publisher);
    json_put_string(&payload, "producer_team_name", p->order->publisher_name);
    json_put_uuid(&payload, "from_proposal_id", &p->proposal);
    return json_built(&payload);
}

static void chat_forced(publishing *p, const struct contract *new, record_uuids teams) {
    json_builder data = json_builder_on(p->arena);
    json_put_string(&data, "asset_fqn", p->order->asset->fqn);
    json_put_string(&data, "version", new->version);
    json_put_string(&data, "publisher_team", p->order->publisher_name);
    json_put_value(&data, "publisher_user", NULL);
    json_put_string(&data, "reason", p->order->force_reason);
    json_put_uuid(&data, "contract_id", &new->id);
    notice_chat(p->db, "force.publish", teams, json_built(&data), p->now, p->arena);
}

static const json_value *chat_of_contract(publishing *p, const struct contract *new) {
    json_builder data = json_builder_on(p->arena);
    json_put_string(&data, "asset_fqn", p->order->asset->fqn);
    json_put_string(&data, "version", new->version);
    json_put_string(&data, "publisher_team", p->order->publisher_name);
    json_put_uuid(&data, "contract_id", &new->id);
    if (p->outcome.manner == PUBLISH_BY_FORCE)
        json_put_boolean(&data, "forced", true); // those who are told of that need not be told twice
    return json_built(&data);
}

void publishing_notify_contract(publishing *p, record_uuids teams) {
    const struct contract *new = p->outcome.contract;
    const json_value *payload = p->order->notices.webhook ? contract_payload(p, new) : NULL;
    const json_value *chat = teams.count > 0 ? chat_of_contract(p, new) : NULL;
    notice_both(p->db, "contract.published", payload, teams, chat, p->now, p->arena);
    if (p->outcome.manner == PUBLISH_BY_FORCE)
        chat_forced(p, new, teams);
}

// --- proposals -------------------------------------------------------------------------------------------------------

static json_value webhook_change(publishing *p, const struct breaking_change *change) {
    json_builder details = json_builder_on(p->arena), entry = json_builder_on(p->arena);
    json_put_value(&details, "old_value", change->old_value.tree);
    json_put_value(&details, "new_value", change->new_value.tree);
    json_put_string(&entry, "change_type", change->type);
    json_put_string(&entry, "path", change->path);
    json_put_string(&entry, "message", change->message);
    json_put_value(&entry, "details", json_built(&details));
    return *json_built(&entry);
}

// The wait of each team, by the bytes of its id.
static map *waits_by_team(publishing *p) {
    struct consumer_wait *waits = p->outcome.waits.items;
    map *known = map_new(p->arena, p->outcome.waits.count);
    for (size_t i = 0; i < p->outcome.waits.count; i++)
        map_put(known, (text){(const char *)waits[i].team_id.bytes, sizeof waits[i].team_id.bytes}, &waits[i]);
    return known;
}

static const struct consumer_wait *wait_of(const map *waits, const struct registration *consumer) {
    const uuid *team = &consumer->consumer_team_id;
    return map_get(waits, (text){(const char *)team->bytes, sizeof team->bytes});
}

static json_value webhook_consumer(publishing *p, const map *waits, const struct registration *consumer) {
    const struct consumer_wait *wait = wait_of(waits, consumer);
    json_builder entry = json_builder_on(p->arena);
    json_put_uuid(&entry, "team_id", &consumer->consumer_team_id);
    json_put_string(&entry, "team_name", consumer->consumer_team_name);
    json_put_string(&entry, "pinned_version", consumer->pinned_version);
    if (wait != NULL) {
        json_put_boolean(&entry, "waited_for", wait->waited_for);
        json_put_string(&entry, "reason", enum_wait_reason.values[wait->reason]);
        json_put_string(&entry, "message", wait->message);
    }
    return *json_built(&entry);
}

static const json_value *proposal_payload(publishing *p, const struct proposal *proposal, record_list consumers) {
    size_t count = proposal->breaking_changes.count;
    json_value *changes = arena_array(p->arena, count + 1, sizeof *changes);
    for (size_t i = 0; i < count; i++)
        changes[i] = webhook_change(p, (const struct breaking_change *)proposal->breaking_changes.items + i);
    json_value *teams = arena_array(p->arena, consumers.count + 1, sizeof *teams);
    const map *waits = waits_by_team(p);
    for (size_t i = 0; i < consumers.count; i++)
        teams[i] = webhook_consumer(p, waits, (const struct registration *)consumers.items + i);
    json_builder payload = json_builder_on(p->arena);
    json_put_uuid(&payload, "proposal_id", &proposal->id);
    json_put_uuid(&payload, "asset_id", &proposal->asset_id);
    json_put_string(&payload, "asset_fqn", p->order->asset->fqn);
    json_put_uuid(&payload, "producer_team_id", &p->order->publisher);
    json_put_string(&payload, "producer_team_name", p->order->publisher_name);
    json_put_string(&payload, "proposed_version", p->version);
    json_put_value(&payload, "breaking_changes", json_make_array(p->arena, changes, count));
    json_put_value(&payload, "impacted_consumers", json_make_array(p->arena, teams, consumers.count));
    if (proposal->reason != NULL)
        json_put_string(&payload, "reason", proposal->reason);
    if (proposal->expires_at != TIMESTAMP_NONE)
        json_put_time(&payload, "expires_at", proposal->expires_at);
    return json_built(&payload);
}

// The changes as replies tell them.
static const json_value *change_list(publishing *p, record_list changes) {
    json_value *items = arena_array(p->arena, changes.count + 1, sizeof *items);
    for (size_t i = 0; i < changes.count; i++) {
        const struct breaking_change *change = (const struct breaking_change *)changes.items + i;
        const json_value *tree = record_tree(&type_breaking_change, change, p->arena);
        items[i] = tree == NULL ? json_make_null() : *tree;
    }
    return json_make_array(p->arena, items, changes.count);
}

static const json_value *chat_data(publishing *p, const struct proposal *proposal, record_list consumers) {
    const struct registration *items = consumers.items;
    json_value *names = arena_array(p->arena, consumers.count + 1, sizeof *names);
    for (size_t i = 0; i < consumers.count; i++)
        names[i] = json_make_string(text_of(items[i].consumer_team_name));
    json_builder data = json_builder_on(p->arena);
    json_put_string(&data, "asset_fqn", p->order->asset->fqn);
    json_put_string(&data, "version", p->version);
    json_put_string(&data, "producer_team", p->order->publisher_name);
    json_put_value(&data, "affected_consumers", json_make_array(p->arena, names, consumers.count));
    json_put_value(&data, "breaking_changes", change_list(p, proposal->breaking_changes));
    json_put_uuid(&data, "proposal_id", &proposal->id);
    if (proposal->reason != NULL)
        json_put_string(&data, "reason", proposal->reason);
    if (proposal->expires_at != TIMESTAMP_NONE)
        json_put_time(&data, "expires_at", proposal->expires_at);
    return json_built(&data);
}

// The consumers that are waited for, or the others.
static record_list consumers_waited(publishing *p, record_list consumers, bool waited) {
    const struct registration *from = consumers.items;
    struct registration *some = arena_array(p->arena, consumers.count + 1, sizeof *some);
    const map *waits = waits_by_team(p);
    size_t count = 0;
    for (size_t i = 0; i < consumers.count; i++) {
        const struct consumer_wait *wait = wait_of(waits, &from[i]);
        if ((wait == NULL || wait->waited_for) == waited)
            some[count++] = from[i];
    }
    return (record_list){some, count};
}

void publishing_notify_proposal(publishing *p) {
    const struct proposal *proposal = p->outcome.proposal;
    const notice_targets *targets = &p->order->notices;
    record_list consumers = consumers_told(p);
    if (targets->webhook)
        notice_webhook(p->db, "proposal.created", proposal_payload(p, proposal, consumers), p->now, p->arena);
    if (!targets->chat)
        return;
    record_list asked = consumers_waited(p, consumers, true), informed = consumers_waited(p, consumers, false);
    notice_chat(p->db, "proposal.created", notice_teams(asked, p->arena), chat_data(p, proposal, asked), p->now,
                p->arena);
    notice_chat(p->db, "proposal.informed", notice_teams(informed, p->arena), chat_data(p, proposal, asked), p->now,
                p->arena);
}
