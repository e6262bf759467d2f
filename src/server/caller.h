// Who calls.
#pragma once
#include "server/request.h"

// The caller's team for ownership and the audit trail; read from the database at the first call of a request.
const caller *request_caller(request *rq);
