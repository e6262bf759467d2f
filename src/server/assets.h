// Assets in requests.
#pragma once
#include "server/request.h"

// What the asset will say that was asked for, its environment the server's default where none was named.
void asset_asked_for(request *rq, const struct asset_create *in, struct asset *asset);
// The asset that the path names first. False: there is none, and the reply says so.
bool asset_or_reply(request *rq, struct asset *asset);
// The same, of an asset that the caller may write; otherwise the reply is 403 with the message.
bool own_asset_or_reply(request *rq, struct asset *asset, const char *message);
