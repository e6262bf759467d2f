#include "real_server.h"
#include <dirent.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

// The address in "listening on http://127.0.0.1:8000".
static bool read_url(const char *line, char *url, size_t size) {
    const char *at = strstr(line, "http://");
    if (at == NULL)
        return false;
    snprintf(url, size, "%.*s", (int)strcspn(at, "\n"), at);
    return true;
}

void real_server_start(real_server *s, const char *listen) {
    int output[2];
    char database[128], log[128], line[256] = "";
    const char *program = getenv("TESSERA_SERVER");
    posix_spawn_file_actions_t actions;
    if (program == NULL) {
        fail_msg("TESSERA_SERVER does not name a server");
        return;
    }
    snprintf(database, sizeof database, "%s/test.db", s->folder);
    snprintf(log, sizeof log, "%s/stderr.log", s->folder);
    const char *arguments[] = {program, "--listen", listen, "--database", database, NULL};
    assert_int_equal(pipe2(output, O_CLOEXEC), 0);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    int failed = posix_spawn(&s->process, program, &actions, NULL, (char **)arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(output[1]);
    FILE *in = fdopen(output[0], "r");
    if (failed != 0 || fgets(line, sizeof line, in) == NULL || !read_url(line, s->url, sizeof s->url))
        fail_msg("%s did not start: %s", program, line);
    fclose(in);
}

static void show_log(const real_server *s) {
    char line[512];
    snprintf(line, sizeof line, "%s/stderr.log", s->folder);
    FILE *in = fopen(line, "r");
    while (in != NULL && fgets(line, sizeof line, in) != NULL)
        fputs(line, stderr);
    if (in != NULL)
        fclose(in);
}

void real_server_stop(real_server *s, int signal) {
    int status = 0;
    kill(s->process, signal);
    assert_int_equal(waitpid(s->process, &status, 0), s->process);
    if (signal == SIGTERM && status != 0) {
        show_log(s);
        fail_msg("the server ended with wait status %d", status);
    }
}

const char *real_server_address(const real_server *s) {
    return strstr(s->url, "//") + 2;
}

int real_server_port(const real_server *s) {
    return (int)strtol(strrchr(s->url, ':') + 1, NULL, 10);
}

int real_server_setup(void **state) {
    static real_server s;
    snprintf(s.folder, sizeof s.folder, "/tmp/test_sdk_XXXXXX");
    if (mkdtemp(s.folder) == NULL)
        return -1;
    real_server_start(&s, "127.0.0.1:0");
    setenv("TESSERA_URL", s.url, 1);
    *state = &s;
    return 0;
}

int real_server_teardown(void **state) {
    real_server *s = *state;
    real_server_stop(s, SIGTERM);
    DIR *folder = opendir(s->folder);
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
        unlinkat(dirfd(folder), entry->d_name, 0);
    closedir(folder);
    return rmdir(s->folder);
}

tessera_client *real_client(tessera_client_options options) {
    tessera_error error;
    options.retries = options.retries == 0 ? TESSERA_NO_RETRIES : options.retries;
    tessera_client *client = tessera_client_new(&options, &error);
    if (client == NULL)
        fail_msg("%s", error.message);
    return client;
}

tessera_team *real_team(tessera_client *client, const char *name) {
    tessera_error error;
    tessera_team *team = NULL;
    assert_status(tessera_teams_create(client, &(tessera_team_create){.name = name}, &team, &error), TESSERA_OK,
                  &error);
    return team;
}
