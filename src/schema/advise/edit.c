// An editable copy opens only the objects and arrays on the way to what is touched; all others stay the document's own.
#include "schema/advise/edit.h"

// An object or array that has been opened holds its own children; anything else is still the document's.
struct edit {
    arena *a;
    const json_value *value; // while not opened
    bool opened;
    bool object;
    text *names; // of an object
    edit **children;
    size_t count;
    size_t capacity;
};

edit *edit_new(arena *a, const json_value *document) {
    edit *e = arena_new_of(a, edit);
    *e = (edit){.a = a, .value = document, .object = document->type == JSON_OBJECT};
    return e;
}

bool edit_is_object(const edit *e) {
    return e->object;
}

static void reserve(edit *e, size_t capacity) {
    text *names = arena_array(e->a, capacity, sizeof(text));
    edit **children = arena_array(e->a, capacity, sizeof(edit *));
    if (e->count > 0) {
        memcpy(names, e->names, e->count * sizeof(text));
        memcpy(children, e->children, e->count * sizeof(edit *));
    }
    e->names = names;
    e->children = children;
    e->capacity = capacity;
}

static void open_up(edit *e) {
    if (e->opened || (e->value->type != JSON_OBJECT && e->value->type != JSON_ARRAY))
        return;
    e->opened = true;
    reserve(e, e->value->count + 4);
    for (uint32_t i = 0; i < e->value->count; i++) {
        const json_member *member = e->object ? &e->value->members[i] : NULL;
        e->names[i] = member == NULL ? TEXT_NONE : (text){member->name, member->name_length};
        e->children[i] = edit_new(e->a, member == NULL ? &e->value->elements[i] : &member->value);
    }
    e->count = e->value->count;
}

static size_t find(const edit *e, text name) {
    long long index;
    if (!e->object) {
        bool number = text_to_int64(name, &index) && index >= 0 && (size_t)index < e->count;
        return number ? (size_t)index : e->count;
    }
    size_t i = 0;
    while (i < e->count && !text_equal(e->names[i], name))
        i++;
    return i;
}

edit *edit_step(edit *e, text name) {
    open_up(e);
    size_t i = find(e, name);
    return i < e->count ? e->children[i] : NULL;
}

void edit_set(edit *e, text name, const json_value *value) {
    open_up(e);
    size_t i = find(e, name);
    if (i == e->count) {
        if (e->count == e->capacity)
            reserve(e, e->capacity * 2);
        e->names[e->count++] = name;
    }
    e->children[i] = edit_new(e->a, value);
}

void edit_remove(edit *e, text name) {
    open_up(e);
    size_t i = find(e, name);
    if (i == e->count)
        return;
    e->count--;
    memmove(&e->names[i], &e->names[i + 1], (e->count - i) * sizeof(text));
    memmove(&e->children[i], &e->children[i + 1], (e->count - i) * sizeof(edit *));
}

const json_value *edit_value(edit *e) {
    if (!e->opened)
        return e->value;
    if (!e->object) {
        json_value *elements = arena_array(e->a, e->count, sizeof(json_value));
        for (size_t i = 0; i < e->count; i++)
            elements[i] = *edit_value(e->children[i]);
        return json_make_array(e->a, elements, e->count);
    }
    json_member *members = arena_array(e->a, e->count, sizeof(json_member));
    for (size_t i = 0; i < e->count; i++)
        members[i] = json_make_member(arena_text(e->a, e->names[i]), *edit_value(e->children[i]));
    return json_make_object(e->a, members, e->count);
}
