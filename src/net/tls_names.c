#include "net/tls_names.h"
#include <openssl/crypto.h>
#include <openssl/x509v3.h>

enum { NAMES_MAXIMUM = 1000, NAMES_SHOWN = 5 };

text tls_name_text(const ASN1_STRING *string, arena *a) {
    unsigned char *bytes = NULL;
    int length = string == NULL ? -1 : ASN1_STRING_to_UTF8(&bytes, string);
    if (length < 0)
        return TEXT_NONE;
    text name = {(const char *)bytes, (size_t)length};
    bool good = name.length > 0 && text_is_utf8(name);
    for (size_t i = 0; good && i < name.length; i++)
        good = (unsigned char)name.data[i] >= ' ' && name.data[i] != 0x7f;
    text kept = good ? (text){arena_text(a, name), name.length} : TEXT_NONE;
    OPENSSL_free(bytes);
    return kept;
}

static text common_name(X509 *certificate, arena *a) {
    const X509_NAME *subject = X509_get_subject_name(certificate);
    int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    return at < 0 ? TEXT_NONE : tls_name_text(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)), a);
}

tls_names tls_names_of(X509 *certificate, arena *a) {
    GENERAL_NAMES *all = X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
    int count = all == NULL ? 0 : sk_GENERAL_NAME_num(all);
    if (count > NAMES_MAXIMUM)
        count = NAMES_MAXIMUM;
    tls_names names = {.items = arena_array(a, (size_t)count + 1, sizeof(text))};
    for (int i = 0; i < count; i++) {
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(all, i);
        text host = name->type == GEN_DNS ? tls_name_text(name->d.dNSName, a) : TEXT_NONE;
        if (host.length > 0)
            names.items[names.count++] = host;
    }
    GENERAL_NAMES_free(all);
    text common = names.count == 0 ? common_name(certificate, a) : TEXT_NONE;
    if (common.length > 0)
        names.items[names.count++] = common;
    return names;
}

static bool name_covers(text name, text host) {
    if (text_equal_ascii_nocase(name, host))
        return true;
    const char *dot = host.length == 0 ? NULL : memchr(host.data, '.', host.length);
    if (dot == NULL || dot == host.data || !text_starts_with(name, TEXT("*.")))
        return false;
    text parent = {dot, host.length - (size_t)(dot - host.data)};
    return text_equal_ascii_nocase((text){name.data + 1, name.length - 1}, parent);
}

bool tls_names_have(const tls_names *names, text host) {
    for (size_t i = 0; i < names->count; i++)
        if (name_covers(names->items[i], host))
            return true;
    return false;
}

bool tls_names_equal(const tls_names *one, const tls_names *other) {
    if (one->count != other->count)
        return false;
    for (size_t i = 0; i < one->count; i++)
        if (!text_equal_ascii_nocase(one->items[i], other->items[i]))
            return false;
    return true;
}

const char *tls_names_shown(const tls_names *names, arena *a) {
    const char *shown = "";
    for (size_t i = 0; i < names->count && i < NAMES_SHOWN; i++)
        shown =
            arena_printf(a, "%s%s%.*s", shown, i == 0 ? "" : ", ", (int)names->items[i].length, names->items[i].data);
    if (names->count > NAMES_SHOWN)
        return arena_printf(a, "%s and %zu more", shown, names->count - NAMES_SHOWN);
    return names->count == 0 ? "no host" : shown;
}
