// Rows in the binary form of COPY (see "Binary Format" of COPY in PostgreSQL's manual).
#pragma once
#include "base/buffer.h"
#include "store/move.h"
#include <libpq-fe.h>

// What a column of that type is on the way; CELL_NULL: not known here.
cell_kind copy_form_kind(Oid type);

void copy_form_header(buffer *out);
void copy_form_trailer(buffer *out);
// Appends a row. Gives the number of the first column that cannot be said in its type, `width` when there is none.
size_t copy_form_write(buffer *out, const Oid *types, const cell *row, size_t width);

// Takes the header away from the front. False when there is none.
bool copy_form_skip_header(text *message);
bool copy_form_is_trailer(text message);
// Reads a row, whose texts borrow from the message. False when a value cannot be said as a cell.
bool copy_form_read(text message, const Oid *types, cell *row, size_t width);
