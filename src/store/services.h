// Services in the database. A service is owned by the owner of its repository, also of a deleted one.
#pragma once
#include "model/model.h"
#include "store/page.h"

// DB_UNIQUE: a live service of the repository has this name.
db_status store_services_insert(db *d, const struct service *service, arena *a);
// Writes root_path, otel_service_name and updated_at of the row with the service's id.
db_status store_services_update(db *d, const struct service *service, arena *a);
db_status store_services_delete(db *d, const uuid *id, int64_t now);

// The live service of that id. False when there is none.
bool store_services_get(db *d, const uuid *id, struct service *out, arena *a);
bool store_services_exist(db *d, const uuid *id);
// The id of the repository's live service of this name; none when there is none.
uuid store_services_find(db *d, const uuid *repo, const char *name);
// Live services that pass the filters, by name.
record_list store_services_list(db *d, const struct service_list_query *query, list_page *page, arena *a);
