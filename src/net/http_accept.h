// What a client would rather have (RFC 9110 section 12.4.2 and 12.5).
#pragma once
#include "net/http.h"

enum { HTTP_WEIGHT_MAX = 1000 };

// Cuts the part before the next `separator` outside quotes off `rest`, without the blanks around it. False when nothing is left.
bool http_next_part(text *rest, char separator, text *part);
// The weight among parameters ("level=1;q=0.5") in thousandths; HTTP_WEIGHT_MAX when there is none, or none that is well formed.
unsigned http_weight(text parameters);
// The weight in thousandths that the request's `Accept` gives a media type ("text/html"): that of the most exact range which
// covers it; 0: none does. All types have HTTP_WEIGHT_MAX for a client that does not say. Parameters of ranges are not looked at.
unsigned http_accept_weight(const http_request *request, text type);
