#include "cli/dbt.h"
#include "cli/server.h"
#include <string.h>

const char *dbt_manifest(const arguments *a) {
    const char *given = argument(a, "manifest");
    return given == NULL ? "target/manifest.json" : given;
}

const value *dbt_ask(cli *c, const char *method, const char *path, const char *query, const value *body,
                     const char *what, const char **problem) {
    tessera_error error;
    tessera_reply *reply = NULL;
    tessera_client *client = server_client(c);
    const value *answer = NULL;
    const char *unread;
    out text = {0};
    if (body != NULL)
        value_write_json(&text, body, 0);
    if (client == NULL)
        *problem = "no server may be asked";
    else if (tessera_request(client, method, path, query, text.data, &reply, &error) != TESSERA_OK)
        *problem = error.http_status > 0 ? pool_printf(c->memory, "%s: %d", what, error.http_status)
                                         : pool_text(c->memory, error.message);
    else if ((answer = value_parse_json(c->memory, reply->body, reply->length, &unread)) == NULL)
        *problem = pool_printf(c->memory, "the answer is %s", unread);
    tessera_reply_free(reply);
    out_done(&text);
    return answer;
}

const char *dbt_find(cli *c, const char *fqn, const char **problem) {
    out query = {0};
    out_text(&query, "limit=100&fqn=");
    out_percent(&query, fqn, false);
    const value *answer = dbt_ask(c, "GET", "/api/v1/assets", query.data, NULL, "API error", problem);
    const value *list = value_get(answer, "results");
    const char *id = answer == NULL ? NULL : "";
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        const char *own = value_get_text(list->items[i].value, "fqn");
        if (own != NULL && strcmp(own, fqn) == 0)
            id = value_get_text(list->items[i].value, "id");
    }
    out_done(&query);
    return id;
}

const value *dbt_impact(cli *c, const char *asset, const value *schema, const char **problem) {
    return dbt_ask(c, "POST", pool_printf(c->memory, "/api/v1/assets/%s/impact", asset), NULL, schema,
                   "Impact check failed", problem);
}

bool dbt_is_unchanged(const value *impact) {
    const char *type = value_get_text(impact, "change_type");
    const value *changes = value_get(impact, "breaking_changes");
    return type != NULL && strcmp(type, "patch") == 0 && (changes == NULL || changes->count == 0);
}

const value *dbt_publish(cli *c, const char *team, const char *asset, const value *schema, const char *version,
                         const char *verb, const char **problem) {
    value *body = value_new(c->memory, VALUE_OBJECT);
    value_put(c->memory, body, "schema", schema);
    if (version != NULL)
        value_put(c->memory, body, "version", value_string(c->memory, version));
    return dbt_ask(c, "POST", pool_printf(c->memory, "/api/v1/assets/%s/%s", asset, verb),
                   pool_printf(c->memory, "published_by=%s", team), body, "It was not published", problem);
}

// A copy that outlives the node.
static const value *kept(cli *c, const value *v) {
    out text = {0};
    const char *problem;
    value_write_json(&text, v, 0);
    const value *copy = value_parse_json(c->memory, text.data, text.length, &problem);
    out_done(&text);
    return copy;
}

value *dbt_entry(cli *c, const dbt_node *n) {
    static const char *const names[] = {"description", "columns", "meta", "tags"};
    value *entry = value_new(c->memory, VALUE_OBJECT);
    value_put(c->memory, entry, "node_id", value_string(c->memory, n->id));
    value_put(c->memory, entry, "name", value_string(c->memory, value_get_text(n->node, "name")));
    value_put(c->memory, entry, "fqn", value_string(c->memory, n->fqn));
    value_put(c->memory, entry, "schema", kept(c, n->schema));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (value_get(n->node, names[i]) != NULL)
            value_put(c->memory, entry, names[i], kept(c, value_get(n->node, names[i])));
    return entry;
}
