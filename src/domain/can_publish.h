// Whether a change may be published: what publishing it would do, asked without doing it, so that both can never differ; and whom
// it waits for. The answer is of the moment.
#pragma once
#include "domain/deployable.h"
#include "domain/publish.h"

// Of a schema: the order, of a source that was not refused, is decided as in a dry run. False: another contract is active than
// the one that its draft was compared with. `in` is the environment that it is meant for, NULL: none.
bool can_publish_order(struct can_publish *out, db *d, const publish_order *order, deployable *in, arena *a);
// Of what the asset has proposed: its pending proposal, else an approved one, else the newest.
// False: as above.
bool can_publish_proposed(struct can_publish *out, db *d, const struct asset *asset, deployable *in,
                          schema_cache *cache, const record_limits *limits, arena *a);
