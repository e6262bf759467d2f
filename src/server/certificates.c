// A row of the file is an object with what a certificate must say, one of "subject", "common_name", "dns", "uri", "email" and
// "sha256", and what it gives. Names are equal or not: there are no patterns, since one that is a little too wide opens the
// server to whoever the authority serves besides. The first row that fits counts.
#include "server/certificates.h"
#include "base/ascii.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "server/app.h"
#include "server/auth_question.h"
#include "server/caller.h"
#include "server/mapping.h"
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { FILE_MAXIMUM = 4 << 20, ROWS_MAXIMUM = 10000, VALUE_MAXIMUM = 1024, DEPTH_MAXIMUM = 8, FINGERPRINT_BYTES = 32 };

typedef enum name_kind { NAME_SUBJECT, NAME_COMMON, NAME_DNS, NAME_URI, NAME_EMAIL, NAME_SHA256, NAME_KINDS } name_kind;

static const char *const name_kinds[NAME_KINDS] = {
    [NAME_SUBJECT] = "subject", [NAME_COMMON] = "common_name", [NAME_DNS] = "dns",
    [NAME_URI] = "uri",         [NAME_EMAIL] = "email",        [NAME_SHA256] = "sha256"};

typedef struct certificate_rule {
    name_kind kind;
    text value;
    uint8_t fingerprint[FINGERPRINT_BYTES]; // of NAME_SHA256
    const char *team;                       // name or id
    unsigned scopes;
    bool is_agent;
} certificate_rule;

typedef struct certificate_rules {
    arena *arena;
    certificate_rule *items;
    size_t count;
} certificate_rules;

// The rules may be exchanged while requests ask for them, which take a copy of the one that they find.
struct certificates {
    pthread_mutex_t mutex;
    certificate_rules rules;
};

// --- the file --------------------------------------------------------------------------------------------------------

static bool read_whole(const char *path, arena *a, text *out, char *message, size_t message_size) {
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        snprintf(message, message_size, "TESSERA_CERTIFICATE_TEAMS: cannot read %s: %s", path, strerror(errno));
        return false;
    }
    char *bytes = arena_bytes(a, FILE_MAXIMUM + 1);
    size_t length = fread(bytes, 1, FILE_MAXIMUM + 1, file);
    bool failed = ferror(file) != 0;
    fclose(file);
    *out = (text){bytes, length};
    if (failed || length > FILE_MAXIMUM)
        snprintf(message, message_size, "TESSERA_CERTIFICATE_TEAMS: %s %s", path,
                 failed ? "cannot be read" : "has more than 4 MiB");
    return !failed && length <= FILE_MAXIMUM;
}

static bool is_string(const json_value *value) {
    return value != NULL && value->type == JSON_STRING && !value->holds_nul && value->count >= 1 &&
           value->count <= VALUE_MAXIMUM;
}

// 64 hexadecimal digits, with or without colons between the bytes.
static bool read_fingerprint(text digits, uint8_t out[FINGERPRINT_BYTES]) {
    size_t count = 0;
    for (size_t i = 0; i + 1 < digits.length && count < FINGERPRINT_BYTES; i += 2) {
        if (count > 0 && digits.data[i] == ':')
            i++;
        int high = ascii_hex(digits.data[i]), low = i + 1 < digits.length ? ascii_hex(digits.data[i + 1]) : -1;
        if (high < 0 || low < 0)
            return false;
        out[count++] = (uint8_t)(high << 4 | low);
    }
    return count == FINGERPRINT_BYTES && (digits.length == 64 || digits.length == 95);
}

static bool read_name(const json_value *row, certificate_rule *out) {
    size_t named = 0;
    for (name_kind kind = 0; kind < NAME_KINDS; kind++) {
        const json_value *value = json_get(row, name_kinds[kind]);
        if (value == NULL)
            continue;
        if (!is_string(value))
            return false;
        out->kind = kind;
        out->value = json_text_of(value);
        if (kind == NAME_DNS && text_starts_with(out->value, TEXT("*")))
            return false; // names are whole: it would fit nobody
        named++;
    }
    return named == 1 && (out->kind != NAME_SHA256 || read_fingerprint(out->value, out->fingerprint));
}

// A member that was misspelt would give more than was meant.
static bool is_known(const json_value *row) {
    for (uint32_t i = 0; row->type == JSON_OBJECT && i < row->count; i++) {
        const text name = {row->members[i].name, row->members[i].name_length};
        bool known = text_is(name, "team") || text_is(name, "scopes") || text_is(name, "agent");
        for (name_kind kind = 0; !known && kind < NAME_KINDS; kind++)
            known = text_is(name, name_kinds[kind]);
        if (!known)
            return false;
    }
    return true;
}

// The scopes of a row are those of a new key where it names none.
static bool read_scopes(const json_value *scopes, unsigned *out) {
    *out = 0;
    if (scopes == NULL)
        return mapping_scopes(TEXT("read write"), out);
    if (scopes->type != JSON_ARRAY)
        return false;
    for (uint32_t i = 0; i < scopes->count; i++) {
        int scope = scopes->elements[i].type == JSON_STRING
                        ? model_enum_parse(&enum_api_key_scope, json_text_of(&scopes->elements[i]))
                        : RECORD_ENUM_NONE;
        if (scope == RECORD_ENUM_NONE)
            return false;
        *out |= 1u << caller_scope_of(scope);
    }
    *out = caller_every_scope(*out);
    return true;
}

// What is wrong with the row; NULL: nothing.
static const char *read_row(const json_value *row, certificate_rule *out) {
    const json_value *team = json_get(row, "team"), *agent = json_get(row, "agent");
    if (row->type != JSON_OBJECT)
        return "is not an object";
    if (!is_known(row))
        return "has a member that means nothing: it may have team, scopes and agent beside the name";
    if (!read_name(row, out))
        return "must have one of subject, common_name, dns, uri, email and sha256, a string of 1 to 1024 bytes, sha256 "
               "of 64 "
               "hexadecimal digits";
    if (!is_string(team))
        return "must have a team, by name or id";
    if (!read_scopes(json_get(row, "scopes"), &out->scopes))
        return "must have as scopes a list of read, write and admin";
    if (agent != NULL && agent->type != JSON_BOOLEAN)
        return "must have true or false as agent";
    out->team = team->string;
    out->is_agent = agent != NULL && agent->boolean;
    return NULL;
}

static bool read_rules(certificate_rules *out, const char *path, char *message, size_t message_size) {
    text content;
    json_error error;
    if (!read_whole(path, out->arena, &content, message, message_size))
        return false;
    const json_value *rows = json_parse(out->arena, content, DEPTH_MAXIMUM, &error);
    if (rows == NULL || rows->type != JSON_ARRAY || error.repeats || rows->count > ROWS_MAXIMUM) {
        snprintf(message, message_size,
                 "TESSERA_CERTIFICATE_TEAMS: %s must be a JSON array of at most %d objects, each name once%s%s", path,
                 ROWS_MAXIMUM, rows == NULL ? ": " : "", rows == NULL ? error.message : "");
        return false;
    }
    out->items = arena_zalloc(out->arena, (rows->count + 1) * sizeof *out->items);
    out->count = rows->count;
    for (uint32_t i = 0; i < rows->count; i++) {
        const char *fault = read_row(&rows->elements[i], &out->items[i]);
        if (fault == NULL)
            continue;
        snprintf(message, message_size, "TESSERA_CERTIFICATE_TEAMS: row %u of %s %s", i + 1, path, fault);
        return false;
    }
    return true;
}

certificates *certificates_new(const config *c, char *message, size_t message_size) {
    message[0] = '\0';
    if (c->certificate_teams == NULL || *c->certificate_teams == '\0')
        return NULL;
    certificates *own = memory_zalloc(sizeof *own);
    pthread_mutex_init(&own->mutex, NULL);
    own->rules.arena = arena_new(0);
    if (read_rules(&own->rules, c->certificate_teams, message, message_size))
        return own;
    return certificates_free(own);
}

certificates *certificates_free(certificates *own) {
    if (own == NULL)
        return NULL;
    arena_free(own->rules.arena);
    pthread_mutex_destroy(&own->mutex);
    free(own);
    return NULL;
}

bool certificates_reload(certificates *own, const config *c, size_t *count, char *message, size_t message_size) {
    certificate_rules fresh = {.arena = arena_new(0)};
    bool good = read_rules(&fresh, c->certificate_teams, message, message_size);
    if (good) {
        *count = fresh.count;
        pthread_mutex_lock(&own->mutex);
        certificate_rules former = own->rules;
        own->rules = fresh;
        pthread_mutex_unlock(&own->mutex);
        fresh = former;
    }
    arena_free(fresh.arena);
    return good;
}

// --- requests --------------------------------------------------------------------------------------------------------

static bool has_name(const http_certificate *shown, http_name_kind kind, text value) {
    for (size_t i = 0; i < shown->name_count; i++) {
        text name = shown->names[i].value;
        if (shown->names[i].kind == kind &&
            (kind == HTTP_NAME_DNS ? text_equal_ascii_nocase(name, value) : text_equal(name, value)))
            return true;
    }
    return false;
}

static bool fits(const certificate_rule *rule, const http_certificate *shown) {
    switch (rule->kind) {
    case NAME_SUBJECT:
        return text_equal(shown->subject, rule->value);
    case NAME_COMMON:
        return text_equal(shown->common_name, rule->value);
    case NAME_DNS:
        return has_name(shown, HTTP_NAME_DNS, rule->value);
    case NAME_URI:
        return has_name(shown, HTTP_NAME_URI, rule->value);
    case NAME_EMAIL:
        return has_name(shown, HTTP_NAME_EMAIL, rule->value);
    case NAME_SHA256:
        return memcmp(shown->fingerprint, rule->fingerprint, FINGERPRINT_BYTES) == 0;
    case NAME_KINDS:
        break;
    }
    return false;
}

static bool find(request *rq, db *reader) {
    auth_question *question = rq->course.question;
    const certificate_rule *rule = question->certified;
    uuid team = mapping_team(reader, rule->team, rq->arena);
    if (!team.set) {
        question->refusal = ERROR_UNKNOWN_TEAM;
        question->message = arena_printf(rq->arena, "The certificate's team '%s' does not exist", rule->team);
        return false;
    }
    question->expires_at = rq->http->certificate->expires_at;
    question->caller = (caller){
        .kind = CALLER_CERTIFICATE,
        .expires_at = question->expires_at,
        .scopes = rule->scopes,
        .is_admin = (rule->scopes & 1u << SCOPE_ADMIN) != 0,
        .is_agent = rule->is_agent,
        .team_id = team,
        .subject =
            arena_printf(rq->arena, "%s:%.*s", name_kinds[rule->kind], (int)rule->value.length, rule->value.data),
    };
    return true;
}

// The first rule that fits, in the request's memory; NULL: none does.
static const certificate_rule *find_rule(certificates *own, const http_certificate *shown, arena *a) {
    certificate_rule *found = NULL;
    pthread_mutex_lock(&own->mutex);
    for (size_t i = 0; i < own->rules.count && found == NULL; i++) {
        const certificate_rule *rule = &own->rules.items[i];
        if (!fits(rule, shown))
            continue;
        found = arena_alloc(a, sizeof *found);
        *found = *rule;
        found->value = (text){arena_text(a, rule->value), rule->value.length};
        found->team = arena_text(a, text_of(rule->team));
    }
    pthread_mutex_unlock(&own->mutex);
    return found;
}

bool certificates_begin(request *rq) {
    certificates *own = rq->app->certificates;
    const http_certificate *shown = rq->http->certificate;
    auth_question *question = rq->course.question;
    question->find = find;
    question->refusal = ERROR_MISSING_API_KEY;
    question->message = "Missing Authorization header, and the client's certificate has expired since it connected";
    if (shown->expires_at <= timestamp_now())
        return false;
    question->certified = find_rule(own, shown, rq->arena);
    if (question->certified != NULL)
        return true;
    question->message =
        "Missing Authorization header, and the client's certificate stands for no team. Use 'Authorization: Bearer "
        "<api_key>'";
    return false;
}
