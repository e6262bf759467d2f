// What is kept: a byte for the form, eight that name the key, twelve of a nonce, the ciphertext, sixteen of the tag. A key is
// named by the first bytes of a hash of it, so that the settings need no names and a key that is gone is told from damage.
#include "domain/secret_box.h"
#include "base/ascii.h"
#include "base/memory.h"
#include <assert.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <stdlib.h>

enum {
    FORM = 1,
    KEY_LENGTH = 32,
    NAME_LENGTH = 8,
    NONCE_LENGTH = 12,
    TAG_LENGTH = 16,
    HEAD_LENGTH = 1 + NAME_LENGTH + NONCE_LENGTH,
};
#define NAMING "tessera key name"
#define DEVELOPMENT "tessera development: no secret!!" // 32 bytes

typedef struct secret_key {
    unsigned char bytes[KEY_LENGTH], name[NAME_LENGTH];
} secret_key;

struct secret_box {
    size_t count;
    bool first_is_known; // to everybody
    secret_key keys[];
};

// --- keys ------------------------------------------------------------------------------------------------------------

static bool read_hex(text given, unsigned char out[KEY_LENGTH]) {
    if (given.length != (size_t)2 * KEY_LENGTH)
        return false;
    for (size_t i = 0; i < KEY_LENGTH; i++) {
        int high = ascii_hex(given.data[2 * i]), low = ascii_hex(given.data[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        out[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}

static int letter_of_base64(char c) {
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (ascii_is_digit(c))
        return c - '0' + 52;
    if (c == '+' || c == '-')
        return 62;
    return c == '/' || c == '_' ? 63 : -1;
}

// 43 letters, with or without the padding of 32 bytes.
static bool read_base64(text given, unsigned char out[KEY_LENGTH]) {
    if (given.length == 44 && given.data[43] == '=')
        given.length--;
    if (given.length != 43)
        return false;
    unsigned bits = 0, held = 0;
    size_t length = 0;
    for (size_t i = 0; i < given.length; i++) {
        int letter = letter_of_base64(given.data[i]);
        if (letter < 0)
            return false;
        bits = bits << 6 | (unsigned)letter;
        held += 6;
        if (held >= 8) {
            held -= 8;
            out[length++] = (unsigned char)(bits >> held);
        }
    }
    return (bits & 3) == 0; // of the last letter, which has two bits too many
}

static void name_key(secret_key *key) {
    unsigned char digest[EVP_MAX_MD_SIZE], named[sizeof NAMING - 1 + KEY_LENGTH];
    memcpy(named, NAMING, sizeof NAMING - 1);
    memcpy(named + sizeof NAMING - 1, key->bytes, KEY_LENGTH);
    EVP_Digest(named, sizeof named, digest, NULL, EVP_sha256(), NULL);
    memcpy(key->name, digest, NAME_LENGTH);
    memory_wipe(named, sizeof named);
}

secret_box *secret_box_new(const char *const *keys, size_t count, bool for_development, const char **fault) {
    secret_box *box = memory_zalloc(sizeof *box + (count + 1) * sizeof *box->keys);
    for (size_t i = 0; i < count; i++) {
        secret_key *key = &box->keys[box->count++];
        text given = text_of(keys[i]);
        if (!read_hex(given, key->bytes) && !read_base64(given, key->bytes)) {
            *fault = "must be keys of 32 bytes each, as 64 hexadecimal digits or as base64; `openssl rand -hex 32` "
                     "makes one";
            return secret_box_free(box);
        }
        name_key(key);
    }
    box->first_is_known = count == 0 && for_development;
    if (for_development) {
        memcpy(box->keys[box->count].bytes, DEVELOPMENT, KEY_LENGTH);
        name_key(&box->keys[box->count++]);
    }
    return box;
}

secret_box *secret_box_free(secret_box *box) {
    if (box == NULL)
        return NULL;
    memory_wipe(box->keys, box->count * sizeof *box->keys);
    free(box);
    return NULL;
}

bool secret_box_can_seal(const secret_box *box) {
    return box->count > 0;
}

bool secret_box_is_open(const secret_box *box) {
    return box->first_is_known;
}

static const secret_key *key_named(const secret_box *box, const char *name) {
    for (size_t i = 0; i < box->count; i++)
        if (memcmp(box->keys[i].name, name, NAME_LENGTH) == 0)
            return &box->keys[i];
    return NULL;
}

size_t secret_box_key_count(const secret_box *box) {
    return box->count;
}

void secret_box_head(const secret_box *box, size_t key, char out[SECRET_HEAD_BYTES]) {
    static_assert(SECRET_HEAD_BYTES == 1 + NAME_LENGTH, "the form and the name");
    out[0] = FORM;
    memcpy(out + 1, box->keys[key].name, NAME_LENGTH);
}

int secret_box_key_of(const secret_box *box, text sealed) {
    const secret_key *key =
        sealed.length >= SECRET_HEAD_BYTES && sealed.data[0] == FORM ? key_named(box, sealed.data + 1) : NULL;
    return key == NULL ? -1 : (int)(key - box->keys);
}

// --- sealing and opening ---------------------------------------------------------------------------------------------

// What is not kept but must be the same: the place.
static bool add_place(EVP_CIPHER_CTX *context, bool seals, secret_place place) {
    int (*update)(EVP_CIPHER_CTX *, unsigned char *, int *, const unsigned char *, int) =
        seals ? EVP_EncryptUpdate : EVP_DecryptUpdate;
    int length, column = (int)strlen(place.column) + 1; // with its end, so that nothing can be read as another pair
    return update(context, NULL, &length, (const unsigned char *)place.column, column) == 1 &&
           update(context, NULL, &length, place.row->bytes, sizeof place.row->bytes) == 1;
}

static bool encrypt(const secret_key *key, secret_place place, text secret, unsigned char *sealed) {
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    unsigned char *nonce = sealed + 1 + NAME_LENGTH, *body = sealed + HEAD_LENGTH;
    int length = 0, rest = 0;
    sealed[0] = FORM;
    memcpy(sealed + 1, key->name, NAME_LENGTH);
    bool good =
        context != NULL && RAND_bytes(nonce, NONCE_LENGTH) == 1 &&
        EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), NULL, key->bytes, nonce) == 1 &&
        add_place(context, true, place) &&
        EVP_EncryptUpdate(context, body, &length, (const unsigned char *)secret.data, (int)secret.length) == 1 &&
        EVP_EncryptFinal_ex(context, body + length, &rest) == 1 &&
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, TAG_LENGTH, body + secret.length) == 1;
    EVP_CIPHER_CTX_free(context);
    return good;
}

text secret_box_seal(const secret_box *box, secret_place place, text secret, arena *a) {
    if (box->count == 0 || secret.length == 0 || secret.length > SECRET_MAXIMUM)
        return TEXT_NONE;
    size_t length = HEAD_LENGTH + secret.length + TAG_LENGTH;
    char *sealed = arena_bytes(a, length);
    if (!encrypt(&box->keys[0], place, secret, (unsigned char *)sealed))
        return TEXT_NONE;
    return (text){sealed, length};
}

static bool decrypt(const secret_key *key, secret_place place, text sealed, char *out) {
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    const unsigned char *bytes = (const unsigned char *)sealed.data, *body = bytes + HEAD_LENGTH;
    int count = (int)sealed.length - HEAD_LENGTH - TAG_LENGTH, length = 0, rest = 0;
    unsigned char tag[TAG_LENGTH];
    memcpy(tag, body + count, TAG_LENGTH);
    bool good = context != NULL &&
                EVP_DecryptInit_ex(context, EVP_aes_256_gcm(), NULL, key->bytes, bytes + 1 + NAME_LENGTH) == 1 &&
                add_place(context, false, place) &&
                EVP_DecryptUpdate(context, (unsigned char *)out, &length, body, count) == 1 &&
                EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_SET_TAG, TAG_LENGTH, tag) == 1 &&
                EVP_DecryptFinal_ex(context, (unsigned char *)out + length, &rest) == 1;
    EVP_CIPHER_CTX_free(context);
    return good;
}

secret_opening secret_box_open(const secret_box *box, secret_place place, text sealed, text *out, arena *a) {
    *out = TEXT_NONE;
    if (sealed.length <= HEAD_LENGTH + TAG_LENGTH || sealed.length > HEAD_LENGTH + TAG_LENGTH + SECRET_MAXIMUM ||
        sealed.data[0] != FORM)
        return SECRET_DAMAGED;
    const secret_key *key = key_named(box, sealed.data + 1);
    if (key == NULL)
        return SECRET_UNKNOWN_KEY;
    size_t length = sealed.length - HEAD_LENGTH - TAG_LENGTH;
    char *secret = arena_bytes(a, length + 1);
    if (!decrypt(key, place, sealed, secret)) {
        memory_wipe(secret, length);
        return SECRET_DAMAGED;
    }
    secret[length] = '\0';
    *out = (text){secret, length};
    return SECRET_OPENED;
}
