// What has to be asked about a credential before it is known whose it is: one question for all kinds, with what each kind of
// credential needs to answer it.
#pragma once
#include "domain/keys.h"
#include "server/auth.h"

typedef struct auth_question {
    siphash_tag tag; // under which the answer is kept
    // On a worker, before the database is asked; NULL: nothing is to be done. AUTH_KNOWN: it goes on; AUTH_REFUSED: `refusal`
    // says why; AUTH_ASKS: it has to be called once more after auth_wait.
    auth_step (*verify)(request *rq);
    // Asks the database, and fills `caller` and `expires_at`. False: it is nobody's, and `refusal` says so.
    bool (*find)(request *rq, db *reader);

    unsigned char hash[KEY_HASH_BYTES];       // of a key
    text token;                               // of an identity provider
    struct token_grant *grant;                // what it gives, once it is verified
    uint64_t fetched;                         // how often its keys had been fetched when they were looked at
    bool waited;                              // for them
    const struct certificate_rule *certified; // what the client's certificate gives

    uint64_t changes; // of access, before the question
    bool found;
    bool failed; // the database did, and the reply says so
    error_code refusal;
    const char *message; // of the refusal; NULL: that of its code
    int64_t retry_after; // seconds, where it is not known whether the credential is good; 0: it is not
    caller caller;
    int64_t expires_at;
} auth_question;
