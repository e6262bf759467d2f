// As many documents as are wanted: by chance (sample.c) or at borders (sample_border.c), each once.
#include "schema/advise/sample.h"

enum { TRIES = 30, SAMPLES_MAX = 1000 }; // tries at one more document

static void add_accepted(sampler *s, sample_list *list, size_t count) {
    for (unsigned misses = 0; list->count < count && misses < TRIES && !s->work.exhausted;) {
        const json_value *document = sample_document(s);
        bool added =
            document != NULL && sample_add(list, (schema_sample){.document = document, .kind = SCHEMA_SAMPLE_INSIDE});
        misses = added ? 0 : misses + 1;
    }
    const json_value *document = list->count > 0 || s->work.exhausted ? NULL : sample_witness(s);
    if (document != NULL)
        sample_add(list, (schema_sample){.document = document, .kind = SCHEMA_SAMPLE_INSIDE});
}

schema_samples schema_sample_documents(arena *a, const schema_budget *budget, const compiled_schema *schema,
                                       const schema_sampling *order) {
    sampler s = {
        .a = a, .work.most = budget->visits, .decisions = budget->decisions, .schema = schema, .random = order->seed};
    size_t count = order->count < SAMPLES_MAX ? order->count : SAMPLES_MAX;
    schema_samples found;
    if (order->kind == SCHEMA_SAMPLE_INSIDE) {
        sample_list list = {
            .a = a, .known = map_new(a, count), .items = arena_array(a, count + 1, sizeof(schema_sample))};
        add_accepted(&s, &list, count);
        found = (schema_samples){list.items, list.count};
    } else {
        const schema_sampling bounded = {.count = count, .seed = order->seed, .kind = order->kind};
        found = sample_borders(&s, &bounded);
    }
    work_done(&s.work);
    return found;
}
