// Assets in requests.
#pragma once
#include "server/request.h"

// What the asset will say that was asked for, its environment the server's default where none was named.
void asset_asked_for(request *rq, const struct asset_create *in, struct asset *asset);
