// What the structs of inputs and results have in common.
//
// Every struct begins with `present`: one bit per field. In a result the bit says that the field was there and not
// null; where it is clear, the field is zero or NULL. In an input a field is sent when it is not zero or when its bit
// is set; a set bit over NULL sends an explicit null. So an initialiser that names the fields to send is all that most
// calls need; TESSERA_SET sends zeros and nulls.
// Results are read only and belong to the block that is freed as a whole; new fields may be appended to them.
#pragma once
#include "tessera/client.h"

#define TESSERA_BIT(model, field) (UINT64_C(1) << TESSERA_FIELD_##model##_##field)
#define TESSERA_HAS(record, model, field) (((record)->present & TESSERA_BIT(model, field)) != 0)
#define TESSERA_SET(input, model, field, value)                                                                        \
    ((void)((input)->field = (value), (input)->present |= TESSERA_BIT(model, field)))

// tessera_team_free(team) returns NULL and accepts NULL; TESSERA_AUTO(tessera_team) does it by itself.
#define TESSERA_RECORD_FUNCTIONS(type)                                                                                 \
    static inline type *type##_free(type *record) {                                                                    \
        tessera_record_free(record);                                                                                   \
        return NULL;                                                                                                   \
    }                                                                                                                  \
    TESSERA_DEFINE_AUTO(type, (void)type##_free)
