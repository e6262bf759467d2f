// A ticket is a session, encrypted for ourselves: whoever has the key reads what a TLS 1.2 session said that was resumed by it.
// So a key makes tickets for some hours, opens them for as long again, and is then forgotten.
#include "base/memory.h"
#include "base/timestamp.h"
#include "net/tls.h"
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <pthread.h>
#include <stdlib.h>

enum { KEY_NAME = 16, KEY_CIPHER = 32, KEY_DIGEST = 32, KEYS = 2 };
#define KEY_MICROSECONDS ((int64_t)6 * 3600 * 1000000)

typedef struct ticket_key {
    int64_t made_at; // monotonic; 0: there is none
    unsigned char name[KEY_NAME], cipher[KEY_CIPHER], digest[KEY_DIGEST];
} ticket_key;

struct tls_tickets {
    pthread_mutex_t mutex;
    ticket_key keys[KEYS]; // the one that makes tickets first
};

// Forgets and makes keys by the clock. False when there is no randomness for one.
static bool keys_renew(tls_tickets *tickets) {
    int64_t now = monotonic_now();
    ticket_key *newest = &tickets->keys[0], *last = &tickets->keys[KEYS - 1];
    if (last->made_at != 0 && now - last->made_at >= KEYS * KEY_MICROSECONDS)
        OPENSSL_cleanse(last, sizeof *last);
    if (newest->made_at != 0 && now - newest->made_at < KEY_MICROSECONDS)
        return true;
    ticket_key fresh = {.made_at = now};
    if (RAND_bytes(fresh.name, KEY_NAME) != 1 || RAND_priv_bytes(fresh.cipher, KEY_CIPHER) != 1 ||
        RAND_priv_bytes(fresh.digest, KEY_DIGEST) != 1)
        return false;
    *last = now - newest->made_at < KEYS * KEY_MICROSECONDS ? *newest : (ticket_key){0};
    *newest = fresh;
    OPENSSL_cleanse(&fresh, sizeof fresh);
    return true;
}

// The key for a new ticket, or that of the name. False: none.
static bool key_take(tls_tickets *tickets, const unsigned char *name, ticket_key *key, bool *newest) {
    bool found = false;
    pthread_mutex_lock(&tickets->mutex);
    bool good = keys_renew(tickets);
    for (size_t i = 0; i < KEYS && !found && (good || name != NULL); i++) {
        const ticket_key *at = &tickets->keys[i];
        found = at->made_at != 0 && (name == NULL || CRYPTO_memcmp(at->name, name, KEY_NAME) == 0);
        *newest = i == 0;
        if (found)
            *key = *at;
    }
    pthread_mutex_unlock(&tickets->mutex);
    return found;
}

static bool digest_init(EVP_MAC_CTX *digest, ticket_key *key) {
    char hash[] = "SHA256";
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_KEY, key->digest, KEY_DIGEST),
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, hash, 0),
        OSSL_PARAM_construct_end(),
    };
    return EVP_MAC_CTX_set_params(digest, parameters) == 1;
}

// As OpenSSL asks (SSL_CTX_set_tlsext_ticket_key_evp_cb): 1 a key, 2 a key and a new ticket, 0 no ticket, -1 a failure.
static int on_ticket(SSL *ssl, unsigned char *name, unsigned char *iv, EVP_CIPHER_CTX *cipher, EVP_MAC_CTX *digest,
                     int makes) {
    tls_tickets *tickets = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));
    ticket_key key;
    bool newest = false;
    if (!key_take(tickets, makes ? NULL : name, &key, &newest))
        return 0;
    int result = newest ? 1 : 2;
    if (makes) {
        memcpy(name, key.name, KEY_NAME);
        if (RAND_bytes(iv, EVP_CIPHER_get_iv_length(EVP_aes_256_cbc())) != 1)
            result = -1;
    }
    if (result != -1 &&
        (EVP_CipherInit_ex(cipher, EVP_aes_256_cbc(), NULL, key.cipher, iv, makes) != 1 || !digest_init(digest, &key)))
        result = -1;
    OPENSSL_cleanse(&key, sizeof key);
    return result;
}

tls_tickets *tls_tickets_new(void) {
    tls_tickets *tickets = memory_zalloc(sizeof *tickets);
    pthread_mutex_init(&tickets->mutex, NULL);
    return tickets;
}

tls_tickets *tls_tickets_free(tls_tickets *tickets) {
    if (tickets == NULL)
        return NULL;
    pthread_mutex_destroy(&tickets->mutex);
    OPENSSL_cleanse(tickets->keys, sizeof tickets->keys);
    free(tickets);
    return NULL;
}

void tls_tickets_apply(tls_tickets *tickets, SSL_CTX *context) {
    SSL_CTX_set_app_data(context, tickets);
    SSL_CTX_set_tlsext_ticket_key_evp_cb(context, on_ticket);
}
