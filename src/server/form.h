// Bodies of HTML forms.
#pragma once
#include "server/request.h"

// The fields of a form (application/x-www-form-urlencoded, URL standard section 5.1, or multipart/form-data, RFC 7578) as an
// object of strings, in the request's arena. Of fields of one name the last counts; empty ones and files are left out, and a body
// of another kind has none. The body as it was sent is wiped. False: the reply is 413 or 422.
bool form_read_or_reply(request *rq, const json_value **out);
