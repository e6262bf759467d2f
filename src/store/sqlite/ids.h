// Lists of ids in statements of SQLite.
#pragma once
#include <sqlite3.h>

// Registers with the connection the table tessera_ids(list): a row for each 16 bytes of the list with them as `id`, and with
// `place`, counted from 0. No list has no rows. An SQLite code.
int ids_register(sqlite3 *handle);
