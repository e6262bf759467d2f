#include "net/http_accept.h"
#include "net/http_internal.h"

bool http_next_part(text *rest, char separator, text *part) {
    if (rest->data == NULL)
        return false;
    size_t length = 0;
    for (bool quoted = false; length < rest->length && (quoted || rest->data[length] != separator); length++)
        if (rest->data[length] == '"')
            quoted = !quoted;
        else if (quoted && rest->data[length] == '\\' && length + 1 < rest->length)
            length++;
    *part = http_blanks_trimmed((text){rest->data, length});
    *rest = length == rest->length ? TEXT_NONE : (text){rest->data + length + 1, rest->length - length - 1};
    return true;
}

// A qvalue: 0 or 1, with up to three decimals.
static bool read_weight(text value, unsigned *out) {
    unsigned weight = 0, place = HTTP_WEIGHT_MAX;
    if (value.length == 0 || value.length > 5)
        return false;
    for (size_t i = 0; i < value.length; i++) {
        char c = value.data[i];
        if (i == 1 ? c != '.' : c < '0' || c > '9')
            return false;
        if (i != 1) {
            weight += (unsigned)(c - '0') * place;
            place /= 10;
        }
    }
    if (weight > HTTP_WEIGHT_MAX)
        return false;
    *out = weight;
    return true;
}

unsigned http_weight(text parameters) {
    unsigned weight = HTTP_WEIGHT_MAX;
    text parameter;
    while (http_next_part(&parameters, ';', &parameter))
        if (parameter.length > 2 && (parameter.data[0] | 0x20) == 'q' && parameter.data[1] == '=' &&
            read_weight((text){parameter.data + 2, parameter.length - 2}, &weight))
            break;
    return weight;
}

// How exactly the range covers the type: 3 by its name, 2 as "text/*", 1 as any; 0: not at all.
static unsigned exactness(text range, text type) {
    if (text_equal_ascii_nocase(range, type))
        return 3;
    if (text_is(range, "*/*"))
        return 1;
    size_t family = range.length < 2 ? 0 : range.length - 1; // with the slash
    bool any = family > 1 && family < type.length && range.data[family] == '*' && type.data[family - 1] == '/';
    return any && text_equal_ascii_nocase((text){range.data, family}, (text){type.data, family}) ? 2 : 0;
}

unsigned http_accept_weight(const http_request *request, text type) {
    unsigned best = 0, weight = 0;
    bool said = false;
    for (size_t i = 0; i < request->header_count; i++) {
        if (!text_equal_ascii_nocase(request->headers[i].name, TEXT("accept")))
            continue;
        text rest = request->headers[i].value, member, range;
        while (http_next_part(&rest, ',', &member)) {
            if (!http_next_part(&member, ';', &range) || range.length == 0)
                continue;
            said = true;
            unsigned exact = exactness(range, type), given = http_weight(member);
            if (exact == 0 || exact < best || (exact == best && given <= weight))
                continue;
            best = exact;
            weight = given;
        }
    }
    return said ? weight : HTTP_WEIGHT_MAX;
}
