// Replies from anybody: reading one in pieces gives what reading it at once gives, and its body never breaks the
// decoder.
#include "fuzz.h"

#include "sdk/decode.h"
#include "sdk/http_reply.h"
#include "tessera/client.h"
#include "tessera/json.h"
#include <string.h>

enum { MAXIMUM = 4096 };

static reply_progress read_in_pieces(http_reply *r, const char *bytes, size_t length, size_t piece, size_t *total) {
    reply_progress progress = REPLY_MORE;
    http_reply_begin(r, false, MAXIMUM, 0);
    *total = 0;
    while (*total < length && progress == REPLY_MORE) {
        size_t used = 0, step = piece < length - *total ? piece : length - *total;
        progress = http_reply_feed(r, bytes + *total, step, &used);
        REQUIRE(used <= step && (used == step || progress != REPLY_MORE));
        *total += used;
    }
    return progress == REPLY_MORE ? http_reply_end(r) : progress;
}

static void check_reply(const char *bytes, size_t length) {
    http_reply whole, pieces;
    size_t whole_used, pieces_used;
    reply_progress progress = read_in_pieces(&whole, bytes, length, length, &whole_used);
    for (size_t piece = 1; piece < 8; piece += 3) {
        REQUIRE(read_in_pieces(&pieces, bytes, length, piece, &pieces_used) == progress);
        if (progress == REPLY_COMPLETE) {
            REQUIRE(pieces_used == whole_used && pieces.status == whole.status && pieces.length == whole.length);
            REQUIRE(pieces.keep_alive == whole.keep_alive && strcmp(pieces.etag, whole.etag) == 0);
            REQUIRE(whole.length == 0 || memcmp(pieces.body, whole.body, whole.length) == 0);
        }
        http_reply_done(&pieces);
    }
    REQUIRE(progress != REPLY_COMPLETE || whole.length <= MAXIMUM);
    http_reply_done(&whole);
}

// What was decoded is written, read back, and written the same again.
static void check_record(const char *model_name, const char *json, size_t length) {
    const tessera_reflect_model *model = tessera_reflect_model_find(model_name);
    tessera_error error;
    void *record = tessera_record_from_json(model, json, length, &error);
    if (record == NULL)
        return;
    size_t first_length = 0, second_length = 0;
    char *first = tessera_record_to_json(model, record, &first_length);
    void *again = tessera_record_from_json(model, first, first_length, &error);
    if (again != NULL) { // not where an enumeration had a value unknown here, which is written as null
        char *second = tessera_record_to_json(model, again, &second_length);
        REQUIRE(first_length == second_length && memcmp(first, second, first_length) == 0);
        tessera_text_free(second);
    }
    tessera_record_free(again);
    tessera_text_free(first);
    tessera_record_free(record);
}

static void check_page(const char *json, size_t length) {
    char problem[128];
    char *body = malloc(length + 1);
    memcpy(body, json, length);
    void *page =
        decode_reply(TESSERA_SHAPE_PAGE, tessera_reflect_model_find("asset"), body, length, problem, sizeof problem);
    if (page == NULL)
        free(body);
    tessera_record_free(page);
}

// The first byte chooses what the rest is.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0)
        return 0;
    // A block of its own, so that a sanitizer sees every read past its end.
    char *bytes = malloc(size);
    memcpy(bytes, data + 1, size - 1);
    switch (data[0] % 4) {
    case 0:
        check_reply(bytes, size - 1);
        break;
    case 1:
        check_record("asset", bytes, size - 1);
        break;
    case 2:
        check_record("publish_result", bytes, size - 1);
        break;
    default:
        check_page(bytes, size - 1);
    }
    free(bytes);
    return 0;
}
