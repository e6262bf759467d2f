// Each rule is one pass over bytes, written by hand: a regular expression could not say what is wrong. What is longer than its
// field may be never gets here.
#include "model/rules.h"
#include "base/ascii.h"
#include "base/timestamp.h"
#include "model/cursor.h"
#include "model/model.h"
#include "schema/advise/version.h"
#include "schema/schema.h"

#define VERSION_DIGITS 18
#define PATH_CHARACTERS 500

static bool is_alphanumeric(char c) {
    return ascii_is_letter(c) || ascii_is_digit(c);
}

static bool refuse(record_failure *failure, const char *message) {
    failure->message = message;
    return false;
}

// First and last characters by two tests, all between by a test or as one of `inside`.
static bool has_form(text value, bool (*first)(char), bool (*last)(char), bool (*between)(char), const char *inside) {
    if (value.length == 0 || !first(value.data[0]) || !last(value.data[value.length - 1]))
        return false;
    for (size_t i = 1; i + 1 < value.length; i++)
        if (!between(value.data[i]) && strchr(inside, value.data[i]) == NULL)
            return false;
    return true;
}

bool rule_team_name(const record_context *context, void *slot, record_failure *failure) {
    (void)context;
    text name = text_of(*(const char **)slot);
    if (name.length == 0)
        return refuse(failure, "Value error, Team name cannot be empty or whitespace");
    if (!has_form(name, is_alphanumeric, is_alphanumeric, is_alphanumeric, "_- "))
        return refuse(failure, "Value error, Team name must start and end with alphanumeric characters and may contain "
                               "only letters, numbers, underscores, hyphens and spaces");
    return true;
}

bool rule_username(const record_context *context, void *slot, record_failure *failure) {
    (void)context;
    text name = text_of(*(const char **)slot);
    if (name.length == 0)
        return refuse(failure, "Value error, Username cannot be empty or whitespace");
    if (!has_form(name, ascii_is_letter, is_alphanumeric, is_alphanumeric, "._-"))
        return refuse(failure, "Value error, Username must start with a letter, end with a letter or digit and may "
                               "contain only letters, digits, dots, underscores and hyphens");
    return true;
}

bool rule_person_name(const record_context *context, void *slot, record_failure *failure) {
    (void)context;
    text name = text_of(*(const char **)slot);
    if (name.length == 0)
        return refuse(failure, "Value error, Name cannot be empty or whitespace");
    if (!has_form(name, ascii_is_letter, ascii_is_letter, ascii_is_letter, "-' "))
        return refuse(failure,
                      "Value error, Name must start and end with a letter and may contain only letters, spaces, "
                      "hyphens and apostrophes");
    return true;
}

bool rule_fqn(const record_context *context, void *slot, record_failure *failure) {
    (void)context;
    static const char message[] =
        "Value error, FQN must be dot-separated segments, two or more, each starting with a letter "
        "or underscore and holding only letters, digits and underscores";
    text fqn = text_of(*(const char **)slot);
    bool at_start = true, dotted = false;
    for (size_t i = 0; i < fqn.length; i++) {
        char c = fqn.data[i];
        if (c == '.') {
            if (at_start)
                return refuse(failure, message);
            at_start = dotted = true;
            continue;
        }
        if (!ascii_is_letter(c) && c != '_' && (at_start || !ascii_is_digit(c)))
            return refuse(failure, message);
        at_start = false;
    }
    return (dotted && !at_start) || refuse(failure, message);
}

// A run of digits; false when there is none.
static bool skip_digits(const char **c) {
    const char *start = *c;
    while (ascii_is_digit(**c))
        (*c)++;
    return *c > start;
}

// A "-" or "+" part of letters, digits, dots and hyphens; true when absent.
static bool skip_suffix(const char **c, char mark) {
    if (**c != mark)
        return true;
    const char *start = ++*c;
    while (is_alphanumeric(**c) || **c == '.' || **c == '-')
        (*c)++;
    return *c > start;
}

static bool skip_numbers(const char **c) {
    return skip_digits(c) && *(*c)++ == '.' && skip_digits(c) && *(*c)++ == '.' && skip_digits(c);
}

// `version` NULL: its length needs no name of its own.
static bool refuse_version(arena *a, record_failure *failure, const char *version, const char *form,
                           const char *pattern) {
    bool is_short = version != NULL && strlen(version) < VERSION_LENGTH_MIN;
    json_member member = is_short ? json_make_member("min_length", json_make_integer(a, VERSION_LENGTH_MIN))
                                  : json_make_member("pattern", json_make_string(text_of(pattern)));
    *failure = (record_failure){is_short ? "string_too_short" : "string_pattern_mismatch",
                                arena_printf(a, "Version should be %s", form), json_make_object(a, &member, 1)};
    return false;
}

// Whether the next versions can still be counted: no number of more than VERSION_DIGITS digits.
static bool numbers_fit(const char *version, record_failure *failure) {
    size_t digits = 0;
    for (const char *c = version; ascii_is_digit(*c) || *c == '.'; c++) {
        digits = *c == '.' || (*c == '0' && digits == 0) ? 0 : digits + 1;
        if (digits > VERSION_DIGITS)
            return refuse(failure, "Value error, the numbers of a version have at most 18 digits");
    }
    return true;
}

bool rule_version(const record_context *context, void *slot, record_failure *failure) {
    const char *c = *(const char **)slot;
    if (skip_numbers(&c) && skip_suffix(&c, '-') && skip_suffix(&c, '+') && *c == '\0')
        return numbers_fit(*(const char **)slot, failure);
    return refuse_version(context->arena, failure, *(const char **)slot,
                          "MAJOR.MINOR.PATCH, for example 1.4.0 or 2.0.0-rc.1",
                          "^\\d+\\.\\d+\\.\\d+(-[a-zA-Z0-9.-]+)?(\\+[a-zA-Z0-9.-]+)?$");
}

bool rule_release(const record_context *context, void *slot, record_failure *failure) {
    const char *c = *(const char **)slot;
    if (skip_numbers(&c) && *c == '\0')
        return true;
    return refuse_version(context->arena, failure, NULL, "MAJOR.MINOR.PATCH, for example 1.4.0",
                          "^\\d+\\.\\d+\\.\\d+$");
}

bool schema_within_limits(const record_limits *limits, arena *a, const json_value *schema, const char **message) {
    if (limits == NULL)
        return true;
    schema_limits of_settings = {
        .size = (size_t)limits->values[setting_max_schema_size_bytes],
        .properties = (size_t)limits->values[setting_max_schema_properties],
        .depth = (unsigned)limits->values[setting_max_schema_nesting_depth],
    };
    return schema_check_limits(a, schema, &of_settings, message);
}

bool rule_schema(const record_context *context, void *slot, record_failure *failure) {
    const char *message = NULL;
    if (schema_within_limits(context->limits, context->arena, ((record_json *)slot)->tree, &message))
        return true;
    return refuse(failure, arena_printf(context->arena, "Value error, %s", message));
}

static bool within_bytes(const record_context *context, size_t setting, const record_json *value,
                         record_failure *failure) {
    int64_t bytes = record_limit(context->limits, setting);
    if (bytes == RECORD_INT_NONE)
        return true;
    buffer compact;
    buffer_init(&compact, (size_t)bytes);
    json_write(&compact, value->tree);
    bool fine = !compact.failed;
    buffer_done(&compact);
    return fine ||
           refuse(failure, arena_printf(context->arena, "Value error, must not be larger than %lld bytes of JSON",
                                        (long long)bytes));
}

bool rule_free_data(const record_context *context, void *slot, record_failure *failure) {
    return within_bytes(context, setting_max_metadata_bytes, slot, failure);
}

bool rule_field_metadata(const record_context *context, void *slot, record_failure *failure) {
    return within_bytes(context, setting_max_field_metadata_bytes, slot, failure);
}

bool rule_guarantee(const record_context *context, void *slot, record_failure *failure) {
    return within_bytes(context, setting_max_guarantees_bytes, slot, failure);
}

// --- texts of lists --------------------------------------------------------------------------------------------------

static bool refuse_bound(arena *a, record_failure *failure, const char *type, const char *what, const char *name,
                         int64_t bound) {
    json_member member = json_make_member(name, json_make_integer(a, bound));
    *failure = (record_failure){
        type, arena_printf(a, "String should have at most %lld %s%s", (long long)bound, what, bound == 1 ? "" : "s"),
        json_make_object(a, &member, 1)};
    return false;
}

bool rule_tag(const record_context *context, void *slot, record_failure *failure) {
    int64_t most = record_limit(context->limits, setting_max_tag_length);
    int64_t together = record_limit(context->limits, setting_max_tags_bytes);
    if (together != RECORD_INT_NONE && context->list_bytes > (size_t)together)
        return refuse(failure,
                      arena_printf(context->arena, "Value error, all tags together must not be larger than %lld bytes",
                                   (long long)together));
    if (most == RECORD_INT_NONE || (int64_t)text_code_points(text_of(*(const char **)slot)) <= most)
        return true;
    return refuse_bound(context->arena, failure, "string_too_long", "character", "max_length", most);
}

bool rule_pattern(const record_context *context, void *slot, record_failure *failure) {
    int64_t most = record_limit(context->limits, setting_max_filter_wildcards), wildcards = 0;
    for (const char *c = *(const char **)slot; *c != '\0'; c++)
        if (*c == '\\' && c[1] != '\0')
            c++; // what stands behind it is itself
        else
            wildcards += *c == '%' || *c == '_';
    if (most == RECORD_INT_NONE || wildcards <= most)
        return true;
    return refuse_bound(context->arena, failure, "too_many_wildcards", "wildcard", "max_wildcards", most);
}

// --- fields ----------------------------------------------------------------------------------------------------------

bool rule_field_path(const record_context *context, void *slot, record_failure *failure) {
    int64_t together = record_limit(context->limits, setting_max_field_metadata_bytes);
    if (together != RECORD_INT_NONE && context->text_bytes > (size_t)together)
        return refuse(failure, arena_printf(context->arena,
                                            "Value error, all fields together must not be larger than %lld bytes",
                                            (long long)together));
    static const char message[] = "Value error, a field is a dotted path (address.city) or a JSON pointer "
                                  "(/address/city) of at most 1000 bytes";
    const char *path = *(const char **)slot;
    text whole = text_of(path);
    bool pointer = *path == '/';
    if (whole.length == 0 || whole.length > 1000 || text_trim(whole).length != whole.length)
        return refuse(failure, message);
    if (!pointer && (*path == '.' || path[whole.length - 1] == '.' || strstr(path, "..") != NULL))
        return refuse(failure, message);
    for (const char *c = strchr(path, '~'); pointer && c != NULL; c = strchr(c + 1, '~'))
        if (c[1] != '0' && c[1] != '1')
            return refuse(failure, message);
    return true;
}

// --- repositories ----------------------------------------------------------------------------------------------------

bool rule_repo_name(const record_context *context, void *slot, record_failure *failure) {
    (void)context;
    return **(const char **)slot != '\0' ||
           refuse(failure, "Value error, Repo name cannot be empty or whitespace only");
}

bool rule_api_key_name(const record_context *context, void *slot, record_failure *failure) {
    (void)context;
    return **(const char **)slot != '\0' ||
           refuse(failure, "Value error, API key name cannot be empty or whitespace only");
}

bool rule_git_url(const record_context *context, void *slot, record_failure *failure) {
    (void)context;
    text url = text_of(*(const char **)slot);
    if (url.length == 0)
        return refuse(failure, "Value error, Git URL cannot be empty or whitespace only");
    bool is_web = text_starts_with(url, TEXT("https://"));
    if (!is_web && !text_starts_with(url, TEXT("git@")))
        return refuse(failure, "Value error, Git URL must start with 'https://' or 'git@'");
    for (size_t i = 0; i < url.length; i++)
        if ((unsigned char)url.data[i] <= ' ' || url.data[i] == 0x7f)
            return refuse(failure, "Value error, Git URL must not contain blanks or control characters");
    // RFC 3986 section 3.2.1. It would be shown to whoever may read.
    const char *user = is_web ? url.data + strlen("https://") : url.data, *end = user + strcspn(user, "/?#");
    const char *at = is_web ? memchr(user, '@', (size_t)(end - user)) : NULL;
    return at == NULL || memchr(user, ':', (size_t)(at - user)) == NULL ||
           refuse(failure, "Value error, Git URL must not contain a password: git_token is for that");
}

bool rule_branch_name(const record_context *context, void *slot, record_failure *failure) {
    (void)context;
    const char *name = *(const char **)slot;
    if (*name == '\0')
        return refuse(failure, "Value error, Branch name cannot be empty");
    for (const char *c = name; *c != '\0'; c++)
        if (!is_alphanumeric(*c) && (c == name || strchr("._/ -", *c) == NULL))
            return refuse(failure, "Value error, Branch name must start with an alphanumeric character and contain "
                                   "only alphanumeric characters, '.', '/', '_', or '-'");
    return strstr(name, "..") == NULL || refuse(failure, "Value error, Branch name must not contain '..'");
}

bool rule_spec_path(const record_context *context, void *slot, record_failure *failure) {
    const char *path = *(const char **)slot;
    if (text_code_points(text_of(path)) > PATH_CHARACTERS)
        return refuse_bound(context->arena, failure, "string_too_long", "character", "max_length", PATH_CHARACTERS);
    for (const char *part = path; part != NULL; part = strchr(part, '/')) {
        part += *part == '/';
        if (part[0] == '.' && part[1] == '.' && (part[2] == '/' || part[2] == '\0'))
            return refuse(
                failure,
                arena_printf(context->arena, "Value error, spec_paths must not contain '..' components: '%s'", path));
    }
    return true;
}

// --- e-mail addresses ------------------------------------------------------------------------------------------------

static bool is_international(char c) {
    return (unsigned char)c >= 0x80;
}

// `Some Name <a@b.org>` is reduced to the address between the angle brackets.
static text bare_address(text value) {
    if (value.data == NULL || value.length == 0 || value.data[value.length - 1] != '>')
        return value;
    const char *open = memrchr(value.data, '<', value.length);
    if (open == NULL || open == value.data)
        return value;
    return text_trim((text){open + 1, (size_t)(value.data + value.length - 1 - (open + 1))});
}

static const char *local_part_fault(text local) {
    if (local.length == 0)
        return "There must be something before the @-sign.";
    if (local.length > 64)
        return "The email address is too long before the @-sign.";
    if (local.data[0] == '.' || local.data[local.length - 1] == '.')
        return "An email address cannot start with a period, nor have one right before the @-sign.";
    for (size_t i = 0; i < local.length; i++) {
        char c = local.data[i];
        if (c == '.' && local.data[i - 1] == '.')
            return "An email address cannot have two periods in a row.";
        if (!is_alphanumeric(c) && !is_international(c) && strchr(".!#$%&'*+/=?^_`{|}~-", c) == NULL)
            return "The email address contains invalid characters before the @-sign.";
    }
    return NULL;
}

static const char *label_fault(text label) {
    if (label.length == 0)
        return "An email address cannot have a period at the start or end of its domain, nor two in a row.";
    if (label.length > 63)
        return "The part after the @-sign contains a label that is too long.";
    if (label.data[0] == '-' || label.data[label.length - 1] == '-')
        return "A part of the domain cannot start or end with a hyphen.";
    for (size_t i = 0; i < label.length; i++)
        if (!is_alphanumeric(label.data[i]) && !is_international(label.data[i]) && label.data[i] != '-')
            return "The part after the @-sign contains invalid characters.";
    return NULL;
}

static const char *domain_fault(text domain) {
    static const char *const reserved[] = {"test", "local", "localhost", "invalid", "onion", "arpa"};
    if (domain.length == 0)
        return "There must be something after the @-sign.";
    size_t start = 0, labels = 0;
    text last = TEXT_NONE;
    for (size_t i = 0; i <= domain.length; i++) {
        if (i < domain.length && domain.data[i] != '.')
            continue;
        last = (text){domain.data + start, i - start};
        const char *fault = label_fault(last);
        if (fault != NULL)
            return fault;
        start = i + 1;
        labels++;
    }
    if (labels < 2)
        return "The part after the @-sign is not valid. It should have a period.";
    if (!ascii_is_letter(last.data[last.length - 1]) && !is_international(last.data[last.length - 1]))
        return "The part after the @-sign is not valid. It is not within a valid top-level domain.";
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (text_equal_ascii_nocase(last, text_of(reserved[i])))
            return "The part after the @-sign is a special-use or reserved name that cannot be used with email.";
    return NULL;
}

static const char *address_fault(text address) {
    const char *at = memchr(address.data, '@', address.length);
    if (at == NULL)
        return "An email address must have an @-sign.";
    if (address.length > 254)
        return "The email address is too long.";
    text local = {address.data, (size_t)(at - address.data)};
    text domain = {at + 1, address.length - local.length - 1};
    const char *fault = local_part_fault(local);
    return fault != NULL ? fault : domain_fault(domain);
}

bool rule_reason(const record_context *context, void *slot, record_failure *failure) {
    (void)context;
    return text_of(*(const char **)slot).length > 0 ||
           refuse(failure, "Value error, Reason cannot be empty or whitespace only");
}

bool rule_environment(const record_context *context, void *slot, record_failure *failure) {
    (void)context;
    text name = text_of(*(const char **)slot);
    for (size_t i = 0; i < name.length; i++)
        if ((unsigned char)name.data[i] < ' ' || name.data[i] == 0x7f)
            return refuse(failure, "Value error, the name of an environment holds no control characters");
    return name.length > 0 || refuse(failure, "Value error, the name of an environment cannot be empty");
}

bool rule_deadline(const record_context *context, void *slot, record_failure *failure) {
    int64_t days = record_limit(context->limits, setting_proposal_deadline_max_days);
    int64_t ahead = *(const int64_t *)slot - timestamp_now();
    if (ahead <= 0)
        return refuse(failure, "Value error, the deadline has to be in the future");
    if (days == RECORD_INT_NONE || ahead / TIMESTAMP_DAY < days)
        return true;
    return refuse(failure, arena_printf(context->arena, "Value error, the deadline may be at most %lld days ahead",
                                        (long long)days));
}

bool rule_email(const record_context *context, void *slot, record_failure *failure) {
    arena *a = context->arena;
    text address = bare_address(text_trim(text_of(*(const char **)slot)));
    const char *fault = address_fault(address);
    if (fault != NULL) {
        json_member member = json_make_member("reason", json_make_string(text_of(fault)));
        *failure = (record_failure){"value_error", arena_printf(a, "value is not a valid email address: %s", fault),
                                    json_make_object(a, &member, 1)};
        return false;
    }
    char *lower = arena_text(a, address);
    for (char *c = lower; *c != '\0'; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c + ('a' - 'A'));
    *(const char **)slot = lower;
    return true;
}

bool rule_cursor(const record_context *context, void *slot, record_failure *failure) {
    cursor c;
    return cursor_parse(context->arena, *(const char **)slot, &c) ||
           refuse(failure, "Value error, this is no place in a list: give what a reply had as next, unchanged");
}

// --- whole models ----------------------------------------------------------------------------------------------------

static const char *password_of_bot(int type, const char *password) {
    return type == user_type_bot && password != NULL ? "Bot users cannot have passwords" : NULL;
}

const char *user_create_rule(const void *record) {
    const struct user_create *in = record;
    return password_of_bot(in->user_type, in->password);
}

const char *user_update_rule(const void *record) {
    const struct user_update *in = record;
    return password_of_bot(in->user_type, in->password);
}

const char *acknowledgment_create_rule(const void *record) {
    const struct acknowledgment_create *in = record;
    bool says = in->response != RECORD_ENUM_NONE, accepts = in->accepted != RECORD_BOOL_NONE;
    if (!says && !accepts)
        return "An answer needs `response`: approved, blocked or migrating";
    return says && accepts ? "`response` and `accepted` exclude each other" : NULL;
}

const char *registration_update_rule(const void *record) {
    const struct registration_update *in = record;
    if (in->unpin == 1 && in->pinned_version != NULL)
        return "pinned_version and unpin exclude each other";
    return in->reset_mode == 1 && in->mode != RECORD_ENUM_NONE ? "mode and reset_mode exclude each other" : NULL;
}

const char *asset_update_rule(const void *record) {
    const struct asset_update *in = record;
    return in->leave_service == 1 && in->service_id.set ? "service_id and leave_service exclude each other" : NULL;
}
