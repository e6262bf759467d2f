// A team's inbox in the database.
#pragma once
#include "model/model.h"
#include "store/page.h"

// The page of proposals that wait for the team or, where another state than pending is asked for, that it has not answered of
// the assets that it consumes; those left out whose time has run out; newest first (records `pending_proposal`). `page` gets the
// total of all of them and whether there are more, `*changes` what each of the page breaks.
record_list store_inbox_read(db *d, const uuid *team, const struct pending_proposals_query *query, int64_t now,
                             list_page *page, record_list **changes, arena *a);
