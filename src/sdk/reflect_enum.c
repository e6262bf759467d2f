// The values of an enumeration. Apart from reflect.c, which looks into the generated tables: generated code stands on this.
#include "tessera/reflect.h"
#include <string.h>

int tessera_reflect_enum_parse(const tessera_reflect_enum *enumeration, const char *wire) {
    for (size_t i = 0; wire != NULL && i < enumeration->count; i++)
        if (strcmp(enumeration->values[i], wire) == 0)
            return (int)i + 1;
    return TESSERA_ENUM_UNKNOWN;
}

const char *tessera_reflect_enum_text(const tessera_reflect_enum *enumeration, int value) {
    return value > 0 && (size_t)value <= enumeration->count ? enumeration->values[value - 1] : NULL;
}
