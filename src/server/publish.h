// What routes that publish check and say alike.
#pragma once
#include "server/request.h"

// That the asset's last run of quality checks did not pass.
const char *publish_audit_warning(request *rq, const struct context_audit *unsound);
// Whether the publishing user, where one is named, is there and active; `*name` (which may be NULL) becomes its name then. False: the
// request has its 404.
bool publish_user_or_reply(request *rq, const uuid *id, const char **name);
