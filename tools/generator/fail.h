// How the generator gives up.
#pragma once

// Ends the program with a message.
_Noreturn void generator_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
