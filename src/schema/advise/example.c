// Documents that show changes. The decision that proves finds witnesses too; here it is led to the place of a change, so that
// each change gets a document of its own: first one whose members are declared and that fails by the keyword that changed, then
// by whatever the schema says there, then one with members that nothing declares, then any that shows that something broke.
#include "schema/advise/obstacle.h"
#include "schema/compare/location.h"
#include "schema/decide/decide.h"
#include "schema/decide/steer.h"
#include "schema/failure.h"
#include "schema/instance.h"

enum {
    TRIAL_STEPS = 20000,
    TRIALS_MAX = 40,
    REQUIRED_MAX = 300,
    LOOKS_MAX = 20000,
    SHRUNK_MAX = 4 * SCHEMA_EXAMPLE_MAX
};

typedef struct explainer {
    arena *a;
    work work;
    size_t decisions;
    size_t looks; // at what may stand in the way
    const compiled_schema *schemas[SIDES];
    // Whether some document that counts, or any at all, is accepted by that side and rejected by the other, if any change asked.
    struct {
        bool asked;
        decision found;
    } any[SIDES][2];
} explainer;

// --- promises --------------------------------------------------------------------------------------------------------

// What a contract promises beyond the documents that it accepts: the promise that the change breaks; else NULL.
static const char *promise_of(const schema_change *change, bool backward) {
    switch (change->kind) {
    case SCHEMA_PROPERTY_ADDED:
    case SCHEMA_PATTERN_PROPERTY_ADDED:
        return "Readers of the new schema may rely on what it declares, and the old one does not declare it";
    case SCHEMA_PROPERTY_REMOVED:
    case SCHEMA_PATTERN_PROPERTY_REMOVED:
        return "Readers may rely on what is declared, and the new schema does not declare it any more";
    case SCHEMA_DEFAULT_ADDED:
        return "Readers of the new schema may rely on its default, and the old one has none";
    case SCHEMA_DEFAULT_REMOVED:
        return "Readers may rely on the default, and the new schema has none";
    case SCHEMA_NULLABLE_ADDED:
    case SCHEMA_NULLABLE_REMOVED:
        if (change->restated)
            return NULL;
        return backward ? "Null is said to be a value, and the new schema does not say so"
                        : "The new schema says that null is a value, and the old one does not";
    default:
        return NULL;
    }
}

// Defaults decide about no document.
static bool is_about_documents(schema_change_kind kind) {
    return kind != SCHEMA_DEFAULT_ADDED && kind != SCHEMA_DEFAULT_REMOVED;
}

static schema_keyword keyword_of(const char *name) {
    int k = 0;
    while (name != NULL && k < KEYWORD_COUNT && strcmp(keyword_name((schema_keyword)k), name) != 0)
        k++;
    return name == NULL ? KEYWORD_COUNT : (schema_keyword)k;
}

// --- documents -------------------------------------------------------------------------------------------------------

// Documents that are rejected by that side at the place of the change; NULL: the place is not known. `k`: by that keyword.
static const node *wanted_of(explainer *e, const schema_change *change, side rejecting, schema_keyword k) {
    arena *a = work_memory(&e->work);
    const change_origin *at = change->origin;
    if (at == NULL)
        return NULL;
    const node *inner;
    bool required = change->kind == SCHEMA_REQUIRED_ADDED || change->kind == SCHEMA_REQUIRED_REMOVED;
    if (change->subject.data != NULL)
        inner = required ? steer_absent(a, change->subject) : steer_present(a, change->subject);
    else
        inner = steer_rejected(a, at->nodes[rejecting], k);
    for (; at->up != NULL; at = at->up)
        inner = steer_through(a, &at->step, inner);
    return inner;
}

// The decision about the values that `wanted` accepts; NULL: about all.
static decision look(explainer *e, side accepting, const node *wanted, bool closed) {
    const node *from = e->schemas[accepting]->root, *to = e->schemas[!accepting]->root;
    return decide_inclusion_of(&e->work, e->decisions, from, to, wanted, closed);
}

static const decision *look_anywhere(explainer *e, side accepting, bool closed) {
    if (!e->any[accepting][closed].asked) {
        e->any[accepting][closed].asked = true;
        e->any[accepting][closed].found = look(e, accepting, NULL, closed);
    }
    return &e->any[accepting][closed].found;
}

// A document in the memory of the work, and what else it had to be accepted by (NULL: nothing).
typedef struct witness {
    const json_value *document; // NULL: none was found
    const node *wanted;
} witness;

static bool fits(explainer *e, const node *n, const json_value *document, schema_verdict wanted) {
    size_t steps = TRIAL_STEPS;
    schema_verdict verdict = instance_verdict(n, document, work_shelf(&e->work), &steps);
    work_charge(&e->work, TRIAL_STEPS - steps);
    return verdict == wanted;
}

// Whether documents of that side must have more members than anybody would read.
static bool is_wide(const explainer *e, side accepting) {
    return node_required(node_normal(e->schemas[accepting]->root))->count > REQUIRED_MAX;
}

// A document that one side accepts and that is as wanted. That is mostly enough for the other side to reject it, and so much is
// found fast however large the schemas are; where it is not, the other side's word has to be in the question.
static witness find_wanted(explainer *e, side accepting, const node *wanted, bool closed) {
    const node *from = e->schemas[accepting]->root, *to = e->schemas[!accepting]->root;
    decision found = decide_inclusion_of(&e->work, e->decisions, from, NULL, wanted, closed);
    if (found.answer == ANSWER_NO && !fits(e, to, found.witness, SCHEMA_REJECTS))
        found = look(e, accepting, wanted, closed);
    return (witness){found.answer == ANSWER_NO ? found.witness : NULL, wanted};
}

static witness find(explainer *e, const schema_change *change, side accepting) {
    side rejecting = !accepting;
    schema_keyword k = keyword_of(change->keyword);
    const node *narrow = wanted_of(e, change, rejecting, k), *wide = narrow;
    if (k != KEYWORD_COUNT && change->subject.data == NULL)
        wide = wanted_of(e, change, rejecting, KEYWORD_COUNT);
    for (int closed = 1; closed >= 0 && narrow != NULL; closed--) {
        witness found = find_wanted(e, accepting, narrow, closed);
        if (found.document == NULL && wide != narrow)
            found = find_wanted(e, accepting, wide, closed);
        if (found.document != NULL)
            return found;
    }
    if (promise_of(change, true) != NULL)
        return (witness){0};
    const decision *any = look_anywhere(e, accepting, true);
    any = any->answer == ANSWER_NO ? any : look_anywhere(e, accepting, false);
    return (witness){any->answer == ANSWER_NO ? any->witness : NULL, NULL};
}

// Whether the document shows what the witness does.
static bool is_as_good(explainer *e, const witness *w, const json_value *document, side accepting) {
    return fits(e, e->schemas[accepting]->root, document, SCHEMA_ACCEPTS) &&
           fits(e, e->schemas[!accepting]->root, document, SCHEMA_REJECTS) &&
           (w->wanted == NULL || fits(e, w->wanted, document, SCHEMA_ACCEPTS));
}

// The value without its part of that number, in the order of the text; `*number` counts down, and is SIZE_MAX once it is left
// out.
static json_value without(arena *a, const json_value *value, size_t *number) {
    bool object = value->type == JSON_OBJECT;
    if ((!object && value->type != JSON_ARRAY) || value->count == 0 || *number == SIZE_MAX)
        return *value;
    json_value *elements = arena_array(a, value->count, sizeof *elements);
    json_member *members = arena_array(a, value->count, sizeof *members);
    size_t count = 0;
    for (uint32_t i = 0; i < value->count; i++) {
        if (*number != SIZE_MAX && (*number)-- == 0) // now SIZE_MAX
            continue;
        elements[count] = without(a, object ? &value->members[i].value : &value->elements[i], number);
        if (object)
            members[count] = value->members[i];
        members[count].value = elements[count];
        count++;
    }
    return object ? *json_make_object(a, members, count) : *json_make_array(a, elements, count);
}

// What the search put in and nothing needs is left out again, as far as that is tried.
static void shrink(explainer *e, witness *w, side accepting) {
    arena *a = work_memory(&e->work);
    size_t part = 0;
    if (json_text_size(w->document, false) > SHRUNK_MAX)
        return;
    for (int trial = 0; trial < TRIALS_MAX && !e->work.exhausted; trial++) {
        size_t number = part;
        json_value *less = arena_new_of(a, json_value);
        *less = without(a, w->document, &number);
        if (number != SIZE_MAX)
            return;
        if (is_as_good(e, w, less, accepting))
            w->document = less;
        else
            part++;
    }
}

// The step from where the change was found to what is rejected. False: it is rejected there.
static bool last_step(const schema_change *change, step *last) {
    *last = (step){.kind = STEP_MEMBER, .name = change->subject};
    if (change->subject.data != NULL)
        return change->kind != SCHEMA_REQUIRED_ADDED && change->kind != SCHEMA_REQUIRED_REMOVED;
    schema_keyword k = keyword_of(change->keyword);
    last->kind = k == KEYWORD_ADDITIONAL_PROPERTIES ? STEP_ANY_MEMBER : STEP_REST;
    return k == KEYWORD_ADDITIONAL_PROPERTIES || k == KEYWORD_ITEMS || k == KEYWORD_ADDITIONAL_ITEMS;
}

// `there`: whether it is the place of the change.
static const char *place_of_failure(explainer *e, const schema_change *change, const json_value *document,
                                    side rejecting, bool *there) {
    size_t count = 0;
    for (const change_origin *at = change->origin; at != NULL && at->up != NULL; at = at->up)
        count += at->step.kind != STEP_SAME;
    step *steps = arena_array(work_memory(&e->work), count + 1, sizeof *steps);
    bool further = last_step(change, &steps[count]);
    size_t left = count;
    for (const change_origin *at = change->origin; at != NULL && at->up != NULL; at = at->up)
        if (at->step.kind != STEP_SAME)
            steps[--left] = at->step;
    return failure_pointer(e->a, e->schemas[rejecting], document, change->origin == NULL ? NULL : steps,
                           count + further, there);
}

// The document, checked once more by those who will be shown it: against the schemas as they were published.
static bool shows(explainer *e, schema_change *change, const json_value *witness, side accepting) {
    schema_example *example = &change->example;
    json_error error;
    size_t length;
    const char *text = json_print(e->a, witness, &length);
    const compiled_schema *rejecting = e->schemas[!accepting];
    if (schema_accepts(e->schemas[accepting], witness) != SCHEMA_ACCEPTS ||
        schema_accepts(rejecting, witness) != SCHEMA_REJECTS)
        return false;
    if (length > SCHEMA_EXAMPLE_MAX && promise_of(change, true) == NULL) {
        *example = (schema_example){.unshown = true, .reason = "The document that shows it is too large to be told"};
        return true;
    }
    const json_value *document = json_parse(e->a, text_of(text), JSON_DEPTH_MAXIMUM, &error);
    bool there = false;
    const char *part = document == NULL ? NULL : place_of_failure(e, change, document, !accepting, &there);
    // A promise that is broken is not shown by what happens to break beside it.
    if (document == NULL || (!there && promise_of(change, true) != NULL))
        return false;
    *example = (schema_example){.document = document, .old_accepts = accepting == SIDE_OLD, .rejected_part = part};
    return true;
}

// Where the subschemas stand in which a keyword changed; NULL: that is not told.
static const char *place_of_change(explainer *e, const schema_change *change) {
    size_t length = strlen(change->path), keyword = change->keyword == NULL ? 0 : strlen(change->keyword);
    if (keyword == 0 || change->subject.data != NULL || change->origin == NULL || length < keyword ||
        strcmp(change->path + length - keyword, change->keyword) != 0)
        return NULL;
    return length == keyword ? "root" : arena_text(e->a, (text){change->path, length - keyword - 1});
}

// What may have stood in the way of a decision: in what is compared there, else anywhere.
static const char *obstacle(explainer *e, const schema_change *change, side accepting) {
    const char *found = NULL, *there = place_of_change(e, change);
    for (int s = 0; s < SIDES && found == NULL && there != NULL; s++)
        found = obstacle_of(e->a, &e->work, &e->looks, change->origin->nodes[s], there);
    for (int s = 0; s < SIDES && found == NULL; s++)
        found = obstacle_of(e->a, &e->work, &e->looks, e->schemas[s]->root, "root");
    if (found != NULL)
        return found;
    if (look_anywhere(e, accepting, false)->spent || look_anywhere(e, accepting, true)->spent)
        return arena_printf(e->a, "what is said together cannot be worked out in %zu steps", e->decisions);
    return "what is said together is beyond what the search can show";
}

// Why no document was found, where no promise is broken either.
static const char *why_none(explainer *e, const schema_change *change, side accepting) {
    const uint64_t annotating = KEYWORD_BIT(FORMAT) | KEYWORD_BIT(CONTENT_ENCODING) | KEYWORD_BIT(CONTENT_MEDIA_TYPE) |
                                KEYWORD_BIT(CONTENT_SCHEMA);
    schema_keyword k = keyword_of(change->keyword);
    if (k != KEYWORD_COUNT && (keyword_bit(k) & annotating) != 0)
        return "Some readers check the keyword and some do not, so no document surely shows it";
    if (is_wide(e, accepting))
        return "Documents must have so many members that none is told";
    if (e->work.exhausted)
        return "No document was looked for, since that would have taken too long";
    if (look_anywhere(e, accepting, false)->answer == ANSWER_YES)
        return "No document shows it: what the one schema accepts, the other one accepts as well";
    if (look_anywhere(e, accepting, true)->answer == ANSWER_YES)
        return "No document shows it whose members are all declared";
    return arena_printf(e->a, "No document that shows it was found: %s", obstacle(e, change, accepting));
}

static const char *reason_of(explainer *e, const schema_change *change, side accepting) {
    const char *why = why_none(e, change, accepting);
    return change->kind == SCHEMA_UNDECIDED ? arena_printf(e->a, "%s. %s", change->message, why) : why;
}

static void explain(explainer *e, schema_change *change, schema_mode mode) {
    bool backward = schema_mode_of_two(mode) != SCHEMA_FORWARD && schema_breaks(change->kind, SCHEMA_BACKWARD);
    side accepting = backward ? SIDE_OLD : SIDE_NEW;
    witness found = {0};
    change->example = (schema_example){0};
    if (!e->work.exhausted && !is_wide(e, accepting) && is_about_documents(change->kind))
        found = find(e, change, accepting);
    if (found.document != NULL)
        shrink(e, &found, accepting);
    if (found.document != NULL && shows(e, change, found.document, accepting))
        return;
    const char *promise = promise_of(change, backward);
    change->example.promised = promise != NULL;
    change->example.reason = promise != NULL ? promise : reason_of(e, change, accepting);
}

void schema_explain(arena *a, const schema_budget *budget, const compiled_schema *old, const compiled_schema *new,
                    schema_changes changes, schema_mode mode) {
    explainer e = {
        .a = a, .work.most = budget->visits, .decisions = budget->decisions, .looks = LOOKS_MAX, .schemas = {old, new}};
    for (size_t i = 0; i < changes.count; i++)
        if (schema_breaks(changes.items[i].kind, mode))
            explain(&e, &changes.items[i], mode);
    work_done(&e.work);
}
