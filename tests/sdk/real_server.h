// tesserad itself, started for a test with a fresh database. TESSERA_SERVER names the program.
#pragma once
#include "sdk_unit.h"
#include <signal.h>
#include <sys/types.h>

typedef struct real_server {
    char folder[64], url[128];
    pid_t process;
} real_server;

// Starts the program with the server's folder on `listen`, "127.0.0.1:0" for a free port, and waits until it serves.
void real_server_start(real_server *s, const char *listen);
// Ends the process by that signal and waits for it. When it was asked to end (SIGTERM), it must do so with status 0.
void real_server_stop(real_server *s, int signal);
// "127.0.0.1:8000"
const char *real_server_address(const real_server *s);
int real_server_port(const real_server *s);

// Set-up and tear-down of a group of tests: the state is a server, TESSERA_URL is its address.
int real_server_setup(void **state);
int real_server_teardown(void **state);

// A client of TESSERA_URL, or of the options' own, without retries unless these say so; fails the test when there is none.
tessera_client *real_client(tessera_client_options options);
// A new team, which the caller frees; fails the test when there is none.
tessera_team *real_team(tessera_client *client, const char *name);
