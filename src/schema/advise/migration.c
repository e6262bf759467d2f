#include "schema/advise/migration.h"
#include "schema/advise/migration_rules.h"

// --- Composing -------------------------------------------------------------------------------------------------------

// What a change claims: its path, with the field where several changes share one path.
static text claim_of(const task *t) {
    text path = text_of(t->change->path);
    if (t->change->kind == SCHEMA_REQUIRED_ADDED && t->change->subject.data != NULL) {
        return text_of(
            arena_printf(t->a, "%.*s.%s", (int)path.length, path.data, arena_text(t->a, t->change->subject)));
    }
    return migration_without_tail(migration_without_tail(path, "type"), "enum");
}

static bool holds(text outer, text inner) {
    return outer.length == 0 ||
           (text_starts_with(inner, outer) && (inner.length == outer.length || inner.data[outer.length] == '.'));
}

static bool clashes(const text *claims, size_t count, text claim) {
    for (size_t i = 0; i < count; i++)
        if (holds(claims[i], claim) || holds(claim, claims[i]))
            return true;
    return false;
}

typedef struct composer {
    arena *a;
    const json_value *new;
    edit *working;
    text claims[MIGRATION_CHANGES_MAX];
    const char *texts[MIGRATION_CHANGES_MAX];
    size_t count;
    const char *strategy;
    bool high;
    migration_suggestion standalone[MIGRATION_STANDALONE_MAX];
    size_t standalone_count;
} composer;

static void compose(composer *c, task *t) {
    text claim = claim_of(t);
    if (clashes(c->claims, c->count, claim)) {
        edit *fresh = edit_new(c->a, c->new);
        if (c->standalone_count < MIGRATION_STANDALONE_MAX && migration_apply(t, fresh)) {
            const char **texts = arena_array(c->a, 1, sizeof(char *));
            texts[0] = t->text;
            c->standalone[c->standalone_count++] = (migration_suggestion){.strategy = t->strategy,
                                                                          .confidence = t->high ? "high" : "medium",
                                                                          .description = t->text,
                                                                          .suggested_schema = edit_value(fresh),
                                                                          .changes_made = texts,
                                                                          .changes_count = 1};
        }
        return;
    }
    if (!migration_apply(t, c->working))
        return;
    c->claims[c->count] = claim;
    c->texts[c->count] = t->text;
    c->strategy = c->count == 0 || strcmp(c->strategy, t->strategy) == 0 ? t->strategy : "mixed";
    c->high = c->high && t->high;
    c->count++;
}

static migration_suggestion composed(composer *c) {
    buffer out;
    buffer_init(&out, SIZE_MAX / 2);
    buffer_append_string(&out, "Composed migration: ");
    const char **texts = arena_array(c->a, c->count, sizeof(char *));
    for (size_t i = 0; i < c->count; i++) {
        buffer_append_string(&out, i == 0 ? "" : "; ");
        buffer_append_string(&out, c->texts[i]);
        texts[i] = c->texts[i];
    }
    migration_suggestion s = {.strategy = c->strategy,
                              .confidence = c->high ? "high" : "medium",
                              .description = arena_text(c->a, buffer_text(&out)),
                              .suggested_schema = edit_value(c->working),
                              .changes_made = texts,
                              .changes_count = c->count};
    buffer_done(&out);
    return s;
}

migration_suggestions migration_suggest(arena *a, const json_value *old, const json_value *new, schema_changes changes,
                                        schema_mode mode) {
    if (mode == SCHEMA_NONE || changes.count == 0)
        return (migration_suggestions){0};
    composer *c = arena_new_of(a, composer);
    c->a = a;
    c->new = new;
    c->working = edit_new(a, new);
    c->high = true;
    task *t = arena_new_of(a, task);
    for (size_t i = 0; i < changes.count && i < MIGRATION_CHANGES_MAX; i++) {
        *t = (task){.a = a, .old = old, .change = &changes.items[i]};
        if (migration_find(t, new))
            compose(c, t);
    }
    migration_suggestion *items = arena_array(a, 1 + c->standalone_count, sizeof(migration_suggestion));
    size_t count = 0;
    if (c->count > 0)
        items[count++] = composed(c);
    for (size_t i = 0; i < c->standalone_count; i++)
        items[count++] = c->standalone[i];
    return (migration_suggestions){.items = items, .count = count};
}

void migration_suggestions_write(json_writer *w, migration_suggestions suggestions) {
    json_begin_array(w);
    for (size_t i = 0; i < suggestions.count; i++) {
        const migration_suggestion *s = &suggestions.items[i];
        json_begin_object(w);
        json_name(w, "strategy");
        json_string(w, text_of(s->strategy));
        json_name(w, "description");
        json_string(w, text_of(s->description));
        json_name(w, "confidence");
        json_string(w, text_of(s->confidence));
        json_name(w, "suggested_schema");
        json_value_out(w, s->suggested_schema);
        json_name(w, "changes_made");
        json_begin_array(w);
        for (size_t j = 0; j < s->changes_count; j++)
            json_string(w, text_of(s->changes_made[j]));
        json_end_array(w);
        json_end_object(w);
    }
    json_end_array(w);
}
