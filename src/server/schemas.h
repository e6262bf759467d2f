// Schemas in requests.
#pragma once
#include "domain/document.h"
#include "schema/advise/version.h"
#include "server/request.h"

// Whether a submitted document can be used. False: 400 INVALID_SCHEMA is written.
bool schema_valid_or_reply(request *rq, const contract_document *source);
// Whether what a document was converted to may be published. False: 422 is written, as for a document that passes a limit itself.
bool schema_within_limits_or_reply(request *rq, const contract_document *source);

// The suggestion as the record of that name.
struct version_suggestion *suggestion_record(request *rq, const version_suggestion *suggestion);
