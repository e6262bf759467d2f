// The commands that move data, or look through it: each does its work and returns the exit status of the program. What it has to
// say goes to standard output, how far it is and why it failed to standard error.
#pragma once
#include "base/record.h"
#include "server/config.h"
#include "store/store.h"

int moving_backup(const char *database, const char *file);
int moving_restore(const char *database, const char *file);
int moving_copy(const char *from, const char *into);
int moving_import(const store_options *options, const record_limits *limits, const char *file); // importing.c
int moving_export(const char *database, const char *file);                                      // exporting.c
int moving_verify_audit(const config *settings);                                                // verifying.c
int moving_archive_audit(const store_options *options, const char *file, int64_t before);       // archiving.c
