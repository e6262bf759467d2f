// Versions are read strictly where clients give them and leniently where they are stored. What breaks under the mode makes
// the next version a major one, any other addition a minor one.
#include "schema/advise/version.h"
#include "base/ascii.h"
#include <limits.h>
#include <stdlib.h>

static bool is_suffix_byte(char c) {
    return ascii_is_digit(c) || ascii_is_letter(c) || c == '.' || c == '-';
}

// Bytes of the run that starts at `from`.
static size_t run(text t, size_t from, bool belongs(char)) {
    size_t length = 0;
    while (from + length < t.length && belongs(t.data[from + length]))
        length++;
    return length;
}

bool version_is_well_formed(text v) {
    size_t at = 0;
    for (int part = 0; part < 3; part++) {
        size_t digits = run(v, at, ascii_is_digit);
        bool dot = at + digits < v.length && v.data[at + digits] == '.';
        if (digits == 0 || (part < 2 && !dot))
            return false;
        at += digits + (part < 2 ? 1 : 0);
    }
    for (const char *mark = "-+"; *mark != '\0'; mark++) {
        if (at < v.length && v.data[at] == *mark) {
            size_t length = run(v, at + 1, is_suffix_byte);
            if (length == 0)
                return false;
            at += length + 1;
        }
    }
    return at == v.length;
}

static text before(text t, char mark) {
    const char *found = t.length == 0 ? NULL : memchr(t.data, mark, t.length);
    return found == NULL ? t : (text){t.data, (size_t)(found - t.data)};
}

// The three numbers of a version as text: what stands before the first '-' and the first '+'.
static text numbers_of(text v) {
    return before(before(v, '-'), '+');
}

static size_t split(text numbers, text parts[3]) {
    size_t count = 0;
    for (;;) {
        text part = before(numbers, '.');
        if (count < 3)
            parts[count] = part;
        count++;
        if (part.length == numbers.length)
            return count;
        numbers = (text){numbers.data + part.length + 1, numbers.length - part.length - 1};
    }
}

static bool number_read(text digits, long long *out) {
    return run(digits, 0, ascii_is_digit) == digits.length && text_to_int64(digits, out);
}

bool version_parse(arena *a, text v, version_number *out, const char **message) {
    text parts[3];
    size_t count = split(numbers_of(v), parts);
    version_number read;
    const char *cause = NULL;
    if (count != 3)
        cause = arena_printf(a, "Invalid semver format: expected 3 parts, got %zu", count);
    else if (!number_read(parts[0], &read.major) || !number_read(parts[1], &read.minor) ||
             !number_read(parts[2], &read.patch))
        cause = "Invalid semver format: every part must be a whole number, at most 9223372036854775807";
    if (cause == NULL) {
        *out = read;
        return true;
    }
    if (message != NULL)
        *message = arena_printf(a, "Cannot parse version '%.*s': %s", (int)v.length, v.data, cause);
    return false;
}

version_number version_parse_lenient(text v, bool *understood) {
    text parts[3];
    version_number read;
    bool good = split(numbers_of(v), parts) == 3 && number_read(parts[0], &read.major) &&
                number_read(parts[1], &read.minor) && number_read(parts[2], &read.patch);
    if (understood != NULL)
        *understood = good;
    return good ? read : (version_number){.major = 1};
}

static int number_order(long long a, long long b) {
    return a < b ? -1 : a > b;
}

int version_compare(version_number a, version_number b) {
    int order = number_order(a.major, b.major);
    order = order != 0 ? order : number_order(a.minor, b.minor);
    return order != 0 ? order : number_order(a.patch, b.patch);
}

const char *version_format(arena *a, version_number v) {
    return arena_printf(a, "%lld.%lld.%lld", v.major, v.minor, v.patch);
}

static long long next(long long number) {
    return number == LLONG_MAX ? number : number + 1;
}

version_number version_bump(version_number v, schema_change_type type) {
    switch (type) {
    case SCHEMA_MAJOR:
        return (version_number){.major = next(v.major)};
    case SCHEMA_MINOR:
        return (version_number){.major = v.major, .minor = next(v.minor)};
    case SCHEMA_PATCH:
        break;
    }
    return (version_number){.major = v.major, .minor = v.minor, .patch = next(v.patch)};
}

bool version_is_prerelease(text v) {
    return before(v, '+').length > before(before(v, '+'), '-').length;
}

bool version_graduates(text current, text next_version) {
    return version_is_prerelease(current) && !version_is_prerelease(next_version) &&
           text_equal(before(before(current, '+'), '-'), before(before(next_version, '+'), '-'));
}

// One dot-separated part of a pre-release: numbers below words, numbers by value, words by their bytes.
static int part_compare(text a, text b) {
    bool a_counts = run(a, 0, ascii_is_digit) == a.length, b_counts = run(b, 0, ascii_is_digit) == b.length;
    if (a_counts != b_counts)
        return a_counts ? -1 : 1;
    while (a_counts && a.length > 1 && *a.data == '0')
        a = (text){a.data + 1, a.length - 1};
    while (b_counts && b.length > 1 && *b.data == '0')
        b = (text){b.data + 1, b.length - 1};
    if (a_counts && a.length != b.length)
        return a.length < b.length ? -1 : 1;
    int order = memcmp(a.data, b.data, a.length < b.length ? a.length : b.length);
    return order != 0 ? order : a.length < b.length ? -1 : a.length > b.length;
}

static text rest_behind(text whole, text part) {
    size_t taken = part.length < whole.length ? part.length + 1 : whole.length;
    return (text){whole.data + taken, whole.length - taken};
}

static text prerelease_of(text v) {
    text release = before(v, '+');
    return rest_behind(release, before(release, '-'));
}

static int prerelease_compare(text a, text b) {
    if (a.length == 0 || b.length == 0) // a release comes after what was pre-released of it
        return (a.length == 0) - (b.length == 0);
    while (a.length > 0 && b.length > 0) {
        text first = before(a, '.'), second = before(b, '.');
        int order = part_compare(first, second);
        if (order != 0)
            return order;
        a = rest_behind(a, first);
        b = rest_behind(b, second);
    }
    return (a.length > 0) - (b.length > 0);
}

bool version_is_later(text current, text next_version) {
    int order = version_compare(version_parse_lenient(next_version, NULL), version_parse_lenient(current, NULL));
    return order != 0 ? order > 0 : prerelease_compare(prerelease_of(next_version), prerelease_of(current)) > 0;
}

version_suggestion version_suggest(arena *a, text current, schema_changes changes, schema_mode mode) {
    if (current.data == NULL) {
        return (version_suggestion){.suggested = VERSION_INITIAL,
                                    .change_type = SCHEMA_PATCH,
                                    .reason = "First contract for this asset",
                                    .first = true};
    }
    version_suggestion s = {.current = arena_text(a, current), .breaking = schema_breaking(a, changes, mode)};
    if (s.breaking.count > 0) {
        s.change_type = SCHEMA_MAJOR;
        s.reason = "Breaking change detected - major version bump required";
    } else if (schema_change_type_of(changes) != SCHEMA_PATCH) {
        s.change_type = SCHEMA_MINOR;
        s.reason = "Backward-compatible schema additions - minor version bump";
    } else {
        s.change_type = SCHEMA_PATCH;
        s.reason = "No breaking schema changes - patch version bump";
    }
    s.suggested = version_format(a, version_bump(version_parse_lenient(current, NULL), s.change_type));
    return s;
}

const char *version_enforce(arena *a, text current, text given, schema_change_type type) {
    version_number now = version_parse_lenient(current, NULL), then;
    const char *message = NULL;
    if (!version_parse(a, given, &then, &message))
        return message;
    if (version_graduates(current, given))
        return NULL;
    if (version_compare(then, now) <= 0) {
        return arena_printf(a, "Version %.*s must be greater than current version %.*s", (int)given.length, given.data,
                            (int)current.length, current.data);
    }
    if (type == SCHEMA_MAJOR && then.major <= now.major) {
        return arena_printf(a, "Breaking change requires major version bump. Expected %s or higher, got %.*s",
                            version_format(a, version_bump(now, SCHEMA_MAJOR)), (int)given.length, given.data);
    }
    if (type == SCHEMA_MINOR && then.major == now.major && then.minor <= now.minor) {
        return arena_printf(a,
                            "Backward-compatible additions require at least a minor version bump. Expected %s or "
                            "higher, got %.*s",
                            version_format(a, version_bump(now, SCHEMA_MINOR)), (int)given.length, given.data);
    }
    return NULL;
}
