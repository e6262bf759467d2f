// Guarantees group by group: two sorted lists of names are walked side by side, and each name that came, went or changed
// gives a change whose kind tells how grave it is.
#include "schema/advise/guarantee.h"
#include "schema/number.h"
#include "schema/render.h"
#include "schema/set.h"
#include "schema/value.h"
#include <stdlib.h>

enum { INFO = GUARANTEE_INFO, WARNING = GUARANTEE_WARNING };

static const struct {
    const char *name;
    int severity;
} kinds[GUARANTEE_CHANGE_KINDS] = {
#define KIND(name, wire, severity) [GUARANTEE_##name] = {wire, severity},
#include "schema/advise/guarantee_kinds.def"
#undef KIND
};

typedef struct differ {
    arena *a;
    guarantee_change *items;
    size_t count;
    size_t capacity;
} differ;

// A group of guarantees by name, sorted.
typedef struct group {
    const json_member **items;
    size_t count;
} group;

static void add(differ *d, guarantee_change_kind kind, const char *path, const char *message, const json_value *before,
                const json_value *after) {
    if (d->count == d->capacity) {
        d->capacity = d->capacity == 0 ? 8 : d->capacity * 2;
        guarantee_change *grown = arena_array(d->a, d->capacity, sizeof(guarantee_change));
        if (d->count > 0)
            memcpy(grown, d->items, d->count * sizeof(guarantee_change));
        d->items = grown;
    }
    d->items[d->count++] =
        (guarantee_change){.kind = kind, .path = path, .message = message, .old_value = before, .new_value = after};
}

// --- groups of names -------------------------------------------------------------------------------------------------

static text name_of(const json_member *member) {
    return (text){member->name, member->name_length};
}

static int member_order(const void *a, const void *b) {
    return text_order(name_of(*(const json_member *const *)a), name_of(*(const json_member *const *)b));
}

static group group_of(arena *a, const json_value *object) {
    group g = {0};
    if (object == NULL || object->type != JSON_OBJECT || object->count == 0)
        return g;
    g.count = object->count;
    g.items = arena_array(a, g.count, sizeof(*g.items));
    for (size_t i = 0; i < g.count; i++)
        g.items[i] = &object->members[i];
    qsort(g.items, g.count, sizeof(*g.items), member_order);
    return g;
}

// Absent, or as good as that: null, false, 0 and what is empty promise nothing.
static const json_value *member_present(const json_value *object, const char *name) {
    const json_value *value = object == NULL ? NULL : json_get(object, name);
    return value != NULL && value_is_truthy(value) ? value : NULL;
}

// How one group speaks: `noun` begins the sentence, and names stand behind "for column" or a colon.
typedef struct voice {
    const char *group;
    const char *noun;
    bool column;
    bool names; // the value of a change is the name itself
    guarantee_change_kind added;
    guarantee_change_kind removed;
    guarantee_change_kind changed; // GUARANTEE_CHANGE_KINDS: changes of the value are not reported this way
} voice;

static void add_named(differ *d, const voice *v, const json_member *before, const json_member *after) {
    const json_member *member = before == NULL ? after : before;
    const char *what = before == NULL ? "added" : after == NULL ? "removed" : "changed";
    guarantee_change_kind kind = before == NULL ? v->added : after == NULL ? v->removed : v->changed;
    const char *path = arena_printf(d->a, "%s.%s", v->group, member->name);
    const char *message = v->column ? arena_printf(d->a, "%s guarantee %s for column '%s'", v->noun, what, member->name)
                                    : arena_printf(d->a, "%s guarantee %s: %s", v->noun, what, member->name);
    const json_value *old_value = before == NULL ? NULL : &before->value;
    const json_value *new_value = after == NULL ? NULL : &after->value;
    if (v->names) {
        json_value *name = arena_new_of(d->a, json_value);
        *name = json_make_string(name_of(member));
        old_value = before == NULL ? NULL : name;
        new_value = after == NULL ? NULL : name;
    }
    add(d, kind, path, message, old_value, new_value);
}

static const json_member *find(const group *g, text name) {
    const json_member key = {.name = name.data, .name_length = (uint32_t)name.length}, *wanted = &key;
    const json_member **found =
        g->count == 0 ? NULL : bsearch(&wanted, g->items, g->count, sizeof(*g->items), member_order);
    return found == NULL ? NULL : *found;
}

static void compare_values(differ *d, const json_member *before, const json_member *after);

static void compare_group(differ *d, const voice *v, const json_value *old, const json_value *new) {
    group before = group_of(d->a, member_present(old, v->group)), after = group_of(d->a, member_present(new, v->group));
    for (size_t i = 0; i < after.count; i++)
        if (find(&before, name_of(after.items[i])) == NULL)
            add_named(d, v, NULL, after.items[i]);
    for (size_t i = 0; i < before.count; i++)
        if (find(&after, name_of(before.items[i])) == NULL)
            add_named(d, v, before.items[i], NULL);
    for (size_t i = 0; i < before.count; i++) {
        const json_member *same = find(&after, name_of(before.items[i]));
        if (same == NULL)
            continue;
        if (v->added == GUARANTEE_ACCEPTED_VALUES_ADDED)
            compare_values(d, before.items[i], same);
        else if (v->changed != GUARANTEE_CHANGE_KINDS && !json_equal(&before.items[i]->value, &same->value))
            add_named(d, v, before.items[i], same);
    }
}

// --- accepted values -------------------------------------------------------------------------------------------------

// The elements of `list` that `other` lacks; NULL when there are none. What is no array counts as empty.
static const json_value *missing(arena *a, const json_value *list, const json_value *other) {
    const value_set *values = value_set_of(a, list->type == JSON_ARRAY ? list : &value_empty_list);
    return value_set_missing(a, values, value_set_of(a, other->type == JSON_ARRAY ? other : &value_empty_list));
}

static void compare_values(differ *d, const json_member *before, const json_member *after) {
    const char *path = arena_printf(d->a, "accepted_values.%s", before->name);
    const json_value *removed = missing(d->a, &before->value, &after->value);
    const json_value *added = missing(d->a, &after->value, &before->value);
    if (removed != NULL) {
        add(d, GUARANTEE_ACCEPTED_VALUES_CONTRACTED, path,
            arena_printf(d->a, "accepted_values for '%s' contracted: removed %s", before->name,
                         value_render(d->a, removed)),
            &before->value, &after->value);
    }
    if (added != NULL) {
        add(d, GUARANTEE_ACCEPTED_VALUES_EXPANDED, path,
            arena_printf(d->a, "accepted_values for '%s' expanded: added %s", before->name, value_render(d->a, added)),
            &before->value, &after->value);
    }
}

// --- freshness -------------------------------------------------------------------------------------------------------

// A number, or a string that holds one.
static bool amount_read(const json_value *value, double *out) {
    if (value == NULL || (value->type != JSON_NUMBER && value->type != JSON_STRING) || value->count == 0)
        return false;
    char *end;
    const char *start = value->string;
    double amount = value->type == JSON_NUMBER ? json_to_double(value) : strtod(start, &end);
    if (value->type == JSON_STRING && *end != '\0')
        return false;
    *out = amount;
    return amount >= 0 && amount < 1e15;
}

static double unit_seconds(text unit) {
    if (unit.length > 0 && (unit.data[unit.length - 1] | 0x20) == 's')
        unit.length--;
    static const struct {
        text name;
        double seconds;
    } units[] = {{TEXT("day"), 86400}, {TEXT("hour"), 3600}, {TEXT("minute"), 60}, {TEXT("second"), 1}};
    for (size_t i = 0; i < 4; i++)
        if (text_equal_ascii_nocase(unit, units[i].name))
            return units[i].seconds;
    return 0;
}

static bool warn_after_seconds(const json_value *warn_after, double *seconds) {
    static const char *const names[] = {"days", "hours", "minutes", "seconds"};
    bool known = false;
    *seconds = 0;
    for (size_t i = 0; i < 4; i++) {
        const json_value *value = json_get(warn_after, names[i]);
        double amount;
        if (value != NULL && !amount_read(value, &amount))
            return false;
        if (value != NULL) {
            *seconds += amount * unit_seconds(text_of(names[i]));
            known = true;
        }
    }
    const json_value *period = json_get(warn_after, "period");
    double count;
    if (known || period == NULL || period->type != JSON_STRING || !amount_read(json_get(warn_after, "count"), &count))
        return known;
    *seconds = count * unit_seconds(json_text_of(period));
    return unit_seconds(json_text_of(period)) > 0;
}

static bool freshness_seconds(const json_value *freshness, double *seconds) {
    const json_value *warn_after = json_get(freshness, "warn_after");
    if (warn_after != NULL && warn_after_seconds(warn_after, seconds))
        return true;
    double minutes;
    if (!amount_read(json_get(freshness, "max_staleness_minutes"), &minutes))
        return false;
    *seconds = minutes * 60;
    return true;
}

static void compare_freshness(differ *d, const json_value *before, const json_value *after) {
    double was, is;
    bool known = freshness_seconds(before, &was) && freshness_seconds(after, &is);
    if (json_equal(before, after) || (known && was == is))
        return;
    add(d, known && is < was ? GUARANTEE_FRESHNESS_TIGHTENED : GUARANTEE_FRESHNESS_RELAXED, "freshness",
        arena_printf(d->a, "freshness guarantee changed from %s to %s", value_render(d->a, before),
                     value_render(d->a, after)),
        before, after);
}

// --- volume ----------------------------------------------------------------------------------------------------------

static guarantee_change_kind volume_kind(text name, const json_value *before, const json_value *after) {
    bool numbers = before != NULL && after != NULL && before->type == JSON_NUMBER && after->type == JSON_NUMBER;
    if (!numbers)
        return GUARANTEE_VOLUME_RELAXED;
    bool more = number_compare(after, before) > 0;
    bool tightened = (text_is(name, "min_rows") && more) || (text_is(name, "max_rows") && !more);
    return tightened ? GUARANTEE_VOLUME_TIGHTENED : GUARANTEE_VOLUME_RELAXED;
}

static void compare_volume(differ *d, const json_value *before, const json_value *after) {
    group was = group_of(d->a, before), is = group_of(d->a, after);
    for (size_t i = 0, j = 0; i < was.count || j < is.count;) {
        int order = i == was.count ? 1 : j == is.count ? -1 : text_order(name_of(was.items[i]), name_of(is.items[j]));
        const json_value *from = order <= 0 ? &was.items[i]->value : NULL;
        const json_value *to = order >= 0 ? &is.items[j]->value : NULL;
        const char *name = order <= 0 ? was.items[i]->name : is.items[j]->name;
        if (from == NULL || to == NULL || !json_equal(from, to)) {
            add(d, volume_kind(text_of(name), from, to), arena_printf(d->a, "volume.%s", name),
                arena_printf(d->a, "volume.%s changed from %s to %s", name, value_render_plain(d->a, from),
                             value_render_plain(d->a, to)),
                from, to);
        }
        i += order <= 0;
        j += order >= 0;
    }
}

// A guarantee that is one thing: it comes, goes, or is compared by `compare`.
static void compare_whole(differ *d, const char *name, const json_value *old, const json_value *new,
                          guarantee_change_kind added, guarantee_change_kind removed,
                          void compare(differ *, const json_value *, const json_value *)) {
    const json_value *before = member_present(old, name), *after = member_present(new, name);
    if (before != NULL && after != NULL) {
        compare(d, before, after);
    } else if (after != NULL) {
        add(d, added, name, arena_printf(d->a, "%s guarantee added: %s", name, value_render(d->a, after)), NULL, after);
    } else if (before != NULL) {
        add(d, removed, name, arena_printf(d->a, "%s guarantee removed (was %s)", name, value_render(d->a, before)),
            before, NULL);
    }
}

guarantee_changes guarantee_diff(arena *a, const json_value *old, const json_value *new) {
    const guarantee_change_kind none = GUARANTEE_CHANGE_KINDS;
    static const voice custom = {
        "custom", "custom", false, false, GUARANTEE_CUSTOM_ADDED, GUARANTEE_CUSTOM_REMOVED, GUARANTEE_CUSTOM_CHANGED};
    const voice voices[] = {
        {"nullability", "not_null", true, true, GUARANTEE_NOT_NULL_ADDED, GUARANTEE_NOT_NULL_REMOVED, none},
        {"uniqueness", "unique", true, true, GUARANTEE_UNIQUE_ADDED, GUARANTEE_UNIQUE_REMOVED, none},
        {"accepted_values", "accepted_values", true, false, GUARANTEE_ACCEPTED_VALUES_ADDED,
         GUARANTEE_ACCEPTED_VALUES_REMOVED, none},
        {"relationships", "relationship", false, false, GUARANTEE_RELATIONSHIP_ADDED, GUARANTEE_RELATIONSHIP_REMOVED,
         none},
        {"expressions", "expression", false, false, GUARANTEE_EXPRESSION_ADDED, GUARANTEE_EXPRESSION_REMOVED,
         GUARANTEE_EXPRESSION_CHANGED},
    };
    differ d = {.a = a};
    for (size_t i = 0; i < sizeof(voices) / sizeof(voices[0]); i++)
        compare_group(&d, &voices[i], old, new);
    compare_whole(&d, "freshness", old, new, GUARANTEE_FRESHNESS_ADDED, GUARANTEE_FRESHNESS_REMOVED, compare_freshness);
    compare_whole(&d, "volume", old, new, GUARANTEE_VOLUME_ADDED, GUARANTEE_VOLUME_REMOVED, compare_volume);
    compare_group(&d, &custom, old, new);
    return (guarantee_changes){.items = d.items, .count = d.count};
}

guarantee_changes guarantee_breaking(arena *a, guarantee_changes changes, guarantee_policy mode) {
    if (mode != GUARANTEE_STRICT)
        return (guarantee_changes){0};
    guarantee_change *items = arena_array(a, changes.count, sizeof(guarantee_change));
    size_t count = 0;
    for (size_t i = 0; i < changes.count; i++)
        if (kinds[changes.items[i].kind].severity != GUARANTEE_INFO)
            items[count++] = changes.items[i];
    return (guarantee_changes){.items = items, .count = count};
}

const char *guarantee_change_kind_name(guarantee_change_kind kind) {
    return kinds[kind].name;
}

guarantee_severity guarantee_change_severity(guarantee_change_kind kind) {
    return (guarantee_severity)kinds[kind].severity;
}

const char *guarantee_severity_name(guarantee_severity severity) {
    return severity == GUARANTEE_INFO ? "info" : severity == GUARANTEE_WARNING ? "warning" : "breaking";
}

bool guarantee_mode_parse(text name, guarantee_policy *out) {
    static const char *const modes[] = {
        [GUARANTEE_NOTIFY] = "notify", [GUARANTEE_STRICT] = "strict", [GUARANTEE_IGNORE] = "ignore"};
    for (size_t i = 0; i < 3; i++) {
        if (text_is(name, modes[i])) {
            *out = (guarantee_policy)i;
            return true;
        }
    }
    return false;
}
