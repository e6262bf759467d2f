// An approved proposal read again, to be published.
#pragma once
#include "domain/publish.h"
#include "store/proposals.h"

// What publishing the proposal begins with, before any transaction (publish_prepare). `draft.source.schema` is NULL where what
// is proposed is no schema any more.
publish_draft publish_approved_draft(db *d, const proposal_content *content, schema_cache *cache,
                                     const record_limits *limits, arena *a);
