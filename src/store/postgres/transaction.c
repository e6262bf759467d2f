// Transactions: how they begin, how they end, and what an error says of one. What begins a transaction goes out with its first
// statement, COMMIT with what was not waited for before it, or with the one statement of a view; a rollback is sent and not
// waited for.
#include "base/schedule_point.h"
#include "store/postgres/postgres.h"
#include <stdio.h>

pg_loss pg_loss_of(const char *state) {
    static const struct {
        const char *begin;
        pg_loss loss;
    } losses[] = {
        {"40001", LOSS_RACE}, {"40P01", LOSS_RACE}, {"55P03", LOSS_SLOW}, {"57014", LOSS_SLOW}, {"25P03", LOSS_AWAY},
        {"25P04", LOSS_AWAY}, {"57P", LOSS_AWAY},   {"08", LOSS_AWAY},    {"25006", LOSS_AWAY}, {"26000", LOSS_AWAY},
        {"42P05", LOSS_AWAY}, {"0A000", LOSS_AWAY}, {"53300", LOSS_AWAY}, {"53", LOSS_SLOW},    {"42501", LOSS_DENIED},
    };
    for (size_t i = 0; i < sizeof losses / sizeof *losses; i++)
        if (strncmp(state, losses[i].begin, strlen(losses[i].begin)) == 0)
            return losses[i].loss;
    return LOSS_NONE;
}

const char *pg_fault_of(const char *state) {
    if (strcmp(state, "53100") == 0)
        return "no space is left on the disk of the database";
    if (strcmp(state, "42501") == 0)
        return "the database does not let the server's role do it";
    return strcmp(state, "25006") == 0 ? "the database takes no writes" : NULL;
}

bool pg_begin(pg_db *d, const char *begin) {
    d->loss = LOSS_NONE;
    d->fault = NULL;
    d->begin = begin;
    d->sent_count = 0;
    d->base.lock_sql = NULL;
    d->base.expects_one = d->base.view_has_ended = false;
    d->link = pool_take(d->pool);
    if (d->link == NULL)
        d->loss = LOSS_AWAY;
    return d->link != NULL;
}

void pg_end(pg_db *d) {
    pg_link *l = d->link;
    if (l == NULL)
        return;
    if (!l->broken && d->sent_count > 0) {
        batch_place of;
        PGresult *result = batch_receive(d, &of);
        l->broken = result == NULL;
        PQclear(result);
    }
    d->link = NULL;
    if (!l->broken && PQtransactionStatus(l->handle) != PQTRANS_IDLE) {
        l->draining = PQsendQuery(l->handle, "ROLLBACK") == 1;
        l->broken = !l->draining;
    }
    pool_give(d->pool, l);
}

// A rule refused what was sure to be taken: another transaction came in between. 25P02: that was before, and nobody looked.
static bool tells_of_race(const char *state) {
    return strcmp(state, "23505") == 0 || strcmp(state, "23503") == 0 || strcmp(state, "25P02") == 0;
}

// Why it was not kept. An error that tells of the session rather than of a statement does not tell how far the server came,
// whatever it stands in place of: a pooler may be the one who says so.
static pg_commit_result commit_fail(pg_db *d, const PGresult *result, batch_place of) {
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    if (state == NULL || strncmp(state, "57P", 3) == 0 || strncmp(state, "08", 2) == 0 || strcmp(state, "40003") == 0) {
        d->link->broken = true;
        return COMMIT_UNKNOWN;
    }
    d->loss = tells_of_race(state) ? LOSS_RACE : pg_loss_of(state);
    d->fault = pg_fault_of(state);
    if (d->loss == LOSS_AWAY)
        d->link->broken = true;
    if (d->loss != LOSS_NONE)
        return COMMIT_LOST;
    char reason[400];
    link_message(PQresultErrorMessage(result), reason, sizeof reason);
    db_query failed = {.connection = &d->base, .sql = of.sql};
    db_query_fail(&failed, reason);
    return COMMIT_REFUSED;
}

pg_commit_result pg_commit(pg_db *d) {
    if (d->begin != NULL)
        return COMMIT_DONE; // no statement ran
    if (HAS_SCHEDULE_POINTS)
        schedule_point("commit", PQbackendPID(d->link->handle), "");
    batch_place of;
    PGresult *result = batch_add_commit(d) ? batch_receive(d, &of) : NULL;
    pg_commit_result how = COMMIT_DONE;
    if (result == NULL) {
        d->link->broken = true;
        how = COMMIT_UNKNOWN;
    } else if (pg_is_error(result)) {
        how = commit_fail(d, result, of);
    } else if (strcmp(PQcmdStatus(result), "COMMIT") != 0) {
        // The server took it back: a statement was refused by a rule that nobody expected to be broken.
        d->loss = LOSS_RACE;
        how = COMMIT_LOST;
    }
    PQclear(result);
    return how;
}
