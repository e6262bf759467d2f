// Schemas in requests.
#pragma once
#include "schema/schema.h"
#include "server/request.h"

// Whether a submitted schema of that format (enum schema_format) can be used. False: 400 INVALID_SCHEMA is written.
bool schema_valid_or_reply(request *rq, int format, schema_errors errors);
