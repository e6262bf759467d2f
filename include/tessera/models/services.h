// The models of the API as structs: services.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_service tessera_service;
typedef struct tessera_service_create tessera_service_create;
typedef struct tessera_service_update tessera_service_update;
typedef struct tessera_service_list_query tessera_service_list_query;

// A part of a repository that is deployed by itself.
struct tessera_service {
    uint64_t present;
    const char *id; // Id
    const char *name; // Name, unique in its repository among services that are not deleted
    const char *repo_id; // Its repository
    const char *root_path; // Its folder in the repository
    const char *otel_service_name; // Name that it has in traces
    const char *owner_team_id; // Owner team of the repository
    int64_t created_at; // When it was created (microseconds since 1970)
    int64_t updated_at; // When it last changed (microseconds since 1970)
    int64_t asset_count; // Active assets that belong to it
};
enum { TESSERA_FIELD_service_id, TESSERA_FIELD_service_name, TESSERA_FIELD_service_repo_id,
    TESSERA_FIELD_service_root_path, TESSERA_FIELD_service_otel_service_name, TESSERA_FIELD_service_owner_team_id,
    TESSERA_FIELD_service_created_at, TESSERA_FIELD_service_updated_at, TESSERA_FIELD_service_asset_count, };
TESSERA_RECORD_FUNCTIONS(tessera_service)
// A page of them, laid out as tessera_page.
typedef struct tessera_service_page {
    int64_t total;
    int64_t limit;
    int64_t offset;
    size_t count;
    const tessera_service *const *items;
    const char *next;
} tessera_service_page;
TESSERA_RECORD_FUNCTIONS(tessera_service_page)

// A new service.
struct tessera_service_create {
    uint64_t present;
    const char *name; // Name; required
    const char *repo_id; // Its repository; required
    const char *root_path; // Its folder in the repository
    const char *otel_service_name; // Name that it has in traces
};
enum { TESSERA_FIELD_service_create_name, TESSERA_FIELD_service_create_repo_id,
    TESSERA_FIELD_service_create_root_path, TESSERA_FIELD_service_create_otel_service_name, };

// Changes of a service; what is absent or null stays.
struct tessera_service_update {
    uint64_t present;
    const char *root_path; // Its folder in the repository
    const char *otel_service_name; // Name that it has in traces
};
enum { TESSERA_FIELD_service_update_root_path, TESSERA_FIELD_service_update_otel_service_name, };

// Filters of the list of services.
struct tessera_service_list_query {
    uint64_t present;
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    const char *repo_id; // Repository
    const char *team_id; // Owner team of the repository
    const char *otel_service_name; // Name in traces, exact
    const char *after; // Place behind which the page begins: `next` of an earlier reply, asked for in the same order
};
enum { TESSERA_FIELD_service_list_query_limit, TESSERA_FIELD_service_list_query_offset,
    TESSERA_FIELD_service_list_query_repo_id, TESSERA_FIELD_service_list_query_team_id,
    TESSERA_FIELD_service_list_query_otel_service_name, TESSERA_FIELD_service_list_query_after, };

#ifdef __cplusplus
}
#endif
