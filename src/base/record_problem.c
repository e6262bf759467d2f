// Problems of a request: each tells its kind, a message, the value and where that stands. The decoder carries the place as a
// chain up the stack, which becomes a list only for a problem that is kept.
#include "base/record_decode.h"

enum { NAME_MAXIMUM = 200 }; // bytes of a member's name that a place tells

// The name, which may be as long as the request, or its beginning.
static text name_shown(arena *a, const char *name) {
    text whole = text_of(name);
    if (whole.length <= NAME_MAXIMUM)
        return text_of(arena_strdup(a, name));
    size_t kept = NAME_MAXIMUM;
    while (kept > 0 && ((unsigned char)name[kept] & 0xC0) == 0x80) // not within a character
        kept--;
    return text_of(arena_printf(a, "%.*s...", (int)kept, name));
}

static const json_value *location_of(arena *a, const record_place *where) {
    size_t depth = 0;
    for (const record_place *p = where; p != NULL; p = p->parent)
        depth++;
    json_value *parts = arena_array(a, depth, sizeof *parts);
    for (const record_place *p = where; p != NULL; p = p->parent)
        parts[--depth] =
            p->name != NULL ? json_make_string(name_shown(a, p->name)) : json_make_integer(a, (int64_t)p->index);
    for (const record_place *p = where; p != NULL; p = p->parent)
        depth++;
    return json_make_array(a, parts, depth);
}

static void problem_append(record_problems *problems, const char *type, const char *message, const json_value *location,
                           const json_value *input, const json_value *context) {
    record_problem *entry = arena_new_of(problems->arena, record_problem);
    *entry = (record_problem){type, message, location, input, context, NULL};
    if (problems->last == NULL)
        problems->first = entry;
    else
        problems->last->next = entry;
    problems->last = entry;
    problems->count++;
}

void record_problem_add(record_problems *problems, const char *type, const char *message, const char *root,
                        const char *field, const json_value *input, const json_value *context) {
    if (problems->count >= RECORD_PROBLEMS_MAXIMUM)
        return;
    record_place top = {NULL, root, 0}, below = {&top, field, 0};
    problem_append(problems, type, message, location_of(problems->arena, field == NULL ? &top : &below), input,
                   context);
}

bool record_refuse(record_decoding *d, const record_place *where, const json_value *input, const char *type,
                   const char *message, const json_value *context) {
    if (!record_told_all(d))
        problem_append(d->problems, type, message, location_of(d->problems->arena, where), input, context);
    return false;
}

const json_value *record_problem_context(arena *a, const char *name, json_value value) {
    json_member member = json_make_member(name, value);
    return json_make_object(a, &member, 1);
}

const json_value *record_problem_context_integer(arena *a, const char *name, int64_t value) {
    return record_problem_context(a, name, json_make_integer(a, value));
}

// A value that must not be shown again is left out of the reply.
const json_value *record_shown(record_decoding *d, const record_field *field, const json_value *input) {
    if (!(field->flags & RECORD_SECRET))
        return input;
    json_value *hidden = arena_new_of(d->arena, json_value);
    *hidden = json_make_string(TEXT("***"));
    return hidden;
}

// A body with the values of its secret members hidden.
const json_value *record_shown_body(record_decoding *d, const record_type *type, const json_value *body) {
    bool secret = false;
    for (unsigned i = 0; i < type->field_count; i++)
        secret = secret || ((type->fields[i].flags & RECORD_SECRET) && json_get(body, type->fields[i].name) != NULL);
    if (!secret)
        return body;
    json_member *members = arena_array(d->arena, body->count, sizeof *members);
    memcpy(members, body->members, body->count * sizeof *members);
    for (uint32_t i = 0; i < body->count; i++) {
        const record_field *field = record_field_find(type, (text){members[i].name, members[i].name_length});
        if (field != NULL && (field->flags & RECORD_SECRET))
            members[i].value = json_make_string(TEXT("***"));
    }
    return json_make_object(d->arena, members, body->count);
}
