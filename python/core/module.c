// The module `tessera_sdk._core`.
#include "core.h"

core_state *core_state_of_type(PyTypeObject *type) {
    PyObject *module = PyType_GetModuleByDef(type, &core_module);
    return module == NULL ? NULL : PyModule_GetState(module);
}

static bool page_start(core_state *state) {
    state->page_type = (PyTypeObject *)core_import("tessera_sdk.page", "Page");
    if (state->page_type == NULL)
        return false;
    state->page_total = core_slot(state->page_type, "total");
    state->page_limit = core_slot(state->page_type, "limit");
    state->page_offset = core_slot(state->page_type, "offset");
    state->page_response = core_slot(state->page_type, "_response");
    state->page_next = core_slot(state->page_type, "next");
    state->model_response = -1; // models are not imported before they are needed
    return state->page_total >= 0 && state->page_limit >= 0 && state->page_offset >= 0 && state->page_next >= 0 &&
           state->page_response >= 0;
}

static bool errors_start(core_state *state) {
    state->make_error = core_import("tessera_sdk.exceptions", "make_error");
    state->client_error = core_import("tessera_sdk.exceptions", "TesseraError");
    state->validation_error = core_import("tessera_sdk.exceptions", "ValidationError");
    return state->make_error != NULL && state->client_error != NULL && state->validation_error != NULL;
}

static bool plans_start(core_state *state) {
    size_t calls = 0;
    while (tessera_reflect_call_at(calls) != NULL)
        calls++;
    state->reply_plans = PyMem_Calloc(calls, sizeof *state->reply_plans);
    if (state->reply_plans == NULL)
        PyErr_NoMemory();
    return state->reply_plans != NULL;
}

static PyTypeObject *type_add(PyObject *module, PyType_Spec *spec) {
    PyTypeObject *type = (PyTypeObject *)PyType_FromModuleAndSpec(module, spec, NULL);
    if (type != NULL && PyModule_AddType(module, type) != 0)
        Py_CLEAR(type);
    return type;
}

static int module_start(PyObject *module) {
    core_state *state = PyModule_GetState(module);
    state->module = module;
    if (!page_start(state) || !errors_start(state) || !plans_start(state) || !quiet_start(state))
        return -1;
    if (PyModule_AddStringConstant(module, "__version__", TESSERA_VERSION) != 0 || !schema_start(module))
        return -1;
    state->dispatcher_type = type_add(module, &dispatcher_spec);
    state->options_type = state->dispatcher_type == NULL ? NULL : type_add(module, &options_spec);
    state->response_type = state->options_type == NULL ? NULL : type_add(module, &response_spec);
    state->sync_type = state->response_type == NULL ? NULL : type_add(module, &sync_spec);
    state->async_type = state->sync_type == NULL ? NULL : type_add(module, &async_spec);
    state->quiet_type = state->async_type == NULL ? NULL : type_add(module, &quiet_spec);
    return state->quiet_type == NULL ? -1 : 0;
}

static int module_traverse(PyObject *module, visitproc visit, void *arg) {
    core_state *s = PyModule_GetState(module);
    Py_VISIT(s->sync_type);
    Py_VISIT(s->async_type);
    Py_VISIT(s->dispatcher_type);
    Py_VISIT(s->options_type);
    Py_VISIT(s->response_type);
    Py_VISIT(s->quiet_type);
    Py_VISIT(s->call_type);
    Py_VISIT(s->future_type);
    Py_VISIT(s->task_type);
    Py_VISIT(s->future_cancel);
    Py_VISIT(s->future_set_result);
    Py_VISIT(s->future_set_exception);
    Py_VISIT(s->future_add_callback);
    Py_VISIT(s->future_remove_callback);
    Py_VISIT(s->get_running_loop);
    Py_VISIT(s->uuid_type);
    Py_VISIT(s->page_type);
    Py_VISIT(s->make_error);
    Py_VISIT(s->client_error);
    Py_VISIT(s->validation_error);
    return plan_visit_all(s, visit, arg);
}

static int module_clear(PyObject *module) {
    core_state *s = PyModule_GetState(module);
    Py_CLEAR(s->sync_type);
    Py_CLEAR(s->async_type);
    Py_CLEAR(s->dispatcher_type);
    Py_CLEAR(s->options_type);
    Py_CLEAR(s->response_type);
    Py_CLEAR(s->quiet_type);
    Py_CLEAR(s->name_disabled);
    Py_CLEAR(s->name_cache);
    Py_CLEAR(s->name_logging);
    Py_CLEAR(s->name_tracing);
    Py_CLEAR(s->level_info);
    Py_CLEAR(s->call_type);
    Py_CLEAR(s->future_type);
    Py_CLEAR(s->task_type);
    Py_CLEAR(s->future_cancel);
    Py_CLEAR(s->future_set_result);
    Py_CLEAR(s->future_set_exception);
    Py_CLEAR(s->future_add_callback);
    Py_CLEAR(s->future_remove_callback);
    Py_CLEAR(s->get_running_loop);
    Py_CLEAR(s->loop_keywords);
    Py_CLEAR(s->uuid_type);
    Py_CLEAR(s->uuid_unknown_safety);
    Py_CLEAR(s->page_type);
    Py_CLEAR(s->make_error);
    Py_CLEAR(s->client_error);
    Py_CLEAR(s->validation_error);
    plan_free_all(s);
    return 0;
}

static void module_free(void *module) {
    core_state *state = PyModule_GetState(module);
    module_clear(module);
    PyMem_Free(state->reply_plans);
    state->reply_plans = NULL;
}

static PyObject *call_name(PyObject *module, PyObject *number) {
    (void)module;
    size_t index = PyLong_AsSize_t(number);
    const tessera_reflect_call *row = PyErr_Occurred() ? NULL : tessera_reflect_call_at(index);
    if (row == NULL) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_ValueError, "there is no call of this number");
        return NULL;
    }
    return PyUnicode_FromFormat("%s %s", row->method, row->path);
}

static PyMethodDef module_methods[] = {
    {"call_name", call_name, METH_O, "Method and path of a call."},
    {"to_dict", (PyCFunction)(void (*)(void))model_to_dict, METH_FASTCALL, "The model's fields as a dict."},
    {"to_json", model_to_json, METH_O, "The model as JSON text."},
    {"from_dict", (PyCFunction)(void (*)(void))model_from_dict, METH_FASTCALL, "The model of a mapping."},
    {"schema", (PyCFunction)(void (*)(void))schema_answer, METH_FASTCALL, "The answer to a question about schemas."},
    {"from_json", (PyCFunction)(void (*)(void))model_from_json, METH_FASTCALL, "The model of a JSON text."},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot module_slots[] = {
    {Py_mod_exec, module_start},
#if PY_VERSION_HEX >= 0x030C0000
    {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
#endif
    {0, NULL},
};

PyModuleDef core_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "tessera_sdk._core",
    .m_doc = "The part of tessera_sdk that is written in C.",
    .m_size = sizeof(core_state),
    .m_methods = module_methods,
    .m_slots = module_slots,
    .m_traverse = module_traverse,
    .m_clear = module_clear,
    .m_free = module_free,
};

PyMODINIT_FUNC PyInit__core(void);
PyMODINIT_FUNC PyInit__core(void) {
    return PyModuleDef_Init(&core_module);
}
