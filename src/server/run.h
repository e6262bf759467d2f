// Runs the handler of a request that is ready for it, and what belongs to a write beside it.
#pragma once
#include "server/request.h"

// Runs the handler on rq->db and sets rq->status. A failure of the database, or a reply that is too large, is replied as such.
void run_handler(request *rq);
// As run_handler, and tags the reply.
void run_tagged(request *rq);
// As run_tagged, of a write, in its transaction: with what it was asked to match, and under its key. True: what it wrote
// stays; false: it is to be taken back, and where rq->course.again is set to be run once more, as it is a repetition.
bool run_write(request *rq);
