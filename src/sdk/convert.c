// Records from and to JSON text, for bindings and tools.
#include "base/buffer.h"
#include "base/memory.h"
#include "sdk/core.h"
#include "sdk/decode.h"
#include "sdk/encode.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RECORD_BYTES ((size_t)1 << 30)

char *tessera_record_to_json(const tessera_reflect_model *model, const void *record, size_t *length) {
    buffer out;
    buffer_init(&out, RECORD_BYTES);
    encode_record(model, record, &out);
    char *json = buffer_take(&out, length);
    if (json == NULL)
        buffer_done(&out);
    return json;
}

void *tessera_record_from_json(const tessera_reflect_model *model, const char *json, size_t length,
                               tessera_error *error) {
    char problem[256], message[320];
    if (length > RECORD_BYTES) {
        error_fill(error, TESSERA_E_TOO_LARGE, "the text is too large");
        return NULL;
    }
    char *body = memory_alloc(length + 1);
    memcpy(body, json, length);
    body[length] = '\0';
    void *record = decode_reply(TESSERA_SHAPE_ONE, model, body, length, problem, sizeof problem);
    if (record != NULL)
        return record;
    free(body);
    snprintf(message, sizeof message, "the text is no %s: %s", model->name, problem);
    error_fill(error, TESSERA_E_PROTOCOL, message);
    return NULL;
}

void tessera_text_free(char *json) {
    free(json);
}
