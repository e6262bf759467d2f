// What replies say of a publish, whichever route asked for it.
#pragma once
#include "server/request.h"

// That the asset's last run of quality checks did not pass.
const char *publish_audit_warning(request *rq, const struct context_audit *unsound);
