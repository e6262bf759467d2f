// The admin of ADMIN_USERNAME and ADMIN_PASSWORD, before the first request.
#pragma once
#include "server/config.h"
#include "store/store.h"

// Sees to it that the user is there as the settings say, and logs what was done. Without these settings nothing happens. False:
// it could not be; `message` says why.
bool first_admin_see_to(store *s, const config *c, char *message, size_t message_size);
