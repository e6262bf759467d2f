// What routes that publish check and say alike.
#pragma once
#include "domain/publish.h"
#include "server/request.h"

// What a body asks for. Who publishes and how is not filled in, nor what the settings say of a proposal's end.
publish_order publish_order_of(const struct publish *in, const struct asset *asset, const publish_draft *draft);
// What became of the order.
int reply_publish(request *rq, const publish_order *order, const publish_outcome *outcome);
// 409, of PUBLISH_REOPENED: the proposal is pending again, which is kept although nothing was published, unless it is a dry run.
int reply_reopened(request *rq, const uuid *proposal, const publish_outcome *outcome, bool dry_run);
// When a proposal expires that is made now with that deadline (TIMESTAMP_NONE: without one, as the settings say then).
int64_t publish_expiry(const request *rq, int64_t deadline);
// That the asset's last run of quality checks did not pass.
const char *publish_audit_warning(request *rq, const struct context_audit *unsound);
// Whether the publishing team is there; `*publisher` becomes it then. False: the request has its 404.
bool publish_team_or_reply(request *rq, const uuid *id, struct team *publisher);
// Whether the publishing user, where one is named, is there and active; `*name` (which may be NULL) becomes its name then. False:
// the request has its 404.
bool publish_user_or_reply(request *rq, const uuid *id, const char **name);
// Whether the asset's quality checks let anything be published: strict assets want their newest run to have passed. False: the
// request has its 412.
bool publish_quality_or_reply(request *rq, const struct asset *asset);
