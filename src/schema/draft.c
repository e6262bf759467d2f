// The draft by the URI of its meta-schema, with either scheme, with or without an empty fragment.
#include "schema/draft.h"
#include "schema/node.h"

static const struct {
    text uri; // without scheme and trailing '#'
    draft draft;
} drafts[] = {
    {TEXT("json-schema.org/draft-04/schema"), DRAFT_4},
    {TEXT("json-schema.org/draft-06/schema"), DRAFT_6},
    {TEXT("json-schema.org/draft-07/schema"), DRAFT_7},
    {TEXT("json-schema.org/draft/2019-09/schema"), DRAFT_2019},
    {TEXT("json-schema.org/draft/2020-12/schema"), DRAFT_2020},
};

static text without_prefix(text whole, text prefix) {
    if (!text_starts_with(whole, prefix))
        return whole;
    return (text){whole.data + prefix.length, whole.length - prefix.length};
}

unsigned draft_named(const json_value *document) {
    const json_value *name = json_get(document, "$schema");
    if (name == NULL || name->type != JSON_STRING)
        return NO_DRAFT;
    text uri = without_prefix(without_prefix(json_text_of(name), TEXT("http://")), TEXT("https://"));
    if (uri.length > 0 && uri.data[uri.length - 1] == '#')
        uri.length--;
    for (size_t i = 0; i < sizeof(drafts) / sizeof(drafts[0]); i++)
        if (text_equal(uri, drafts[i].uri))
            return drafts[i].draft;
    return NO_DRAFT;
}

draft draft_of(const json_value *document) {
    unsigned named = draft_named(document);
    return named == NO_DRAFT ? DRAFT_7 : (draft)named;
}

static const struct {
    text name;
    unsigned bits;
} types[] = {
    {TEXT("string"), TYPE_STRING},   {TEXT("object"), TYPE_OBJECT},
    {TEXT("integer"), TYPE_INTEGER}, {TEXT("number"), TYPE_NUMBER | TYPE_INTEGER},
    {TEXT("array"), TYPE_ARRAY},     {TEXT("boolean"), TYPE_BOOLEAN},
    {TEXT("null"), TYPE_NULL},
};

unsigned type_bits(text name) {
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
        if (text_equal(name, types[i].name))
            return types[i].bits;
    return 0;
}
