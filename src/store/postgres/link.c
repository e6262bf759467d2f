// Sessions with the server. All that a URL may say is libpq's affair (hosts, TLS, services, passwords in files); what is added
// here are time limits, so that a server that says nothing is given up.
#include "base/memory.h"
#include "base/timestamp.h"
#include "store/postgres/postgres.h"
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>

// The reason why not is libpq's, which may quote the URL, and with it the password: it is not told.
static bool is_understood(const char *url) {
    char *fault = NULL;
    PQconninfoOption *options = PQconninfoParse(url, &fault);
    PQfreemem(fault);
    PQconninfoFree(options);
    return options != NULL;
}

bool pg_url(const char *url, char out[URL_MAXIMUM], char *message, size_t message_size) {
    int length = snprintf(out, URL_MAXIMUM, "postgresql%s", strstr(url, "://"));
    if (length < 0 || length >= URL_MAXIMUM)
        return refuse(message, message_size, "the URL of the database is too long");
    if (is_understood(out))
        return true;
    char *query = strrchr(out, '?');
    if (query != NULL)
        *query = '\0';
    return refuse(message, message_size, "%s",
                  query != NULL && is_understood(out)
                      ? "the URL of the database has a parameter behind its ? that libpq does not know, or one that is "
                        "not of the form NAME=VALUE with = and & within the value as %3D and %26"
                      : "the URL of the database is not of the form postgresql://USER@HOST:PORT/DATABASE");
}

void link_message(const char *from, char *message, size_t message_size) {
    size_t length = 0;
    for (const char *at = from; *at != '\0' && length + 1 < message_size; at++) {
        bool blank = *at == '\n' || *at == '\t' || *at == ' ';
        if (!blank)
            message[length++] = *at;
        else if (length > 0 && message[length - 1] != ' ')
            message[length++] = ' ';
    }
    while (length > 0 && message[length - 1] == ' ')
        length--;
    message[length] = '\0';
}

void link_limits(const pool_options *options, bool local, char *out, size_t size) {
    const char *word = local ? "LOCAL " : "";
    snprintf(out, size,
             "SET %sstatement_timeout = %d;SET %sidle_in_transaction_session_timeout = %d;SET %slock_timeout = %d",
             word, options->statement_time, word, options->statement_time, word, options->lock_time);
}

// Values that come before the URL are those that it, or what it stands for, may replace. A server that is gone without a word
// shows by what it does not acknowledge: what is sent, or, while a reply is waited for, the kernel's questions whether it is
// there.
static PGconn *session_open(const char *url) {
    const char *names[] = {"connect_timeout",     "fallback_application_name",
                           "tcp_user_timeout",    "keepalives_idle",
                           "keepalives_interval", "dbname",
                           "client_encoding",     NULL};
    const char *values[] = {"5", "tesserad", "15000", "5", "5", url, "UTF8", NULL};
    if (getenv("PGCONNECT_TIMEOUT") != NULL)
        values[0] = NULL;
    return PQconnectdbParams(names, values, 1);
}

static bool session_refuse(PGconn *handle, const char *what, char *message, size_t message_size) {
    char reason[400];
    link_message(PQerrorMessage(handle), reason, sizeof reason);
    return refuse(message, message_size, "%s: %s", what, reason);
}

// Whether it can be written to; a statement of the server's answers, because the session may be a pooler's.
static bool session_check(PGconn *handle, bool reads, char *message, size_t message_size) {
    const char *encoding = PQparameterStatus(handle, "server_encoding");
    if (encoding == NULL || strcmp(encoding, "UTF8") != 0)
        return refuse(message, message_size, "database %s has the encoding %s; it must be UTF8", PQdb(handle),
                      encoding == NULL ? "of no name" : encoding);
    // The texts of statements and functions have backslashes.
    const char *strings = PQparameterStatus(handle, "standard_conforming_strings");
    if (strings != NULL && strcmp(strings, "on") != 0)
        return refuse(message, message_size, "standard_conforming_strings of role %s or database %s must be on",
                      PQuser(handle), PQdb(handle));
    if (reads)
        return true;
    PGresult *result = PQexec(handle, "SELECT pg_is_in_recovery(), current_setting('transaction_read_only') = 'on', "
                                      "current_setting('synchronous_commit') = 'off'");
    bool good = PQresultStatus(result) == PGRES_TUPLES_OK;
    if (!good)
        session_refuse(handle, "cannot use the database", message, message_size);
    else if (*PQgetvalue(result, 0, 0) == 't')
        good = refuse(message, message_size,
                      "database %s on %s is a read-only standby; name the primary, or all hosts and "
                      "target_session_attrs=read-write",
                      PQdb(handle), PQhost(handle));
    else if (*PQgetvalue(result, 0, 1) == 't')
        good = refuse(message, message_size, "database %s on %s cannot be written: its transactions are read-only",
                      PQdb(handle), PQhost(handle));
    else if (*PQgetvalue(result, 0, 2) == 't') // what is answered would not be synced
        good =
            refuse(message, message_size,
                   "synchronous_commit of role %s or database %s is off, so that what was acknowledged could be lost; "
                   "it must be local or more",
                   PQuser(handle), PQdb(handle));
    PQclear(result);
    return good;
}

static bool session_limit(PGconn *handle, const pool_options *options, char *message, size_t message_size) {
    if (!options->prepare)
        return true;
    char sql[256];
    link_limits(options, false, sql, sizeof sql);
    PGresult *result = PQexec(handle, sql);
    bool good = PQresultStatus(result) == PGRES_COMMAND_OK ||
                session_refuse(handle, "cannot use the database", message, message_size);
    PQclear(result);
    return good;
}

static void notice_ignore(void *data, const PGresult *result) {
    (void)data;
    (void)result;
}

pg_link *link_open(const pool_options *options, char *message, size_t message_size) {
    PGconn *handle = session_open(options->url);
    if (PQstatus(handle) != CONNECTION_OK)
        session_refuse(handle, "cannot connect to the database", message, message_size);
    else if (session_check(handle, options->reads, message, message_size) &&
             session_limit(handle, options, message, message_size)) {
        PQsetNoticeReceiver(handle, notice_ignore, NULL);
        pg_link *l = memory_zalloc(sizeof *l);
        l->handle = handle;
        l->opened_at = l->rested_at = monotonic_now();
        return l;
    }
    PQfinish(handle);
    return NULL;
}

pg_link *link_close(pg_link *l) {
    if (l == NULL)
        return NULL;
    PQfinish(l->handle);
    free(l);
    return NULL;
}

// A session in which nothing is under way has nothing to say but that it ends: first why, and behind that its end.
static bool is_silent(const pg_link *l) {
    struct pollfd socket = {.fd = PQsocket(l->handle), .events = POLLIN};
    for (int readings = 0; readings < 2; readings++) {
        if (poll(&socket, 1, 0) == 0)
            return true;
        if (PQconsumeInput(l->handle) != 1 || PQstatus(l->handle) != CONNECTION_OK)
            return false;
    }
    return poll(&socket, 1, 0) == 0;
}

bool link_drain(pg_link *l) {
    PGresult *result;
    bool good = true;
    while (l->draining && (result = PQgetResult(l->handle)) != NULL) {
        good = good && PQresultStatus(result) == PGRES_COMMAND_OK;
        PQclear(result);
        if (PQstatus(l->handle) != CONNECTION_OK)
            break;
    }
    l->draining = false;
    return good && PQstatus(l->handle) == CONNECTION_OK && is_silent(l) &&
           PQtransactionStatus(l->handle) == PQTRANS_IDLE;
}
