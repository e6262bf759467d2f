#include "formats/format.h"

#define FORMAT(name) extern const format format_##name;
#include "formats/formats.def"
#undef FORMAT

const format *format_get(format_id id) {
    static const format *const formats[FORMATS] = {
#define FORMAT(name) [FORMAT_##name] = &format_##name,
#include "formats/formats.def"
#undef FORMAT
    };
    return formats[id];
}

void format_explain(const format *language, schema_changes changes, schema_mode mode) {
    for (size_t i = 0; i < changes.count; i++) {
        schema_change *change = &changes.items[i];
        bool undecided = change->kind == SCHEMA_UNDECIDED;
        if (schema_breaks(change->kind, mode))
            change->example =
                (schema_example){.promised = !undecided, .reason = undecided ? change->message : language->unshown};
    }
}
