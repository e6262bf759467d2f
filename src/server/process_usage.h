// What the process takes of the machine, as the kernel tells it.
#pragma once
#include <stdint.h>

// Less than 0: not known.
typedef struct process_usage {
    double cpu_seconds;        // of user and system
    double start_seconds;      // since 1970
    int64_t resident, virtual; // bytes
    int64_t open_fds, max_fds;
    int64_t threads;
} process_usage;

process_usage process_usage_read(void);
