// A step of a database's schema. Each database has a table of its own, made from src/store/migrations at build time.
#pragma once

typedef struct migration {
    int number; // from 1, without gaps
    const char *name;
    const char *sql;
} migration;

extern const migration sqlite_migrations[];
extern const int sqlite_migration_count;
extern const char sqlite_schema[]; // what all steps make of an empty database, in one go
extern const migration postgres_migrations[];
extern const int postgres_migration_count;
