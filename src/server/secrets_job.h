// The keys that secrets in the database lie under.
#pragma once
#include "domain/secret_box.h"
#include "store/store.h"

// Says in the log which secrets cannot be opened with the keys of the settings, and which are yet to be sealed under the first.
void secrets_tell(store *s, const secret_box *box);
