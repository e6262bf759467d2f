// Values that differ from others: made from one that suits, by what is cheap to change in it. Each is tried before it is told.
#include "schema/decide/different.h"
#include "schema/number.h"
#include <inttypes.h>

enum { LEVELS_MAX = 3, PARTS_MAX = 6, FORMS = 10, NUMBERS_EACH = 3, NUMBER_FORMS = 3 };

static const json_value *kept(decider *d, json_value value) {
    json_value *made = arena_new_of(d->a, json_value);
    *made = value;
    return made;
}

text text_numbered(decider *d, text t, size_t number, size_t form) {
    static const char *const digits[] = {"0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"};
    enum { BEHIND, BEFORE, INSTEAD, PLACES, TAIL_MAX = 24 };
    char tail[TAIL_MAX];
    const char *kind = digits[form / PLACES];
    size_t base = strlen(kind), length = 0, left = number, place = form % PLACES;
    do
        tail[TAIL_MAX - ++length] = kind[left % base];
    while ((left /= base) > 0);
    bool within = length < t.length && ((unsigned char)t.data[t.length - length] & 0xC0) == 0x80; // a character
    if (place == INSTEAD && (length > t.length || within))
        return TEXT_NONE;
    char *bytes = arena_bytes(d->a, t.length + length + 1);
    size_t stays = place == INSTEAD ? t.length - length : t.length;
    memcpy(bytes + (place == BEFORE ? length : 0), t.data, stays);
    memcpy(bytes + (place == BEFORE ? 0 : stays), tail + TAIL_MAX - length, length);
    bytes[stays + length] = '\0';
    return (text){bytes, stays + length};
}

static const json_value *other_text(decider *d, text t, size_t number, size_t form) {
    text other = form < NUMBERED_FORMS ? text_numbered(d, t, number, form) : TEXT_NONE;
    return other.data == NULL ? NULL : kept(d, json_make_string(other));
}

static const json_value *other_number(decider *d, const json_value *value, size_t number, size_t form) {
    const int64_t by[] = {(int64_t)number, -(int64_t)number};
    int64_t whole;
    if (form >= 2 || !json_to_int64(value, &whole) || __builtin_add_overflow(whole, by[form], &whole))
        return NULL;
    return kept(d, json_make_integer(d->a, whole));
}

static const json_value *other_form(decider *d, const json_value *value, size_t number, size_t form, unsigned level);

// With one more element, or one that is another.
static const json_value *other_array(decider *d, const json_value *value, size_t number, size_t form, unsigned level) {
    size_t count = value->count, at = form == 0 ? count : (form - 1) / FORMS;
    if (at > count || at >= PARTS_MAX || (form > 0 && at == count))
        return NULL;
    const json_value *other = form == 0 ? kept(d, json_make_integer(d->a, (int64_t)number))
                                        : other_form(d, &value->elements[at], number, (form - 1) % FORMS, level + 1);
    if (other == NULL)
        return NULL;
    json_value *elements = arena_array(d->a, count + 1, sizeof *elements);
    if (count > 0)
        memcpy(elements, value->elements, count * sizeof *elements);
    elements[at] = *other;
    return json_make_array(d->a, elements, count + (form == 0));
}

// With one more member, or one that is another.
static const json_value *other_object(decider *d, const json_value *value, size_t number, size_t form, unsigned level) {
    size_t count = value->count, at = form == 0 ? count : (form - 1) / FORMS;
    if (at > count || at >= PARTS_MAX || (form > 0 && at == count))
        return NULL;
    const json_value *other = form == 0
                                  ? kept(d, json_make_integer(d->a, (int64_t)number))
                                  : other_form(d, &value->members[at].value, number, (form - 1) % FORMS, level + 1);
    if (other == NULL || (form == 0 && json_get(value, "other") != NULL))
        return NULL;
    json_member *members = arena_array(d->a, count + 1, sizeof *members);
    if (count > 0)
        memcpy(members, value->members, count * sizeof *members);
    if (form == 0)
        members[at] = json_make_member("other", *other);
    members[at].value = *other;
    return json_make_object(d->a, members, count + (form == 0));
}

static const json_value *other_form(decider *d, const json_value *value, size_t number, size_t form, unsigned level) {
    if (level > LEVELS_MAX)
        return NULL;
    switch (value->type) {
    case JSON_STRING:
        return other_text(d, json_text_of(value), number, form);
    case JSON_NUMBER:
        return other_number(d, value, number, form);
    case JSON_ARRAY:
        return other_array(d, value, number, form, level);
    case JSON_OBJECT:
        return other_object(d, value, number, form, level);
    default:
        return NULL;
    }
}

// A multiple more or less of what numbers must be multiples of, or some thousandths more.
static const json_value *between_numbers(decider *d, const goal *g, const json_value *model, size_t number,
                                         size_t form) {
    int64_t floor, step, by = form == 0 ? (int64_t)number : -(int64_t)number;
    bool exact;
    json_error error;
    if (form == 2)
        return number < 1000 && number_floor(model, &floor, &exact) && floor >= 0
                   ? json_parse(d->a, text_of(arena_printf(d->a, "%" PRId64 ".%03zu", floor, number)), 1, &error)
                   : NULL;
    for (size_t i = 0; i < g->count; i++) {
        const json_value *multiple = node_value(g->items[i].node, KEYWORD_MULTIPLE_OF);
        if (!g->items[i].negative && multiple != NULL && json_to_int64(multiple, &step) &&
            json_to_int64(model, &floor) && !__builtin_mul_overflow(step, by, &step) &&
            !__builtin_add_overflow(floor, step, &floor))
            return kept(d, json_make_integer(d->a, floor));
    }
    return NULL;
}

bool value_is_among(const json_value *elements, size_t count, const json_value *value) {
    for (size_t i = 0; i < count; i++)
        if (json_equal(&elements[i], value))
            return true;
    return false;
}

const json_value *value_other_than(decider *d, goal *g, const json_value *model, const json_value *elements,
                                   size_t count) {
    const size_t forms = model->type == JSON_ARRAY || model->type == JSON_OBJECT ? 1 + PARTS_MAX * FORMS : FORMS;
    for (size_t form = 0; form < forms; form++)
        for (size_t number = count; number < count + NUMBERS_EACH; number++) {
            const json_value *value = other_form(d, model, number, form, 0);
            if (value == NULL)
                break;
            work_charge(d->work, count / 16);
            if (!value_is_among(elements, count, value) && goal_try(d, g, value) == OUTCOME_INHABITED)
                return value;
        }
    if (model->type == JSON_NUMBER)
        for (size_t form = 0; form < NUMBER_FORMS; form++)
            for (size_t number = count; number < count + NUMBERS_EACH; number++) {
                const json_value *value = between_numbers(d, g, model, number, form);
                if (value != NULL && !value_is_among(elements, count, value) &&
                    goal_try(d, g, value) == OUTCOME_INHABITED)
                    return value;
            }
    return NULL;
}
