// Looking things up in the generated tables.
#include "sdk/tables.h"
#include <string.h>

const tessera_reflect_call *tessera_reflect_call_at(size_t index) {
    return index < TESSERA_CALL_COUNT ? &table_calls[index] : NULL;
}

const tessera_reflect_model *tessera_reflect_model_at(size_t index) {
    for (size_t i = 0; i < index; i++)
        if (table_models[i] == NULL)
            return NULL;
    return table_models[index];
}

const tessera_reflect_enum *tessera_reflect_enum_at(size_t index) {
    for (size_t i = 0; i < index; i++)
        if (table_enums[i] == NULL)
            return NULL;
    return table_enums[index];
}

int tessera_reflect_call_find(const char *name) {
    const char *dot = name == NULL ? NULL : strchr(name, '.');
    if (dot == NULL)
        return -1;
    size_t noun = (size_t)(dot - name);
    for (int i = 0; i < TESSERA_CALL_COUNT; i++) {
        const tessera_reflect_call *call = &table_calls[i];
        if (strlen(call->noun) == noun && memcmp(call->noun, name, noun) == 0 && strcmp(call->name, dot + 1) == 0)
            return i;
    }
    return -1;
}

const tessera_reflect_model *tessera_reflect_model_find(const char *name) {
    for (size_t i = 0; name != NULL && table_models[i] != NULL; i++)
        if (strcmp(table_models[i]->name, name) == 0)
            return table_models[i];
    return NULL;
}
