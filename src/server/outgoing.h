// What the server posts to others: where it may go, and what the settings say of that.
#pragma once
#include "domain/secret_box.h"
#include "net/outbound.h"
#include "server/config.h"

// What is wrong with the settings, naming the one; NULL: nothing.
const char *outgoing_fault(const config *c, arena *a);
// Of settings without a fault. In `a`.
outbound_options outgoing_options(const config *c, arena *a);
// The keys for secrets that are kept. Never NULL where the settings have no fault.
secret_box *outgoing_secrets(const config *c, const char **fault);
