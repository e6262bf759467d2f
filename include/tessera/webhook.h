// For receivers of webhooks: whether what came is what the server sent, and not long ago (docs/webhooks.md).
#pragma once
#include "tessera/common.h"

#ifdef __cplusplus
extern "C" {
#endif

#define TESSERA_WEBHOOK_TOLERANCE 300 // seconds, for want of a reason for another

typedef enum tessera_webhook_verdict {
    TESSERA_WEBHOOK_GENUINE,
    TESSERA_WEBHOOK_MALFORMED, // the header is missing or of another form
    TESSERA_WEBHOOK_STALE, // signed longer ago than is tolerated, or as long in the future: perhaps sent once more by somebody
    TESSERA_WEBHOOK_FORGED, // not signed with the secret, or changed since
} tessera_webhook_verdict;

// Verifies the bytes of a body as they came, against the value of the header X-Tessera-Signature-V2 (NULL: there was none) and
// the secret of the destination; under an empty one, or NULL, everything is forged. `now` is in seconds since 1970; 0: the clock
// is read. Takes as long whatever of a signature is wrong.
TESSERA_API tessera_webhook_verdict tessera_webhook_verify(const char *secret, const char *signature, const void *body,
                                                           size_t length, int64_t now, int64_t tolerance);

#ifdef __cplusplus
}
#endif
