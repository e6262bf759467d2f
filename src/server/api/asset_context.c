#include "base/json_build.h"
#include "server/request.h"
#include "store/context.h"

static int reply_context(request *rq, const uuid *id) {
    struct asset_context context;
    record_blank(&type_asset_context, &context);
    if (!store_context_get(rq->db, id, &context, rq->arena))
        return reply_not_found(rq, ERROR_ASSET_NOT_FOUND, NULL, "asset_id", id);
    return reply_record(rq, &type_asset_context, &context);
}

int assets_context(request *rq) {
    return reply_context(rq, &rq->ids[0]);
}

static int reply_unnamed(request *rq, const struct asset_context_query *query) {
    json_builder details = json_builder_on(rq->arena);
    const char *message = arena_printf(rq->arena, "Asset with FQN '%s' not found", query->fqn);
    json_put_string(&details, "fqn", query->fqn);
    if (query->environment != NULL) {
        message = arena_printf(rq->arena, "%s in environment '%s'", message, query->environment);
        json_put_string(&details, "environment", query->environment);
    }
    return reply_error(rq, ERROR_ASSET_NOT_FOUND, message, json_built(&details));
}

static int reply_ambiguous(request *rq, const char *fqn, record_list found) {
    const struct asset_match *matches = found.items;
    json_value *names = arena_array(rq->arena, found.count, sizeof *names);
    for (size_t i = 0; i < found.count; i++)
        names[i] = json_make_string(text_of(matches[i].environment));
    const char *message = arena_printf(
        rq->arena, "Asset with FQN '%s' exists in several environments; name one with the parameter environment", fqn);
    return reply_error(rq, ERROR_BAD_REQUEST, message,
                       detail(rq, "environments", *json_make_array(rq->arena, names, found.count)));
}

int assets_context_by_fqn(request *rq) {
    const struct asset_context_query *query = rq->query;
    if (text_trim(text_of(query->fqn)).length == 0)
        return reply_error(rq, ERROR_BAD_REQUEST, "FQN parameter cannot be empty", NULL);
    record_list found = store_context_find(rq->db, query->fqn, query->environment, rq->arena);
    if (found.count == 0)
        return reply_unnamed(rq, query);
    if (found.count > 1)
        return reply_ambiguous(rq, query->fqn, found);
    return reply_context(rq, &((const struct asset_match *)found.items)->id);
}
