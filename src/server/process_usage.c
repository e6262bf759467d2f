// proc(5): /proc/self/stat, whose second field is a name in brackets that may hold anything, and a folder of descriptors.
#include "server/process_usage.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { TEXT_MAXIMUM = 4096, FIELDS_MAXIMUM = 24 };

// Fields of /proc/self/stat behind the name, from 0.
enum {
    FIELD_USER = 11,
    FIELD_SYSTEM = 12,
    FIELD_THREADS = 17,
    FIELD_START = 19,
    FIELD_VIRTUAL = 20,
    FIELD_RESIDENT = 21
};

static bool file_read(const char *path, char out[TEXT_MAXIMUM]) {
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length = descriptor < 0 ? -1 : read(descriptor, out, TEXT_MAXIMUM - 1);
    if (descriptor >= 0)
        close(descriptor);
    out[length < 0 ? 0 : length] = '\0';
    return length > 0;
}

// Where the machine's clock stood when it started, in seconds since 1970.
static double boot_seconds(void) {
    struct timespec now, since_boot;
    clock_gettime(CLOCK_REALTIME, &now);
    clock_gettime(CLOCK_BOOTTIME, &since_boot);
    return (double)(now.tv_sec - since_boot.tv_sec) + (double)(now.tv_nsec - since_boot.tv_nsec) / 1e9;
}

static int64_t count_descriptors(void) {
    DIR *folder = opendir("/proc/self/fd");
    if (folder == NULL)
        return -1;
    int64_t count = -3; // the two entries that every folder has, and the descriptor of this one
    while (readdir(folder) != NULL)
        count++;
    closedir(folder);
    return count;
}

static void read_stat(process_usage *usage) {
    char stat[TEXT_MAXIMUM], *at, *rest;
    double fields[FIELDS_MAXIMUM] = {0};
    if (!file_read("/proc/self/stat", stat) || (at = strrchr(stat, ')')) == NULL)
        return;
    unsigned count = 0;
    for (at = strtok_r(at + 1, " ", &rest); at != NULL && count < FIELDS_MAXIMUM; at = strtok_r(NULL, " ", &rest))
        fields[count++] = strtod(at, NULL);
    if (count <= FIELD_RESIDENT)
        return;
    double ticks = (double)sysconf(_SC_CLK_TCK);
    usage->cpu_seconds = (fields[FIELD_USER] + fields[FIELD_SYSTEM]) / ticks;
    usage->start_seconds = boot_seconds() + fields[FIELD_START] / ticks;
    usage->threads = (int64_t)fields[FIELD_THREADS];
    usage->virtual = (int64_t)fields[FIELD_VIRTUAL];
    usage->resident = (int64_t)fields[FIELD_RESIDENT] * sysconf(_SC_PAGESIZE);
}

process_usage process_usage_read(void) {
    process_usage usage = {-1, -1, -1, -1, -1, -1, -1};
    struct rlimit limit;
    read_stat(&usage);
    usage.open_fds = count_descriptors();
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0)
        usage.max_fds = (int64_t)limit.rlim_cur;
    return usage;
}
