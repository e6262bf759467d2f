// The body is base64, so that no line is too long and none begins with a point; a subject that is not ASCII is written in encoded
// words (RFC 2047). Neither can hold a line end that would begin another header.
#include "domain/mail_format.h"
#include "base/utf8.h"
#include <openssl/evp.h>
#include <stdio.h>
#include <time.h>

enum {
    LINE_BYTES = 57, // of the body, which are 76 characters
    WORD_BYTES = 42, // of a subject in an encoded word, which has at most 75 characters
    SUBJECT_LINE = 900,
    DATE_BYTES = 64,
};

bool mail_address_is_plain(const char *address) {
    const char *at = strchr(address, '@');
    if (at == NULL || at == address || at[1] == '\0')
        return false;
    for (const char *c = address; *c != '\0'; c++)
        if (*c <= 0x20 || *c >= 0x7F || strchr("<>()[],;:\\\"", *c) != NULL)
            return false;
    return true;
}

static const char *base64(text bytes, arena *a) {
    char *out = arena_bytes(a, (bytes.length + 2) / 3 * 4 + 1);
    EVP_EncodeBlock((unsigned char *)out, (const unsigned char *)bytes.data, (int)bytes.length);
    return out;
}

static bool is_plain(const char *subject) {
    for (const char *c = subject; *c != '\0'; c++)
        if (*c < 0x20 || *c >= 0x7F)
            return false;
    return strlen(subject) <= SUBJECT_LINE && strstr(subject, "=?") == NULL;
}

// As much of the text as fits into a word, in whole characters.
static size_t word_length(text rest) {
    size_t length = 0;
    while (length < rest.length) {
        size_t next = utf8_sequence(rest.data + length, rest.length - length);
        next = next == 0 ? 1 : next;
        if (length + next > WORD_BYTES)
            break;
        length += next;
    }
    return length;
}

static const char *subject_of(const char *subject, arena *a) {
    if (is_plain(subject))
        return subject;
    const char *words = "";
    for (text rest = text_of(subject); rest.length > 0;) {
        size_t length = word_length(rest);
        words = arena_printf(a, "%s%s=?UTF-8?B?%s?=", words, *words == '\0' ? "" : "\r\n ",
                             base64((text){rest.data, length}, a));
        rest = (text){rest.data + length, rest.length - length};
    }
    return words;
}

static void write_date(int64_t at, char out[DATE_BYTES]) {
    static const char days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    time_t seconds = (time_t)(at / 1000000);
    struct tm utc;
    gmtime_r(&seconds, &utc);
    snprintf(out, DATE_BYTES, "%s, %02d %s %d %02d:%02d:%02d +0000", days[utc.tm_wday], utc.tm_mday, months[utc.tm_mon],
             utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

const char *mail_format(const mail_envelope *envelope, const mail_message *message, arena *a, size_t *length) {
    char date[DATE_BYTES], id[UUID_LENGTH + 1];
    write_date(envelope->at, date);
    uuid_format(envelope->id, id);
    const char *headers = arena_printf(a,
                                       "From: <%s>\r\nTo: <%s>\r\nSubject: %s\r\nDate: %s\r\nMessage-ID: <%s%s>\r\n"
                                       "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                                       "Content-Transfer-Encoding: base64\r\nAuto-Submitted: auto-generated\r\n\r\n",
                                       envelope->from, envelope->to, subject_of(message->subject, a), date, id,
                                       strchr(envelope->from, '@'));
    text body = text_of(message->body);
    size_t start = strlen(headers), lines = body.length / LINE_BYTES + 1;
    char *out = arena_bytes(a, start + lines * 80 + 1), *end = out + start;
    memcpy(out, headers, start + 1);
    for (size_t at = 0; at < body.length; at += LINE_BYTES) {
        size_t rest = body.length - at;
        end += EVP_EncodeBlock((unsigned char *)end, (const unsigned char *)body.data + at,
                               (int)(rest < LINE_BYTES ? rest : LINE_BYTES));
        memcpy(end, "\r\n", 2);
        end += 2;
    }
    *end = '\0';
    *length = (size_t)(end - out);
    return out;
}
