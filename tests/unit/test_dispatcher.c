// The dispatcher with a user that keeps what it sends in memory: what wakes it, the lease, and how it ends.
#include "store_fixture.h"

#include "server/dispatcher.h"
#include <unistd.h>

enum { THINGS = 20, SLOTS = 3, ENOUGH = 1000 };

static int64_t waiting; // as others than the test would have made it

// What is to be sent: one for each message of the outbox.
typedef struct thing {
    uuid id;
    bool hangs, settled;
} thing;

typedef struct teller {
    pthread_mutex_t mutex; // guards what follows
    pthread_cond_t changed;
    thing things[THINGS];
    size_t count, settled, most; // of messages, in a turn
    size_t most_open;            // things that were taken and not settled
    useconds_t takes;            // a thing to be sent
    bool first_hangs;            // until `released`
    bool released, is_cut;
    size_t sent, cuts; // things that were begun
    dispatcher *engine;
} teller;

typedef struct own {
    thing *settled[SLOTS];
    size_t count;
} own;

static void tell(teller *u) {
    pthread_cond_broadcast(&u->changed);
    pthread_mutex_unlock(&u->mutex);
}

static void look(dispatch_turn *t) {
    t->own = arena_new_of(t->arena, own);
}

static void settle(dispatch_turn *t, dispatch_slot *slot) {
    own *o = t->own;
    o->settled[o->count++] = slot->item;
}

static void write_turn(dispatch_turn *t, db *d) {
    teller *u = t->data;
    const own *o = t->own;
    outbox_message messages[THINGS];
    size_t count = t->messages > 0 ? store_outbox_waiting(d, OUTBOX_CHAT, messages, t->messages, t->arena) : 0;
    t->taken = count;
    pthread_mutex_lock(&u->mutex);
    u->most = count > u->most ? count : u->most;
    for (size_t i = 0; i < count; i++) {
        store_outbox_take(d, OUTBOX_CHAT, &messages[i].id, true, t->now);
        u->things[u->count] = (thing){.id = messages[i].id, .hangs = u->first_hangs && u->count == 0};
        u->count++;
    }
    for (size_t i = 0; i < o->count; i++)
        o->settled[i]->settled = true;
    u->settled += o->count;
    u->most_open = u->count - u->settled > u->most_open ? u->count - u->settled : u->most_open;
    tell(u);
}

static int64_t alive(db *d, int64_t most) {
    (void)d;
    return waiting < most ? waiting : most;
}

static void hand_out(dispatch_turn *t) {
    teller *u = t->data;
    dispatch_glance busy[DISPATCH_SLOTS_MAXIMUM];
    size_t busy_count = dispatcher_under_way(t, busy);
    pthread_mutex_lock(&u->mutex);
    for (size_t i = 0; i < u->count; i++) {
        thing *one = &u->things[i];
        dispatch_slot *slot = one->settled || dispatch_is_among(&one->id, busy, busy_count) ? NULL : dispatcher_slot(t);
        if (slot == NULL)
            continue;
        slot->id = one->id;
        slot->item = one;
        dispatcher_send(t, slot);
    }
    pthread_mutex_unlock(&u->mutex);
}

static int64_t next(dispatch_turn *t, int64_t after) {
    teller *u = t->data;
    pthread_mutex_lock(&u->mutex);
    bool is_due = u->settled < u->count;
    pthread_mutex_unlock(&u->mutex);
    return is_due && after == 0 ? 1 : TIMESTAMP_NONE;
}

static void cut(void *data) {
    teller *u = data;
    pthread_mutex_lock(&u->mutex);
    u->cuts++;
    u->is_cut = u->released = true;
    tell(u);
}

static void *line_open(void *data) {
    return data;
}

static void line_close(void *line, void *data) {
    assert_ptr_equal(line, data);
}

static void send_one(dispatch_slot *slot, void *line, void *data) {
    teller *u = data;
    (void)line;
    pthread_mutex_lock(&u->mutex);
    u->sent++;
    pthread_cond_broadcast(&u->changed);
    useconds_t takes = u->takes;
    pthread_mutex_unlock(&u->mutex);
    usleep(takes);
    pthread_mutex_lock(&u->mutex);
    while (((thing *)slot->item)->hangs && !u->released)
        pthread_cond_wait(&u->changed, &u->mutex);
    slot->stopped = ((thing *)slot->item)->hangs && u->is_cut;
    tell(u);
}

static void begin(teller *u, store *s, bool first_hangs) {
    *u = (teller){.first_hangs = first_hangs};
    pthread_mutex_init(&u->mutex, NULL);
    pthread_cond_init(&u->changed, NULL);
    u->engine = dispatcher_start(s, &(dispatch_steps){.lease = "lease",
                                                      .thread = "engine",
                                                      .outbox = OUTBOX_CHAT,
                                                      .messages = THINGS,
                                                      .alive = alive,
                                                      .slots = SLOTS,
                                                      .data = u,
                                                      .look = look,
                                                      .settle = settle,
                                                      .write = write_turn,
                                                      .hand_out = hand_out,
                                                      .next = next,
                                                      .cut = cut,
                                                      .sending = {"sender", line_open, line_close, send_one, u}});
}

static void finish(teller *u) {
    dispatcher_stop(u->engine);
    assert_null(dispatcher_free(u->engine));
    pthread_cond_destroy(&u->changed);
    pthread_mutex_destroy(&u->mutex);
}

static void await(teller *u, const size_t *what, size_t count) {
    pthread_mutex_lock(&u->mutex);
    while (*what < count)
        pthread_cond_wait(&u->changed, &u->mutex);
    pthread_mutex_unlock(&u->mutex);
}

// --- the store -------------------------------------------------------------------------------------------------------

static void wake(void *data, unsigned marks) {
    const teller *u = data;
    assert_int_equal(marks, OUTBOX_MARK(OUTBOX_CHAT));
    dispatcher_wake(u->engine);
}

static bool leave_message(db *d, const void *data) {
    arena *a = arena_new(0);
    (void)data;
    store_outbox_insert(d, OUTBOX_CHAT, json_make_object(a, NULL, 0), timestamp_now(), a);
    arena_free(a);
    return true;
}

static void leave_all(store *s) {
    for (size_t i = 0; i < THINGS; i++)
        assert_true(fixture_write(s, leave_message, NULL));
}

static void execute(store *s, const char *sql) {
    assert_true(fixture_write(s, run_sql, sql));
}

// --- tests -----------------------------------------------------------------------------------------------------------

static void test_a_commit_wakes_it(void **state) {
    store *s = fixture_open(*state);
    teller u;
    begin(&u, s, false);
    store_listener listener = {wake, &u};
    store_listen(s, &listener);
    for (size_t i = 1; i <= 3; i++) {
        assert_true(fixture_write(s, leave_message, NULL));
        await(&u, &u.settled, i);
    }
    execute(s, "UPDATE jobs SET holder = holder"); // without a mark: nobody is told of it
    finish(&u);
    assert_int_equal(fixture_number(s, "SELECT count(*) FROM jobs WHERE lease_until IS NULL AND last_handled > 0"), 1);
    store_close(s);
}

static void test_what_waits_at_the_start(void **state) {
    store *s = fixture_open(*state);
    teller u;
    assert_true(fixture_write(s, leave_message, NULL));
    // Of a server that was killed: where there is one server at most, nobody waits for its lease.
    execute(s, "INSERT INTO jobs (name, next_at, run, lease_until) VALUES ('lease', 0, 4, tessera_now(3600000000))");
    begin(&u, s, false);
    await(&u, &u.settled, 1);
    finish(&u);
    assert_int_equal(fixture_number(s, "SELECT run FROM jobs"), 5);
    store_close(s);
}

static void test_what_hangs_holds_up_no_other(void **state) {
    store *s = fixture_open(*state);
    teller u;
    leave_all(s);
    begin(&u, s, true);
    await(&u, &u.settled, THINGS - 1);
    pthread_mutex_lock(&u.mutex);
    assert_false(u.things[0].settled);
    u.released = true;
    tell(&u);
    await(&u, &u.settled, THINGS);
    finish(&u);
    assert_int_equal(u.sent, THINGS);
    store_close(s);
}

// What was sent makes room for as much, and where nothing is, a few are taken now and then.
static void test_enough_waits_already(void **state) {
    store *s = fixture_open(*state);
    teller u;
    waiting = ENOUGH;
    leave_all(s);
    begin(&u, s, false);
    await(&u, &u.settled, THINGS);
    finish(&u);
    waiting = 0;
    assert_true(u.most > 0 && u.most <= 16);
    store_close(s);
}

// Things that end one after the other, each before a rest is over, do not keep further messages from being taken.
static void test_more_is_taken_while_things_are_sent(void **state) {
    store *s = fixture_open(*state);
    teller u;
    waiting = ENOUGH;
    leave_all(s);
    begin(&u, s, false);
    pthread_mutex_lock(&u.mutex);
    u.takes = 30000;
    pthread_mutex_unlock(&u.mutex);
    await(&u, &u.settled, THINGS);
    finish(&u);
    waiting = 0;
    assert_true(u.most_open > 16);
    store_close(s);
}

static void test_the_end_cuts_what_hangs(void **state) {
    store *s = fixture_open(*state);
    teller u;
    assert_true(fixture_write(s, leave_message, NULL));
    assert_true(fixture_write(s, leave_message, NULL));
    begin(&u, s, true);
    await(&u, &u.settled, 1);
    finish(&u);
    assert_true(u.cuts == 1 && u.settled == 1 && !u.things[0].settled);
    assert_int_equal(fixture_number(s, "SELECT count(*) FROM jobs WHERE lease_until IS NULL AND last_handled = 1"), 1);
    store_close(s);
}

static void test_a_lease_that_is_lost(void **state) {
    store *s = fixture_open(*state);
    teller u;
    assert_true(fixture_write(s, leave_message, NULL));
    begin(&u, s, true);
    await(&u, &u.sent, 1);
    execute(s, "UPDATE jobs SET run = run + 1, lease_until = tessera_now(3600000000)"); // another server
    pthread_mutex_lock(&u.mutex);
    u.released = true;
    tell(&u);
    execute(s, "UPDATE jobs SET lease_until = NULL WHERE lease_until IS NOT NULL"); // and it has gone
    await(&u, &u.settled, 1); // sent once more: what came of it the first time nobody knows
    finish(&u);
    assert_true(u.sent == 2 && u.settled == 1);
    assert_int_equal(fixture_number(s, "SELECT run FROM jobs"), 3);
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_folder(test_a_commit_wakes_it),
        with_folder(test_what_waits_at_the_start),
        with_folder(test_what_hangs_holds_up_no_other),
        with_folder(test_enough_waits_already),
        with_folder(test_more_is_taken_while_things_are_sent),
        with_folder(test_the_end_cuts_what_hangs),
        with_folder(test_a_lease_that_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
