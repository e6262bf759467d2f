#include "net/http_grammar.h"

bool http_token_has(char c) {
    static const char others[] = "!#$%&'*+-.^_`|~";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr(others, c) != NULL);
}

bool http_host_valid(text host) {
    for (size_t i = 0; i < host.length; i++) {
        unsigned char c = (unsigned char)host.data[i];
        // What nearly every host is made of.
        if ((c >= 'a' && c <= 'z') || (c >= '-' && c <= ':' && c != '/'))
            continue;
        if (c <= ' ' || c >= 0x7f || strchr("\"#,/<>?@\\^`{|}", c) != NULL)
            return false;
    }
    return true;
}
