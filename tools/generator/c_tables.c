#include "generator.h"
void write_c_model_tables(const tables *t, FILE *out) {
    (void)t;
    (void)out;
}
void write_c_call_tables(const tables *t, FILE *out) {
    (void)t;
    (void)out;
}
void write_c_call_functions(const tables *t, FILE *out) {
    (void)t;
    (void)out;
}
