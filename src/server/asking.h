// The command that asks another server, for those who watch over it: containers and scripts on machines without curl.
#pragma once

// Asks the server at `url`, https or on this machine, whether it is ready (GET /health/ready). Returns the exit status of the
// program: 0 if it is, 1 if not, 2 for a URL that is none; why is told on standard error.
int asking_health(const char *url);
