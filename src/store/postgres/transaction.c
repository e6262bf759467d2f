// Transactions: how they begin, how they end, and what an error says of one. What begins a transaction goes out with its first
// statement; a rollback is sent and not waited for.
#include "base/log.h"
#include "store/postgres/postgres.h"
#include <stdio.h>

#define LOGGER "tessera.store"

pg_loss pg_loss_of(const char *state) {
    static const struct {
        const char *begin;
        pg_loss loss;
    } losses[] = {
        {"40001", LOSS_RACE}, {"40P01", LOSS_RACE}, {"55P03", LOSS_SLOW}, {"57014", LOSS_SLOW},
        {"25P03", LOSS_AWAY}, {"57P", LOSS_AWAY},   {"08", LOSS_AWAY},    {"25006", LOSS_AWAY},
        {"26000", LOSS_AWAY}, {"0A000", LOSS_AWAY}, {"53300", LOSS_AWAY}, {"53", LOSS_SLOW},
    };
    for (size_t i = 0; i < sizeof losses / sizeof *losses; i++)
        if (strncmp(state, losses[i].begin, strlen(losses[i].begin)) == 0)
            return losses[i].loss;
    return LOSS_NONE;
}

const char *pg_fault_of(const char *state) {
    if (strcmp(state, "53100") == 0)
        return "no space is left on the disk of the database";
    return strcmp(state, "25006") == 0 ? "the database takes no writes" : NULL;
}

bool pg_begin(pg_db *d, const char *begin) {
    d->loss = LOSS_NONE;
    d->fault = NULL;
    d->begin = begin;
    d->link = pool_take(d->pool);
    if (d->link == NULL)
        d->loss = LOSS_AWAY;
    return d->link != NULL;
}

void pg_end(pg_db *d) {
    pg_link *l = d->link;
    if (l == NULL)
        return;
    d->link = NULL;
    if (!l->broken && PQtransactionStatus(l->handle) != PQTRANS_IDLE) {
        l->draining = PQsendQuery(l->handle, "ROLLBACK") == 1;
        l->broken = !l->draining;
    }
    pool_give(d->pool, l);
}

static pg_commit_result commit_result(pg_db *d, PGresult *result) {
    if (PQresultStatus(result) == PGRES_COMMAND_OK) {
        if (strcmp(PQcmdStatus(result), "COMMIT") == 0)
            return COMMIT_DONE;
        d->loss =
            LOSS_RACE; // the server took it back: a statement was refused by a rule that nobody expected to be broken
        return COMMIT_LOST;
    }
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    if (state == NULL || strncmp(state, "57P", 3) == 0 || strncmp(state, "08", 2) == 0) {
        d->link->broken = true;
        return COMMIT_UNKNOWN;
    }
    d->loss = pg_loss_of(state);
    d->fault = pg_fault_of(state);
    if (d->loss != LOSS_NONE)
        return COMMIT_LOST;
    char reason[400];
    link_message(PQresultErrorMessage(result), reason, sizeof reason);
    log_error(LOGGER, "a transaction could not be committed: %s", reason);
    return COMMIT_REFUSED;
}

pg_commit_result pg_commit(pg_db *d) {
    if (PQtransactionStatus(d->link->handle) == PQTRANS_IDLE)
        return COMMIT_DONE; // no statement ran
    PGresult *result = PQexec(d->link->handle, "COMMIT");
    pg_commit_result how = commit_result(d, result);
    PQclear(result);
    return how;
}
