// A loop driven by hand, without its thread and without listeners: for fuzzing.
#pragma once
#include "net/http.h"

// A loop of a server that does not run.
http_loop *http_drive_loop(http_server *server, unsigned index);
// Serves a connected stream socket, which the loop then owns.
void http_drive_adopt(http_loop *loop, int socket);
// Does what can be done without waiting. Returns the number of open connections.
size_t http_drive_turn(http_loop *loop);
