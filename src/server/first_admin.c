// Where the user is as it should be and the password fits, nothing is written, so that a server that starts again logs nobody
// out. Of several servers that start together one makes the user, and the others find it.
#include "server/first_admin.h"
#include "base/container.h"
#include "base/log.h"
#include "domain/first_admin.h"
#include "domain/passwords.h"
#include <ctype.h>
#include <semaphore.h>
#include <stdio.h>

#define LOGGER "tessera.server"

enum { TRIES = 5 };

typedef struct admin_write {
    store_write write;
    const first_admin *wanted;
    const char *hash;
    arena *arena;
    first_admin_outcome outcome;
    bool kept;
    sem_t ended;
} admin_write;

static bool write_run(store_write *write, db *d) {
    admin_write *w = container_of(write, admin_write, write);
    w->outcome = first_admin_write(d, w->wanted, w->hash, w->arena);
    return w->outcome == FIRST_ADMIN_CREATED || w->outcome == FIRST_ADMIN_UPDATED;
}

static void write_done(store_write *write, store_outcome outcome) {
    admin_write *w = container_of(write, admin_write, write);
    w->kept = outcome == STORE_KEPT;
    sem_post(&w->ended);
}

// False: the database failed.
static bool write_through(store *s, admin_write *w) {
    w->write = (store_write){.run = write_run, .done = write_done};
    sem_init(&w->ended, 0, 0);
    if (store_submit(s, &w->write))
        while (sem_wait(&w->ended) != 0)
            ;
    sem_destroy(&w->ended);
    return w->kept;
}

static const char *lower(arena *a, text given) {
    char *made = arena_text(a, text_trim(given));
    for (char *c = made; *c != '\0'; c++)
        *c = (char)tolower((unsigned char)*c);
    return made;
}

// One try. FIRST_ADMIN_OVERTAKEN: once more. `*fine` tells whether the database did its part.
static first_admin_outcome see_to(store *s, db *reader, const first_admin *wanted, text password, bool *fine,
                                  arena *a) {
    struct user user;
    const char *hash;
    store_reader_refresh(s, reader);
    db_clear_failure(reader);
    bool found = first_admin_find(reader, wanted, &user, &hash, a);
    *fine = !db_has_failed(reader);
    store_reader_rest(s, reader);
    if (!*fine)
        return FIRST_ADMIN_OVERTAKEN;
    bool fits = found && password_fits(hash, password) && password_is_current(hash);
    if (found && fits && first_admin_is(wanted, &user)) {
        if (!user.team_id.set)
            log_warning(LOGGER, "the admin %s has no team, and cannot use the API with a session", wanted->username);
        return FIRST_ADMIN_UPDATED;
    }
    admin_write w = {.wanted = wanted, .hash = fits ? NULL : password_hash(a, password), .arena = a};
    *fine = (fits || w.hash != NULL) && write_through(s, &w);
    if (*fine && (w.outcome == FIRST_ADMIN_CREATED || w.outcome == FIRST_ADMIN_UPDATED))
        log_info(LOGGER, "the admin %s of ADMIN_USERNAME was %s", wanted->username,
                 w.outcome == FIRST_ADMIN_CREATED ? "created" : "updated");
    return w.outcome;
}

static bool is_given(const char *setting) {
    return setting != NULL && *setting != '\0';
}

bool first_admin_see_to(store *s, const config *c, char *message, size_t message_size) {
    if (!is_given(c->admin_username) || !is_given(c->admin_password))
        return true;
    db *reader = store_reader_open(s);
    snprintf(message, message_size, "the admin of ADMIN_USERNAME could not be written to the database");
    if (reader == NULL)
        return false;
    arena *a = arena_new(0);
    const first_admin wanted = {.username = lower(a, text_of(c->admin_username)),
                                .name = c->admin_name,
                                .email = is_given(c->admin_email) ? lower(a, text_of(c->admin_email)) : NULL};
    first_admin_outcome outcome = FIRST_ADMIN_OVERTAKEN;
    bool fine = false;
    for (int tried = 0; tried < TRIES && outcome == FIRST_ADMIN_OVERTAKEN; tried++)
        outcome = see_to(s, reader, &wanted, text_of(c->admin_password), &fine, a);
    if (outcome == FIRST_ADMIN_EMAIL_TAKEN)
        snprintf(message, message_size, "another user than ADMIN_USERNAME has the address of ADMIN_EMAIL");
    arena_free(a);
    store_reader_close(reader);
    return fine && (outcome == FIRST_ADMIN_CREATED || outcome == FIRST_ADMIN_UPDATED);
}
