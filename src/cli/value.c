#include "cli/value.h"
#include <stdlib.h>
#include <string.h>
#include <tessera/json.h>

value *value_new(pool *p, value_kind kind) {
    value *v = pool_bytes(p, sizeof *v);
    v->kind = kind;
    return v;
}

value *value_string(pool *p, const char *text) {
    value *v = value_new(p, text == NULL ? VALUE_NULL : VALUE_STRING);
    if (text != NULL) {
        v->length = strlen(text);
        v->text = pool_copy(p, text, v->length);
    }
    return v;
}

value *value_number(pool *p, long long number) {
    value *v = value_new(p, VALUE_NUMBER);
    v->text = pool_printf(p, "%lld", number);
    v->length = strlen(v->text);
    return v;
}

value *value_bool(pool *p, bool truth) {
    return value_new(p, truth ? VALUE_TRUE : VALUE_FALSE);
}

void value_append(pool *p, value *array, const value *element) {
    array->items = pool_grow(p, array->items, array->count, sizeof *array->items);
    array->items[array->count++] = (member){NULL, element};
}

const value *value_put(pool *p, value *object, const char *name, const value *given) {
    for (size_t i = 0; i < object->count; i++)
        if (strcmp(object->items[i].name, name) == 0)
            return object->items[i].value = given;
    value_append(p, object, given);
    object->items[object->count - 1].name = name;
    return given;
}

const value *value_get(const value *v, const char *name) {
    if (v == NULL || v->kind != VALUE_OBJECT)
        return NULL;
    for (size_t i = v->count; i-- > 0;) // the last one of a name counts
        if (strcmp(v->items[i].name, name) == 0)
            return v->items[i].value;
    return NULL;
}

const char *value_get_text(const value *v, const char *name) {
    const value *found = value_get(v, name);
    return found != NULL && found->kind == VALUE_STRING ? found->text : NULL;
}

bool value_has_text(const value *v, const char *name, const char *text) {
    const char *own = value_get_text(v, name);
    return own != NULL && strcmp(own, text) == 0;
}

bool value_is_true(const value *v) {
    return v != NULL && v->kind == VALUE_TRUE;
}

long long value_integer(const value *v, long long otherwise) {
    return v != NULL && v->kind == VALUE_NUMBER ? strtoll(v->text, NULL, 10) : otherwise;
}

// --- JSON ------------------------------------------------------------------------------------------------------------

typedef struct parse {
    pool *p;
    tessera_json_reader reader;
    const char *counted; // up to where lines and columns were counted
    uint32_t line, column;
} parse;

// Places are asked for in the order of the text, so that each byte is counted once, also where all are one line.
static void place(parse *s, value *v, const char *at) {
    for (; s->counted < at; s->counted++)
        if (*s->counted == '\n') {
            s->line++;
            s->column = 1;
        } else {
            s->column += ((unsigned char)*s->counted & 0xC0) != 0x80;
        }
    v->line = s->line;
    v->column = s->column;
}

static const char *string_of(parse *s, const tessera_json_token *token, size_t *length) {
    char *text = pool_bytes(s->p, token->length + 1);
    *length = token->length;
    if (token->escaped)
        *length = tessera_json_unescape(token, text);
    else
        memcpy(text, token->text, token->length);
    text[*length] = '\0';
    return text;
}

static const char *start_of(const parse *s, const tessera_json_token *t) {
    if (t->kind == TESSERA_JSON_STRING || t->kind == TESSERA_JSON_NAME)
        return t->text - 1;
    if (t->kind == TESSERA_JSON_INTEGER || t->kind == TESSERA_JSON_NUMBER)
        return t->text;
    return s->reader.at - (t->kind == TESSERA_JSON_FALSE                                  ? 5
                           : t->kind == TESSERA_JSON_NULL || t->kind == TESSERA_JSON_TRUE ? 4
                                                                                          : 1);
}

static value *parse_value(parse *s, tessera_json_token token, value *named);

static bool parse_items(parse *s, value *v) {
    for (;;) {
        tessera_json_token token = tessera_json_next(&s->reader);
        if (token.kind == TESSERA_JSON_END_ARRAY || token.kind == TESSERA_JSON_END_OBJECT)
            return true;
        value *item = value_new(s->p, VALUE_NULL);
        const char *name = NULL;
        if (token.kind == TESSERA_JSON_NAME) {
            size_t length;
            name = string_of(s, &token, &length);
            place(s, item, token.text - 1);
            token = tessera_json_next(&s->reader);
        }
        if (token.kind == TESSERA_JSON_ERROR || token.kind == TESSERA_JSON_END || parse_value(s, token, item) == NULL)
            return false;
        value_append(s->p, v, item);
        v->items[v->count - 1].name = name;
    }
}

// Fills the value, which has the place of its name already where it is a member. The depth is bounded by the reader.
static value *parse_value(parse *s, tessera_json_token token, value *v) {
    if (token.kind == TESSERA_JSON_ERROR || token.kind == TESSERA_JSON_END)
        return NULL;
    if (v->line == 0)
        place(s, v, start_of(s, &token));
    switch (token.kind) {
    case TESSERA_JSON_TRUE:
        v->kind = VALUE_TRUE;
        return v;
    case TESSERA_JSON_FALSE:
        v->kind = VALUE_FALSE;
        return v;
    case TESSERA_JSON_NULL:
        return v;
    case TESSERA_JSON_INTEGER:
    case TESSERA_JSON_NUMBER:
        v->kind = VALUE_NUMBER;
        v->text = pool_copy(s->p, token.text, v->length = token.length);
        return v;
    case TESSERA_JSON_STRING:
        v->kind = VALUE_STRING;
        v->text = string_of(s, &token, &v->length);
        return v;
    case TESSERA_JSON_BEGIN_ARRAY:
    case TESSERA_JSON_BEGIN_OBJECT:
        v->kind = token.kind == TESSERA_JSON_BEGIN_ARRAY ? VALUE_ARRAY : VALUE_OBJECT;
        return parse_items(s, v) ? v : NULL;
    default:
        return NULL;
    }
}

value *value_parse_json(pool *p, const char *text, size_t length, const char **problem) {
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        length -= 3;
    }
    parse s = {.p = p, .counted = text, .line = 1, .column = 1};
    tessera_json_start(&s.reader, text, length);
    value *v = parse_value(&s, tessera_json_next(&s.reader), value_new(p, VALUE_NULL));
    if (v != NULL && tessera_json_next(&s.reader).kind == TESSERA_JSON_END)
        return v;
    value here = {0};
    if (s.reader.at > s.counted)
        place(&s, &here, s.reader.at < text + length ? s.reader.at : text + length);
    else
        here = (value){.line = s.line, .column = s.column};
    *problem = pool_printf(p, "line %u, column %u: not JSON", here.line, here.column);
    return NULL;
}

// --- pointers --------------------------------------------------------------------------------------------------------

enum { REFERENCES_MAX = 20, STEP_BYTES = 4096 };

static const value *step_to(const value *v, const char *step, size_t length) {
    char name[STEP_BYTES];
    size_t written = 0;
    if (length >= sizeof name)
        return NULL;
    for (size_t i = 0; i < length; i++)
        name[written++] = (char)(step[i] != '~' ? step[i] : step[++i] == '0' ? '~' : '/');
    name[written] = '\0';
    if (v->kind == VALUE_OBJECT)
        return value_get(v, name);
    char *end;
    size_t index = strtoull(name, &end, 10);
    return v->kind == VALUE_ARRAY && written > 0 && *end == '\0' && index < v->count ? v->items[index].value : NULL;
}

static const value *locate(const value *document, const value *v, const char *pointer, bool *exact, int *references) {
    while (*pointer == '/') {
        size_t length = strcspn(pointer + 1, "/");
        const value *next = step_to(v, pointer + 1, length);
        const char *reference = next == NULL ? value_get_text(v, "$ref") : NULL;
        if (reference != NULL && reference[0] == '#' && (*references)++ < REFERENCES_MAX) {
            bool found = true;
            const value *target = locate(document, document, reference + 1, &found, references);
            next = found && target != v ? step_to(target, pointer + 1, length) : NULL;
        }
        if (next == NULL) {
            *exact = false;
            return v;
        }
        v = next;
        pointer += 1 + length;
    }
    return v;
}

const value *value_locate(const value *document, const char *pointer, bool *exact) {
    int references = 0;
    bool ignored;
    if (exact == NULL)
        exact = &ignored;
    *exact = true;
    return locate(document, document, pointer == NULL ? "" : pointer, exact, &references);
}

// --- writing ---------------------------------------------------------------------------------------------------------

static void write_json(out *o, const value *v, unsigned indent, unsigned level) {
    static const char *const words[] = {"null", "false", "true"};
    bool object = v->kind == VALUE_OBJECT;
    if (v->kind <= VALUE_TRUE)
        out_text(o, words[v->kind]);
    else if (v->kind == VALUE_NUMBER)
        out_bytes(o, v->text, v->length);
    else if (v->kind == VALUE_STRING)
        out_json_string(o, v->text, v->length);
    else if (v->count == 0)
        out_text(o, object ? "{}" : "[]");
    else {
        out_text(o, object ? "{" : "[");
        for (size_t i = 0; i < v->count; i++) {
            out_text(o, i == 0 ? "" : indent == 0 ? ", " : ",");
            if (indent > 0)
                out_printf(o, "\n%*s", (int)(indent * (level + 1)), "");
            if (object) {
                out_json_string(o, v->items[i].name, strlen(v->items[i].name));
                out_text(o, ": ");
            }
            write_json(o, v->items[i].value, indent, level + 1);
        }
        if (indent > 0)
            out_printf(o, "\n%*s", (int)(indent * level), "");
        out_text(o, object ? "}" : "]");
    }
}

void value_write_json(out *o, const value *v, unsigned indent) {
    write_json(o, v, indent, 0);
}
