// What came back for a call: its head, for those who look for a header.
#include "base/text.h"
#include "sdk/http_text.h"
#include "tessera/client.h"

const char *tessera_response_header(const tessera_response *response, const char *name, size_t *length) {
    text wanted = text_of(name), head = {response->head, response->head_length};
    while (head.length > 0) {
        const char *feed = memchr(head.data, '\n', head.length);
        size_t step = feed == NULL ? head.length : (size_t)(feed + 1 - head.data);
        text line = {head.data, step - (step >= 2) - (step >= 1)};
        size_t found = http_name_length(line);
        if (found > 0 && text_equal_ascii_nocase((text){line.data, found}, wanted)) {
            text value = http_strip((text){line.data + found + 1, line.length - found - 1});
            *length = value.length;
            return value.data;
        }
        head = (text){head.data + step, head.length - step};
    }
    *length = 0;
    return NULL;
}
