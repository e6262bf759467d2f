#include "store/location.h"
#include "store/migrate.h"
#include "store/store.h"
int backup_placeholder;
