// What calls and models have in common on the page: text, links, and rows that tell of fields.
#include "model/model.h"
#include "server/docs/docs.h"
#include <openssl/evp.h>

enum { SHA256_BYTES = 32 };

void html_escape(buffer *out, const char *string) {
    for (const char *c = string; *c != '\0'; c++)
        switch (*c) {
        case '<':
            buffer_append_string(out, "&lt;");
            break;
        case '>':
            buffer_append_string(out, "&gt;");
            break;
        case '&':
            buffer_append_string(out, "&amp;");
            break;
        case '"':
            buffer_append_string(out, "&quot;");
            break;
        default:
            buffer_append_byte(out, *c);
        }
}

void html_link(buffer *out, const char *name, const char *before, const char *after) {
    buffer_printf(out, "%s<a href=\"#%s\">%s</a>%s", before, name, name, after);
}

static void field_kind(buffer *out, const record_field *f) {
    static const char *const names[] = {
#define KIND(name, slot, described, sdk, sdk_slot, sdk_form, note, python, given, words) words,
        KINDS(KIND)
#undef KIND
    };
    switch ((record_kind)f->kind) {
    case RECORD_ENUM:
        html_link(out, ((const record_enum *)f->reference)->name, "", "");
        return;
    case RECORD_ENUMS:
        html_link(out, ((const record_enum *)f->reference)->name, "", ", repeatable");
        return;
    case RECORD_RECORD:
        html_link(out, ((const record_type *)f->reference)->title, "", "");
        return;
    case RECORD_RECORDS:
        html_link(out, ((const record_type *)f->reference)->title, "list of ", "");
        return;
    default:
        buffer_append_string(out, names[f->kind]);
    }
}

static void field_bounds(buffer *out, const record_field *f, const record_limits *limits) {
    int64_t minimum = record_bound(limits, f->minimum), maximum = record_bound(limits, f->maximum);
    if (minimum != RECORD_INT_NONE && maximum != RECORD_INT_NONE)
        buffer_printf(out, ", %lld to %lld", (long long)minimum, (long long)maximum);
    else if (minimum != RECORD_INT_NONE)
        buffer_printf(out, ", at least %lld", (long long)minimum);
    else if (maximum != RECORD_INT_NONE)
        buffer_printf(out, ", at most %lld", (long long)maximum);
    if (f->flags & RECORD_REQUIRED)
        buffer_append_string(out, ", required");
    if (f->flags & RECORD_NULLABLE)
        buffer_append_string(out, ", may be null");
}

void html_begin_row(buffer *out, const char *name, const char *place) {
    if (place == NULL)
        buffer_printf(out, "<tr><td><code>%s</code></td><td>", name);
    else
        buffer_printf(out, "<tr data-in=\"%s\" data-name=\"%s\"><td><code>%s</code> <small>%s</small></td><td>", place,
                      name, name, place);
}

void html_fields(buffer *out, const record_type *type, const char *place, const record_limits *limits) {
    for (unsigned i = 0; i < type->field_count; i++) {
        const record_field *f = &type->fields[i];
        html_begin_row(out, f->name, place);
        field_kind(out, f);
        field_bounds(out, f, limits);
        buffer_append_string(out, "</td><td>");
        html_escape(out, f->doc);
        buffer_append_string(out, "</td></tr>");
    }
}

const char *html_policy_hash(const char *content, arena *a) {
    unsigned char digest[SHA256_BYTES], encoded[SHA256_BYTES * 2];
    EVP_Digest(content, strlen(content), digest, NULL, EVP_sha256(), NULL);
    EVP_EncodeBlock(encoded, digest, sizeof digest);
    return arena_printf(a, "'sha256-%s'", (const char *)encoded);
}
