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
