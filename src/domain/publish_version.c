// The version of what is published: what the publisher asks for, held against the contracts that there are and the asset's mode,
// or what the change calls for.
#include "domain/publishing.h"
#include "store/contracts.h"

enum { VERSION_TRIES = 1000 };

version_suggestion publishing_suggest(publishing *p, int mode) {
    text current = p->has_current ? text_of(p->current.version) : TEXT_NONE;
    return verdict_suggest(p->arena, current, &p->verdict, mode);
}

bool publishing_generate_version(publishing *p) {
    p->version = publishing_suggest(p, p->mode).suggested;
    p->version_generated = true;
    uuid existing = store_contracts_find_version(p->db, &p->order->asset->id, p->version);
    for (int tries = 0; existing.set && tries < VERSION_TRIES; tries++) {
        p->version =
            version_format(p->arena, version_bump(version_parse_lenient(text_of(p->version), NULL), SCHEMA_PATCH));
        existing = store_contracts_find_version(p->db, &p->order->asset->id, p->version);
    }
    return !existing.set || publishing_refuse_version(p, &existing);
}

// --- what is asked for (checks 8 to 10) ------------------------------------------------------------------------------

static bool check_enforced(publishing *p) {
    version_suggestion suggestion = publishing_suggest(p, p->current.compatibility_mode);
    const char *fault =
        version_enforce(p->arena, text_of(p->current.version), text_of(p->version), suggestion.change_type);
    if (fault == NULL)
        return true;
    p->outcome.suggestion = suggestion;
    return publishing_refuse(p, PUBLISH_INVALID_VERSION, fault);
}

// The active contract is the newest one, so its versions go up. One of an earlier line takes its place only where that is asked
// for by force, which says why.
static bool check_later(publishing *p) {
    if (p->order->force_reason != NULL || version_is_later(text_of(p->current.version), text_of(p->version)))
        return true;
    p->outcome.suggestion = publishing_suggest(p, p->current.compatibility_mode);
    return publishing_refuse(p, PUBLISH_INVALID_VERSION,
                             arena_printf(p->arena,
                                          "Version %s must be greater than current version %s. To make a version of an "
                                          "earlier line the active one all the same, publish it with force=true and a "
                                          "force_reason",
                                          p->version, p->current.version));
}

bool publishing_settle_version(publishing *p) {
    const struct asset *asset = p->order->asset;
    p->version = p->order->version;
    if (p->version == NULL && asset->semver_mode == semver_mode_suggest) {
        p->outcome.fate = PUBLISH_VERSION_REQUIRED;
        p->outcome.suggestion = publishing_suggest(p, p->has_current ? p->current.compatibility_mode : p->mode);
        return false;
    }
    if (p->version == NULL)
        return publishing_generate_version(p);
    if (asset->semver_mode == semver_mode_enforce && p->has_current && !check_enforced(p))
        return false;
    uuid existing = store_contracts_find_version(p->db, &asset->id, p->version);
    if (existing.set)
        return publishing_refuse_version(p, &existing);
    return !p->has_current || check_later(p);
}
