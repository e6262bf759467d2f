#include "server/parameters.h"
#include "base/ascii.h"

text parameters_percent_decode(arena *a, text encoded, bool plus) {
    bool plain = memchr(encoded.data, '%', encoded.length) == NULL &&
                 (!plus || memchr(encoded.data, '+', encoded.length) == NULL);
    if (encoded.length == 0 || plain)
        return encoded;
    char *out = arena_bytes(a, encoded.length);
    size_t length = 0;
    for (size_t i = 0; i < encoded.length; i++) {
        char c = encoded.data[i];
        int high = -1, low = -1;
        if (c == '%' && i + 2 < encoded.length) {
            high = ascii_hex(encoded.data[i + 1]);
            low = ascii_hex(encoded.data[i + 2]);
        }
        if (high >= 0 && low >= 0) {
            c = (char)(high * 16 + low);
            i += 2;
        } else if (plus && c == '+') {
            c = ' ';
        }
        out[length++] = c;
    }
    return (text){out, length};
}

size_t parameters_split(arena *a, text query, record_parameter **out) {
    size_t count = 0, start = 0, most = 1;
    if (query.data == NULL) // no offset may be added to a null pointer
        query = TEXT("");
    for (size_t i = 0; i < query.length && most < PARAMETERS_MAXIMUM; i++)
        most += query.data[i] == '&';
    record_parameter *list = arena_array(a, most, sizeof *list);
    for (size_t i = 0; i <= query.length && count < most; i++) {
        if (i < query.length && query.data[i] != '&')
            continue;
        text pair = {query.data + start, i - start};
        start = i + 1;
        if (pair.length == 0)
            continue;
        const char *equals = memchr(pair.data, '=', pair.length);
        size_t name_length = equals == NULL ? pair.length : (size_t)(equals - pair.data);
        text value = equals == NULL ? TEXT("") : (text){equals + 1, pair.length - name_length - 1};
        list[count++] = (record_parameter){parameters_percent_decode(a, (text){pair.data, name_length}, true),
                                           parameters_percent_decode(a, value, true)};
    }
    *out = list;
    return count;
}
