// Values that JSON has no type for: ids and times.
#include "core.h"

static const unsigned char hex_digits[256] = {
    ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
    ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
};

// Imports the type of ids. False with an exception.
static bool uuid_start(core_state *state) {
    if (state->uuid_type != NULL)
        return true;
    PyTypeObject *type = (PyTypeObject *)core_import("uuid", "UUID");
    PyObject *safety = type == NULL ? NULL : core_import("uuid", "SafeUUID");
    PyObject *unknown = safety == NULL ? NULL : PyObject_GetAttrString(safety, "unknown");
    Py_XDECREF(safety);
    if (unknown != NULL) {
        state->uuid_int = core_slot(type, "int");
        state->uuid_is_safe = state->uuid_int < 0 ? -1 : core_slot(type, "is_safe");
    }
    if (unknown == NULL || state->uuid_is_safe < 0) {
        Py_XDECREF(unknown);
        Py_XDECREF(type);
        return false;
    }
    Py_XSETREF(state->uuid_unknown_safety, unknown);
    state->uuid_type = type;
    return true;
}

static bool datetime_start(core_state *state) {
    if (state->datetime == NULL)
        state->datetime = PyCapsule_Import(PyDateTime_CAPSULE_NAME, 0);
    return state->datetime != NULL;
}

bool values_is_uuid(core_state *state, PyObject *value) {
    if (uuid_start(state))
        return PyObject_TypeCheck(value, state->uuid_type);
    PyErr_Clear(); // of a type that cannot be imported nothing is an instance
    return false;
}

bool values_is_datetime(core_state *state, PyObject *value) {
    if (datetime_start(state))
        return PyObject_TypeCheck(value, state->datetime->DateTimeType);
    PyErr_Clear();
    return false;
}

void values_refuse(core_state *state, const char *name) {
    PyObject *type, *value, *traceback;
    if (!PyErr_ExceptionMatches(PyExc_ValueError))
        return;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_Format(state->validation_error, "%s: %S", name, value == NULL ? type : value);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
}

// --- ids -------------------------------------------------------------------------------------------------------------

// RFC 9562, section 4: the canonical form only.
static bool uuid_bytes(const char *text, size_t length, unsigned char out[16]) {
    if (length != CORE_ID_LENGTH)
        return false;
    size_t filled = 0;
    for (size_t at = 0; at < CORE_ID_LENGTH;) {
        if (at == 8 || at == 13 || at == 18 || at == 23) {
            if (text[at++] != '-')
                return false;
            continue;
        }
        int high = hex_digits[(unsigned char)text[at]], low = hex_digits[(unsigned char)text[at + 1]];
        if (high == 0 || low == 0)
            return false;
        out[filled++] = (unsigned char)((high - 1) << 4 | (low - 1));
        at += 2;
    }
    return true;
}

// Fills the two slots of a new instance as UUID.__init__ would: that costs twenty times as much.
PyObject *values_uuid(core_state *state, const char *text, size_t length) {
    unsigned char bytes[16];
    if (!uuid_start(state))
        return NULL;
    if (!uuid_bytes(text, length, bytes))
        return PyObject_CallFunction((PyObject *)state->uuid_type, "s#", text, (Py_ssize_t)length);
    PyObject *number = _PyLong_FromByteArray(bytes, sizeof bytes, 0, 0);
    if (number == NULL)
        return NULL;
    PyObject *uuid = state->uuid_type->tp_alloc(state->uuid_type, 0);
    if (uuid == NULL) {
        Py_DECREF(number);
        return NULL;
    }
    // It can be part of no cycle, so the collector need not look at it.
    PyObject_GC_UnTrack(uuid);
    *core_slot_at(uuid, state->uuid_int) = number;
    *core_slot_at(uuid, state->uuid_is_safe) = Py_NewRef(state->uuid_unknown_safety);
    return uuid;
}

bool values_uuid_text(core_state *state, PyObject *uuid, char out[CORE_ID_LENGTH + 1]) {
    static const char digits[] = "0123456789abcdef";
    PyObject *number = *core_slot_at(uuid, state->uuid_int);
    unsigned char bytes[16];
    if (number == NULL || !PyLong_Check(number)) {
        PyErr_SetString(PyExc_ValueError, "the UUID has no value");
        return false;
    }
#if PY_VERSION_HEX >= 0x030D0000
    int failed = _PyLong_AsByteArray((PyLongObject *)number, bytes, sizeof bytes, 0, 0, 1);
#else
    int failed = _PyLong_AsByteArray((PyLongObject *)number, bytes, sizeof bytes, 0, 0);
#endif
    if (failed != 0)
        return false;
    char *at = out;
    for (size_t i = 0; i < sizeof bytes; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *at++ = '-';
        *at++ = digits[bytes[i] >> 4];
        *at++ = digits[bytes[i] & 15];
    }
    *at = '\0';
    return true;
}

// --- times -----------------------------------------------------------------------------------------------------------

// The number that `count` decimal digits spell; negative when they do not.
static int digits_value(const char *text, int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

PyObject *values_datetime(core_state *state, const char *text, size_t length) {
    if (!datetime_start(state))
        return NULL;
    PyObject *utc = state->datetime->TimeZone_UTC;
    if (length == TESSERA_TIME_LENGTH && text[4] == '-' && text[7] == '-' && text[10] == 'T' && text[13] == ':' &&
        text[16] == ':' && text[19] == '.' && text[26] == 'Z') {
        int year = digits_value(text, 4), month = digits_value(text + 5, 2), day = digits_value(text + 8, 2);
        int hour = digits_value(text + 11, 2), minute = digits_value(text + 14, 2), second = digits_value(text + 17, 2);
        int micros = digits_value(text + 20, 6);
        if (year >= 0 && month >= 0 && day >= 0 && hour >= 0 && minute >= 0 && second >= 0 && micros >= 0)
            return state->datetime->DateTime_FromDateAndTime(year, month, day, hour, minute, second, micros, utc,
                                                             state->datetime->DateTimeType);
    }
    PyObject *value =
        PyObject_CallMethod((PyObject *)state->datetime->DateTimeType, "fromisoformat", "s#", text, (Py_ssize_t)length);
    if (value == NULL || ((PyDateTime_DateTime *)value)->hastzinfo)
        return value;
    // The API gives UTC; a value without a zone can only be that.
    PyObject *aware = state->datetime->DateTime_FromDateAndTimeAndFold(
        PyDateTime_GET_YEAR(value), PyDateTime_GET_MONTH(value), PyDateTime_GET_DAY(value),
        PyDateTime_DATE_GET_HOUR(value), PyDateTime_DATE_GET_MINUTE(value), PyDateTime_DATE_GET_SECOND(value),
        PyDateTime_DATE_GET_MICROSECOND(value), utc, 0, state->datetime->DateTimeType);
    Py_DECREF(value);
    return aware;
}

// Days since 1970-01-01 in the proleptic Gregorian calendar.
static int64_t days_of(int year, int month, int day) {
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = y / 400, year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

bool values_datetime_micros(core_state *state, PyObject *datetime, int64_t *micros) {
    PyObject *utc = state->datetime->TimeZone_UTC, *moved = NULL;
    if (!((PyDateTime_DateTime *)datetime)->hastzinfo || ((PyDateTime_DateTime *)datetime)->tzinfo != utc) {
        moved = PyObject_CallMethod(datetime, "astimezone", "O", utc);
        if (moved == NULL)
            return false;
        datetime = moved;
    }
    int64_t seconds =
        days_of(PyDateTime_GET_YEAR(datetime), PyDateTime_GET_MONTH(datetime), PyDateTime_GET_DAY(datetime)) * 86400 +
        INT64_C(3600) * PyDateTime_DATE_GET_HOUR(datetime) + INT64_C(60) * PyDateTime_DATE_GET_MINUTE(datetime) +
        PyDateTime_DATE_GET_SECOND(datetime);
    *micros = seconds * 1000000 + PyDateTime_DATE_GET_MICROSECOND(datetime);
    Py_XDECREF(moved);
    return true;
}
