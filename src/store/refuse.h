// Why a database cannot be opened, copied or brought up, told to people.
#pragma once
#include <stdbool.h>
#include <stddef.h>

// Writes the message, cut to its room; always returns false, so that a function can end with it.
bool refuse(char *message, size_t message_size, const char *format, ...) __attribute__((format(printf, 3, 4)));
