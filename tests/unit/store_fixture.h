// What the tests of the store share: a folder of its own for each test, and writes that wait for their end.
#pragma once
#include "unit.h"

#include "base/log.h"
#include "store/sqlite/sqlite.h"
#include "store/store.h"
#include <limits.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>

typedef struct fixture {
    char folder[PATH_MAX];
    char path[PATH_MAX + 16]; // of a database in it
    char message[512];        // of the last failure
} fixture;

// cmocka's set-up and tear-down: make and remove the folder. Logs below CRITICAL are silenced: many tests provoke
// errors.
int fixture_setup(void **state);
int fixture_teardown(void **state);

#define with_folder(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

// Opens the fixture's database with room for many writes; fails the test when it cannot.
store *fixture_open(fixture *f);
// As store_open; NULL with f->message filled.
store *fixture_try_open(fixture *f, const char *url);
// Expects that the database cannot be opened and that the message holds `part`.
void fixture_expect_refusal(fixture *f, const char *url, const char *part);

// A connection of the test's own that may write, without syncs; fails the test when it cannot be opened.
sqlite_db *fixture_connect(fixture *f);

// A write made of a function and its data, and its end.
typedef struct test_write {
    store_write write;
    bool (*function)(db *connection, const void *data);
    const void *data;
    sem_t ended;
    bool committed;
    store_outcome outcome;
    pthread_t ran_on;
} test_write;

void test_write_init(test_write *w, bool (*function)(db *connection, const void *data), const void *data);
// Waits for the end of a submitted write; tells whether it was committed.
bool test_write_wait(test_write *w);
// Submits and waits.
bool fixture_write(store *s, bool (*function)(db *connection, const void *data), const void *data);

// What a query for one number gives, on a reader of its own.
int64_t fixture_number(store *s, const char *sql);

// Inserts a team of that name; a function for test_write. False when it could not.
bool insert_team(db *connection, const void *name);
// Runs one statement; a function for test_write.
bool run_sql(db *connection, const void *sql);
// The number of teams of that name that the connection sees.
int64_t count_teams(db *connection, const char *name);
// The number of all teams in the store.
int64_t teams_in(store *s);
// The bytes of the file at f->path with this ending, -1 when there is none.
long long fixture_file_size(const fixture *f, const char *ending);
