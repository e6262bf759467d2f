// --check-config: whether a start with the settings would do, as far as that can be told without one.
#pragma once
#include "server/config.h"

// Says on standard error all that is wrong with the settings and the files that they name. Returns the exit status, 0 or 1.
int checking_run(const config_result *result, arena *a);
