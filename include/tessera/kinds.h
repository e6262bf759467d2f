// The kinds of fields, for tessera/reflect.h.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

// Kind of a field and the C type that holds it. Zero with the present bit clear is null in every kind.
typedef enum tessera_kind {
    TESSERA_KIND_STRING,  // const char *
    TESSERA_KIND_ID,      // const char *: a UUID's text
    TESSERA_KIND_TIME,    // int64_t: microseconds since 1970-01-01T00:00:00Z
    TESSERA_KIND_INT,     // int64_t
    TESSERA_KIND_NUMBER,  // double
    TESSERA_KIND_BOOL,    // bool
    TESSERA_KIND_ENUM,    // int: 0 none, index into the enumeration from 1, TESSERA_ENUM_UNKNOWN
    TESSERA_KIND_OBJECT,  // const char *: JSON text of an object
    TESSERA_KIND_ANY,     // const char *: JSON text of any value
    TESSERA_KIND_ARRAY,   // const char *: JSON text of an array
    TESSERA_KIND_TEXTMAP, // const char *: JSON text of an object of strings
    TESSERA_KIND_LISTMAP, // const char *: JSON text of an object of lists of strings
    TESSERA_KIND_STRINGS, // tessera_strings
    TESSERA_KIND_IDS,     // tessera_strings
    TESSERA_KIND_ENUMS,   // tessera_enums
    TESSERA_KIND_RECORD,  // const pointer to the referenced struct
    TESSERA_KIND_RECORDS, // tessera_records of the referenced struct
} tessera_kind;

#ifdef __cplusplus
}
#endif
