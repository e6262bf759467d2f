// A thread waits for the signal, since reading files and writing the log are nothing for a handler, nor for a loop. Each reading
// begins with the command line, as the start did, so that the stronger source still wins; what differs from the start and cannot
// be exchanged while requests use it is named.
#include "server/reload.h"
#include "base/log.h"
#include "base/memory.h"
#include "net/thread_signals.h"
#include "server/certificates.h"
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>

#define LOGGER "tessera.server"

struct reload {
    pthread_t thread;
    sem_t asked;
    atomic_bool ends;
    app *app;
    const config_result *settings;
    int argument_count;
    char *const *arguments, *const *environment;
};

static void reload_certificates(app *app) {
    char message[512];
    size_t count;
    if (app->certificates == NULL)
        return;
    if (!certificates_reload(app->certificates, app->config, &count, message, sizeof message)) {
        log_error(LOGGER, "the teams of certificates were not read again, the former ones stay: %s", message);
        return;
    }
    atomic_fetch_add(&app->access_changes, 1); // who is known by a certificate is asked for it anew
    log_info(LOGGER, "the teams of %zu certificates were read again", count);
}

static void reload_settings(reload *r, arena *a) {
    config_result fresh = config_load(a, r->argument_count, r->arguments, r->environment);
    log_level level = LOG_INFO;
    if (fresh.error != NULL) {
        log_error(LOGGER, "the settings were not read again, the former ones stay: %s", fresh.error);
        return;
    }
    for (size_t i = 0; i < fresh.warnings.count; i++)
        log_warning(LOGGER, "%s", fresh.warnings.items[i]);
    log_level_parse(fresh.config.log_level, &level);
    log_set_level(level);
    const char *names = config_changed(r->settings, &fresh, "LOG_LEVEL", a);
    log_info(LOGGER, "the settings were read again; the log is at %s", fresh.config.log_level);
    if (names != NULL)
        log_warning(LOGGER, "changed settings that count from the next start on: %s", names);
}

static void *reload_run(void *data) {
    reload *r = data;
    thread_block_signals();
    for (;;) {
        while (sem_wait(&r->asked) != 0 && errno == EINTR)
            continue;
        if (atomic_load(&r->ends))
            return NULL;
        arena *a = arena_new(0);
        reload_settings(r, a);
        arena_free(a);
        reload_certificates(r->app);
        http_server_reload_tls(r->app->server);
    }
}

reload *reload_start(app *app, const config_result *settings, int argument_count, char *const *arguments,
                     char *const *environment) {
    reload *r = memory_zalloc(sizeof *r);
    *r = (reload){.app = app,
                  .settings = settings,
                  .argument_count = argument_count,
                  .arguments = arguments,
                  .environment = environment};
    sem_init(&r->asked, 0, 0);
    int error = pthread_create(&r->thread, NULL, reload_run, r);
    if (error == 0)
        return r;
    log_error(LOGGER, "SIGHUP will have nothing read again: %s", strerror(error));
    sem_destroy(&r->asked);
    free(r);
    return NULL;
}

void reload_ask(reload *r) {
    if (r != NULL)
        sem_post(&r->asked);
}

reload *reload_stop(reload *r) {
    if (r == NULL)
        return NULL;
    atomic_store(&r->ends, true);
    sem_post(&r->asked);
    pthread_join(r->thread, NULL);
    sem_destroy(&r->asked);
    free(r);
    return NULL;
}
