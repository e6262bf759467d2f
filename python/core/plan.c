// Plans: what has to be known of a model's class to fill its instances quickly. Made once, when a model is first met.
#include "core.h"
#include <string.h>

PyObject *core_import(const char *module, const char *name) {
    PyObject *imported = PyImport_ImportModule(module);
    if (imported == NULL)
        return NULL;
    PyObject *value = PyObject_GetAttrString(imported, name);
    Py_DECREF(imported);
    return value;
}

Py_ssize_t core_slot(PyTypeObject *type, const char *name) {
    PyObject *descriptor = PyObject_GetAttrString((PyObject *)type, name);
    if (descriptor != NULL && PyObject_HasAttrString(descriptor, "slot")) // one that stands before the slot's own
        Py_SETREF(descriptor, PyObject_GetAttrString(descriptor, "slot"));
    if (descriptor == NULL)
        return -1;
    Py_ssize_t offset = -1;
    if (Py_TYPE(descriptor) == &PyMemberDescr_Type) {
        PyMemberDef *member = ((PyMemberDescrObject *)descriptor)->d_member;
        if (member->type == T_OBJECT_EX)
            offset = member->offset;
    }
    Py_DECREF(descriptor);
    if (offset < 0)
        PyErr_Format(PyExc_TypeError, "%s.%s is not kept in a slot", type->tp_name, name);
    return offset;
}

// --- enumerations ----------------------------------------------------------------------------------------------------

static void enum_free(enum_plan *plan) {
    if (plan == NULL)
        return;
    for (size_t i = 0; plan->members != NULL && i < plan->enumeration->count; i++)
        Py_XDECREF(plan->members[i]);
    PyMem_Free(plan->members);
    PyMem_Free(plan->lengths);
    PyMem_Free(plan);
}

static const enum_plan *plan_of_enum(core_state *state, const tessera_reflect_enum *enumeration) {
    for (enum_plan *known = state->enums; known != NULL; known = known->next)
        if (known->enumeration == enumeration)
            return known;
    PyObject *class = core_import("tessera_sdk.enums", enumeration->title);
    enum_plan *plan = class == NULL ? NULL : PyMem_Calloc(1, sizeof *plan);
    if (plan == NULL)
        goto failed;
    plan->enumeration = enumeration;
    plan->members = PyMem_Calloc(enumeration->count, sizeof *plan->members);
    plan->lengths = PyMem_Calloc(enumeration->count, sizeof *plan->lengths);
    if (plan->members == NULL || plan->lengths == NULL)
        goto failed;
    for (size_t i = 0; i < enumeration->count; i++) {
        plan->lengths[i] = strlen(enumeration->values[i]);
        plan->members[i] = PyObject_CallFunction(class, "s", enumeration->values[i]);
        if (plan->members[i] == NULL)
            goto failed;
    }
    Py_DECREF(class);
    plan->next = state->enums;
    state->enums = plan;
    return plan;

failed:
    if (!PyErr_Occurred())
        PyErr_NoMemory();
    Py_XDECREF(class);
    enum_free(plan);
    return NULL;
}

// --- models ----------------------------------------------------------------------------------------------------------

static void model_free(model_plan *plan) {
    if (plan == NULL)
        return;
    for (size_t i = 0; i < plan->count; i++) {
        Py_XDECREF(plan->fields[i].name);
        PyMem_Free(plan->fields[i].member);
    }
    Py_XDECREF(plan->type);
    PyMem_Free(plan);
}

static void models_free(model_plan *plans) {
    while (plans != NULL) {
        model_plan *next = plans->next;
        model_free(plans);
        plans = next;
    }
}

// Plans in the making. Importing their classes may let other threads run, which must not see them before they are whole.
typedef struct plan_maker {
    core_state *state;
    model_plan *made;
} plan_maker;

static const model_plan *model_make(plan_maker *maker, const tessera_reflect_model *model);

static const model_plan *model_known(const model_plan *plans, const tessera_reflect_model *model) {
    while (plans != NULL && plans->model != model)
        plans = plans->next;
    return plans;
}

static bool field_fill(plan_maker *maker, PyTypeObject *type, const tessera_reflect_field *field, field_plan *out) {
    *out = (field_plan){
        .wire = field->wire,
        .wire_length = field->wire_length,
        .kind = field->kind,
        .flags = field->flags,
        .slot = core_slot(type, field->name),
        .name = PyUnicode_InternFromString(field->name),
        .member = PyMem_Malloc(field->wire_length + 4),
    };
    if (out->slot < 0 || out->name == NULL || out->member == NULL)
        return false;
    snprintf(out->member, field->wire_length + 4, "\"%s\":", field->wire);
    if (field->enumeration != NULL)
        return (out->enumeration = plan_of_enum(maker->state, field->enumeration)) != NULL;
    if (field->model != NULL)
        return (out->record = model_make(maker, field->model)) != NULL;
    return true;
}

static int field_index(const tessera_reflect_model *model, const char *name) {
    for (size_t i = 0; i < model->field_count; i++)
        if (strcmp(model->fields[i].name, name) == 0)
            return (int)i;
    return -1;
}

static const model_plan *model_make(plan_maker *maker, const tessera_reflect_model *model) {
    const model_plan *known = model_known(maker->made, model);
    if (known == NULL)
        known = model_known(maker->state->plans, model);
    if (known != NULL)
        return known;
    PyTypeObject *type = (PyTypeObject *)core_import("tessera_sdk.models", model->title);
    if (type == NULL)
        return NULL;
    model_plan *plan = PyMem_Calloc(1, sizeof *plan + model->field_count * sizeof plan->fields[0]);
    if (plan == NULL) {
        Py_DECREF(type);
        PyErr_NoMemory();
        return NULL;
    }
    if (maker->state->model_response < 0 && (maker->state->model_response = core_slot(type, "_response")) < 0) {
        Py_DECREF(type);
        PyMem_Free(plan);
        return NULL;
    }
    // Known before its fields are, as a model may hold itself.
    *plan = (model_plan){.model = model, .type = type, .same = {-1, -1}, .next = maker->made};
    maker->made = plan;
    for (size_t i = 0; i < model->field_count; i++) {
        plan->count++;
        if (!field_fill(maker, type, &model->fields[i], &plan->fields[i]))
            return NULL;
    }
    int schema = field_index(model, "schema"), definition = field_index(model, "schema_def");
    if (schema >= 0 && definition >= 0) {
        plan->same[0] = schema;
        plan->same[1] = definition;
    }
    return plan;
}

const model_plan *plan_of_model(core_state *state, const tessera_reflect_model *model) {
    const model_plan *known = model_known(state->plans, model);
    if (known != NULL)
        return known;
    plan_maker maker = {.state = state};
    const model_plan *plan = model_make(&maker, model);
    if (plan == NULL) {
        models_free(maker.made);
        return NULL;
    }
    // Another thread may have made the same meanwhile; both are good.
    model_plan *last = maker.made;
    while (last != NULL && last->next != NULL)
        last = last->next;
    if (last != NULL) {
        last->next = state->plans;
        state->plans = maker.made;
    }
    return plan;
}

static const model_plan *plan_of_title(core_state *state, PyObject *title) {
    const tessera_reflect_model *model;
    for (size_t i = 0; (model = tessera_reflect_model_at(i)) != NULL; i++)
        if (PyUnicode_CompareWithASCIIString(title, model->title) == 0)
            return plan_of_model(state, model);
    return NULL;
}

const model_plan *plan_of_type(core_state *state, PyTypeObject *type) {
    for (Py_ssize_t i = 0; type->tp_mro != NULL && i < PyTuple_GET_SIZE(type->tp_mro); i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(type->tp_mro, i);
        for (model_plan *known = state->plans; known != NULL; known = known->next)
            if (known->type == base)
                return known;
        PyObject *title = PyType_HasFeature(base, Py_TPFLAGS_HEAPTYPE) ? PyType_GetName(base) : NULL;
        const model_plan *plan = title == NULL ? NULL : plan_of_title(state, title);
        Py_XDECREF(title);
        if (PyErr_Occurred() || (plan != NULL && plan->type == base))
            return plan;
    }
    PyErr_Format(PyExc_TypeError, "%s is not a model", type->tp_name);
    return NULL;
}

void plan_free_all(core_state *state) {
    models_free(state->plans);
    state->plans = NULL;
    while (state->enums != NULL) {
        enum_plan *next = state->enums->next;
        enum_free(state->enums);
        state->enums = next;
    }
}

int plan_visit_all(core_state *state, visitproc visit, void *arg) {
    for (const model_plan *plan = state->plans; plan != NULL; plan = plan->next)
        Py_VISIT(plan->type);
    for (const enum_plan *plan = state->enums; plan != NULL; plan = plan->next)
        for (size_t i = 0; i < plan->enumeration->count; i++)
            Py_VISIT(plan->members[i]);
    return 0;
}
