// JSON from anybody: what parses must print, read back equal and hash alike; what does not must say where.
#include "fuzz.h"

#include "base/json.h"

static const json_value *parse(arena *a, text source) {
    json_error error = {0};
    return json_parse(a, source, JSON_DEPTH_MAXIMUM, &error);
}

static const json_value *parse_buffer(arena *a, const buffer *b) {
    REQUIRE(!b->failed);
    const json_value *value = parse(a, buffer_text(b));
    REQUIRE(value != NULL);
    return value;
}

static void check_equal(const json_value *a, const json_value *b) {
    REQUIRE(json_equal(a, b));
    REQUIRE(json_equal(b, a));
    REQUIRE(json_hash(a) == json_hash(b));
}

static void check_writers(arena *a, const json_value *value) {
    buffer compact, canonical, again;
    buffer_init(&compact, SIZE_MAX / 4);
    buffer_init(&canonical, SIZE_MAX / 4);
    buffer_init(&again, SIZE_MAX / 4);
    json_write(&compact, value);
    const json_value *copy = parse_buffer(a, &compact);
    check_equal(value, copy);
    json_write(&again, copy);
    REQUIRE(text_equal(buffer_text(&compact), buffer_text(&again)));
    json_write_canonical(&canonical, value);
    const json_value *sorted = parse_buffer(a, &canonical);
    check_equal(value, sorted);
    buffer_clear(&again, SIZE_MAX);
    json_write_canonical(&again, sorted);
    REQUIRE(text_equal(buffer_text(&canonical), buffer_text(&again)));
    buffer_done(&compact);
    buffer_done(&canonical);
    buffer_done(&again);
}

// Walks the tree: every text is as long as it says and well-formed, every member is found by its name.
static void check_tree(const json_value *value) {
    switch (value->type) {
    case JSON_NUMBER: {
        int64_t integer;
        REQUIRE(strlen(value->number) == value->count);
        if (json_to_int64(value, &integer))
            REQUIRE(json_to_double(value) == (double)integer);
        break;
    }
    case JSON_STRING:
        REQUIRE(value->string[value->count] == '\0');
        REQUIRE(text_is_utf8(json_text_of(value)));
        REQUIRE(value->holds_nul == (strlen(value->string) != value->count));
        break;
    case JSON_ARRAY:
        for (uint32_t i = 0; i < value->count; i++)
            check_tree(&value->elements[i]);
        break;
    case JSON_OBJECT:
        for (uint32_t i = 0; i < value->count; i++) {
            const json_member *member = &value->members[i];
            REQUIRE(json_get_text(value, (text){member->name, member->name_length}) == &member->value);
            check_tree(&member->value);
        }
        break;
    default:
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena *a = arena_new(0);
    text source = {(const char *)data, size};
    json_error error = {0};
    const json_value *value = json_parse(a, source, JSON_DEPTH_MAXIMUM, &error);
    if (value == NULL) {
        REQUIRE(error.message != NULL && error.offset <= size);
    } else {
        REQUIRE(text_is_utf8(source));
        check_tree(value);
        check_writers(a, value);
    }
    // Any bytes make a string literal that can be read.
    buffer literal;
    buffer_init(&literal, SIZE_MAX / 4);
    json_write_string(&literal, source);
    const json_value *string = parse_buffer(a, &literal);
    REQUIRE(!text_is_utf8(source) || text_equal(json_text_of(string), source));
    buffer_done(&literal);
    arena_free(a);
    return 0;
}
