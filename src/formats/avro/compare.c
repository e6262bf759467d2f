// Two schemas are walked together, each pair of types once. A pair is matched by Avro's own rules, twice: the new schema as the
// reader of what the old one wrote (backward), and the other way round (forward). Each difference is told as the kind of change
// that breaks just the directions in which it cannot be read, so that the verdicts follow from the list. Records wait in a queue
// instead of being entered at once, because names may lead any number of them into one another.
#include "formats/avro/compare.h"
#include "formats/avro/names.h"
#include "schema/render.h"

// Beyond, paths begin anew with the name of the record: chains of references may be as long as the document.
#define PLACES_MAX 128

bool avro_work(comparison *c, size_t more) {
    c->work += more;
    return c->work <= c->most && !c->changes.overflow;
}

// --- reports ---------------------------------------------------------------------------------------------------------

void avro_report(comparison *c, schema_change_kind kind, const avro_place *at, const json_value *old_value,
                 const json_value *new_value, const char *format, ...) {
    if (!change_list_has_room(&c->changes))
        return;
    arena *a = c->changes.a;
    va_list arguments;
    va_start(arguments, format);
    const char *message = text_cut(a, text_of(arena_vprintf(a, format, arguments)), SCHEMA_MESSAGE_MAX);
    va_end(arguments);
    const char *path = avro_place_text(a, at);
    change_list_append(&c->changes, (schema_change){.kind = kind,
                                                    .path = path[0] == '\0' ? "root" : path,
                                                    .message = message,
                                                    .old_value = old_value,
                                                    .new_value = new_value,
                                                    .at = avro_place_reach(a, at)});
}

void avro_echo(comparison *c, const avro_place *of, const avro_place *at) {
    echo *more = arena_new_of(c->changes.a, echo);
    *more = (echo){c->echoes, of, at};
    c->echoes = more;
    c->echo_count++;
}

const char *avro_type_words(arena *a, const avro_type *type) {
    const char *kind = avro_kind_name(type->kind);
    return avro_is_named(type) ? arena_printf(a, "%s %.*s", kind, (int)type->name.length, type->name.data) : kind;
}

const json_value *avro_type_value(arena *a, const avro_type *type) {
    if (!avro_is_named(type) && type->kind >= AVRO_PRIMITIVES)
        return type->source;
    json_value *value = arena_new_of(a, json_value);
    *value = json_make_string(avro_is_named(type) ? (text){arena_text(a, type->name), type->name.length}
                                                  : text_of(avro_kind_name(type->kind)));
    return value;
}

void avro_report_type(comparison *c, reading found, const avro_type *old, const avro_type *new, const avro_place *at) {
    arena *a = c->changes.a;
    schema_change_kind kind = found.backward && found.forward ? SCHEMA_FORM_CHANGED
                              : found.backward                ? SCHEMA_TYPE_WIDENED
                              : found.forward                 ? SCHEMA_TYPE_NARROWED
                                                              : SCHEMA_TYPE_CHANGED;
    avro_report(c, kind, at, avro_type_value(a, old), avro_type_value(a, new), "Type %s became %s",
                avro_type_words(a, old), avro_type_words(a, new));
}

// --- matching --------------------------------------------------------------------------------------------------------

bool avro_is_promotable(avro_kind writer, avro_kind reader) {
    switch (writer) {
    case AVRO_INT:
        return reader == AVRO_LONG || reader == AVRO_FLOAT || reader == AVRO_DOUBLE;
    case AVRO_LONG:
        return reader == AVRO_FLOAT || reader == AVRO_DOUBLE;
    case AVRO_FLOAT:
        return reader == AVRO_DOUBLE;
    case AVRO_STRING:
        return reader == AVRO_BYTES;
    case AVRO_BYTES:
        return reader == AVRO_STRING;
    default:
        return false;
    }
}

static bool has_alias(const avro_type *reader, text name) {
    for (size_t i = 0; i < reader->aliases.count; i++)
        if (text_equal(reader->aliases.items[i], name))
            return true;
    return false;
}

reading avro_read_by_name(const avro_type *old, const avro_type *new) {
    if (text_equal(avro_short_name(old->name), avro_short_name(new->name)))
        return (reading){true, true};
    return (reading){has_alias(new, old->name), has_alias(old, new->name)};
}

// --- inside types ----------------------------------------------------------------------------------------------------

static const json_value *logical_value(arena *a, const avro_type *type) {
    const json_value *value = type->logical.name == NULL ? NULL : json_get(type->source, "logicalType");
    if (value == NULL || type->logical.precision == 0)
        return value;
    json_value *words = arena_new_of(a, json_value);
    *words = json_make_string(text_of(
        arena_printf(a, "decimal(%lld,%lld)", (long long)type->logical.precision, (long long)type->logical.scale)));
    return words;
}

// Every value of one logical type would mean something else under another, whatever its type can be read as.
static void compare_logical(comparison *c, const avro_type *old, const avro_type *new, const avro_place *at) {
    if (old->logical.name == NULL && new->logical.name == NULL)
        return;
    const json_value *before = logical_value(c->changes.a, old), *after = logical_value(c->changes.a, new);
    if (before == NULL)
        avro_report(c, SCHEMA_CONSTRAINT_TIGHTENED, at, NULL, after, "Logical type %s was added", after->string);
    else if (after == NULL)
        avro_report(c, SCHEMA_CONSTRAINT_RELAXED, at, before, NULL, "Logical type %s was removed", before->string);
    else if (!json_equal(before, after))
        avro_report(c, SCHEMA_CONSTRAINT_CHANGED, at, before, after,
                    "Logical type %s became %s, so that every value means something else", before->string,
                    after->string);
}

static void compare_fixed(comparison *c, const avro_type *old, const avro_type *new, const avro_place *at) {
    if (old->size != new->size)
        avro_report(c, SCHEMA_CONSTRAINT_CHANGED, at, json_get(old->source, "size"), json_get(new->source, "size"),
                    "Size of %s changed from %lld to %lld bytes", avro_type_words(c->changes.a, new),
                    (long long)old->size, (long long)new->size);
}

// Symbols of the one that the other lacks; NULL: none.
static const json_value *symbols_beyond(arena *a, const avro_type *type, const avro_type *other) {
    json_value *items = NULL;
    size_t count = 0;
    for (uint32_t i = 0; i < type->symbols->count; i++) {
        const json_value *symbol = &type->symbols->elements[i];
        if (map_get(other->index, json_text_of(symbol)) != NULL)
            continue;
        if (items == NULL)
            items = arena_array(a, type->symbols->count - i, sizeof *items);
        items[count++] = *symbol;
    }
    return items == NULL ? NULL : json_make_array(a, items, count);
}

static const char *default_words(arena *a, const json_value *symbol) {
    return symbol == NULL ? "none" : value_render(a, symbol);
}

// A symbol that the reader lacks is read as the reader's default, where it has one.
static void compare_enums(comparison *c, const avro_type *old, const avro_type *new, const avro_place *at) {
    arena *a = c->changes.a;
    if (!avro_work(c, old->count + new->count))
        return;
    const json_value *added = symbols_beyond(a, new, old), *removed = symbols_beyond(a, old, new);
    const char *read_as = "; they are read as the default ";
    if (added != NULL)
        avro_report(c, old->fallback != NULL ? SCHEMA_ENUM_VALUES_ADDED_BESIDE_DEFAULT : SCHEMA_ENUM_VALUES_ADDED, at,
                    old->symbols, new->symbols, "Enum symbols added: %s%s%s", value_render(a, added),
                    old->fallback != NULL ? read_as : "", old->fallback != NULL ? old->fallback->string : "");
    if (removed != NULL)
        avro_report(c, new->fallback != NULL ? SCHEMA_ENUM_VALUES_REMOVED_BESIDE_DEFAULT : SCHEMA_ENUM_VALUES_REMOVED,
                    at, old->symbols, new->symbols, "Enum symbols removed: %s%s%s", value_render(a, removed),
                    new->fallback != NULL ? read_as : "", new->fallback != NULL ? new->fallback->string : "");
    bool same = old->fallback == NULL || new->fallback == NULL ? old->fallback == new->fallback
                                                               : json_equal(old->fallback, new->fallback);
    if (!same)
        avro_report(c, SCHEMA_DEFAULT_CHANGED, at, old->fallback, new->fallback,
                    "Default for unknown symbols changed from %s to %s", default_words(a, old->fallback),
                    default_words(a, new->fallback));
}

// What arrays and maps hold.
static void compare_held(comparison *c, const avro_type *old, const avro_type *new, const avro_place *at) {
    avro_place *inside = avro_place_in(c->changes.a, at);
    inside->suffix = new->kind == AVRO_ARRAY ? ".items" : ".values";
    avro_compare_types(c, old->uses->type, new->uses->type, inside);
}

static void queue_records(comparison *c, const avro_type *old, const avro_type *new, const avro_place *at) {
    record_pair *pair = arena_new_of(c->changes.a, record_pair);
    *pair = (record_pair){.old = old, .new = new, .at = at};
    *c->end = pair;
    c->end = &pair->next;
}

// Two types that met, and where.
typedef struct meeting {
    const avro_type *pair[2];
    const avro_place *at;
} meeting;

// Whether the two meet for the first time. What is inside them is told there.
static bool meet(comparison *c, const avro_type *old, const avro_type *new, const avro_place *at) {
    const meeting here = {{old, new}, at};
    text key = {(const char *)here.pair, sizeof here.pair};
    if (!avro_is_named(old) || !avro_is_named(new))
        return true;
    const meeting *first = map_get(c->seen, key);
    if (first != NULL) {
        avro_echo(c, first->at, at);
        return false;
    }
    meeting *kept = arena_new_of(c->changes.a, meeting);
    *kept = here;
    key.data = (const char *)kept->pair;
    map_put(c->seen, key, kept);
    return true;
}

void avro_compare_inside(comparison *c, const avro_type *old, const avro_type *new, const avro_place *at) {
    if (!meet(c, old, new, at))
        return;
    compare_logical(c, old, new, at);
    if (old->kind != new->kind)
        return;
    if (new->kind == AVRO_RECORD)
        queue_records(c, old, new, at);
    else if (new->kind == AVRO_ENUM)
        compare_enums(c, old, new, at);
    else if (new->kind == AVRO_FIXED)
        compare_fixed(c, old, new, at);
    else if (new->kind == AVRO_ARRAY || new->kind == AVRO_MAP)
        compare_held(c, old, new, at);
}

// --- types -----------------------------------------------------------------------------------------------------------

void avro_compare_types(comparison *c, const avro_type *old, const avro_type *new, const avro_place *at) {
    if (!avro_work(c, 1))
        return;
    if (old->kind == AVRO_UNION || new->kind == AVRO_UNION) {
        avro_compare_unions(c, old, new, at);
        return;
    }
    reading found = {true, true};
    if (old->kind != new->kind)
        found = (reading){avro_is_promotable(old->kind, new->kind), avro_is_promotable(new->kind, old->kind)};
    else if (avro_is_named(old))
        found = avro_read_by_name(old, new);
    bool same = found.backward && found.forward && old->kind == new->kind &&
                (!avro_is_named(old) || text_equal(avro_short_name(old->name), avro_short_name(new->name)));
    if (!same)
        avro_report_type(c, found, old, new, at);
    if (found.backward || found.forward)
        avro_compare_inside(c, old, new, at);
}

// Outermost types with names begin the paths.
static const avro_place *begin_place(arena *a, const avro_type *type) {
    avro_place *top = arena_new_of(a, avro_place);
    if (!avro_is_named(type))
        return top;
    avro_place *named = avro_place_in(a, top);
    named->field = avro_short_name(type->name);
    named->is_type = true;
    return named;
}

// A path that begins anew in the middle of the data.
static const avro_place *begin_again(arena *a, const avro_type *type) {
    avro_place *lost = avro_place_in(a, begin_place(a, type));
    lost->is_lost = true;
    return lost;
}

// Echoes of what changed. Of changes or echoes beyond number it is not asked which those are: then everything is met again
// everywhere.
static const field_echoes *echoes_of_changes(comparison *c) {
    enum { LOOKS_MAX = 1000000 };
    arena *a = c->changes.a;
    if (c->echoes == NULL || c->changes.count == 0)
        return NULL;
    field_echoes *kept = arena_new_of(a, field_echoes);
    if (c->echo_count > LOOKS_MAX / c->changes.count) {
        field_echoes_add(kept, (field_path){0}, (field_path){0});
        return kept;
    }
    field_paths touched = {0};
    for (size_t i = 0; i < c->changes.count; i++)
        field_paths_add(&touched, c->changes.items[i].at, a);
    for (bool grew = true; grew;) {
        grew = false;
        for (const echo *e = c->echoes; e != NULL; e = e->next) {
            field_path of = avro_place_reach(a, e->of), at = avro_place_reach(a, e->at);
            if (!field_paths_meet_any(&touched, of))
                continue;
            field_echoes_add(kept, of, at);
            grew = field_paths_add(&touched, at, a) || grew;
        }
    }
    return kept;
}

schema_changes avro_diff_within(arena *a, const schema_budget *budget, const avro_schema *old, const avro_schema *new) {
    if (old == new || json_equal(old->document, new->document))
        return (schema_changes){0};
    comparison c = {.changes = {.a = a, .most = budget->changes}, .seen = map_new(a, 16), .most = 2 * budget->visits};
    c.end = &c.first;
    avro_compare_types(&c, old->root.type, new->root.type, begin_place(a, new->root.type));
    for (record_pair *pair = c.first; pair != NULL; pair = pair->next) {
        const avro_place *at = pair->at->depth > PLACES_MAX ? begin_again(a, pair->new) : pair->at;
        avro_compare_records(&c, pair->old, pair->new, at);
    }
    if (c.work > c.most || c.changes.overflow) {
        const char *message = c.changes.overflow ? "There are more changes than can be listed"
                                                 : "The schemas are too large to be compared in full";
        change_list_append(
            &c.changes, (schema_change){.kind = SCHEMA_UNDECIDED, .path = "root", .pointer = "", .message = message});
    }
    const field_echoes *echoes = echoes_of_changes(&c);
    for (size_t i = 0; i < c.changes.count; i++)
        c.changes.items[i].echoes = echoes;
    return (schema_changes){.items = c.changes.items, .count = c.changes.count, .is_partial = c.work > c.most};
}

schema_changes avro_diff(arena *a, const avro_schema *old, const avro_schema *new) {
    return avro_diff_within(a, &schema_budget_default, old, new);
}
