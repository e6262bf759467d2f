// From a member back to the struct that holds it: how one struct stands in several lists and queues.
#pragma once
#include <stddef.h>

// The struct of this type whose member is at `pointer`.
#define container_of(pointer, type, member) ((type *)(void *)((char *)(pointer)-offsetof(type, member)))
