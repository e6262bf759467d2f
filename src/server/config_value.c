// The table of settings, and the way from the text of a value to the field of config that it is for.
#include "base/json.h"
#include "server/config_internal.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

const setting config_settings[setting_count] = {
#define SETTING(field, kind, environment, flag, minimum, maximum, fallback, doc)                                       \
    {#field, KIND_##kind, environment, flag, minimum, maximum, fallback, doc, offsetof(config, field)},
#include "api/config.def"
#undef SETTING
};

void config_complain(loading *l, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *message = arena_vprintf(l->arena, format, arguments), *before = l->result->error;
    va_end(arguments);
    l->result->error = before == NULL ? message : arena_printf(l->arena, "%s\n%s", before, message);
}

void config_warn(loading *l, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *message = arena_vprintf(l->arena, format, arguments);
    va_end(arguments);
    config_list *warnings = &l->result->warnings;
    if ((warnings->count & (warnings->count + 1)) == 0) { // the room is a power of two, less one
        const char **more = arena_array(l->arena, 2 * warnings->count + 1, sizeof *more);
        if (warnings->count > 0)
            memcpy(more, warnings->items, warnings->count * sizeof *more);
        warnings->items = more;
    }
    warnings->items[warnings->count++] = message;
}

#define LIST_WANTED "must be a JSON array of strings or a comma-separated list"

// --- values ----------------------------------------------------------------------------------------------------------

static bool parse_bool(const char *value, config_switch *out) {
    static const char *const on[] = {"true", "1", "yes", "on", "t", "y"};
    static const char *const off[] = {"false", "0", "no", "off", "f", "n"};
    for (size_t i = 0; i < sizeof on / sizeof *on; i++) {
        if (text_equal_ascii_nocase(text_of(value), text_of(on[i])))
            return *out = CONFIG_ON, true;
        if (text_equal_ascii_nocase(text_of(value), text_of(off[i])))
            return *out = CONFIG_OFF, true;
    }
    return false;
}

static bool parse_json_list(arena *a, const char *value, config_list *out) {
    json_error error;
    const json_value *list = json_parse(a, text_of(value), 2, &error);
    if (list == NULL || list->type != JSON_ARRAY)
        return false;
    const char **items = arena_array(a, list->count + 1, sizeof *items);
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->elements[i].type != JSON_STRING)
            return false;
        items[i] = list->elements[i].string;
    }
    *out = (config_list){items, list->count};
    return true;
}

static bool parse_list(arena *a, const char *value, config_list *out) {
    size_t length = strlen(value);
    bool is_json = strncmp(value, "[\"", 2) == 0 || (value[0] == '[' && value[length - 1] == ']'); // not "[::1]:8000"
    if (is_json)
        return parse_json_list(a, value, out);
    size_t most = 1;
    for (const char *c = value; *c != '\0'; c++)
        most += *c == ',';
    out->items = arena_array(a, most, sizeof *out->items);
    out->count = 0;
    for (const char *start = value;;) {
        size_t item_length = strcspn(start, ",");
        text item = text_trim((text){start, item_length});
        if (item.length > 0)
            out->items[out->count++] = arena_text(a, item);
        if (start[item_length] == '\0')
            return true;
        start += item_length + 1;
    }
}

static bool in_range(const setting *s, double value) {
    return (s->minimum == 0 && s->maximum == 0) || (value >= (double)s->minimum && value <= (double)s->maximum);
}

static const char *text_fault(const setting *s, const char *value, arena *a) {
    if (s->maximum == 0 || in_range(s, (double)text_code_points(text_of(value))))
        return NULL;
    return arena_printf(a, "must have %lld to %lld characters", (long long)s->minimum, (long long)s->maximum);
}

static const char *range_fault(const setting *s, arena *a) {
    return arena_printf(a, "must be from %lld to %lld", (long long)s->minimum, (long long)s->maximum);
}

// What is wrong with the value, which `slot` gets all the same; NULL: nothing.
static const char *value_parse(const setting *s, const char *value, void *slot, arena *a) {
    long long number = 0;
    char *end = NULL;
    switch (s->kind) {
    case KIND_TEXT:
    case KIND_SECRET:
    case KIND_URL:
        // What templates of services leave empty is not set.
        *(const char **)slot = *value == '\0' && s->fallback == NULL ? NULL : value;
        return text_fault(s, value, a);
    case KIND_INT:
        if (!text_to_int64(text_trim(text_of(value)), &number))
            return "must be a whole number";
        *(int64_t *)slot = number;
        return in_range(s, (double)number) ? NULL : range_fault(s, a);
    case KIND_NUMBER:
        *(double *)slot = strtod(value, &end);
        if (end == value || *end != '\0')
            return "must be a number";
        return in_range(s, *(double *)slot) ? NULL : range_fault(s, a);
    case KIND_BOOL:
        return parse_bool(value, slot) ? NULL : "must be true or false";
    case KIND_LIST:
    case KIND_SECRETS:
        return parse_list(a, value, slot) ? NULL : LIST_WANTED;
    }
    return NULL;
}

bool config_is_secret(const setting *s) {
    return s->kind == KIND_SECRET || s->kind == KIND_SECRETS || s->kind == KIND_URL;
}

const char *config_source_name(loading *l, size_t index, const config_source *from) {
    const setting *s = &config_settings[index];
    const char *name = s->environment;
    if (from->origin == FROM_FLAG)
        return s->flag;
    if (from->secret != NULL)
        name = arena_printf(l->arena, "%s from %s", name, from->secret);
    return from->line == 0 ? name : arena_printf(l->arena, "%s in %s line %u", name, l->file, from->line);
}

const char *config_given_name(loading *l, size_t offset) {
    size_t i = 0;
    while (config_settings[i].offset != offset)
        i++;
    return config_source_name(l, i, &l->sources[i]);
}

void config_set_value(loading *l, size_t index, const char *value, config_source from) {
    const setting *s = &config_settings[index];
    if (from.origin < l->sources[index].origin)
        return;
    const char *fault = value_parse(s, value, (char *)&l->result->config + s->offset, l->arena);
    from.given = value;
    l->sources[index] = from;
    if (fault != NULL && config_is_secret(s))
        config_complain(l, "%s %s", config_source_name(l, index, &from), fault);
    else if (fault != NULL)
        config_complain(l, "%s %s, not \"%s\"", config_source_name(l, index, &from), fault, value);
}

void config_append_value(loading *l, size_t index, const char *value) {
    config_list *list = (config_list *)((char *)&l->result->config + config_settings[index].offset);
    config_list more = {0};
    if (!parse_list(l->arena, value, &more))
        config_complain(l, "%s " LIST_WANTED ", not \"%s\"", config_settings[index].flag, value);
    const char **items = arena_array(l->arena, list->count + more.count + 1, sizeof *items);
    memcpy(items, list->items, list->count * sizeof *items);
    memcpy(items + list->count, more.items, more.count * sizeof *items);
    *list = (config_list){items, list->count + more.count};
    l->sources[index].given = arena_printf(l->arena, "%s,%s", l->sources[index].given, value);
}
