// The one place that decides by which rules two schemas are compared. Contracts that were published before their sources were
// kept, and contracts in two languages, have only their JSON Schemas in common.
#include "domain/comparand.h"
#include "formats/format.h"
#include "store/contracts.h"
#include <assert.h>

static_assert((int)compatibility_mode_count == (int)SCHEMA_MODES && (int)compatibility_mode_none == (int)SCHEMA_NONE &&
                  (int)compatibility_mode_full_transitive == (int)SCHEMA_FULL_TRANSITIVE,
              "modes are in one order");
static_assert((int)compatibility_policy_yardstick == (int)SCHEMA_YARDSTICK &&
                  (int)compatibility_policy_strict == (int)SCHEMA_STRICT &&
                  (int)compatibility_policy_lenient == (int)SCHEMA_LENIENT,
              "policies are in one order");

comparison_terms comparison_terms_of(int mode, int policy) {
    return (comparison_terms){(schema_mode)mode, (schema_policy)policy};
}

static const format *format_of(const comparand *side) {
    return format_get((format_id)side->format);
}

comparand comparand_of_document(const contract_document *document, arena *a) {
    return (comparand){
        .format = document->format,
        .source = document->source,
        .schema = schema_compile(a, document->schema),
        .arena = a,
    };
}

comparand comparand_of_text(schema_cache *cache, int format, text source, const compiled_schema *schema, arena *a) {
    comparand side = {.format = format, .schema = schema, .arena = a, .budget = schema_cache_budget(cache)};
    json_error error;
    if (source.data != NULL)
        side.source = json_parse(a, source, JSON_DEPTH_MAXIMUM, &error);
    return side;
}

comparand comparand_of_contract(db *d, schema_cache *cache, const struct contract *contract, arena *a) {
    bool kept = format_get((format_id)contract->schema_format)->compare != NULL;
    text source = kept ? store_contracts_source(d, &contract->id, a) : TEXT_NONE;
    return comparand_of_text(cache, contract->schema_format, source, compiled_cache_get(cache, d, &contract->id, a), a);
}

bool comparand_is_by_schema(const comparand *old, const comparand *new) {
    return old->format != new->format || format_of(old)->compare == NULL || old->source == NULL || new->source == NULL;
}

static const void *prepared(comparand *side) {
    if (side->prepared == NULL)
        side->prepared = format_of(side)->prepare(side->arena, side->source);
    return side->prepared;
}

static const schema_budget *budget_of(const comparand *old, const comparand *new) {
    const schema_budget *one = old->budget != NULL ? old->budget : new->budget;
    return one != NULL ? one : &schema_budget_default;
}

static schema_changes diff(comparand *old, comparand *new, schema_policy policy, arena *a) {
    const schema_budget *budget = budget_of(old, new);
    if (!comparand_is_by_schema(old, new) && prepared(old) != NULL && prepared(new) != NULL) {
        schema_changes changes = format_of(old)->compare(a, budget, old->prepared, new->prepared);
        if (policy == SCHEMA_LENIENT)
            schema_be_lenient(changes);
        return changes;
    }
    if (comparand_is_by_schema(old, new) && old->schema != NULL && new->schema != NULL)
        return schema_diff_within(a, budget, policy, old->schema, new->schema);
    schema_change *undecided = arena_new_of(a, schema_change);
    *undecided = (schema_change){SCHEMA_UNDECIDED, "", "The schema is too large to be compared", NULL, NULL};
    return (schema_changes){.items = undecided, .count = 1};
}

void comparand_explain(comparand *old, comparand *new, schema_changes changes, schema_mode mode, arena *a) {
    if (comparand_is_by_schema(old, new) && old->schema != NULL && new->schema != NULL) {
        schema_explain(a, budget_of(old, new), old->schema, new->schema, changes, mode);
        return;
    }
    format_explain(format_of(old), changes, mode);
}

schema_changes comparand_diff(comparand *old, comparand *new, comparison_terms terms, arena *a) {
    schema_changes changes = diff(old, new, terms.policy, a);
    comparand_explain(old, new, changes, terms.mode, a);
    return changes;
}

remedies comparand_suggest(comparand *old, comparand *new, schema_changes breaking, schema_mode mode, arena *a) {
    if (!comparand_is_by_schema(old, new)) {
        bool able = prepared(old) != NULL && prepared(new) != NULL;
        return able ? format_of(old)->suggest(a, old->prepared, new->prepared, breaking, mode) : (remedies){0};
    }
    if (old->schema == NULL || new->schema == NULL)
        return (remedies){0};
    return remedies_suggest(a, schema_document(old->schema), schema_document(new->schema), breaking, mode);
}
