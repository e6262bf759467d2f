// Everybody whom a proposal concerns hears of its turns by chat: who proposed, the consumers, and the owners of assets
// downstream.
#include "domain/proposal_notices.h"
#include "base/json_build.h"
#include "base/map.h"
#include "store/registrations.h"

static void add_team(record_uuids *teams, map *seen, const uuid *team) {
    if (teams->count < NOTICE_CONSUMERS_MAXIMUM &&
        map_put(seen, (text){(const char *)team->bytes, sizeof team->bytes}, seen) == NULL)
        teams->items[teams->count++] = *team;
}

// Each once; of very many the first.
static record_uuids teams_concerned(const proposal_news *news) {
    const proposal_head *proposal = news->proposal;
    record_list consumers =
        store_registrations_consumers(news->db, &proposal->asset_id, NOTICE_CONSUMERS_MAXIMUM, news->arena);
    record_list affected = store_proposals_affected_teams(news->db, &proposal->id, news->arena);
    size_t most = 1 + consumers.count + affected.count;
    record_uuids teams = {.items = arena_array(news->arena, most, sizeof *teams.items)};
    map *seen = map_new(news->arena, most);
    add_team(&teams, seen, &proposal->proposed_by);
    for (size_t i = 0; i < consumers.count; i++)
        add_team(&teams, seen, &((const struct registration *)consumers.items)[i].consumer_team_id);
    for (size_t i = 0; i < affected.count; i++)
        add_team(&teams, seen, &((const struct affected_team *)affected.items)[i].team_id);
    return teams;
}

static json_builder webhook_payload(const proposal_news *news) {
    json_builder payload = json_builder_on(news->arena);
    json_put_uuid(&payload, "proposal_id", &news->proposal->id);
    json_put_uuid(&payload, "asset_id", &news->proposal->asset_id);
    json_put_string(&payload, "asset_fqn", news->proposal->asset_fqn);
    return payload;
}

static void tell_webhook(const proposal_news *news, const char *event, const json_builder *payload) {
    notice_webhook(news->db, event, json_built(payload), news->now, news->arena);
}

static void tell_chat(const proposal_news *news, const char *event, const json_builder *data) {
    notice_chat(news->db, event, teams_concerned(news), json_built(data), news->now, news->arena);
}

// --- answers ---------------------------------------------------------------------------------------------------------

static void webhook_answer(const proposal_news *news, const proposal_answer *answer) {
    json_builder payload = webhook_payload(news);
    json_put_uuid(&payload, "consumer_team_id", &answer->team_id);
    json_put_string(&payload, "consumer_team_name", answer->team_name);
    json_put_string(&payload, "response", enum_acknowledgment_response.values[answer->response]);
    json_put_time(&payload, "migration_deadline", answer->migration_deadline);
    json_put_string(&payload, "notes", answer->notes);
    json_put_integer(&payload, "pending_count", answer->awaited);
    json_put_integer(&payload, "acknowledged_count", answer->answered);
    tell_webhook(news, "proposal.acknowledged", &payload);
}

static void chat_answer(const proposal_news *news, const proposal_answer *answer) {
    json_builder data = json_builder_on(news->arena);
    json_put_string(&data, "asset_fqn", news->proposal->asset_fqn);
    json_put_string(&data, "consumer_team", answer->team_name);
    json_put_string(&data, "response", enum_acknowledgment_response.values[answer->response]);
    json_put_string(&data, "notes", answer->notes);
    json_put_uuid(&data, "proposal_id", &news->proposal->id);
    tell_chat(news, "proposal.acknowledged", &data);
}

void proposal_tell_answer(const proposal_news *news, const proposal_answer *answer) {
    if (news->targets.webhook && answer->response != acknowledgment_response_blocked)
        webhook_answer(news, answer);
    if (news->targets.chat)
        chat_answer(news, answer);
}

// --- turns -----------------------------------------------------------------------------------------------------------

static void webhook_turn(const proposal_news *news, const proposal_turn *turn) {
    json_builder payload = webhook_payload(news);
    json_put_string(&payload, "status", turn->status);
    json_put_uuid(&payload, "actor_team_id", &turn->team_id);
    json_put_string(&payload, "actor_team_name", turn->team_name);
    tell_webhook(news, turn->event, &payload);
}

static void chat_turn(const proposal_news *news, const proposal_turn *turn) {
    bool blocked = news->proposal->status == proposal_status_rejected;
    json_builder data = json_builder_on(news->arena);
    json_put_string(&data, "asset_fqn", news->proposal->asset_fqn);
    json_put_string(&data, "version", NULL); // a proposal has none before it is published
    json_put_string(&data, "status", turn->status);
    json_put_uuid(&data, "proposal_id", &news->proposal->id);
    json_put_string(&data, "blocker_team", blocked ? turn->team_name : NULL);
    json_put_string(&data, "blocker_reason", blocked ? turn->reason : NULL);
    tell_chat(news, "proposal.resolved", &data);
}

void proposal_tell_turn(const proposal_news *news, const proposal_turn *turn) {
    if (news->targets.webhook)
        webhook_turn(news, turn);
    if (news->targets.chat)
        chat_turn(news, turn);
}

// --- reminders -------------------------------------------------------------------------------------------------------

static void webhook_reminder(const proposal_news *news, const struct pending_consumer *awaited, size_t count,
                             int64_t pending) {
    json_builder payload = webhook_payload(news);
    json_value *consumers = arena_array(news->arena, count + 1, sizeof *consumers);
    for (size_t i = 0; i < count; i++) {
        json_builder consumer = json_builder_on(news->arena);
        json_put_uuid(&consumer, "team_id", &awaited[i].team_id);
        json_put_string(&consumer, "team_name", awaited[i].team_name);
        consumers[i] = *json_built(&consumer);
    }
    json_put_time(&payload, "expires_at", news->proposal->expires_at);
    json_put_integer(&payload, "pending_count", pending);
    json_put_value(&payload, "pending_consumers", json_make_array(news->arena, consumers, count));
    tell_webhook(news, "proposal.expiring", &payload);
}

static void chat_reminder(const proposal_news *news, const struct pending_consumer *awaited, size_t count,
                          int64_t pending) {
    record_uuids teams = {.items = arena_array(news->arena, count + 1, sizeof *teams.items)};
    map *seen = map_new(news->arena, count + 1);
    add_team(&teams, seen, &news->proposal->proposed_by);
    for (size_t i = 0; i < count; i++)
        add_team(&teams, seen, &awaited[i].team_id);
    json_builder data = json_builder_on(news->arena);
    json_put_string(&data, "asset_fqn", news->proposal->asset_fqn);
    json_put_uuid(&data, "proposal_id", &news->proposal->id);
    json_put_time(&data, "expires_at", news->proposal->expires_at);
    json_put_integer(&data, "pending_count", pending);
    notice_chat(news->db, "proposal.expiring", teams, json_built(&data), news->now, news->arena);
}

void proposal_tell_reminder(const proposal_news *news, record_list awaited, int64_t pending) {
    if (news->targets.webhook)
        webhook_reminder(news, awaited.items, awaited.count, pending);
    if (news->targets.chat)
        chat_reminder(news, awaited.items, awaited.count, pending);
}

// --- objections ------------------------------------------------------------------------------------------------------

void proposal_tell_objection(const proposal_news *news, const struct objection *objection) {
    if (!news->targets.webhook)
        return;
    json_builder payload = webhook_payload(news);
    json_put_uuid(&payload, "team_id", &objection->team_id);
    json_put_string(&payload, "team_name", objection->team_name);
    json_put_string(&payload, "reason", objection->reason);
    tell_webhook(news, "proposal.objection_filed", &payload);
}
