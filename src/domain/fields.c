// A change tells where in a schema it is, "properties.address.properties.city.type", people tell where in the data, "address.city".
// Both become lists of names here. Where that is not certain a path becomes shorter, never longer: then more is touched, and
// nobody who is concerned is passed over.
#include "domain/fields.h"

enum { NAMES_MAXIMUM = 100 };

static const text any_name = TEXT("*");

typedef struct path_writer {
    text names[NAMES_MAXIMUM];
    size_t count;
} path_writer;

static bool is_number(text part) {
    for (size_t i = 0; i < part.length; i++)
        if (part.data[i] < '0' || part.data[i] > '9')
            return false;
    return part.length > 0;
}

// Names that may also stand for the elements of an array or a map in Avro: left out of every path.
static bool is_passed(text name) {
    return name.length == 0 || text_is(name, "items") || text_is(name, "values") || is_number(name);
}

static void put(path_writer *w, text name) {
    if (w->count < NAMES_MAXIMUM && !is_passed(name))
        w->names[w->count++] = name;
}

static field_path written(const path_writer *w, arena *a) {
    text *names = arena_array(a, w->count + 1, sizeof *names);
    memcpy(names, w->names, w->count * sizeof *names);
    return (field_path){names, w->count};
}

// The text up to the next `mark`, which is taken away with it. TEXT_NONE at the end.
static text part_next(text *rest, char mark) {
    if (rest->data == NULL)
        return TEXT_NONE;
    const char *end = memchr(rest->data, mark, rest->length);
    text part = {rest->data, end == NULL ? rest->length : (size_t)(end - rest->data)};
    *rest = end == NULL ? TEXT_NONE : (text){end + 1, rest->length - part.length - 1};
    return part;
}

static text pointer_unescape(text part, arena *a) {
    if (memchr(part.data, '~', part.length) == NULL)
        return part;
    char *plain = arena_bytes(a, part.length);
    size_t length = 0;
    for (size_t i = 0; i < part.length; i++) {
        char c = part.data[i];
        if (c == '~' && i + 1 < part.length)
            c = (char)(part.data[++i] == '1' ? '/' : '~');
        plain[length++] = c;
    }
    return (text){plain, length};
}

// Without what says which elements are meant: "lines[]", "lines[*]", "price[1]".
static text without_index(text part) {
    while (part.length > 0 && part.data[part.length - 1] == ']') {
        const char *open = memrchr(part.data, '[', part.length);
        if (open == NULL)
            break;
        part.length = (size_t)(open - part.data);
    }
    return part;
}

static field_path read_dotted(text path, arena *a) {
    path_writer w = {.count = 0};
    if (text_starts_with(path, TEXT("$.")))
        path = (text){path.data + 2, path.length - 2};
    for (text part = part_next(&path, '.'); part.data != NULL; part = part_next(&path, '.'))
        put(&w, without_index(part));
    return written(&w, a);
}

field_path field_path_read(text path, arena *a) {
    if (path.length == 0 || path.data[0] != '/')
        return read_dotted(path, a);
    path_writer w = {.count = 0};
    part_next(&path, '/');
    for (text part = part_next(&path, '/'); part.data != NULL; part = part_next(&path, '/'))
        put(&w, pointer_unescape(part, a));
    return written(&w, a);
}

// --- changes ---------------------------------------------------------------------------------------------------------

static bool is_one_of(text word, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (text_is(word, words[i]))
            return true;
    return false;
}

#define IS_ONE_OF(word, words) is_one_of(word, words, sizeof words / sizeof *(words))

// Takes one step through the keywords. False where the rest says nothing about names any more.
static bool keyword_step(path_writer *w, text word, text *rest) {
    static const char *const onward[] = {
        "items", "prefixItems", "additionalItems", "unevaluatedItems", "contains", "allOf", "anyOf", "oneOf", "if",
        "then",  "else"};
    static const char *const unknown[] = {"additionalProperties", "unevaluatedProperties"};
    if (is_number(word) || IS_ONE_OF(word, onward))
        return true;
    if (IS_ONE_OF(word, unknown)) {
        put(w, any_name);
        return true;
    }
    if (!text_is(word, "properties"))
        return false;
    text name = part_next(rest, '.');
    if (name.data == NULL)
        return false;
    put(w, name);
    return true;
}

field_path field_path_of_change(const schema_change *change, bool is_json_schema, arena *a) {
    if (!is_json_schema)
        return read_dotted(text_of(change->path), a);
    path_writer w = {.count = 0};
    text rest = text_of(change->path);
    for (text word = part_next(&rest, '.'); word.data != NULL; word = part_next(&rest, '.'))
        if (!keyword_step(&w, word, &rest)) {
            if (text_is(word, "required") && change->subject.data != NULL)
                put(&w, change->subject);
            break;
        }
    return written(&w, a);
}

// --- sets ------------------------------------------------------------------------------------------------------------

static bool names_meet(text one, text other) {
    return text_equal(one, other) || text_equal(one, any_name) || text_equal(other, any_name) ||
           memchr(one.data, '.', one.length) != NULL || memchr(other.data, '.', other.length) != NULL;
}

bool field_paths_meet(field_path one, field_path other) {
    for (size_t i = 0; i < one.count && i < other.count; i++)
        if (!names_meet(one.names[i], other.names[i]))
            return false;
    return true;
}

// Whether all that is in `inner` is in `outer`.
static bool covers(field_path outer, field_path inner) {
    for (size_t i = 0; i < outer.count; i++)
        if (i >= inner.count || !text_equal(outer.names[i], inner.names[i]))
            return false;
    return true;
}

bool field_paths_add(field_paths *paths, field_path path, arena *a) {
    for (size_t i = 0; i < paths->count; i++)
        if (covers(paths->items[i], path))
            return false;
    if (paths->count == paths->room) {
        paths->room = paths->room == 0 ? 4 : paths->room * 2;
        field_path *more = arena_array(a, paths->room, sizeof *more);
        if (paths->count > 0)
            memcpy(more, paths->items, paths->count * sizeof *more);
        paths->items = more;
    }
    paths->items[paths->count++] = path;
    return true;
}

const char *field_path_text(field_path path, arena *a) {
    size_t length = 0;
    for (size_t i = 0; i < path.count; i++)
        length += path.names[i].length + 1;
    char *dotted = arena_bytes(a, length + 1), *end = dotted;
    for (size_t i = 0; i < path.count; i++) {
        if (i > 0)
            *end++ = '.';
        memcpy(end, path.names[i].data, path.names[i].length);
        end += path.names[i].length;
    }
    *end = '\0';
    return dotted;
}
