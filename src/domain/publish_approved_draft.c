#include "domain/publish_approved_draft.h"

publish_draft publish_approved_draft(db *d, const proposal_content *content, schema_cache *cache,
                                     const record_limits *limits, arena *a) {
    json_error error;
    const struct proposal *proposal = &content->proposal;
    text submitted =
        proposal->proposed_source.raw.data != NULL ? proposal->proposed_source.raw : proposal->proposed_schema.raw;
    const json_value *document = json_parse(a, submitted, JSON_DEPTH_MAXIMUM, &error);
    contract_document source = contract_document_read(limits, a, proposal->schema_format, document);
    source.excess = NULL; // limits were held when it was proposed
    return publish_prepare(d, cache, &proposal->asset_id, source, content->contract.compatibility_mode,
                           RECORD_ENUM_NONE, a);
}
