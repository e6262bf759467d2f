// `audit verify`: the chain over the audit trail, computed here from the events that the server shows. Each link is the SHA-256
// of the hash before it and of the event's digest; an anchor from before, kept elsewhere, is what the server cannot make up.
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/server.h"
#include "cli/settings.h"
#include "cli/sha256.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINKS = 100, HEX = 2 * SHA256_BYTES };

typedef struct chain {
    cli *c;
    long long sequence; // of the last link that was verified
    char hash[HEX + 1]; // behind it
    long long verified;
    const char *broken;  // what is wrong; NULL: nothing so far
    const value *anchor; // from before; NULL: none
} chain;

static bool from_hex(const char *text, uint8_t *bytes) {
    if (text == NULL || strlen(text) != HEX || strspn(text, "0123456789abcdef") != HEX)
        return false;
    for (size_t i = 0; i < SHA256_BYTES; i++)
        bytes[i] = (uint8_t)strtoul((const char[]){text[2 * i], text[2 * i + 1], '\0'}, NULL, 16);
    return true;
}

// The hash behind an event. False: what stands there is no hash.
static bool follow(const char *before, const char *digest, char *after) {
    uint8_t both[2 * SHA256_BYTES], made[SHA256_BYTES];
    if (!from_hex(before, both) || !from_hex(digest, both + SHA256_BYTES))
        return false;
    sha256(both, sizeof both, made);
    for (size_t i = 0; i < SHA256_BYTES; i++)
        snprintf(after + 2 * i, 3, "%02x", made[i]);
    return true;
}

static bool differs(const char *a, const char *b) {
    return a == NULL || b == NULL || strcmp(a, b) != 0;
}

// Whether the anchor is of that event and has another hash.
static bool denies(const chain *k, long long sequence, const char *hash) {
    return sequence > 0 && value_integer(value_get(k->anchor, "sequence"), -1) == sequence &&
           differs(hash, value_get_text(k->anchor, "hash"));
}

static void verify_link(chain *k, const value *link) {
    pool *p = k->c->memory;
    const long long sequence = value_integer(value_get(link, "sequence"), -1), wanted = k->sequence + 1;
    const value *event = value_get(link, "event");
    char digest[TESSERA_DIGEST_LENGTH + 1] = "", hash[HEX + 1] = "";
    out text = {0};
    if (event != NULL)
        value_write_json(&text, event, 0);
    bool fine = text.data != NULL && tessera_json_digest(text.data, text.length, digest);
    out_done(&text);
    if (sequence != wanted)
        k->broken = pool_printf(p, "event %lld is missing", wanted);
    else if (event == NULL || event->kind == VALUE_NULL)
        k->broken = pool_printf(p, "event %lld was removed", sequence);
    else if (!fine || differs(digest, value_get_text(link, "digest")))
        k->broken = pool_printf(p, "event %lld was changed", sequence);
    else if (!follow(k->hash, digest, hash) || differs(hash, value_get_text(link, "hash")))
        k->broken = pool_printf(p, "the hash behind event %lld does not follow from those before it", sequence);
    else if (denies(k, sequence, hash))
        k->broken = pool_printf(p, "the hash behind event %lld is not the anchor's", sequence);
    if (k->broken != NULL)
        return;
    k->sequence = sequence;
    k->verified++;
    memcpy(k->hash, hash, sizeof hash);
}

// All links from the one behind `k->sequence`, page by page, in memory that is given back. False: the server did not answer.
static bool verify_links(chain *k, long long end, int *status) {
    cli *c = k->c;
    pool *lasting = c->memory;
    bool first = true, answered = true;
    while (answered && k->broken == NULL && k->sequence < end) {
        progress(c, "Events", (size_t)k->verified, (size_t)(end - k->sequence + k->verified));
        c->memory = pool_new();
        const value *part = server_get(c, "/api/v1/audit/chain",
                                       pool_printf(c->memory, "first=%lld&limit=%d", k->sequence + 1, LINKS), status);
        const value *links = value_get(part, "links");
        const char *previous = value_get_text(part, "previous");
        answered = part != NULL;
        if (answered && first && k->sequence > 0 && previous != NULL && strlen(previous) == HEX)
            memcpy(k->hash, previous, HEX + 1);
        if (answered && first && denies(k, k->sequence, previous))
            k->broken = pool_printf(c->memory, "the hash behind event %lld is not the anchor's", k->sequence);
        first = false;
        if (answered && k->broken == NULL && (links == NULL || links->count == 0))
            k->broken = "the chain ends before its head";
        for (size_t i = 0; links != NULL && i < links->count && k->broken == NULL; i++)
            verify_link(k, links->items[i].value);
        if (k->broken != NULL)
            k->broken = pool_text(lasting, k->broken);
        pool_free(c->memory);
        c->memory = lasting;
    }
    progress_end(c);
    return answered;
}

// "1,204,331".
static const char *grouped(pool *p, long long number) {
    const char *digits = pool_printf(p, "%lld", number);
    size_t length = strlen(digits);
    out text = {0};
    for (size_t i = 0; i < length; i++)
        out_printf(&text, "%s%c", i > 0 && (length - i) % 3 == 0 ? "," : "", digits[i]);
    const char *copy = pool_copy(p, text.data, text.length);
    out_done(&text);
    return copy;
}

static bool keep_anchor(const chain *k, const char *path) {
    cli *c = k->c;
    const char *problem = NULL;
    value *v = value_new(c->memory, VALUE_OBJECT);
    value_put(c->memory, v, "server", value_string(c->memory, settings_url(c, NULL)));
    value_put(c->memory, v, "sequence", value_number(c->memory, k->sequence));
    value_put(c->memory, v, "hash", value_string(c->memory, k->hash));
    out text = {0};
    value_write_json(&text, v, 2);
    out_text(&text, "\n");
    bool fine = file_write(c->memory, path, text.data, text.length, 0644, &problem);
    out_done(&text);
    if (!fine)
        fail(c, "%s: %s", path, problem);
    return fine;
}

static int say_chain(const chain *k) {
    cli *c = k->c;
    if (c->format != FORMAT_TEXT) {
        value *v = value_new(c->memory, VALUE_OBJECT);
        value_put(c->memory, v, "intact", value_bool(c->memory, k->broken == NULL));
        value_put(c->memory, v, "verified", value_number(c->memory, k->verified));
        value_put(c->memory, v, "sequence", value_number(c->memory, k->sequence));
        value_put(c->memory, v, "hash", value_string(c->memory, k->hash));
        value_put(c->memory, v, "problem", value_string(c->memory, k->broken));
        say_value(c, v);
    } else if (k->broken != NULL) {
        say_colored(c, "31", "broken");
        say(c, ": %s\n", k->broken);
    } else {
        say(c, "%s events, chain intact, head %s\n", grouped(c->memory, k->verified), k->hash);
    }
    return k->broken == NULL ? EXIT_YES : EXIT_NO;
}

// The anchor of the file, where there is one. False: it cannot be read, and standard error says so.
static bool read_anchor(cli *c, const char *path, const value **anchor) {
    size_t length;
    const char *problem = NULL;
    if (path == NULL || access(path, F_OK) != 0)
        return true;
    const char *text = file_read(c->memory, path, &length, &problem);
    *anchor = text == NULL ? NULL : value_parse_json(c->memory, text, length, &problem);
    uint8_t ignored[SHA256_BYTES];
    if (*anchor != NULL && value_integer(value_get(*anchor, "sequence"), -1) >= 0 &&
        from_hex(value_get_text(*anchor, "hash"), ignored))
        return true;
    return fail(c, "%s: %s", path, problem != NULL ? problem : "it is no anchor"), false;
}

int run_audit_verify(cli *c, const arguments *a, const command *self) {
    const char *from = argument(a, "from"), *path = argument(a, "anchor");
    char *end = NULL;
    const long long first = from == NULL ? 1 : strtoll(from, &end, 10);
    chain k = {.c = c, .sequence = first - 1};
    int status = EXIT_UNKNOWN;
    (void)self;
    if (first < 1 || (end != NULL && *end != '\0'))
        return usage(c, "--from: '%s' is no number of an event", from);
    if (!read_anchor(c, path, &k.anchor))
        return EXIT_UNKNOWN;
    memset(k.hash, '0', HEX);
    const value *head = server_get(c, "/api/v1/audit/chain/head", NULL, &status);
    if (head == NULL)
        return status;
    const long long last = value_integer(value_get(head, "sequence"), 0);
    const long long anchored = value_integer(value_get(k.anchor, "sequence"), 0);
    if (anchored > 0 && anchored < first - 1) // and the new one would take the place of what was never looked at
        return fail(c, "%s: its anchor is of event %lld, which is not verified from event %lld on", path, anchored,
                    first),
               EXIT_UNKNOWN;
    const char *head_hash = value_get_text(head, "hash");
    if (anchored > last)
        k.broken = pool_printf(c->memory, "it ends at event %lld, before the anchor of event %lld", last, anchored);
    else if (first > last + 1)
        k.broken = pool_printf(c->memory, "it ends at event %lld, before event %lld", last, first);
    else if (first == last + 1 && denies(&k, last, head_hash))
        k.broken = pool_printf(c->memory, "the hash behind event %lld is not the anchor's", last);
    else if (first == last + 1 && head_hash != NULL && strlen(head_hash) == HEX)
        memcpy(k.hash, head_hash, HEX + 1);
    else if (!verify_links(&k, last, &status))
        return status;
    // What was sealed meanwhile may come with the last page: then the head is behind.
    if (k.broken == NULL && k.sequence == last && last >= first && differs(k.hash, value_get_text(head, "hash")))
        k.broken = "the head is not what its events make";
    if (k.broken == NULL && path != NULL && k.sequence >= first && !keep_anchor(&k, path))
        return EXIT_UNKNOWN;
    return say_chain(&k);
}
