// Where a list goes on: behind the row with a key and an id. Clients get it as a text, give it back and know nothing of it.
#pragma once
#include "base/record.h"

// The orders of the lists; the id is the last key of each. Their numbers are in texts that clients hold: new ones come last.
// ORDER(name, key, type): the key is a field of the rows, of kind STRING or TIME.
#define LIST_ORDERS(ORDER)                                                                                             \
    ORDER(teams_by_name, name, STRING)                                                                                 \
    ORDER(users_by_name, name, STRING)                                                                                 \
    ORDER(assets_by_fqn, fqn, STRING)                                                                                  \
    ORDER(assets_by_fqn_down, fqn, STRING)                                                                             \
    ORDER(assets_by_owner, owner_team_name, STRING)                                                                    \
    ORDER(assets_by_owner_down, owner_team_name, STRING)                                                               \
    ORDER(assets_by_owner_user, owner_user_name, STRING)                                                               \
    ORDER(assets_by_owner_user_down, owner_user_name, STRING)                                                          \
    ORDER(assets_by_creation, created_at, TIME)                                                                        \
    ORDER(assets_by_creation_down, created_at, TIME)                                                                   \
    ORDER(contracts_newest, published_at, TIME)                                                                        \
    ORDER(registrations_newest, registered_at, TIME)                                                                   \
    ORDER(proposals_newest, proposed_at, TIME)                                                                         \
    ORDER(repos_by_name, name, STRING)                                                                                 \
    ORDER(services_by_name, name, STRING)                                                                              \
    ORDER(dependencies_oldest, created_at, TIME)                                                                       \
    ORDER(deployments_newest, deployed_at, TIME)                                                                       \
    ORDER(inbox_newest, proposed_at, TIME)                                                                             \
    ORDER(audit_newest, occurred_at, TIME)                                                                             \
    ORDER(slack_configs_newest, created_at, TIME)                                                                      \
    ORDER(endpoints_newest, created_at, TIME)                                                                          \
    ORDER(deliveries_newest, created_at, TIME)                                                                         \
    ORDER(notifications_newest, created_at, TIME)

typedef enum list_order {
#define ORDER(name, key, kind) order_##name,
    LIST_ORDERS(ORDER)
#undef ORDER
        list_order_count
} list_order;

typedef struct cursor {
    list_order order;
    uuid id;
    const char *string; // the key of an order by texts; NULL: null
    int64_t time;       // of an order by times
} cursor;

bool cursor_is_by_time(list_order order);
// The cursor behind a row of that type. Its texts are the row's.
cursor cursor_behind(list_order order, const record_type *type, const void *row);
// The cursor as a text of letters, digits, "-" and "_", in the arena.
const char *cursor_print(arena *a, const cursor *c);
// The cursor that a text is of; texts in the arena. False: it is none, or of no order that is known.
bool cursor_parse(arena *a, const char *printed, cursor *out);
