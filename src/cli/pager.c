// A pager is a line of the shell by custom (PAGER), so that it may have options.
#include "cli/cli.h"
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static const char *pager_of(void) {
    static const char *const variables[] = {"TESSERA_PAGER", "PAGER"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *named = getenv(variables[i]);
        if (named != NULL && *named != '\0')
            return named;
    }
    return "less -FRX";
}

// The process, which reads the pipe's end; -1: it cannot be started.
static pid_t pager_start(const char *pager, const int ends[2]) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t usual; // this program ignores them meanwhile
    char *const words[] = {(char[]){"sh"}, (char[]){"-c"}, strdup(pager), NULL};
    pid_t process = -1;
    sigemptyset(&usual);
    sigaddset(&usual, SIGINT);
    sigaddset(&usual, SIGPIPE);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    if (words[2] == NULL || posix_spawn(&process, "/bin/sh", &actions, &attributes, words, environ) != 0)
        process = -1;
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    free(words[2]);
    return process;
}

static void text_send(int descriptor, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t sent = write(descriptor, bytes, length);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return; // the pager has seen enough
        bytes += sent;
        length -= (size_t)sent;
    }
}

static bool text_page(const char *pager, const char *bytes, size_t length) {
    int ends[2], status = -1;
    if (pipe(ends) != 0)
        return false;
    signal(SIGINT, SIG_IGN); // the pager's to act on
    signal(SIGPIPE, SIG_IGN);
    pid_t process = pager_start(pager, ends);
    close(ends[0]);
    if (process > 0)
        text_send(ends[1], bytes, length);
    close(ends[1]);
    if (process <= 0)
        return false;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR)
        continue;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool answer_page(cli *c) {
    struct winsize window;
    size_t lines = 0;
    if (!c->terminal || global(c, "no-pager") != NULL || ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0 ||
        window.ws_row == 0)
        return false;
    for (size_t i = 0; i < c->answer.length; i++)
        lines += c->answer.data[i] == '\n';
    if (lines < window.ws_row || !text_page(pager_of(), c->answer.data, c->answer.length))
        return false;
    c->answer.length = 0;
    return true;
}
