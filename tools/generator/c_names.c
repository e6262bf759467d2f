// A prototype is broken between arguments where the line would get too long.
#include "c_names.h"
#include <string.h>

#define LONGEST 256 // bytes of an argument's declaration

name_text c_field_type(const field *f) {
    const char *name = f->enumeration != NULL ? f->enumeration->name : f->model != NULL ? f->model->c_name : "";
    return name_within(kind_rows[f->kind].sdk_slot, name);
}

static size_t list_arguments(const route *r, enum prototype which, char arguments[][LONGEST]) {
    const char *result = r->result_name;
    size_t count = 0;
    snprintf(arguments[count++], LONGEST,
             which == PROTOTYPE_RESULT ? "tessera_future *future" : "tessera_client *client");
    for (size_t i = 0; which != PROTOTYPE_RESULT && i < r->path_count; i++)
        snprintf(arguments[count++], LONGEST, "const char *%s", r->path_names[i]);
    if (which != PROTOTYPE_RESULT && r->input_name != NULL)
        snprintf(arguments[count++], LONGEST, "const tessera_%s *in", r->input_name);
    if (which != PROTOTYPE_ASYNC && result != NULL)
        snprintf(arguments[count++], LONGEST, "%s **out", result);
    if (which != PROTOTYPE_ASYNC)
        snprintf(arguments[count++], LONGEST, "tessera_error *error");
    return count;
}

void write_prototype(FILE *out, const route *r, enum prototype which, const char *start, const char *end) {
    static const char *const suffixes[] = {"", "_async", "_result"};
    char arguments[LIMIT_PATH + 4][LONGEST];
    size_t count = list_arguments(r, which, arguments);
    int column = fprintf(out, "%s%stessera_%s_%s%s(", start, which == PROTOTYPE_ASYNC ? "tessera_future *" : "int ",
                         r->noun, r->sdk, suffixes[which]);
    for (size_t i = 0; i < count; i++) {
        size_t tail = i + 1 == count ? 1 + strlen(end) : 1;
        if (i > 0 && (size_t)column + 1 + strlen(arguments[i]) + tail > C_WIDTH + 1)
            column = fprintf(out, "\n    ") - 1;
        else if (i > 0)
            column += fprintf(out, " ");
        column += fprintf(out, "%s%s", arguments[i], i + 1 == count ? ")" : ",");
    }
    fputs(end, out);
}
