// Enumerations and models: the rows between two heads become a thing, then fields find what they refer to.
#include "fail.h"
#include "rows.h"
#include "tables_read.h"
#include <stdlib.h>
#include <string.h>

void *tables_allocate(tables *t, size_t count, size_t size) {
    if (t->block_count == LIMIT_BLOCKS)
        generator_fail("too many blocks");
    void *block = calloc(count == 0 ? 1 : count, size);
    if (block == NULL)
        generator_fail("out of memory");
    return t->blocks[t->block_count++] = block;
}

const char *tables_keep(tables *t, const char *name) {
    size_t size = strlen(name) + 1;
    return memcpy(tables_allocate(t, size, 1), name, size);
}

static const enumeration *enum_find(const tables *t, const char *name) {
    for (size_t i = 0; i < t->enum_count; i++)
        if (strcmp(t->enums[i].name, name) == 0)
            return &t->enums[i];
    generator_fail("no enumeration '%s'", name);
}

const model *tables_model_find(const tables *t, const char *name) {
    if (strcmp(name, "nothing") == 0)
        return NULL;
    for (size_t i = 0; i < t->model_count; i++)
        if (strcmp(t->models[i].name, name) == 0)
            return &t->models[i];
    generator_fail("no model '%s'", name);
}

void tables_read_enums(tables *t) {
    enumeration_value *values = tables_allocate(t, rows.enum_count, sizeof *values);
    size_t used = 0;
    for (size_t i = 0; i < rows.enum_count; i++) {
        const enum_row *row = &rows.enums[i];
        if (!row->value) {
            if (t->enum_count == LIMIT_ENUMS)
                generator_fail("more than %d enumerations", LIMIT_ENUMS);
            t->enums[t->enum_count++] = (enumeration){row->name, row->title, row->doc, values + used, 0};
            continue;
        }
        enumeration *current = &t->enums[t->enum_count - 1];
        if (strcmp(current->name, row->enumeration) != 0)
            generator_fail("value '%s' stands in '%s'", row->name, current->name);
        values[used++] = (enumeration_value){row->name, row->title, row->doc};
        current->count++;
    }
}

static const char *type_name(const char *model_name) {
    for (size_t i = 0; i < rows.type_count; i++)
        if (strcmp(rows.types[i].model, model_name) == 0)
            return rows.types[i].name;
    return model_name;
}

// The setting that a field's maximum is; NULL: a number, or none.
static const setting *find_bound(int64_t maximum) {
    bool named = maximum > UNBOUNDED && maximum <= UNBOUNDED + (int64_t)rows.setting_count;
    return named ? &rows.settings[maximum - UNBOUNDED - 1] : NULL;
}

static void read_models(tables *t) {
    field *fields = tables_allocate(t, rows.model_count, sizeof *fields);
    size_t used = 0;
    model nothing = {0};
    model *current = &nothing;
    for (size_t i = 0; i < rows.model_count; i++) {
        const model_row *row = &rows.models[i];
        if (row->tag == ROW_MODEL) {
            if (strcmp(row->model, "nothing") == 0)
                continue;
            if (t->model_count == LIMIT_MODELS)
                generator_fail("more than %d models", LIMIT_MODELS);
            current = &t->models[t->model_count++];
            *current = (model){.name = row->model,
                               .title = row->title,
                               .doc = row->doc,
                               .c_name = type_name(row->model),
                               .fields = fields + used};
            continue;
        }
        if (current->name == NULL || strcmp(current->name, row->model) != 0)
            generator_fail("field '%s' of '%s' stands elsewhere", row->name, row->model);
        if (current->count == LIMIT_FIELDS)
            generator_fail("'%s' has more than %d fields", current->name, LIMIT_FIELDS);
        const setting *bound = find_bound(row->maximum);
        if (find_bound(row->minimum) != NULL)
            generator_fail("the least of '%s' is a setting, which no client would know", row->name);
        fields[used++] = (field){
            .name = row->name,
            .kind = row->kind,
            .flags = row->flags,
            .minimum = row->minimum,
            .maximum = bound == NULL ? row->maximum : UNBOUNDED,
            .bound = bound,
            .fallback = row->fallback,
            .doc = row->doc,
        };
        current->count++;
    }
}

// References may point forward, so they are resolved when every model is known.
static void resolve_references(tables *t) {
    size_t at = 0;
    field *fields = t->models[0].fields;
    for (size_t i = 0; i < rows.model_count; i++) {
        const model_row *row = &rows.models[i];
        if (row->tag == ROW_MODEL)
            continue;
        field *f = &fields[at++];
        if (f->kind == KIND_ENUM || f->kind == KIND_ENUMS)
            f->enumeration = enum_find(t, row->reference);
        if (f->kind == KIND_RECORD || f->kind == KIND_RECORDS)
            f->model = tables_model_find(t, row->reference);
    }
}

void tables_read_models(tables *t) {
    read_models(t);
    resolve_references(t);
}
