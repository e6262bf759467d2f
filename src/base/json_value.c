// A tree that never changes. Small objects are searched from end to end; large ones carry a hash index right behind their
// members. Of several members of one name the last counts, which is settled when the object is made.
#include "base/json_internal.h"
#include <stdio.h>
#include <stdlib.h>

// The index of a large object: a table of member numbers plus one (0: free), as long as a power of two that is at least
// twice the count, right behind the members.
static size_t index_capacity(size_t count) {
    return (size_t)1 << (64 - __builtin_clzll((unsigned long long)count * 2 - 1));
}

static const uint32_t *index_of(const json_value *object) {
    return (const uint32_t *)(const void *)(object->members + object->count);
}

static bool member_is(const json_member *member, text name, uint32_t hash) {
    return member->hash == hash && text_equal((text){member->name, member->name_length}, name);
}

// The place in the index of the member so named, or the free place where it belongs.
static size_t index_find(const uint32_t *index, size_t mask, const json_member *members, text name, uint32_t hash) {
    size_t at = hash & mask;
    while (index[at] != 0 && !member_is(&members[index[at] - 1], name, hash))
        at = (at + 1) & mask;
    return at;
}

static const json_member *member_find(const json_value *object, text name, uint32_t hash) {
    if (object->count > JSON_SMALL_OBJECT) {
        const uint32_t *index = index_of(object);
        uint32_t number = index[index_find(index, index_capacity(object->count) - 1, object->members, name, hash)];
        return number == 0 ? NULL : &object->members[number - 1];
    }
    for (uint32_t i = 0; i < object->count; i++)
        if (member_is(&object->members[i], name, hash))
            return &object->members[i];
    return NULL;
}

const json_value *json_get(const json_value *object, const char *name) {
    return json_get_text(object, text_of(name));
}

const json_value *json_get_text(const json_value *object, text name) {
    if (object == NULL || object->type != JSON_OBJECT)
        return NULL;
    const json_member *found = NULL;
    if (object->count > JSON_SMALL_OBJECT) {
        found = member_find(object, name, json_name_hash(name.data, name.length, hash_process_seed()));
        return found == NULL ? NULL : &found->value;
    }
    // Few names: to compare them costs less than to hash the wanted one.
    for (uint32_t i = 0; i < object->count; i++) {
        const json_member *member = &object->members[i];
        if (text_equal((text){member->name, member->name_length}, name))
            return &member->value;
    }
    return NULL;
}

// Copies members, a later duplicate's value replacing the earlier one's. Returns how many are left.
static size_t copy_small(json_member *to, const json_member *from, size_t count) {
    uint64_t seen = 0; // a bit for each hash so far: most names are new, and this tells it without comparing
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t bit = UINT64_C(1) << (from[i].hash & 63);
        size_t at = kept;
        if ((seen & bit) != 0) {
            text name = {from[i].name, from[i].name_length};
            for (at = 0; at < kept && !member_is(&to[at], name, from[i].hash);)
                at++;
        }
        seen |= bit;
        if (at < kept)
            to[at].value = from[i].value;
        else
            to[kept++] = from[i];
    }
    return kept;
}

// As copy_small, by means of an index of which `to` has room for behind `count` members.
static size_t copy_large(json_member *to, const json_member *from, size_t count) {
    size_t capacity = index_capacity(count);
    uint32_t *index = (uint32_t *)(void *)(to + count);
    memset(index, 0, capacity * sizeof(*index));
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        text name = {from[i].name, from[i].name_length};
        size_t at = index_find(index, capacity - 1, to, name, from[i].hash);
        if (index[at] != 0) {
            to[index[at] - 1].value = from[i].value;
            continue;
        }
        to[kept++] = from[i];
        index[at] = (uint32_t)kept;
    }
    return kept;
}

// Builds the index anew behind fewer members than it was built for.
static void index_rebuild(json_member *members, size_t count) {
    size_t mask = index_capacity(count) - 1;
    uint32_t *index = (uint32_t *)(void *)(members + count);
    memset(index, 0, (mask + 1) * sizeof(*index));
    for (size_t i = 0; i < count; i++) {
        size_t at = members[i].hash & mask;
        while (index[at] != 0)
            at = (at + 1) & mask;
        index[at] = (uint32_t)i + 1;
    }
}

json_value json_object_of(arena *a, const json_member *members, size_t count) {
    json_value object = {.type = JSON_OBJECT};
    if (count <= JSON_SMALL_OBJECT) {
        json_member *copy = arena_array(a, count, sizeof(*copy));
        object.count = (uint32_t)copy_small(copy, members, count);
        object.members = copy;
        return object;
    }
    size_t index_size = index_capacity(count) * sizeof(uint32_t);
    json_member *copy = arena_alloc(a, count * sizeof(*copy) + index_size);
    size_t kept = copy_large(copy, members, count);
    if (kept < count && kept > JSON_SMALL_OBJECT)
        index_rebuild(copy, kept);
    object.count = (uint32_t)kept;
    object.members = copy;
    return object;
}

json_value json_array_of(arena *a, const json_value *elements, size_t count) {
    json_value *copy = arena_array(a, count, sizeof(*copy));
    if (count > 0)
        memcpy(copy, elements, count * sizeof(*copy));
    return (json_value){.type = JSON_ARRAY, .count = (uint32_t)count, .elements = copy};
}

static bool elements_equal(const json_value *a, const json_value *b) {
    for (uint32_t i = 0; i < a->count; i++)
        if (!json_equal(&a->elements[i], &b->elements[i]))
            return false;
    return true;
}

static bool members_equal(const json_value *a, const json_value *b) {
    for (uint32_t i = 0; i < a->count; i++) {
        const json_member *wanted = &a->members[i];
        text name = {wanted->name, wanted->name_length};
        // Equal objects mostly have equal order too.
        const json_member *found = &b->members[i];
        if (!member_is(found, name, wanted->hash))
            found = member_find(b, name, wanted->hash);
        if (found == NULL || !json_equal(&wanted->value, &found->value))
            return false;
    }
    return true;
}

bool json_equal(const json_value *a, const json_value *b) {
    if (a == b)
        return true;
    if (a->type != b->type)
        return false;
    if (a->type == JSON_NUMBER)
        return json_number_equal(a, b);
    if (a->count != b->count)
        return false;
    switch (a->type) {
    case JSON_BOOLEAN:
        return a->boolean == b->boolean;
    case JSON_STRING:
        return text_equal(json_text_of(a), json_text_of(b));
    case JSON_ARRAY:
        return elements_equal(a, b);
    case JSON_OBJECT:
        return members_equal(a, b);
    default:
        return true;
    }
}

static uint64_t mix(uint64_t a, uint64_t b, uint64_t seed) {
    uint64_t pair[2] = {a, b};
    return hash_bytes(pair, sizeof(pair), seed);
}

static uint64_t hash_value(const json_value *value, uint64_t process_seed) {
    uint64_t seed = process_seed + value->type;
    uint64_t hash = seed;
    switch (value->type) {
    case JSON_BOOLEAN:
        return mix(seed, value->boolean, process_seed);
    case JSON_NUMBER:
        return json_number_hash(value, seed);
    case JSON_STRING:
        return hash_bytes(value->string, value->count, seed);
    case JSON_ARRAY:
        for (uint32_t i = 0; i < value->count; i++)
            hash = mix(hash, hash_value(&value->elements[i], process_seed), process_seed);
        return mix(hash, value->count, process_seed);
    case JSON_OBJECT:
        // A sum, because order does not matter.
        for (uint32_t i = 0; i < value->count; i++)
            hash += mix(value->members[i].hash, hash_value(&value->members[i].value, process_seed), process_seed);
        return mix(hash, value->count, process_seed);
    default:
        return mix(seed, 0, process_seed);
    }
}

uint64_t json_hash(const json_value *value) {
    return hash_value(value, hash_process_seed());
}

json_value json_make_string(text utf8) {
    if (utf8.data == NULL)
        return json_make_null();
    if (utf8.length > UINT32_MAX) {
        fputs("tessera: a string is too long for JSON\n", stderr);
        abort();
    }
    return (json_value){.type = JSON_STRING,
                        .holds_nul = memchr(utf8.data, '\0', utf8.length) != NULL,
                        .count = (uint32_t)utf8.length,
                        .string = utf8.data};
}

json_value json_make_integer(arena *a, int64_t value) {
    const char *number = arena_printf(a, "%lld", (long long)value);
    return (json_value){.type = JSON_NUMBER, .integer = true, .count = (uint32_t)strlen(number), .number = number};
}

json_value json_make_uuid(arena *a, const uuid *id) {
    if (!id->set)
        return json_make_null();
    char *text_form = arena_bytes(a, UUID_LENGTH + 1);
    uuid_format(id, text_form);
    return json_make_string((text){text_form, UUID_LENGTH});
}

json_value json_make_boolean(bool value) {
    return (json_value){.type = JSON_BOOLEAN, .boolean = value};
}

json_value json_make_null(void) {
    return (json_value){.type = JSON_NULL};
}

static const json_value *value_in(arena *a, json_value value) {
    json_value *copy = arena_alloc(a, sizeof(*copy));
    *copy = value;
    return copy;
}

const json_value *json_make_array(arena *a, const json_value *elements, size_t count) {
    return value_in(a, json_array_of(a, elements, count));
}

const json_value *json_make_object(arena *a, const json_member *members, size_t count) {
    return value_in(a, json_object_of(a, members, count));
}

json_member json_make_member_text(text name, json_value value) {
    return (json_member){.name = name.data,
                         .name_length = (uint32_t)name.length,
                         .hash = json_name_hash(name.data, name.length, hash_process_seed()),
                         .value = value};
}

json_member json_make_member(const char *name, json_value value) {
    return json_make_member_text(text_of(name), value);
}
