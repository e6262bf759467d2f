// A change of a proposal is held against each field of a registration. Of several registrations of a team each is a use of the
// data: the team is waited for if one of them is concerned.
#include "domain/concerns.h"
#include "base/map.h"
#include "schema/schema.h"
#include <assert.h>

enum {
    LOOKS_MAX = 20000000, // at pairs of fields; beyond, everything counts as touched
    MESSAGES_TOLD = 3,
    MESSAGE_MAX = 300,
    FIELDS_IN_WORDS = 5,
};

static_assert((int)compatibility_mode_count == (int)SCHEMA_MODES, "modes are in one order");
static_assert(wait_reason_reads_everything < wait_reason_fields_touched &&
                  wait_reason_fields_touched < wait_reason_whole_touched &&
                  wait_reason_whole_touched < wait_reason_fields_untouched &&
                  wait_reason_fields_untouched < wait_reason_mode_kept,
              "of several reasons the first counts");

typedef struct consumer consumer;

typedef struct touching {
    struct breaking_change *change;
    const consumer *noted; // the last one that it was found to concern
    field_paths paths;
    bool whole;                // they are all there is
    bool breaks[SCHEMA_MODES]; // by mode
} touching;

struct concern_changes {
    touching *items;
    size_t count, looks;
};

// A registration, and the next one of its team.
typedef struct use {
    const struct registration *registration;
    struct use *next;
} use;

struct consumer {
    struct consumer_wait *wait;
    use *first, *last;
    const touching *concerning[MESSAGES_TOLD]; // the first of them
    size_t concerning_count;
    const struct registration *decisive; // that the reason is of
};

static touching touching_of(struct breaking_change *change, arena *a) {
    touching t = {.change = change, .whole = change->touched_fields.count == 0};
    for (size_t i = 0; i < change->touched_fields.count; i++) {
        field_path path = field_path_read(text_of(change->touched_fields.items[i]), a);
        t.whole = t.whole || path.count == 0;
        field_paths_add(&t.paths, path, a);
    }
    for (int mode = 0; mode < SCHEMA_MODES; mode++)
        t.breaks[mode] = schema_name_breaks(text_of(change->type), (schema_mode)mode);
    return t;
}

concern_changes *concern_changes_new(record_list changes, arena *a) {
    concern_changes *all = arena_new_of(a, concern_changes);
    all->items = arena_array(a, changes.count + 1, sizeof *all->items);
    all->count = changes.count;
    for (size_t i = 0; i < changes.count; i++)
        all->items[i] = touching_of((struct breaking_change *)changes.items + i, a);
    return all;
}

// --- one registration ------------------------------------------------------------------------------------------------

static bool touches(concern_changes *all, const touching *t, field_path field) {
    all->looks += t->paths.count;
    return t->whole || all->looks > LOOKS_MAX || field_paths_meet_any(&t->paths, field);
}

static bool has_name(record_strings names, const char *name) {
    for (size_t i = 0; i < names.count; i++)
        if (strcmp(names.items[i], name) == 0)
            return true;
    return false;
}

static void note_field(consumer *c, const char *field, arena *a) {
    record_strings *told = &c->wait->touched_fields;
    if (told->count == 0)
        told->items = arena_array(a, CONCERNS_FIELDS_TOLD, sizeof *told->items);
    if (told->count < CONCERNS_FIELDS_TOLD && !has_name(*told, field))
        told->items[told->count++] = field;
}

static void note_change(consumer *c, touching *t, bool tells_changes, arena *a) {
    if (t->noted == c)
        return;
    t->noted = c;
    if (c->concerning_count < MESSAGES_TOLD)
        c->concerning[c->concerning_count] = t;
    c->concerning_count++;
    record_uuids *teams = &t->change->concerned_teams;
    if (tells_changes && teams->count == 0)
        teams->items = arena_array(a, CONCERNS_TEAMS_TOLD, sizeof *teams->items);
    if (tells_changes && teams->count < CONCERNS_TEAMS_TOLD)
        teams->items[teams->count++] = c->wait->team_id;
}

// Whether some of the fields are touched; all of them are noted.
static bool fields_touched(concern_changes *all, const touching *t, const struct registration *r,
                           const field_path *fields, consumer *c, arena *a) {
    bool any = false;
    for (size_t i = 0; i < r->fields.count; i++) {
        if (!touches(all, t, fields[i]))
            continue;
        any = true;
        note_field(c, r->fields.items[i], a);
    }
    return any;
}

static int reason_of(concern_changes *all, const struct registration *r, consumer *c, bool tells_changes, arena *a) {
    bool everything = r->fields.count == 0, broken = r->mode == RECORD_ENUM_NONE, whole = false, some = false;
    field_path *fields = arena_array(a, r->fields.count + 1, sizeof *fields);
    for (size_t i = 0; i < r->fields.count; i++)
        fields[i] = field_path_read(text_of(r->fields.items[i]), a);
    for (size_t i = 0; i < all->count; i++) {
        touching *t = &all->items[i];
        if (r->mode != RECORD_ENUM_NONE && !t->breaks[r->mode])
            continue;
        broken = true;
        if (!everything && !fields_touched(all, t, r, fields, c, a))
            continue;
        note_change(c, t, tells_changes, a);
        whole = whole || t->whole;
        some = some || !t->whole;
    }
    if (!broken)
        return wait_reason_mode_kept;
    if (everything)
        return wait_reason_reads_everything;
    return some ? wait_reason_fields_touched : whole ? wait_reason_whole_touched : wait_reason_fields_untouched;
}

// --- in words --------------------------------------------------------------------------------------------------------

static const char *listed(record_strings names, arena *a) {
    const char *words = "";
    for (size_t i = 0; i < names.count && i < FIELDS_IN_WORDS; i++)
        words = arena_printf(a, "%s%s%s", words, i == 0 ? "" : ", ", names.items[i]);
    return names.count > FIELDS_IN_WORDS ? arena_printf(a, "%s, …", words) : words;
}

static const char *changes_in_words(const consumer *c, arena *a) {
    const char *words = "";
    size_t told = 0;
    for (size_t i = 0; i < c->concerning_count && i < MESSAGES_TOLD; i++) {
        const char *message = c->concerning[i]->change->message;
        if (message != NULL && strlen(message) <= MESSAGE_MAX)
            words = arena_printf(a, "%s%s%s", words, told++ == 0 ? "" : "; ", message);
    }
    size_t more = c->concerning_count - told;
    if (more == 0)
        return words;
    return arena_printf(a, "%s%s%zu %s", words, told == 0 ? "" : "; and ", more, more == 1 ? "change" : "changes");
}

static const char *message_of(const consumer *c, arena *a) {
    switch (c->wait->reason) {
    case wait_reason_reads_everything:
        return "It names no fields, so that every change concerns it";
    case wait_reason_fields_touched:
        return arena_printf(a, "It reads %s: %s", listed(c->wait->touched_fields, a), changes_in_words(c, a));
    case wait_reason_whole_touched:
        return arena_printf(a, "What changes concerns whatever is read: %s", changes_in_words(c, a));
    case wait_reason_fields_untouched:
        return arena_printf(a, "It reads %s, which no breaking change touches", listed(c->decisive->fields, a));
    default:
        return arena_printf(a, "It needs %s compatibility, which no change breaks",
                            enum_compatibility_mode.values[c->decisive->mode]);
    }
}

// --- all -------------------------------------------------------------------------------------------------------------

static void tells_whom(const concern_changes *all, arena *a) {
    for (size_t i = 0; i < all->count; i++)
        all->items[i].change->concerned_teams.items = arena_array(a, 1, sizeof(uuid));
}

static consumer *consumer_of(map *known, consumer *items, size_t *count, struct consumer_wait *waits,
                             const struct registration *r, arena *a) {
    text key = {(const char *)r->consumer_team_id.bytes, sizeof r->consumer_team_id.bytes};
    consumer *c = map_get(known, key);
    if (c != NULL)
        return c;
    c = &items[*count];
    *c = (consumer){.wait = &waits[(*count)++]};
    *c->wait = (struct consumer_wait){.team_id = r->consumer_team_id,
                                      .team_name = r->consumer_team_name,
                                      .reason = wait_reason_mode_kept,
                                      .touched_fields = {arena_array(a, 1, sizeof(char *)), 0}};
    map_put(known, key, c);
    return c;
}

static void decide(concern_changes *changes, consumer *c, bool tells_changes, arena *a) {
    for (const use *one = c->first; one != NULL; one = one->next) {
        int reason = reason_of(changes, one->registration, c, tells_changes, a);
        if (c->decisive != NULL && reason >= c->wait->reason)
            continue;
        c->wait->reason = reason;
        c->decisive = one->registration;
    }
    c->wait->waited_for = (int8_t)(c->wait->reason < wait_reason_fields_untouched);
    c->wait->message = message_of(c, a);
}

record_list concerns_of(concern_changes *changes, record_list registrations, bool tells_changes, arena *a) {
    const struct registration *list = registrations.items;
    struct consumer_wait *waits = arena_array(a, registrations.count + 1, sizeof *waits);
    consumer *consumers = arena_array(a, registrations.count + 1, sizeof *consumers);
    use *uses = arena_array(a, registrations.count + 1, sizeof *uses);
    map *known = map_new(a, registrations.count);
    size_t count = 0;
    if (tells_changes)
        tells_whom(changes, a);
    for (size_t i = 0; i < registrations.count; i++) {
        consumer *c = consumer_of(known, consumers, &count, waits, &list[i], a);
        uses[i] = (use){.registration = &list[i]};
        *(c->last == NULL ? &c->first : &c->last->next) = &uses[i];
        c->last = &uses[i];
    }
    for (size_t i = 0; i < count; i++)
        decide(changes, &consumers[i], tells_changes, a);
    return (record_list){waits, count};
}

// --- how many are told -----------------------------------------------------------------------------------------------

bool consumers_told_first(record_list *list) {
    return record_list_cut(list, CONSUMERS_TOLD);
}

bool consumers_told_last(record_list *list, size_t size) {
    if (list->count <= CONSUMERS_TOLD)
        return false;
    list->items = (char *)list->items + (list->count - CONSUMERS_TOLD) * size;
    list->count = CONSUMERS_TOLD;
    return true;
}
