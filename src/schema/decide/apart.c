// Disjointness: is there surely no value that two subschemas both accept?
#include "schema/decide/proof.h"
#include "schema/number.h"

// The lowest number of one side lies above the highest of the other.
static bool beyond(const node *high, const node *low) {
    const json_value *least = node_value(high, KEYWORD_MINIMUM), *most = node_value(low, KEYWORD_MAXIMUM);
    const json_value *above = node_value(high, KEYWORD_EXCLUSIVE_MINIMUM),
                     *below = node_value(low, KEYWORD_EXCLUSIVE_MAXIMUM);
    return (least != NULL && most != NULL && number_compare(least, most) > 0) ||
           (least != NULL && below != NULL && number_compare(least, below) >= 0) ||
           (above != NULL && most != NULL && number_compare(above, most) >= 0) ||
           (above != NULL && below != NULL && number_compare(above, below) >= 0);
}

// Some member that one of them requires can suit only one of them: the usual "kind" that tells alternatives apart.
static bool member_tells(proof *p, const node *a, const node *b, const name_set *required, unsigned depth) {
    for (size_t i = 0; i < required->count; i++) {
        const node *left = proof_member(p, a, required->items[i]), *right = proof_member(p, b, required->items[i]);
        if ((left != NULL && left->never) || (right != NULL && right->never))
            return true;
        if (left != NULL && right != NULL && proof_apart(p, left, right, depth + 1))
            return true;
    }
    return false;
}

static bool objects_apart(proof *p, const node *a, const node *b, unsigned depth) {
    return member_tells(p, a, b, node_required(a), depth) || member_tells(p, a, b, node_required(b), depth);
}

// Apart by something that `a` is made of.
static bool parts_apart(proof *p, const node *a, const node *b, unsigned depth) {
    const branch_list *all = node_branches(a);
    for (size_t i = 0; i < all->count; i++)
        if (proof_apart(p, all->items[i].schema, b, depth + 1))
            return true;
    const node_list *any = node_alternatives(a);
    bool each = any != NULL;
    for (size_t i = 0; each && i < any->count; i++)
        each = proof_apart(p, any->items[i], b, depth + 1);
    return each || (node_has(a, KEYWORD_NOT) && proof_within(p, b, node_child(a, KEYWORD_NOT), depth + 1));
}

bool proof_apart(proof *p, const node *a, const node *b, unsigned depth) {
    a = node_normal(a);
    b = node_normal(b);
    if (a->never || b->never)
        return true;
    if (a == b || !proof_step(p, depth))
        return false;
    unsigned common = node_types(a) & node_types(b);
    bool nullable = node_has(a, KEYWORD_NULLABLE) || node_has(b, KEYWORD_NULLABLE);
    if (common == 0)
        return !nullable;
    if (!nullable && (proof_values(p, a, b, SCHEMA_REJECTS) || proof_values(p, b, a, SCHEMA_REJECTS)))
        return true;
    if ((common & ~(unsigned)(TYPE_NUMBER | TYPE_INTEGER)) == 0 && !nullable && (beyond(a, b) || beyond(b, a)))
        return true;
    if (common == TYPE_OBJECT && !nullable && objects_apart(p, a, b, depth))
        return true;
    return parts_apart(p, a, b, depth) || parts_apart(p, b, a, depth);
}
