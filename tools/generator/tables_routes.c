// Routes and the parameters of their calls: those that api/sdk.def names come first, under its names, then those of the query
// and of the body.
#include "fail.h"
#include "names.h"
#include "rows.h"
#include "tables_read.h"
#include <string.h>

static void read_path(tables *t, route *r) {
    for (const char *open = strchr(r->path, '{'); open != NULL; open = strchr(open + 1, '{')) {
        const char *close = strchr(open, '}');
        if (close == NULL || r->path_count == LIMIT_PATH)
            generator_fail("bad path '%s'", r->path);
        r->path_names[r->path_count++] = tables_keep(t, name_print("%.*s", (int)(close - open) - 1, open + 1).text);
    }
}

static const char *find_default(const route *r, const char *name) {
    for (size_t i = 0; i < rows.default_count; i++) {
        const rename_row *row = &rows.defaults[i];
        if (strcmp(row->noun, r->noun) == 0 && strcmp(row->verb, r->verb) == 0 && strcmp(row->name, name) == 0)
            return row->json;
    }
    for (size_t i = 0; r->shape == SHAPE_PAGE && i < rows.page_default_count; i++)
        if (strcmp(rows.page_defaults[i].name, name) == 0)
            return rows.page_defaults[i].json;
    return NULL;
}

static bool is_needed(const route *r, const char *name) {
    for (size_t i = 0; i < rows.needed_count; i++)
        if (strcmp(rows.needed[i].noun, r->noun) == 0 && strcmp(rows.needed[i].verb, r->verb) == 0 &&
            strcmp(rows.needed[i].name, name) == 0)
            return true;
    return false;
}

// Whether the call takes the wire's parameter under several names: then none of them is required.
static bool has_synonyms(const route *r, const char *wire, enum parameter_place place) {
    int names = 0;
    for (size_t i = 0; i < rows.parameter_count; i++) {
        const rename_row *row = &rows.parameters[i];
        names += strcmp(row->noun, r->noun) == 0 && strcmp(row->verb, r->verb) == 0 && row->place == place &&
                 strcmp(row->wire, wire) == 0;
    }
    return names > 1;
}

static void add_parameter(route *r, const char *name, const char *wire, enum parameter_place place, const field *f) {
    for (size_t i = 0; i < r->parameter_count; i++)
        if (strcmp(r->parameters[i].name, name) == 0)
            generator_fail("%s.%s has two parameters '%s'", r->noun, r->verb, name);
    if (r->parameter_count == LIMIT_FIELDS)
        generator_fail("%s.%s has more than %d parameters", r->noun, r->verb, LIMIT_FIELDS);
    bool synonym = strcmp(name, wire) != 0;
    r->parameters[r->parameter_count++] = (parameter){
        .name = name,
        .wire = wire,
        .place = place,
        .field = f,
        .required = (f != NULL && (f->flags & FLAG_REQUIRED) != 0 && !synonym && !has_synonyms(r, wire, place)) ||
                    is_needed(r, name),
        .fallback = find_default(r, name),
    };
}

static const field *field_find(const model *m, const char *name) {
    for (size_t i = 0; m != NULL && i < m->count; i++)
        if (strcmp(m->fields[i].name, name) == 0)
            return &m->fields[i];
    return NULL;
}

static bool wire_is_taken(const route *r, const char *wire, enum parameter_place place) {
    for (size_t i = 0; i < r->parameter_count; i++)
        if (r->parameters[i].place == place && strcmp(r->parameters[i].wire, wire) == 0)
            return true;
    return false;
}

// What the query and the body both take is given in the body.
static void add_model(route *r, const model *m, enum parameter_place place) {
    for (size_t i = 0; m != NULL && i < m->count; i++)
        if ((place != PLACE_QUERY || field_find(r->body, m->fields[i].name) == NULL) &&
            !wire_is_taken(r, m->fields[i].name, place))
            add_parameter(r, m->fields[i].name, m->fields[i].name,
                          (m->fields[i].flags & FLAG_WHOLE) != 0 ? PLACE_WHOLE : place, &m->fields[i]);
}

static void read_parameters(tables *t, route *r) {
    r->parameters = tables_allocate(t, LIMIT_FIELDS + LIMIT_PATH, sizeof *r->parameters);
    for (size_t i = 0; i < r->path_count; i++) {
        size_t length = strlen(r->path_names[i]);
        add_parameter(r, r->path_names[i], r->path_names[i], PLACE_PATH, NULL);
        r->parameters[i].required = true;
        r->parameters[i].id = length > 3 && strcmp(r->path_names[i] + length - 3, "_id") == 0;
    }
    r->own_input = r->query != NULL && r->body != NULL;
    for (size_t i = 0; i < rows.parameter_count; i++) {
        const rename_row *row = &rows.parameters[i];
        if (strcmp(row->noun, r->noun) != 0 || strcmp(row->verb, r->verb) != 0)
            continue;
        const field *f = field_find(row->place == PLACE_QUERY ? r->query : r->body, row->wire);
        if (f == NULL)
            generator_fail("%s.%s has no '%s'", r->noun, r->verb, row->wire);
        add_parameter(r, row->name, row->wire, row->place, f);
        r->own_input = true;
    }
    add_model(r, r->query, PLACE_QUERY);
    add_model(r, r->body, PLACE_BODY);
}

static const char *find_input_name(tables *t, const route *r) {
    const model *m = r->body != NULL ? r->body : r->query;
    if (r->own_input)
        return tables_keep(t, name_print("%s_%s_input", r->noun, r->sdk).text);
    return m == NULL ? NULL : m->c_name;
}

static const char *find_result_name(tables *t, const route *r) {
    switch (r->shape) {
    case SHAPE_ONE:
        return tables_keep(t, name_print("tessera_%s", r->reply->c_name).text);
    case SHAPE_PAGE:
        return tables_keep(t, name_print("tessera_%s_page", r->reply->c_name).text);
    case SHAPE_EMPTY:
        return NULL;
    default:
        return "tessera_reply";
    }
}

static void read_alias(tables *t, const route_row *row) {
    if (t->alias_count == LIMIT_ALIASES)
        generator_fail("more than %d aliases", LIMIT_ALIASES);
    for (size_t i = 0; i < t->route_count; i++)
        if (strcmp(t->routes[i].noun, row->noun) == 0 && strcmp(t->routes[i].verb, row->verb) == 0) {
            t->aliases[t->alias_count++] = (alias){row->method, row->path, &t->routes[i]};
            return;
        }
    generator_fail("%s %s is another name of no route", row->method, row->path);
}

// Calls that share an input share its defaults.
static void find_sent(tables *t) {
    for (int checked = 0; checked < 2; checked++)
        for (size_t i = 0; i < t->route_count; i++)
            for (size_t j = 0; !t->routes[i].own_input && j < t->routes[i].parameter_count; j++) {
                const parameter *p = &t->routes[i].parameters[j];
                field *f = (field *)p->field;
                if (f != NULL && checked == 0 && p->fallback != NULL)
                    f->sent = p->fallback;
                if (f != NULL && checked == 1 && (f->sent == NULL) != (p->fallback == NULL))
                    generator_fail("%s.%s differs in its default of '%s'", t->routes[i].noun, t->routes[i].sdk,
                                   p->name);
            }
}

void tables_read_routes(tables *t) {
    if (rows.route_count > LIMIT_ROUTES)
        generator_fail("more than %d routes", LIMIT_ROUTES);
    for (size_t i = 0; i < rows.route_count; i++) {
        const route_row *row = &rows.routes[i];
        if (row->alias) {
            read_alias(t, row);
            continue;
        }
        if (strcmp(row->sdk, "none") == 0)
            continue;
        route *r = &t->routes[t->route_count++];
        *r = (route){
            .noun = row->noun,
            .verb = row->verb,
            .sdk = row->sdk,
            .method = row->method,
            .path = row->path,
            .scope = row->scope,
            .summary = row->summary,
            .query = tables_model_find(t, row->query),
            .body = tables_model_find(t, row->body),
            .reply = tables_model_find(t, row->reply),
            .shape = row->shape,
            .status = row->status,
            .also = row->also,
            // RFC 9110 section 9.2.2
            .idempotent = strcmp(row->method, "POST") != 0 && strcmp(row->method, "PATCH") != 0,
            .limited = strcmp(row->rate, "NONE") != 0,
            .writes = strcmp(row->run, "WRITE") == 0 || strcmp(row->run, "PREPARED") == 0 ||
                      strcmp(row->run, "HASHED") == 0 || strcmp(row->run, "OUTWARD") == 0,
        };
        read_path(t, r);
        read_parameters(t, r);
        r->input_name = find_input_name(t, r);
        r->result_name = find_result_name(t, r);
    }
    find_sent(t);
}
