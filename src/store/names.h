// Looking for a part of an asset's name means looking at every name, which a database does a row at a time. So the names are kept
// in memory as well, and told from the view of whoever asks: what is found, and the total, are what the database would say in
// that very view.
#pragma once
#include "store/name_block.h"
#include "store/page.h"

typedef struct asset_names asset_names;

// Names that take no more than so many bytes of memory (where they would, none are kept); 0: none. For all threads. Never NULL.
asset_names *asset_names_new(size_t most_bytes);
// Accepts NULL.
void asset_names_free(asset_names *n);

// Fills page->total and page->more with what matches in the reader's view, and `ids` with the assets on the page, in the order of
// (name, id), upwards or downwards. False: it must be asked of the database, for the names are too many, the view is older than
// what is known of newer ones, or the database failed.
bool asset_names_find(asset_names *n, db *reader, const name_wanted *wanted, bool downwards, list_page *page,
                      record_uuids *ids, arena *a);

// Of whoever writes. Before an asset's name, environment, type or being there changes, in its transaction. The statement that
// changes it then sets name_part to the parameter :name_part, which is store_counts_part, and name_change to NAME_CHANGE.
db_status asset_names_changing(db *writer);
// The same where assets come by the hundred, which are not marked one by one.
db_status asset_names_loading(db *writer);
#define NAME_CHANGE "(SELECT n.changes FROM name_changes n WHERE n.part = :name_part)"
