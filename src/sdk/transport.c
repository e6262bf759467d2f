#include "sdk/transport.h"

tessera_status transport_failure(reply_progress progress, const http_reply *reply, const char **message) {
    *message = reply->problem;
    switch (progress) {
    case REPLY_MALFORMED:
        return TESSERA_E_PROTOCOL;
    case REPLY_TOO_LARGE:
        *message = "the reply is larger than max_reply_bytes allows";
        return TESSERA_E_TOO_LARGE;
    case REPLY_CUT:
        return TESSERA_E_CONNECTION;
    default:
        return TESSERA_OK;
    }
}
