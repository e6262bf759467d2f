#include "formats/piece.h"
#include <stdlib.h>

void piece_put(piece *p, const char *name, json_value value) {
    size_t i = 0;
    while (i < p->count && strcmp(p->members[i].name, name) != 0)
        i++;
    if (i == PIECE_MEMBERS)
        abort(); // the writer of a format miscounted
    p->members[i] = json_make_member(name, value);
    p->count += i == p->count;
}

void piece_put_string(piece *p, const char *name, const char *value) {
    piece_put(p, name, json_make_string(text_of(value)));
}

void piece_put_optional(piece *p, const char *name, const json_value *value) {
    if (value != NULL)
        piece_put(p, name, *value);
}

json_value piece_value(arena *a, const piece *p) {
    return *json_make_object(a, p->members, p->count);
}
