// JSON into structs, by the tables of the models, in place: strings of the result are the text itself, ended by a NUL
// over their closing quote. Servers write members in the order of the model, without blanks: each is first expected in
// that form and read without looking for it, and only what is written otherwise goes through the tokens of the reader.
#include "sdk/decode.h"
#include "base/json.h"
#include "base/text.h"
#include "base/timestamp.h"
#include "base/uuid.h"
#include "sdk/block.h"
#include "sdk/json_reader.h"
#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct decoder {
    tessera_json_reader reader;
    block *block; // of the result
    // End of a value that stays JSON text. The byte there is not read yet, so its NUL is set after the next token.
    char *unended;
    char *problem;
    size_t problem_size;
    decode_terms *terms;
    const char *look; // where the clock is looked at next
} decoder;

// Far enough apart that small replies need no clock, and near enough that large ones do not outlast their call by much.
enum { LOOK_BYTES = 128 * 1024 };

static bool decode_record(decoder *d, const tessera_reflect_model *model, char *record);

static bool refuse(decoder *d, const char *format, ...) __attribute__((format(printf, 2, 3)));
static bool refuse(decoder *d, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(d->problem, d->problem_size, format, arguments);
    va_end(arguments);
    return false;
}

static void look_later(decoder *d) {
    size_t left = (size_t)(d->reader.end - d->reader.at);
    d->look = d->reader.at + (left < LOOK_BYTES ? left + 1 : LOOK_BYTES); // behind the end: never
}

// Looks at the clock, now and then. False: the call's time is over.
static inline bool is_in_time(decoder *d) {
    if (d->reader.at < d->look)
        return true;
    look_later(d);
    d->terms->late = monotonic_now() >= d->terms->deadline;
    return !d->terms->late;
}

static void end_pending(decoder *d) {
    if (d->unended == NULL)
        return;
    *d->unended = '\0';
    d->unended = NULL;
}

static tessera_json_token next(decoder *d) {
    tessera_json_token token = tessera_json_next(&d->reader);
    end_pending(d);
    return token;
}

// The string of a token whose closing quote was read: resolved and ended in place.
static const char *settle(const tessera_json_token *token) {
    char *string = (char *)token->text;
    size_t length = token->escaped ? tessera_json_unescape(token, string) : token->length;
    string[length] = '\0';
    return string;
}

// Reads to the end of the value that begins with `token`.
static bool skip(decoder *d, tessera_json_token token) {
    uint32_t depth = d->reader.depth;
    if (token.kind != TESSERA_JSON_BEGIN_OBJECT && token.kind != TESSERA_JSON_BEGIN_ARRAY)
        return token.kind != TESSERA_JSON_ERROR && token.kind != TESSERA_JSON_END;
    while (d->reader.depth >= depth) {
        tessera_json_kind kind = next(d).kind;
        if (kind == TESSERA_JSON_ERROR || kind == TESSERA_JSON_END || !is_in_time(d))
            return false;
    }
    return true;
}

// Takes blanks between tokens out, in place. Returns the new end.
static char *compact(char *from, char *end) {
    char *out = from;
    bool quoted = false, any = false;
    for (const char *at = from; at < end; at++)
        any |= *at == ' ' || *at == '\n' || *at == '\t' || *at == '\r';
    if (!any) // which is found out many bytes at a time
        return end;
    for (char *at = from; at < end; at++) {
        if (quoted && *at == '\\')
            *out++ = *at++;
        else if (*at == '"')
            quoted = !quoted;
        else if (!quoted && (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r'))
            continue;
        *out++ = *at;
    }
    return out;
}

static bool decode_json(decoder *d, const tessera_reflect_field *f, tessera_json_token token, const char **slot) {
    bool object = f->kind == TESSERA_KIND_OBJECT || f->kind == TESSERA_KIND_TEXTMAP || f->kind == TESSERA_KIND_LISTMAP;
    object = object && (f->flags & TESSERA_FLAG_FORMATTED) == 0;
    bool boolean =
        (f->flags & TESSERA_FLAG_SCHEMA) != 0 && (token.kind == TESSERA_JSON_TRUE || token.kind == TESSERA_JSON_FALSE);
    if ((object && !boolean && token.kind != TESSERA_JSON_BEGIN_OBJECT) ||
        (f->kind == TESSERA_KIND_ARRAY && token.kind != TESSERA_JSON_BEGIN_ARRAY))
        return refuse(d, "'%s' is not an %s", f->wire, object ? "object" : "array");
    // The token of a string stands between its quotes.
    char *start = (char *)token.text - (token.kind == TESSERA_JSON_STRING);
    if (!skip(d, token))
        return refuse(d, "it is not JSON");
    d->unended = compact(start, (char *)d->reader.at);
    *slot = start;
    return true;
}

// The number's text with a NUL behind it, for the time of one call.
static bool convert_number(const tessera_json_token *token, int64_t *integer, double *number) {
    char *end = (char *)token->text + token->length;
    char kept = *end;
    *end = '\0';
    json_value value = {.type = JSON_NUMBER,
                        .integer = token->kind == TESSERA_JSON_INTEGER,
                        .count = (uint32_t)token->length,
                        .number = token->text};
    bool fits = integer == NULL || json_to_int64(&value, integer);
    if (number != NULL)
        *number = json_to_double(&value);
    *end = kept;
    return fits;
}

static bool is_number(const tessera_json_token *token) {
    return token->kind == TESSERA_JSON_INTEGER || token->kind == TESSERA_JSON_NUMBER;
}

static bool decode_time(decoder *d, const tessera_reflect_field *f, tessera_json_token token, int64_t *slot) {
    if (token.kind != TESSERA_JSON_STRING || !timestamp_parse((text){token.text, token.length}, slot))
        return refuse(d, "'%s' is not a time", f->wire);
    return true;
}

// Ids come in the canonical form, 8-4-4-4-12 hexadecimal digits, which is looked at for nothing but that; any other is read.
static bool is_id(const char *string, size_t length) {
    static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    uuid id;
    size_t at = 0;
    while (length == UUID_LENGTH && at < length &&
           (form[at] == '-' ? string[at] == '-'
                            : (string[at] >= '0' && string[at] <= '9') || (string[at] >= 'a' && string[at] <= 'f')))
        at++;
    return (at == UUID_LENGTH) || uuid_parse((text){string, length}, &id, NULL);
}

// Values differ early, so that a look at the first bytes of each is all that is needed.
static int enum_value(const tessera_reflect_enum *enumeration, const char *string, size_t length) {
    for (size_t i = 0; i < enumeration->count; i++) {
        const char *value = enumeration->values[i];
        size_t same = 0;
        while (same < length && value[same] == string[same] && string[same] != '\0')
            same++;
        if (same == length && value[same] == '\0')
            return (int)i + 1;
    }
    return TESSERA_ENUM_UNKNOWN;
}

// A list whose length is not known beforehand. What it outgrows stays in the arena.
typedef struct list {
    char *items;
    size_t count, capacity;
} list;

static void *list_add(decoder *d, list *l, size_t size) {
    if (l->count == l->capacity) {
        size_t capacity = l->capacity == 0 ? 8 : l->capacity * 2;
        char *items = block_zalloc(d->block, capacity * size);
        if (l->count > 0)
            memcpy(items, l->items, l->count * size);
        l->items = items;
        l->capacity = capacity;
    }
    return l->items + l->count++ * size;
}

static bool fits_list(decoder *d, const tessera_reflect_field *f, const char *string, size_t length) {
    if (!is_in_time(d))
        return false;
    return !d->terms->strict || f->kind != TESSERA_KIND_IDS || is_id(string, length) ||
           refuse(d, "'%s' holds something that is no UUID", f->wire);
}

// The next element of an array, after another, if it is a string that needs no second look.
static const char *next_plain_string(decoder *d, size_t *length) {
    tessera_json_reader *r = &d->reader;
    const char *end;
    if (*r->at != ',')
        return NULL;
    r->at++;
    const char *string = json_reader_plain_string(r, &end);
    if (string == NULL)
        r->at--;
    else
        *(char *)end = '\0';
    *length = string == NULL ? 0 : (size_t)(end - string);
    return string;
}

static bool decode_strings(decoder *d, const tessera_reflect_field *f, tessera_json_token token,
                           tessera_strings *slot) {
    list l = {0};
    if (token.kind != TESSERA_JSON_BEGIN_ARRAY)
        return refuse(d, "'%s' is not an array", f->wire);
    for (token = next(d); token.kind == TESSERA_JSON_STRING; token = next(d)) {
        if (!fits_list(d, f, token.text, token.length))
            return false;
        *(const char **)list_add(d, &l, sizeof(char *)) = settle(&token);
        size_t length;
        for (const char *string; (string = next_plain_string(d, &length)) != NULL;) {
            if (!fits_list(d, f, string, length))
                return false;
            *(const char **)list_add(d, &l, sizeof(char *)) = string;
        }
    }
    if (token.kind != TESSERA_JSON_END_ARRAY)
        return refuse(d, "'%s' holds something that is no string", f->wire);
    *slot = (tessera_strings){l.count, (const char *const *)(void *)l.items};
    return true;
}

static bool decode_enums(decoder *d, const tessera_reflect_field *f, tessera_json_token token, tessera_enums *slot) {
    list l = {0};
    if (token.kind != TESSERA_JSON_BEGIN_ARRAY)
        return refuse(d, "'%s' is not an array", f->wire);
    for (token = next(d); token.kind == TESSERA_JSON_STRING && is_in_time(d); token = next(d))
        *(int *)list_add(d, &l, sizeof(int)) = enum_value(f->enumeration, token.text, token.length);
    if (token.kind != TESSERA_JSON_END_ARRAY)
        return refuse(d, "'%s' holds something that is no string", f->wire);
    *slot = (tessera_enums){l.count, (const int *)(void *)l.items};
    return true;
}

static bool decode_nested(decoder *d, const tessera_reflect_model *model, tessera_json_token token, const void **slot) {
    if (token.kind != TESSERA_JSON_BEGIN_OBJECT)
        return refuse(d, token.kind == TESSERA_JSON_ERROR ? "it is not JSON" : "a '%s' is not an object", model->name);
    char *record = block_zalloc(d->block, model->size);
    *slot = record;
    return decode_record(d, model, record);
}

// The elements of an array of which the bracket was read.
static bool decode_records(decoder *d, const tessera_reflect_model *model, tessera_records *slot) {
    list l = {0};
    for (tessera_json_token token = next(d); token.kind != TESSERA_JSON_END_ARRAY; token = next(d))
        if (!is_in_time(d) || !decode_nested(d, model, token, list_add(d, &l, sizeof(void *))))
            return false;
    *slot = (tessera_records){l.count, (const void *const *)(void *)l.items};
    return true;
}

// Reads one value, not null, into the field. False when it does not fit.
static bool decode_value(decoder *d, const tessera_reflect_field *f, tessera_json_token token, void *slot) {
    switch ((tessera_kind)f->kind) {
    case TESSERA_KIND_STRING:
    case TESSERA_KIND_ID:
        if (token.kind != TESSERA_JSON_STRING)
            return refuse(d, "'%s' is not a string", f->wire);
        if (f->kind == TESSERA_KIND_ID && d->terms->strict && !is_id(token.text, token.length))
            return refuse(d, "'%s' is not a UUID", f->wire);
        *(const char **)slot = settle(&token);
        return true;
    case TESSERA_KIND_TIME:
        return decode_time(d, f, token, slot);
    case TESSERA_KIND_INT:
        return (is_number(&token) && convert_number(&token, slot, NULL)) ||
               refuse(d, "'%s' is not an integer", f->wire);
    case TESSERA_KIND_NUMBER:
        return (is_number(&token) && convert_number(&token, NULL, slot)) || refuse(d, "'%s' is not a number", f->wire);
    case TESSERA_KIND_BOOL:
        *(bool *)slot = token.kind == TESSERA_JSON_TRUE;
        return token.kind == TESSERA_JSON_TRUE || token.kind == TESSERA_JSON_FALSE ||
               refuse(d, "'%s' is not a boolean", f->wire);
    case TESSERA_KIND_ENUM:
        if (token.kind != TESSERA_JSON_STRING)
            return refuse(d, "'%s' is not a string", f->wire);
        *(int *)slot = enum_value(f->enumeration, token.text, token.length);
        return true;
    case TESSERA_KIND_OBJECT:
    case TESSERA_KIND_ANY:
    case TESSERA_KIND_ARRAY:
    case TESSERA_KIND_TEXTMAP:
    case TESSERA_KIND_LISTMAP:
        return decode_json(d, f, token, slot);
    case TESSERA_KIND_STRINGS:
    case TESSERA_KIND_IDS:
        return decode_strings(d, f, token, slot);
    case TESSERA_KIND_ENUMS:
        return decode_enums(d, f, token, slot);
    case TESSERA_KIND_RECORD:
        return decode_nested(d, f->model, token, slot);
    case TESSERA_KIND_RECORDS:
        if (token.kind != TESSERA_JSON_BEGIN_ARRAY)
            return refuse(d, "'%s' is not an array", f->wire);
        return decode_records(d, f->model, slot);
    }
    return refuse(d, "'%s' is of an unknown kind", f->wire);
}

static const tessera_reflect_field *find_field(const tessera_reflect_model *model, size_t hint, text name) {
    assert(model->fields != NULL || model->field_count == 0);
    for (size_t i = 0; i < model->field_count; i++) {
        size_t index = hint + i < model->field_count ? hint + i : hint + i - model->field_count;
        const tessera_reflect_field *f = &model->fields[index];
        if (f->wire_length == name.length && memcmp(f->wire, name.data, name.length) == 0)
            return f;
    }
    return NULL;
}

// Reads the next name, of which `*field` becomes the row, NULL when there is none. False at the end of the object, or
// when it is not JSON.
static bool next_member(decoder *d, const tessera_reflect_model *model, size_t hint,
                        const tessera_reflect_field **field, bool *bad) {
    tessera_json_token token = next(d);
    *bad = (token.kind != TESSERA_JSON_NAME && token.kind != TESSERA_JSON_END_OBJECT) || !is_in_time(d);
    if (*bad || token.kind != TESSERA_JSON_NAME)
        return false;
    if (token.escaped)
        token.length = tessera_json_unescape(&token, (char *)token.text);
    *field = find_field(model, hint, (text){token.text, token.length});
    return true;
}

// Reads a value that is written as servers write it. False leaves it, and what is wrong with it, to decode_value.
static inline bool decode_plainly(decoder *d, const tessera_reflect_field *f, void *slot) {
    tessera_json_reader *r = &d->reader;
    const char *string, *end;
    switch ((tessera_kind)f->kind) {
    case TESSERA_KIND_STRING:
        if ((string = json_reader_plain_string(r, &end)) == NULL)
            return false;
        *(char *)end = '\0';
        *(const char **)slot = string;
        return true;
    case TESSERA_KIND_ID:
        // The text is looked at before it is passed, so that what is wrong with it is told where all else is.
        if (r->end - r->at < UUID_LENGTH + 2 || r->at[0] != '"' || r->at[UUID_LENGTH + 1] != '"' ||
            !is_id(r->at + 1, UUID_LENGTH))
            return false;
        *(const char **)slot = r->at + 1;
        json_reader_pass(r, r->at + UUID_LENGTH + 2);
        ((char *)r->at)[-1] = '\0';
        return true;
    case TESSERA_KIND_ENUM:
        if ((string = json_reader_plain_string(r, &end)) == NULL)
            return false;
        *(int *)slot = enum_value(f->enumeration, string, (size_t)(end - string));
        return true;
    case TESSERA_KIND_TIME:
        if (r->end - r->at < TIMESTAMP_LENGTH + 2 || r->at[0] != '"' || r->at[TIMESTAMP_LENGTH + 1] != '"' ||
            !timestamp_parse((text){r->at + 1, TIMESTAMP_LENGTH}, slot))
            return false;
        json_reader_pass(r, r->at + TIMESTAMP_LENGTH + 2);
        return true;
    default:
        return false;
    }
}

// The members of an object of which the brace was read. Servers write them in the order of the model, so the row after
// the last one is nearly always the one.
static bool decode_record(decoder *d, const tessera_reflect_model *model, char *record) {
    const tessera_reflect_field *f = NULL;
    size_t hint = 0;
    uint64_t present = 0;
    bool bad = false;
    for (;;) {
        f = hint < model->field_count ? &model->fields[hint] : NULL;
        bool likely = f != NULL && json_reader_skip_name(&d->reader, f->wire, f->wire_length);
        if (likely)
            end_pending(d);
        else if (!next_member(d, model, hint, &f, &bad))
            break;
        if (f != NULL)
            hint = f->index + 1u;
        if (json_reader_skip_null(&d->reader))
            continue;
        if (f == NULL || !decode_plainly(d, f, record + f->offset)) {
            tessera_json_token value = next(d);
            if (f == NULL || value.kind == TESSERA_JSON_NULL || value.kind == TESSERA_JSON_ERROR) {
                if (!skip(d, value))
                    return refuse(d, "it is not JSON");
                continue;
            }
            if (!decode_value(d, f, value, record + f->offset))
                return false;
        }
        present |= UINT64_C(1) << f->index;
    }
    *(uint64_t *)(void *)record = present;
    if (bad)
        return refuse(d, "it is not JSON");
    uint64_t missing = d->terms->strict ? model->promised & ~present : 0;
    if (missing == 0)
        return true;
    assert(model->fields != NULL); // what is promised is a field
    const tessera_reflect_field *first = &model->fields[__builtin_ctzll(missing)];
    return refuse(d, "'%s' of the %s is missing", first->wire, model->name);
}

static bool decode_page_number(decoder *d, tessera_json_token value, int64_t *slot) {
    return (is_number(&value) && convert_number(&value, slot, NULL)) ||
           refuse(d, "a number of the page is not an integer");
}

// {"results": [...], "total": n, "limit": n, "offset": n, "next": "..." or null}
static bool decode_page(decoder *d, const tessera_reflect_model *model, tessera_page *page) {
    bool found = false;
    for (;;) {
        tessera_json_token name = next(d);
        if (!is_in_time(d))
            return false;
        if (name.kind == TESSERA_JSON_END_OBJECT)
            return found || refuse(d, "the page has no results");
        text member = {name.text, name.length};
        tessera_json_token value = next(d);
        bool fine;
        if (name.kind != TESSERA_JSON_NAME || value.kind == TESSERA_JSON_ERROR)
            return refuse(d, "it is not JSON");
        if (text_equal(member, TEXT("results")) && value.kind == TESSERA_JSON_BEGIN_ARRAY) {
            tessera_records records = {0};
            fine = decode_records(d, model, &records);
            page->count = records.count;
            page->items = records.items;
            found = true;
        } else if (text_equal(member, TEXT("total"))) {
            fine = decode_page_number(d, value, &page->total);
        } else if (text_equal(member, TEXT("limit"))) {
            fine = decode_page_number(d, value, &page->limit);
        } else if (text_equal(member, TEXT("offset"))) {
            fine = decode_page_number(d, value, &page->offset);
        } else if (text_equal(member, TEXT("next")) && value.kind == TESSERA_JSON_STRING) {
            page->next = settle(&value);
            fine = true;
        } else {
            fine = skip(d, value) || refuse(d, "it is not JSON");
        }
        if (!fine)
            return false;
    }
}

static bool decode_root(decoder *d, tessera_shape shape, const tessera_reflect_model *model, void *record) {
    tessera_json_token token = next(d);
    if (token.kind != TESSERA_JSON_BEGIN_OBJECT)
        return refuse(d, token.kind == TESSERA_JSON_ERROR ? "it is not JSON" : "it is not an object");
    if (!(shape == TESSERA_SHAPE_PAGE ? decode_page(d, model, record) : decode_record(d, model, record)))
        return false;
    return next(d).kind == TESSERA_JSON_END || refuse(d, "something follows it");
}

void *decode_reply_behind(tessera_shape shape, const tessera_reflect_model *model, char *body, size_t length,
                          size_t capacity, decode_terms *terms, char *problem, size_t problem_size) {
    size_t size = shape == TESSERA_SHAPE_PAGE ? sizeof(tessera_page) : model->size;
    void *record = block_new_behind(size, body, length, capacity);
    decoder d = {.block = block_of(record), .problem = problem, .problem_size = problem_size, .terms = terms};
    problem[0] = '\0';
    tessera_json_start(&d.reader, body, length);
    look_later(&d);
    if (decode_root(&d, shape, model, record))
        return record;
    block_drop(record);
    return NULL;
}

void *decode_reply(tessera_shape shape, const tessera_reflect_model *model, char *body, size_t length, char *problem,
                   size_t problem_size) {
    decode_terms terms = {.deadline = INT64_MAX};
    return decode_reply_behind(shape, model, body, length, length + 1, &terms, problem, problem_size);
}
