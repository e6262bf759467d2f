// Where the loop has a reader of its own a key that it does not know is looked for at once; else, and where a signature has to
// be verified, a worker asks, and the request comes back to its loop, where it goes on as any other. A request whose signature
// nobody can verify yet is with none of them until what it waits for has been fetched.
#include "server/admit.h"
#include "base/container.h"
#include "server/app.h"
#include "server/dress.h"
#include "server/load.h"
#include "server/rates.h"
#include "server/sessions.h"

static void answer(request *rq) {
    if (rq->course.admitted != NULL) {
        rq->course.admitted(rq);
        return;
    }
    dress_reply(rq);
    http_exchange_finish(rq->exchange);
}

static void ask_worker(request *rq);

static void go_on(request *rq, auth_step step) {
    if (step == AUTH_ASKS) { // once more, about another credential
        ask_worker(rq);
        return;
    }
    if (rq->course.admitted != NULL) {
        if (step == AUTH_KNOWN)
            auth_scope_or_reply(rq);
        rq->course.admitted(rq);
        return;
    }
    if (step == AUTH_KNOWN && sessions_meant_or_reply(rq) && auth_scope_or_reply(rq) && rates_allow_or_reply(rq)) {
        rq->course.go_on(rq);
        return;
    }
    if (step == AUTH_REFUSED)
        rates_count_refusal(rq);
    answer(rq);
}

static void settle(http_task *task) {
    request *rq = container_of(task, request, course.finishing);
    // The server may have ended meanwhile, and what the loop knew with it.
    if (http_loop_data(http_exchange_loop(rq->exchange)) == NULL) {
        reply_unavailable(rq, 1, NULL);
        answer(rq);
        return;
    }
    go_on(rq, auth_settle(rq->course.auth, rq));
}

// Has the token of a session that is old replaced, behind which `settle` runs. A reply that goes on can carry no new one.
static bool rotates(request *rq) {
    return rq->course.admitted == NULL && sessions_rotate(rq, settle);
}

static void ask(worker_task *task, void *thread_data);

static void ask_worker(request *rq) {
    rq->course.task = (worker_task){.run = ask};
    if (worker_pool_submit(rq->app->workers, LANE_READS, &rq->course.task))
        return;
    reply_unavailable(rq, load_retry_after(rq->app, LANE_READS), NULL);
    answer(rq);
}

// What the answer waited for has come.
static void ask_again(http_task *task) {
    request *rq = container_of(task, request, course.finishing);
    if (http_loop_data(http_exchange_loop(rq->exchange)) != NULL) {
        ask_worker(rq);
        return;
    }
    reply_unavailable(rq, 1, NULL);
    answer(rq);
}

static void answer_on_loop(http_task *task) {
    answer(container_of(task, request, course.finishing));
}

static void wait(request *rq) {
    rq->course.finishing = (http_task){.run = ask_again};
    if (auth_wait(rq, &rq->course.finishing))
        return;
    reply_unavailable(rq, 1, NULL);
    rq->course.finishing = (http_task){.run = answer_on_loop};
    http_loop_post(http_exchange_loop(rq->exchange), &rq->course.finishing);
}

static void ask(worker_task *task, void *thread_data) {
    request *rq = container_of(task, request, course.task);
    db *reader = thread_data;
    bool answered = true;
    if (reader != NULL) {
        answered = auth_ask(rq, reader);
        store_reader_rest(rq->app->store, reader);
    } else {
        auth_no_database(rq);
    }
    if (!answered) {
        wait(rq);
        return;
    }
    if (rotates(rq))
        return;
    rq->course.finishing = (http_task){.run = settle};
    http_loop_post(http_exchange_loop(rq->exchange), &rq->course.finishing);
}

void admit(request *rq, auth *own, db *reader, void (*then)(request *rq)) {
    rq->course.go_on = then;
    rq->course.auth = own;
    auth_step step = auth_begin(own, rq);
    if (step != AUTH_ASKS) {
        go_on(rq, step);
        return;
    }
    if (reader == NULL || auth_is_slow(rq)) {
        ask_worker(rq);
        return;
    }
    auth_ask(rq, reader);
    if (!rotates(rq))
        go_on(rq, auth_settle(own, rq));
}
