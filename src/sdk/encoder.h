// Shared by the writers of bodies and of queries.
#pragma once
#include "base/json.h"
#include "base/uuid.h"
#include "sdk/encode.h"

#define LOCATION_DEPTH 8

// Where a value stands: "body", "guarantees", "freshness". Indexes have no name.
typedef struct location {
    const char *names[LOCATION_DEPTH];
    size_t indexes[LOCATION_DEPTH];
    size_t depth;
} location;

typedef struct encoder {
    json_writer body;
    buffer *query;
    encode_problems *problems; // NULL: a result is written, as it is
    location at;
} encoder;

// Where a problem that is found from now on stands; each enter has its leave.
void encoder_enter(encoder *e, const char *name, size_t index);
void encoder_leave(encoder *e);
// Adds a problem of the API's type, unless a result is written.
void encoder_complain(encoder *e, const char *type, const char *message);

// Checks that complain: an id, which is put into canonical form, a string's length and encoding, an enumeration's
// value, of which they give the wire text (NULL: refused).
bool encoder_check_id(encoder *e, const char *value, char out[UUID_LENGTH + 1]);
bool encoder_check_string(encoder *e, const tessera_reflect_field *f, const char *value);
const char *encoder_check_enum(encoder *e, const tessera_reflect_enum *enumeration, int value);

// Whether the slot is zero, which is null unless the present bit says otherwise; whether zero can be a value of the
// kind at all; whether the field's present bit is set (`record` may be NULL).
bool encoder_is_zero(const tessera_reflect_field *f, const void *slot);
bool encoder_zero_is_value(const tessera_reflect_field *f);
bool encoder_is_marked(const tessera_reflect_field *f, const char *record);

// Writes the field's value, which is not null.
void encoder_write_value(encoder *e, const tessera_reflect_field *f, const void *slot);
// Writes a member of the body, if it is to be written.
void encoder_write_member(encoder *e, const tessera_reflect_field *f, const char *record);
