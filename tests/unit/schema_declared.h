// Whether a document uses only members that its schema declares: the documents that a compatible change must not break.
#pragma once
#include "schema_unit.h"

static inline const json_value *resolve_reference(const json_value *root, const json_value *schema) {
    for (int i = 0; i < 8 && schema->type == JSON_OBJECT && json_get(schema, "$ref") != NULL; i++) {
        const char *reference = json_get(schema, "$ref")->string;
        schema = json_get(json_get(root, "$defs"), reference + strlen("#/$defs/"));
    }
    return schema;
}

typedef struct cluster {
    const json_value *items[256];
    size_t count;
} cluster;

static inline void cluster_add(cluster *k, const json_value *root, const json_value *schema);

static inline void cluster_add_list(cluster *k, const json_value *root, const json_value *list) {
    for (uint32_t i = 0; list != NULL && i < list->count; i++)
        cluster_add(k, root, list->type == JSON_ARRAY ? &list->elements[i] : &list->members[i].value);
}

// The schema and all that hold of the same value.
static inline void cluster_add(cluster *k, const json_value *root, const json_value *schema) {
    if (schema == NULL || schema->type != JSON_OBJECT || k->count == 256)
        return;
    for (size_t i = 0; i < k->count; i++)
        if (k->items[i] == schema)
            return;
    k->items[k->count++] = schema;
    if (json_get(schema, "$ref") != NULL)
        cluster_add(k, root, resolve_reference(root, schema));
    static const char *const lists[] = {"allOf", "anyOf", "oneOf", "dependentSchemas"};
    static const char *const singles[] = {"if", "then", "else"};
    for (size_t i = 0; i < 4; i++)
        cluster_add_list(k, root, json_get(schema, lists[i]));
    for (size_t i = 0; i < 3; i++)
        cluster_add(k, root, json_get(schema, singles[i]));
}

static inline bool pattern_takes(const char *pattern, const char *name) {
    return pattern[0] == '^' ? name[0] == pattern[1] : name[strlen(name) - 1] == pattern[0];
}

static inline bool uses_declared(const json_value *root, const cluster *k, const json_value *value);

static inline bool member_declared(const json_value *root, const cluster *k, const json_member *member) {
    cluster inner = {0};
    bool declared = false;
    for (size_t i = 0; i < k->count; i++) {
        const json_value *schema = k->items[i];
        const json_value *own =
            json_get(json_get(schema, "properties") == NULL ? schema : json_get(schema, "properties"),
                     json_get(schema, "properties") == NULL ? "properties" : member->name);
        if (own != NULL) {
            declared = true;
            cluster_add(&inner, root, own);
        }
        const json_value *patterns = json_get(schema, "patternProperties");
        for (uint32_t j = 0; patterns != NULL && j < patterns->count; j++) {
            if (pattern_takes(patterns->members[j].name, member->name)) {
                declared = true;
                cluster_add(&inner, root, &patterns->members[j].value);
            }
        }
        static const char *const rest[] = {"additionalProperties", "unevaluatedProperties"};
        for (size_t j = 0; j < 2; j++) {
            const json_value *map = json_get(schema, rest[j]);
            if (map != NULL && map->type == JSON_OBJECT && map->count > 0) { // {} says no more than true
                declared = true;
                cluster_add(&inner, root, map);
            }
        }
    }
    return declared && uses_declared(root, &inner, &member->value);
}

static inline bool uses_declared(const json_value *root, const cluster *k, const json_value *value) {
    if (value->type == JSON_OBJECT) {
        for (uint32_t i = 0; i < value->count; i++)
            if (!member_declared(root, k, &value->members[i]))
                return false;
    }
    if (value->type == JSON_ARRAY) {
        cluster inner = {0};
        for (size_t i = 0; i < k->count; i++) {
            cluster_add(&inner, root, json_get(k->items[i], "items"));
            cluster_add(&inner, root, json_get(k->items[i], "contains"));
            cluster_add(&inner, root, json_get(k->items[i], "unevaluatedItems"));
            cluster_add_list(&inner, root, json_get(k->items[i], "prefixItems"));
        }
        for (uint32_t i = 0; i < value->count; i++)
            if (!uses_declared(root, &inner, &value->elements[i]))
                return false;
    }
    return true;
}

// The same of a whole document and its schema.
static inline bool document_uses_declared(const json_value *schema, const json_value *document) {
    cluster k = {0};
    cluster_add(&k, schema, schema);
    return uses_declared(schema, &k, document);
}
