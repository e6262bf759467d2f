// YAML as JSON trees, event by event. An alias stands for the value that its anchor names, which is shared; what all of them
// would be when written out is bounded.
#include "cli/value.h"
#include <ctype.h>
#include <string.h>
#include <yaml.h>

enum { DEPTH_MAX = 400, WEIGHT_MAX = 2000000 };

typedef struct anchor {
    const char *name;
    const value *value;
    size_t weight; // values in it, aliases written out
} anchor;

typedef struct reading {
    pool *p;
    yaml_parser_t parser;
    anchor *anchors;
    size_t anchor_count;
    size_t weight;
    const char *problem; // NULL: none so far
    size_t line, column;
} reading;

static value *refuse(reading *r, yaml_mark_t mark, const char *problem) {
    if (r->problem == NULL)
        r->problem = pool_printf(r->p, "line %zu, column %zu: %s", mark.line + 1, mark.column + 1, problem);
    return NULL;
}

static bool next(reading *r, yaml_event_t *event) {
    if (yaml_parser_parse(&r->parser, event))
        return true;
    refuse(r, r->parser.problem_mark,
           pool_printf(r->p, "not YAML: %s", r->parser.problem == NULL ? "?" : r->parser.problem));
    *event = (yaml_event_t){.type = YAML_NO_EVENT};
    return false;
}

// --- scalars ---------------------------------------------------------------------------------------------------------

static bool is_one_of(const char *text, const char *words) {
    size_t length = strlen(text);
    for (const char *at = words; *at != '\0'; at += strcspn(at, " "), at += *at == ' ')
        if (strcspn(at, " ") == length && strncmp(at, text, length) == 0)
            return true;
    return false;
}

// The number as JSON writes it, or NULL where it is none (YAML 1.2, section 10.3.2).
static const char *number_of(pool *p, const char *text) {
    const char *at = text + (*text == '-' || *text == '+');
    if (at[0] == '0' && (at[1] == 'x' || at[1] == 'o') && at == text) {
        int base = at[1] == 'x' ? 16 : 8;
        char *end;
        unsigned long long number = strtoull(at + 2, &end, base);
        return isxdigit((unsigned char)at[2]) && *end == '\0' && strlen(at) < 17 ? pool_printf(p, "%llu", number)
                                                                                 : NULL;
    }
    size_t whole = strspn(at, "0123456789"), fraction = 0;
    const char *rest = at + whole;
    if (*rest == '.')
        fraction = strspn(rest + 1, "0123456789"), rest += 1 + fraction;
    if (whole + fraction == 0)
        return NULL;
    const char *exponent = rest;
    if (*rest == 'e' || *rest == 'E') {
        rest += 1 + (rest[1] == '+' || rest[1] == '-');
        size_t digits = strspn(rest, "0123456789");
        rest = digits == 0 ? "x" : rest + digits;
    }
    if (*rest != '\0')
        return NULL;
    size_t zeros = strspn(at, "0"); // JSON has no leading ones
    if (zeros > 0 && zeros >= whole)
        zeros = whole - 1;
    return pool_printf(p, "%s%s%.*s%s%.*s%s", *text == '-' ? "-" : "", whole == 0 ? "0" : "",
                       whole == 0 ? 0 : (int)(whole - zeros), at + (whole == 0 ? 0 : zeros), fraction > 0 ? "." : "",
                       (int)fraction, at + whole + (fraction > 0), exponent);
}

#define TAG "tag:yaml.org,2002:"

// Whether the tag is one of those words of the core schema, or none.
static bool is_tag(const yaml_char_t *tag, const char *words) {
    const char *text = (const char *)tag;
    return text == NULL || strcmp(text, "!") == 0 ||
           (strncmp(text, TAG, strlen(TAG)) == 0 && is_one_of(text + strlen(TAG), words));
}

static value *refuse_tag(reading *r, yaml_mark_t mark, const yaml_char_t *tag) {
    return refuse(r, mark, pool_printf(r->p, "JSON has nothing for the tag %s", (const char *)tag));
}

// What a plain scalar stands for (YAML 1.2, section 10.3.2).
static value *resolve(reading *r, const yaml_event_t *event, value *v) {
    const char *number = number_of(r->p, v->text);
    if (number != NULL) {
        v->kind = VALUE_NUMBER;
        v->source = v->text;
        v->text = number;
        v->length = strlen(number);
    } else if (v->length == 0 || is_one_of(v->text, "null Null NULL ~")) {
        v->kind = VALUE_NULL;
    } else if (is_one_of(v->text, "true True TRUE")) {
        v->kind = VALUE_TRUE;
    } else if (is_one_of(v->text, "false False FALSE")) {
        v->kind = VALUE_FALSE;
    } else if (is_one_of(v->text, ".inf .Inf .INF -.inf -.Inf -.INF +.inf .nan .NaN .NAN")) {
        return refuse(r, event->start_mark, "JSON has no such number");
    }
    if (v->kind != VALUE_STRING && v->source == NULL)
        v->source = v->text;
    return v;
}

static value *scalar(reading *r, const yaml_event_t *event, value *v) {
    const yaml_char_t *tag = event->data.scalar.tag;
    size_t length = event->data.scalar.length;
    v->kind = VALUE_STRING;
    v->text = pool_copy(r->p, (const char *)event->data.scalar.value, length);
    v->length = length;
    if (!is_tag(tag, "str int float bool null"))
        return refuse_tag(r, event->start_mark, tag);
    bool told = tag != NULL && tag[0] != '!' && strcmp((const char *)tag, TAG "str") != 0;
    if (!told && (!event->data.scalar.plain_implicit || event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE))
        return v;
    v = resolve(r, event, v);
    return v == NULL || !told || v->kind != VALUE_STRING ? v
                                                         : refuse(r, event->start_mark, "it is not what its tag says");
}

// --- nodes -----------------------------------------------------------------------------------------------------------

static value *node(reading *r, yaml_event_t *event, value *v, unsigned depth);

static void add_member(pool *p, value *object, const char *name, const value *given) {
    value_append(p, object, given); // of several with one name the last counts, as in JSON
    object->items[object->count - 1].name = name;
}

// Looking whether a name is there takes its time, which is bounded with the rest.
static void merge(reading *r, value *into, const value *from) {
    for (size_t i = 0; i < from->count && r->weight <= WEIGHT_MAX; i++) {
        r->weight += into->count;
        if (from->kind == VALUE_ARRAY)
            merge(r, into, from->items[i].value);
        else if (from->kind == VALUE_OBJECT && value_get(into, from->items[i].name) == NULL)
            add_member(r->p, into, from->items[i].name, from->items[i].value);
    }
}

static value *item(reading *r, yaml_event_t *event, value *v, unsigned depth) {
    value *made = node(r, event, v, depth);
    yaml_event_delete(event);
    return made;
}

static value *items(reading *r, value *v, yaml_event_type_t end, unsigned depth) {
    const value *merged = NULL;
    for (;;) {
        yaml_event_t event;
        if (!next(r, &event))
            return NULL;
        if (event.type == end) {
            yaml_mark_t last = event.end_mark;
            yaml_event_delete(&event);
            if (merged != NULL)
                merge(r, v, merged);
            return r->weight > WEIGHT_MAX ? refuse(r, last, "too large") : v;
        }
        value *name = NULL, *inner = value_new(r->p, VALUE_NULL);
        yaml_mark_t mark = event.start_mark;
        if (v->kind == VALUE_OBJECT) {
            bool plain = event.type == YAML_SCALAR_EVENT;
            name = plain ? value_string(r->p, (const char *)event.data.scalar.value) : NULL;
            inner->line = (uint32_t)mark.line + 1;
            inner->column = (uint32_t)mark.column + 1;
            yaml_event_delete(&event);
            if (!plain)
                return refuse(r, mark, "the name of a member is no text");
            if (!next(r, &event))
                return NULL;
        }
        inner = item(r, &event, inner, depth + 1);
        if (inner == NULL)
            return NULL;
        if (name == NULL)
            value_append(r->p, v, inner);
        else if (strcmp(name->text, "<<") == 0)
            merged = inner;
        else
            add_member(r->p, v, name->text, inner);
    }
}

static value *alias(reading *r, const yaml_event_t *event, value *v) {
    for (size_t i = r->anchor_count; i-- > 0;)
        if (strcmp(r->anchors[i].name, (const char *)event->data.alias.anchor) == 0) {
            uint32_t line = v->line, column = v->column;
            *v = *r->anchors[i].value;
            v->line = line;
            v->column = column;
            r->weight += r->anchors[i].weight;
            return r->weight > WEIGHT_MAX ? refuse(r, event->start_mark, "aliases make it too large") : v;
        }
    return refuse(r, event->start_mark, "an alias without an anchor before it");
}

static value *node(reading *r, yaml_event_t *event, value *v, unsigned depth) {
    const yaml_char_t *name = NULL;
    size_t before = r->weight++;
    if (v->line == 0) {
        v->line = (uint32_t)event->start_mark.line + 1;
        v->column = (uint32_t)event->start_mark.column + 1;
    }
    if (depth > DEPTH_MAX || r->weight > WEIGHT_MAX)
        return refuse(r, event->start_mark, depth > DEPTH_MAX ? "nested too deep" : "too large");
    switch (event->type) {
    case YAML_ALIAS_EVENT:
        return alias(r, event, v);
    case YAML_SCALAR_EVENT:
        name = event->data.scalar.anchor;
        v = scalar(r, event, v);
        break;
    case YAML_SEQUENCE_START_EVENT:
        name = event->data.sequence_start.anchor;
        if (!is_tag(event->data.sequence_start.tag, "seq"))
            return refuse_tag(r, event->start_mark, event->data.sequence_start.tag);
        v->kind = VALUE_ARRAY;
        v = items(r, v, YAML_SEQUENCE_END_EVENT, depth);
        break;
    case YAML_MAPPING_START_EVENT:
        name = event->data.mapping_start.anchor;
        if (!is_tag(event->data.mapping_start.tag, "map"))
            return refuse_tag(r, event->start_mark, event->data.mapping_start.tag);
        v->kind = VALUE_OBJECT;
        v = items(r, v, YAML_MAPPING_END_EVENT, depth);
        break;
    default:
        return refuse(r, event->start_mark, "not YAML");
    }
    if (v != NULL && name != NULL) {
        r->anchors = pool_grow(r->p, r->anchors, r->anchor_count, sizeof *r->anchors);
        r->anchors[r->anchor_count++] = (anchor){pool_text(r->p, (const char *)name), v, r->weight - before};
    }
    return v;
}

static value *document(reading *r) {
    for (;;) {
        yaml_event_t event;
        if (!next(r, &event))
            return NULL;
        if (event.type == YAML_STREAM_END_EVENT) {
            refuse(r, event.start_mark, "it is empty");
            yaml_event_delete(&event);
            return NULL;
        }
        if (event.type != YAML_STREAM_START_EVENT && event.type != YAML_DOCUMENT_START_EVENT)
            return item(r, &event, value_new(r->p, VALUE_NULL), 0);
        yaml_event_delete(&event);
    }
}

// What follows the document: nothing, or it would be left out without a word.
static bool ends(reading *r) {
    for (;;) {
        yaml_event_t event;
        if (!next(r, &event))
            return false;
        yaml_event_type_t type = event.type;
        if (type == YAML_DOCUMENT_START_EVENT)
            refuse(r, event.start_mark, "a second document begins here, and a file is one");
        yaml_event_delete(&event);
        if (type == YAML_STREAM_END_EVENT || type == YAML_DOCUMENT_START_EVENT)
            return type == YAML_STREAM_END_EVENT;
    }
}

value *value_parse_yaml(pool *p, const char *text, size_t length, const char **problem) {
    reading r = {.p = p};
    if (!yaml_parser_initialize(&r.parser)) {
        *problem = "out of memory";
        return NULL;
    }
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)text, length);
    value *v = document(&r);
    if (v != NULL && !ends(&r))
        v = NULL;
    yaml_parser_delete(&r.parser);
    *problem = r.problem;
    return v;
}

// --- writing ---------------------------------------------------------------------------------------------------------

static bool is_plain(const char *text) {
    static const char safe[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
    if (text[0] == '\0' || strchr(safe, text[0]) == NULL ||
        is_one_of(text,
                  "null Null NULL true True TRUE false False FALSE yes Yes YES no No NO on On ON off Off OFF y Y n N"))
        return false;
    for (const char *at = text; *at != '\0'; at++)
        if (strchr(safe, *at) == NULL && strchr("0123456789-./", *at) == NULL)
            return false;
    return true;
}

static void write_text(out *o, const char *text, size_t length) {
    if (is_plain(text) && strlen(text) == length)
        out_text(o, text);
    else
        out_json_string(o, text, length);
}

static void write(out *o, const value *v, unsigned level) {
    for (size_t i = 0; i < v->count; i++) {
        const value *inner = v->items[i].value;
        out_printf(o, "%*s", (int)(2 * level), "");
        if (v->kind == VALUE_OBJECT) {
            write_text(o, v->items[i].name, strlen(v->items[i].name));
            out_text(o, ":");
        } else {
            out_text(o, "-");
        }
        if (inner->count == 0) {
            out_text(o, " ");
            if (inner->kind == VALUE_STRING)
                write_text(o, inner->text, inner->length);
            else
                value_write_json(o, inner, 0);
            out_text(o, "\n");
        } else {
            out_text(o, "\n");
            write(o, inner, level + 1);
        }
    }
}

void value_write_yaml(out *o, const value *v) {
    if (v->count > 0) {
        write(o, v, 0);
        return;
    }
    value_write_json(o, v, 0);
    out_text(o, "\n");
}
