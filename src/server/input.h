// From raw request to checked structs: path, query string, body.
#pragma once
#include "server/request.h"

// Parses the body as JSON, or as a form where the route takes one, into `*body` (NULL where the route takes none, and where it is
// not JSON at all, which is noted as a problem). False: the error reply is written.
bool input_parse_body_or_reply(request *rq, const json_value **body);
// Decodes path, query and body into rq->ids, rq->texts, rq->query, rq->body. False: the 422 reply is written.
bool input_decode_or_reply(request *rq, const json_value *body);
