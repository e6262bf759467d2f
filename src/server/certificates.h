// Callers with a client certificate (http.h), by a file that says which certificates stand for which teams.
#pragma once
#include "server/auth.h"
#include "server/config.h"

typedef struct certificates certificates;

// Reads the file of the settings. NULL and an empty message: they name none; NULL otherwise: the message says what is wrong.
certificates *certificates_new(const config *c, char *message, size_t message_size);
// Accepts NULL; returns NULL.
certificates *certificates_free(certificates *own);

// Reads the file again, while requests are served; those that begin afterwards are held against what it says now, `*count` rows.
// False: nothing changes, and the message says what is wrong. The settings are those that it was made of, or later ones.
bool certificates_reload(certificates *own, const config *c, size_t *count, char *message, size_t message_size);

// Whether the certificate that the client has shown stands for a team: the request's question then asks about it. False: its
// refusal says so. On the loop thread.
bool certificates_begin(request *rq);
