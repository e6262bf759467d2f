// What a statement asks of a value that databases say differently. Each runs for every row that is looked at, so it works on
// the bytes as they are stored; of a text to look for a statement keeps what it was made into.
#include "store/sqlite/functions.h"
#include "base/text.h"
#include "base/timestamp.h"
#include "store/like.h"
#include "store/sqlite/ids.h"

enum { PART_MAXIMUM = 50000 }; // bytes

// False when it is null.
static bool argument_text(sqlite3_value *value, text *out) {
    out->data = (const char *)sqlite3_value_text(value);
    out->length = (size_t)sqlite3_value_bytes(value);
    return out->data != NULL;
}

// --- text ------------------------------------------------------------------------------------------------------------

static void pattern_free(void *pattern) {
    like_pattern_free(pattern);
}

static void find(sqlite3_context *context, sqlite3_value **values, bool literal) {
    text subject, part;
    if (!argument_text(values[0], &subject) || !argument_text(values[1], &part))
        return;
    if (part.length > PART_MAXIMUM) {
        sqlite3_result_error(context, "the text to look for is too long", -1);
        return;
    }
    const like_pattern *kept = sqlite3_get_auxdata(context, 1);
    if (kept != NULL) {
        sqlite3_result_int(context, like_matches(kept, subject));
        return;
    }
    like_pattern *pattern = like_pattern_new(part, literal);
    sqlite3_result_int(context, like_matches(pattern, subject));
    sqlite3_set_auxdata(context, 1, pattern,
                        pattern_free); // which frees it at once where the part is not the same for all rows
}

static void contains(sqlite3_context *context, int count, sqlite3_value **values) {
    (void)count;
    find(context, values, false);
}

static void has(sqlite3_context *context, int count, sqlite3_value **values) {
    (void)count;
    find(context, values, true);
}

static void equal(sqlite3_context *context, int count, sqlite3_value **values) {
    (void)count;
    text one, other;
    if (argument_text(values[0], &one) && argument_text(values[1], &other))
        sqlite3_result_int(context, text_equal_ascii_nocase(one, other));
}

// --- JSON arrays -----------------------------------------------------------------------------------------------------
// Read as text, member by member, because taking them apart would cost more than the search. Stored JSON is well-formed and
// from one writer, so that equal strings are equal bytes.

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t string_length(text rest) {
    size_t i = 1;
    while (i < rest.length && rest.data[i] != '"')
        i += rest.data[i] == '\\' ? 2 : 1;
    return i < rest.length ? i + 1 : rest.length;
}

// The bytes up to the comma or bracket that ends the member.
static size_t member_length(text rest) {
    size_t depth = 0, i = 0;
    while (i < rest.length) {
        char c = rest.data[i];
        if (depth == 0 && (c == ',' || c == ']'))
            break;
        depth += c == '[' || c == '{';
        depth -= c == ']' || c == '}';
        i += c == '"' ? string_length((text){rest.data + i, rest.length - i}) : 1;
    }
    return i;
}

// Moves `rest` past the next member. False at the end; what is no array has no members.
static bool member_next(text *rest, text *member) {
    while (rest->length > 0 && is_blank(*rest->data))
        *rest = (text){rest->data + 1, rest->length - 1};
    if (rest->length == 0 || (*rest->data != '[' && *rest->data != ','))
        return false;
    text after = {rest->data + 1, rest->length - 1};
    size_t length = member_length(after);
    *member = text_trim((text){after.data, length});
    *rest = (text){after.data + length, after.length - length};
    return member->length > 0;
}

static void count_members(sqlite3_context *context, int count, sqlite3_value **values) {
    (void)count;
    text list, member;
    if (!argument_text(values[0], &list))
        return;
    sqlite3_int64 members = 0;
    while (member_next(&list, &member))
        members++;
    sqlite3_result_int64(context, members);
}

static bool list_has(text list, text wanted) {
    text member;
    while (member_next(&list, &member))
        if (text_equal(member, wanted))
            return true;
    return false;
}

static void holds(sqlite3_context *context, int count, sqlite3_value **values) {
    (void)count;
    text list, wanted, member;
    if (!argument_text(values[0], &list) || !argument_text(values[1], &wanted))
        return;
    bool all = true;
    while (all && member_next(&wanted, &member))
        all = list_has(list, member);
    sqlite3_result_int(context, all);
}

// --- time ------------------------------------------------------------------------------------------------------------

static void now(sqlite3_context *context, int count, sqlite3_value **values) {
    (void)count;
    sqlite3_result_int64(context, timestamp_now() + sqlite3_value_int64(values[0]));
}

// --- registration ----------------------------------------------------------------------------------------------------

int functions_register(sqlite3 *handle) {
    static const struct {
        const char *name;
        int arguments, flags;
        void (*run)(sqlite3_context *context, int count, sqlite3_value **values);
    } functions[] = {
        {"tessera_contains", 2, SQLITE_DETERMINISTIC, contains},
        {"tessera_has", 2, SQLITE_DETERMINISTIC, has},
        {"tessera_equal", 2, SQLITE_DETERMINISTIC, equal},
        {"tessera_count", 1, SQLITE_DETERMINISTIC, count_members},
        {"tessera_holds", 2, SQLITE_DETERMINISTIC, holds},
        {"tessera_now", 1, 0, now},
    };
    int flags = SQLITE_UTF8 | SQLITE_INNOCUOUS, code = SQLITE_OK;
    for (size_t i = 0; i < sizeof functions / sizeof *functions && code == SQLITE_OK; i++)
        code = sqlite3_create_function(handle, functions[i].name, functions[i].arguments, flags | functions[i].flags,
                                       NULL, functions[i].run, NULL, NULL);
    return code == SQLITE_OK ? ids_register(handle) : code;
}
