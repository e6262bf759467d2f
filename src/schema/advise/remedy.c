// Composing: every change is answered in one copy of the new schema, as long as no two answers claim the same path or a
// path inside another's. An answer that would clash stands alone, in a copy of its own.
#include "schema/advise/remedy.h"
#include "schema/advise/remedy_rules.h"

// --- composing -------------------------------------------------------------------------------------------------------

// What a change claims: its path, with the field where several changes share one path.
static text claim_of(const task *t) {
    text path = text_of(t->change->path);
    if (t->change->kind == SCHEMA_REQUIRED_ADDED && t->change->subject.data != NULL) {
        return text_of(
            arena_printf(t->a, "%.*s.%s", (int)path.length, path.data, arena_text(t->a, t->change->subject)));
    }
    return path_without_tail(path_without_tail(path, "type"), "enum");
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
    text claims[REMEDY_CHANGES_MAX];
    const char *texts[REMEDY_CHANGES_MAX];
    size_t count;
    const char *strategy;
    bool high;
    remedy standalone[REMEDY_STANDALONE_MAX];
    size_t standalone_count;
} composer;

static void compose(composer *c, task *t) {
    text claim = claim_of(t);
    if (clashes(c->claims, c->count, claim)) {
        edit *fresh = edit_new(c->a, c->new);
        if (c->standalone_count < REMEDY_STANDALONE_MAX && remedy_apply(t, fresh)) {
            const char **texts = arena_array(c->a, 1, sizeof(char *));
            texts[0] = t->text;
            c->standalone[c->standalone_count++] = (remedy){.strategy = t->strategy,
                                                            .confidence = t->high ? "high" : "medium",
                                                            .description = t->text,
                                                            .suggested_schema = edit_value(fresh),
                                                            .changes_made = texts,
                                                            .changes_count = 1};
        }
        return;
    }
    if (!remedy_apply(t, c->working))
        return;
    c->claims[c->count] = claim;
    c->texts[c->count] = t->text;
    c->strategy = c->count == 0 || strcmp(c->strategy, t->strategy) == 0 ? t->strategy : "mixed";
    c->high = c->high && t->high;
    c->count++;
}

static remedy composed(composer *c) {
    buffer out;
    buffer_init(&out, SIZE_MAX / 2);
    buffer_append_string(&out, "Composed migration: ");
    const char **texts = arena_array(c->a, c->count, sizeof(char *));
    for (size_t i = 0; i < c->count; i++) {
        buffer_append_string(&out, i == 0 ? "" : "; ");
        buffer_append_string(&out, c->texts[i]);
        texts[i] = c->texts[i];
    }
    remedy s = {.strategy = c->strategy,
                .confidence = c->high ? "high" : "medium",
                .description = arena_text(c->a, buffer_text(&out)),
                .suggested_schema = edit_value(c->working),
                .changes_made = texts,
                .changes_count = c->count};
    buffer_done(&out);
    return s;
}

remedies remedies_suggest(arena *a, const json_value *old, const json_value *new, schema_changes changes,
                          schema_mode mode) {
    if (mode == SCHEMA_NONE || changes.count == 0)
        return (remedies){0};
    composer *c = arena_new_of(a, composer);
    c->a = a;
    c->new = new;
    c->working = edit_new(a, new);
    c->high = true;
    task *t = arena_new_of(a, task);
    for (size_t i = 0; i < changes.count && i < REMEDY_CHANGES_MAX; i++) {
        *t = (task){.a = a, .old = old, .change = &changes.items[i]};
        if (remedy_aim(t, new))
            compose(c, t);
    }
    remedy *items = arena_array(a, 1 + c->standalone_count, sizeof(remedy));
    size_t count = 0;
    if (c->count > 0)
        items[count++] = composed(c);
    for (size_t i = 0; i < c->standalone_count; i++)
        items[count++] = c->standalone[i];
    return (remedies){.items = items, .count = count};
}
