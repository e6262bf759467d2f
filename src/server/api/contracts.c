// Contracts by their ids: lists, comparison of two, and guarantees, which may change without a publish.
#include "store/contracts.h"
#include "domain/audit.h"
#include "domain/comparison.h"
#include "domain/document.h"
#include "domain/guarantees.h"
#include "server/app.h"
#include "server/caller.h"
#include "server/conditions.h"
#include "server/request.h"
#include "store/assets.h"
#include "store/registrations.h"

static bool contract_or_reply(request *rq, const uuid *id, struct contract *contract) {
    if (store_contracts_get(rq->db, id, contract, rq->arena))
        return true;
    json_value text_form = detail_uuid(rq, id);
    reply_error(rq, ERROR_CONTRACT_NOT_FOUND,
                arena_printf(rq->arena, "Contract with ID '%s' not found", text_form.string),
                detail(rq, "contract_id", text_form));
    return false;
}

int contracts_list(request *rq) {
    list_page page;
    if (!page_or_reply(rq, order_contracts_newest, &page))
        return rq->status;
    record_list contracts = store_contracts_list(rq->db, rq->query, &page, rq->arena);
    return reply_page(rq, &type_contract, contracts, &page);
}

int contracts_get(request *rq) {
    struct contract contract;
    if (!contract_or_reply(rq, &rq->ids[0], &contract))
        return rq->status;
    return reply_record(rq, &type_contract, &contract);
}

text contracts_tag(request *rq) {
    struct contract contract;
    bool found = store_contracts_get(rq->db, &rq->ids[0], &contract, rq->arena);
    return found ? conditions_tag_of(rq, &type_contract, &contract) : TEXT_NONE;
}

static struct contract_summary *summary_of(request *rq, const struct contract *contract) {
    struct contract_summary *summary = arena_new_of(rq->arena, struct contract_summary);
    *summary = (struct contract_summary){
        .id = contract->id,
        .version = contract->version,
        .published_at = contract->published_at,
        .asset_id = contract->asset_id,
    };
    return summary;
}

// --- comparison ------------------------------------------------------------------------------------------------------

static int reply_comparison(request *rq, schema_changes changes, struct compare_result result) {
    schema_changes breaking = schema_breaking(rq->arena, changes, (schema_mode)result.compatibility_mode);
    result.change_type = (int)schema_change_type_of(changes);
    result.is_compatible = (int8_t)(breaking.count == 0);
    result.certainty = (int)schema_certainty_of(breaking);
    result.breaking_changes = comparison_records(rq->arena, breaking);
    result.all_changes = comparison_records(rq->arena, changes);
    return reply_record(rq, &type_compare_result, &result);
}

static int compare_contracts(request *rq, const struct contract_compare *in) {
    struct contract first, second;
    if (!contract_or_reply(rq, &in->contract_id_1, &first) || !contract_or_reply(rq, &in->contract_id_2, &second))
        return rq->status;
    int mode = in->compatibility_mode != RECORD_ENUM_NONE ? in->compatibility_mode : first.compatibility_mode;
    int policy = in->compatibility_policy != RECORD_ENUM_NONE ? in->compatibility_policy
                                                              : store_assets_policy(rq->db, &first.asset_id);
    schema_changes changes =
        comparison_of_contracts(rq->db, rq->app->schemas, &first, &second, mode, policy, rq->arena);
    return reply_comparison(rq, changes,
                            (struct compare_result){
                                .contract_1 = summary_of(rq, &first),
                                .contract_2 = summary_of(rq, &second),
                                .compatibility_mode = mode,
                                .compatibility_policy = policy,
                            });
}

static bool side_or_reply(request *rq, const char *name, const record_json *schema, comparand *out) {
    const struct contract_compare *in = rq->body;
    contract_document source = contract_document_read(&rq->app->limits, rq->arena, in->schema_format, schema->tree);
    if (source.schema != NULL) {
        *out = comparand_of_document(&source, rq->arena);
        out->budget = schema_cache_budget(rq->app->schemas);
        return true;
    }
    const char *reason = source.message == NULL ? NULL : strchr(source.message, ':');
    const char *message =
        in->schema_format == schema_format_json_schema
            ? arena_printf(rq->arena, "%s is not a valid JSON Schema%s", name, reason == NULL ? "" : reason)
            : arena_printf(rq->arena, "%s: %s", name, source.message);
    reply_error(rq, ERROR_INVALID_SCHEMA, message, source.details);
    return false;
}

static int compare_schemas(request *rq, const struct contract_compare *in) {
    comparand old, new;
    if (!side_or_reply(rq, "old_schema", &in->old_schema, &old) ||
        !side_or_reply(rq, "new_schema", &in->new_schema, &new))
        return rq->status;
    int mode = in->compatibility_mode != RECORD_ENUM_NONE ? in->compatibility_mode : compatibility_mode_backward;
    int policy =
        in->compatibility_policy != RECORD_ENUM_NONE ? in->compatibility_policy : compatibility_policy_yardstick;
    return reply_comparison(rq, comparand_diff(&old, &new, comparison_terms_of(mode, policy), rq->arena),
                            (struct compare_result){.compatibility_mode = mode, .compatibility_policy = policy});
}

static void member_missing(request *rq, bool missing, const char *name) {
    if (missing)
        record_problem_add(&rq->problems, "missing", "Field required", "body", name, rq->document, NULL);
}

static void member_excluded(request *rq, bool excluded, const char *name) {
    if (excluded)
        record_problem_add(&rq->problems, "value_error", "Value error, contracts and schemas exclude each other",
                           "body", name, json_get(rq->document, name),
                           detail(rq, "error", *json_make_object(rq->arena, NULL, 0)));
}

// Two contracts or two schemas, whole either way.
static bool pair_or_reply(request *rq, const struct contract_compare *in, bool schemas) {
    member_missing(rq, !schemas && !in->contract_id_1.set, "contract_id_1");
    member_missing(rq, !schemas && !in->contract_id_2.set, "contract_id_2");
    member_excluded(rq, schemas && in->contract_id_1.set, "contract_id_1");
    member_excluded(rq, schemas && in->contract_id_2.set, "contract_id_2");
    member_missing(rq, schemas && in->old_schema.tree == NULL, "old_schema");
    member_missing(rq, schemas && in->new_schema.tree == NULL, "new_schema");
    if (rq->problems.count == 0)
        return true;
    reply_problems(rq);
    return false;
}

int contracts_compare(request *rq) {
    const struct contract_compare *in = rq->body;
    bool schemas = in->old_schema.tree != NULL || in->new_schema.tree != NULL;
    if (!pair_or_reply(rq, in, schemas))
        return rq->status;
    return schemas ? compare_schemas(rq, in) : compare_contracts(rq, in);
}

// --- guarantees ------------------------------------------------------------------------------------------------------

static bool may_guarantee_or_reply(request *rq, const struct contract *contract) {
    struct asset asset = {0};
    bool deleted = false;
    if (store_assets_get_any(rq->db, &contract->asset_id, &asset, &deleted, rq->arena) &&
        request_acts_for(rq, &asset.owner_team_id))
        return true;
    reply_error(rq, ERROR_UNAUTHORIZED_TEAM,
                "You can only update guarantees for contracts on assets owned by your team", NULL);
    return false;
}

int contracts_update_guarantees(request *rq) {
    const struct guarantees_update *in = rq->body;
    struct contract contract;
    if (!contract_or_reply(rq, &rq->ids[0], &contract))
        return rq->status;
    if (contract.status != contract_status_active)
        return reply_error(
            rq, ERROR_BAD_REQUEST,
            arena_printf(rq->arena, "Cannot update guarantees on %s contract. Only active contracts can be updated.",
                         enum_contract_status.values[contract.status]),
            NULL);
    if (!may_guarantee_or_reply(rq, &contract))
        return rq->status;
    store_contracts_set_guarantees(rq->db, &contract.id, in->guarantees, timestamp_now(), rq->arena);
    json_builder payload = json_builder_on(rq->arena);
    json_put_value(&payload, "old_guarantees", guarantees_tree(rq->arena, contract.guarantees));
    json_put_value(&payload, "new_guarantees", guarantees_tree(rq->arena, in->guarantees));
    audit_record(rq->db, AUDIT_guarantees_updated, &contract.id, &request_caller(rq)->team_id, json_built(&payload),
                 rq->arena);
    return contracts_get(rq); // the same bytes as GET gives, so that its entity tag holds
}

// --- registrations ---------------------------------------------------------------------------------------------------

int contracts_registrations(request *rq) {
    list_page page;
    if (!page_or_reply(rq, order_registrations_newest, &page))
        return rq->status;
    if (!store_contracts_exist(rq->db, &rq->ids[0])) {
        struct contract none;
        contract_or_reply(rq, &rq->ids[0], &none);
        return rq->status;
    }
    record_list registrations = store_registrations_of_contract(rq->db, &rq->ids[0], &page, rq->arena);
    return reply_page(rq, &type_registration, registrations, &page);
}
