// Rows of jobs, and the leases on them. All times are the database's, since those of several servers differ.
#pragma once
#include "model/model.h"
#include "store/db.h"

typedef struct job_state {
    int64_t now;         // of the database
    int64_t next_at;     // when it is due
    int64_t lease_until; // TIMESTAMP_NONE: nobody runs it
} job_state;

// False where the job has no row, or the database does not answer.
bool store_jobs_find(db *d, const char *name, job_state *out);
// Makes the row, due in so many microseconds; one that is there gets no later than that.
void store_jobs_add(db *d, const char *name, int64_t period);
// Takes it from whoever has it, who is known to be gone, and makes it due.
void store_jobs_free(db *d, const char *name);
// Takes the job where it is due and nobody has it, or whoever had it was silent for the length of its lease. Gives the number of
// the run, 0 where it was not to be had.
int64_t store_jobs_take(db *d, const char *name, const uuid *holder, int64_t lease);
// In the transaction of each piece of the run's work: whether the run has the job still, which then stays so for as long as the
// transaction and for the lease from now.
bool store_jobs_keep(db *d, const char *name, int64_t run, int64_t lease);

typedef struct job_end {
    bool failed;
    int64_t handled;     // rows
    double milliseconds; // that the run took
    int64_t next_run;    // microseconds from now
} job_end;
// Gives the job back. False where the run has it no more: then nothing is changed.
bool store_jobs_end(db *d, const char *name, int64_t run, const job_end *end);

// The records `health_job` of all jobs, by name.
record_list store_jobs_list(db *d, arena *a);
