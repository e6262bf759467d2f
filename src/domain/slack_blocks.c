#include "domain/slack_blocks.h"
#include "base/json_build.h"
#include "domain/wording.h"

static void add(slack_blocks *b, const json_builder *block) {
    if (b->count < SLACK_BLOCKS)
        b->items[b->count++] = *json_built(block);
}

static json_builder block_of(slack_blocks *b, const char *type) {
    json_builder block = json_builder_on(b->arena);
    json_put_string(&block, "type", type);
    return block;
}

static const json_value *plain_text(slack_blocks *b, const char *string, size_t most) {
    json_builder object = block_of(b, "plain_text");
    json_put_string(&object, "text", wording(b->arena, string, most, WORDING_ONE_LINE));
    json_put_boolean(&object, "emoji", true);
    return json_built(&object);
}

static const json_value *markup_text(slack_blocks *b, const char *markup, size_t most) {
    json_builder object = block_of(b, "mrkdwn");
    json_put_string(&object, "text", wording(b->arena, markup, most, WORDING_MARKUP));
    return json_built(&object);
}

void slack_header(slack_blocks *b, const char *title) {
    json_builder block = block_of(b, "header");
    json_put_value(&block, "text", plain_text(b, title, SLACK_HEADER_MAXIMUM));
    add(b, &block);
}

void slack_section(slack_blocks *b, const char *markup) {
    json_builder block = block_of(b, "section");
    json_put_value(&block, "text", markup_text(b, markup, SLACK_TEXT_MAXIMUM));
    add(b, &block);
}

void slack_section_fields(slack_blocks *b, const char *const *markup, size_t count) {
    json_value fields[SLACK_FIELDS];
    if (count > SLACK_FIELDS)
        count = SLACK_FIELDS;
    for (size_t i = 0; i < count; i++)
        fields[i] = *markup_text(b, markup[i], SLACK_FIELD_MAXIMUM);
    json_builder block = block_of(b, "section");
    json_put_value(&block, "fields", json_make_array(b->arena, fields, count));
    add(b, &block);
}

void slack_divider(slack_blocks *b) {
    json_builder block = block_of(b, "divider");
    add(b, &block);
}

void slack_button(slack_blocks *b, const char *label, const char *url) {
    if (url == NULL || strlen(url) > SLACK_TEXT_MAXIMUM)
        return;
    json_builder button = block_of(b, "button");
    json_put_value(&button, "text", plain_text(b, label, SLACK_LABEL_MAXIMUM));
    json_put_string(&button, "url", arena_strdup(b->arena, url));
    json_builder block = block_of(b, "actions");
    json_put_value(&block, "elements", json_make_array(b->arena, json_built(&button), 1));
    add(b, &block);
}

void slack_context(slack_blocks *b, const char *markup) {
    json_builder block = block_of(b, "context");
    json_put_value(&block, "elements", json_make_array(b->arena, markup_text(b, markup, SLACK_TEXT_MAXIMUM), 1));
    add(b, &block);
}
