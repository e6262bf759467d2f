// Paths that people write and paths of changes are brought into one form, name by name, so that the two are equal whenever they
// mean the same field. Where it is not certain what a name means it is left out on both sides or meets any: then more is touched,
// and nobody who is concerned is passed over.
#include "schema/field_path.h"
#include <string.h>

static const text any_name = TEXT("*");

// --- names -----------------------------------------------------------------------------------------------------------

static bool is_number(text part) {
    for (size_t i = 0; i < part.length; i++)
        if (part.data[i] < '0' || part.data[i] > '9')
            return false;
    return part.length > 0;
}

// Names that may also stand for the elements of an array or a map, or for the whole: left out of every path.
static bool is_passed(text name) {
    return name.length == 0 || text_is(name, "items") || text_is(name, "values") || text_is(name, "$") ||
           is_number(name);
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

void field_path_into(field_path_writer *w, text name) {
    for (text part = part_next(&name, '.'); part.data != NULL; part = part_next(&name, '.')) {
        part = without_index(part);
        if (w->count < FIELD_PATH_NAMES && !is_passed(part))
            w->names[w->count++] = part;
    }
}

void field_path_into_any(field_path_writer *w) {
    field_path_into(w, any_name);
}

field_path field_path_written(const field_path_writer *w, arena *a) {
    text *names = arena_array(a, w->count + 1, sizeof *names);
    if (w->count > 0)
        memcpy(names, w->names, w->count * sizeof *names);
    return (field_path){names, w->count};
}

// --- reading ---------------------------------------------------------------------------------------------------------

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

field_path field_path_read(text path, arena *a) {
    field_path_writer w = {.count = 0};
    if (path.length == 0 || path.data[0] != '/') {
        field_path_into(&w, path);
        return field_path_written(&w, a);
    }
    part_next(&path, '/');
    for (text part = part_next(&path, '/'); part.data != NULL; part = part_next(&path, '/'))
        field_path_into(&w, pointer_unescape(part, a));
    return field_path_written(&w, a);
}

// --- meeting ---------------------------------------------------------------------------------------------------------
// One name after the other is held against all places of the other path that the names before may lead to. "*" stands for one
// name, or for none where it means elements or a name that is left out.

static bool is_any(text name) {
    return text_equal(name, any_name);
}

// Adds the places that are reached without a name.
static void pass_any(bool *reached, field_path path) {
    for (size_t i = 0; i < path.count; i++)
        if (reached[i] && is_any(path.names[i]))
            reached[i + 1] = true;
}

bool field_paths_meet(field_path one, field_path other) {
    bool now[FIELD_PATH_NAMES + 1] = {true}, next[FIELD_PATH_NAMES + 1];
    pass_any(now, other);
    for (size_t i = 0; i < one.count; i++) {
        bool any = is_any(one.names[i]), going = false;
        if (now[other.count])
            return true;
        memset(next, 0, sizeof next);
        for (size_t j = 0; j <= other.count; j++) {
            if (!now[j])
                continue;
            next[j] = next[j] || any;
            if (j < other.count && (any || is_any(other.names[j]) || text_equal(one.names[i], other.names[j])))
                next[j + 1] = true;
            going = going || next[j] || next[j + (j < other.count)];
        }
        if (!going)
            return false;
        pass_any(next, other);
        memcpy(now, next, sizeof now);
    }
    return true;
}

bool field_paths_meet_any(const field_paths *paths, field_path path) {
    for (size_t i = 0; i < paths->count; i++)
        if (field_paths_meet(paths->items[i], path))
            return true;
    return false;
}

// --- sets ------------------------------------------------------------------------------------------------------------

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

// --- what is met again -----------------------------------------------------------------------------------------------

void field_echoes_add(field_echoes *echoes, field_path of, field_path at) {
    for (size_t i = 0; i < echoes->count; i++)
        if (covers(echoes->items[i].of, of) && covers(echoes->items[i].at, at))
            return;
    if (echoes->count == FIELD_ECHOES)
        echoes->items[0] = (field_echo){0};
    else
        echoes->items[echoes->count++] = (field_echo){of, at};
}

field_paths field_paths_of(field_path path, const field_echoes *echoes, arena *a) {
    field_paths touched = {0};
    field_paths_add(&touched, path, a);
    bool grew = echoes != NULL;
    while (grew) {
        grew = false;
        for (size_t i = 0; i < echoes->count; i++)
            if (field_paths_meet_any(&touched, echoes->items[i].of))
                grew = field_paths_add(&touched, echoes->items[i].at, a) || grew;
    }
    return touched;
}
