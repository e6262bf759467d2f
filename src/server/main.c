// tesserad: reads the settings, opens the database, serves, ends.
#include "base/log.h"
#include "net/fetch.h"
#include "server/app.h"
#include "server/asking.h"
#include "server/auth.h"
#include "server/certificates.h"
#include "server/checking.h"
#include "server/counting.h"
#include "server/describe.h"
#include "server/dress.h"
#include "server/event_hub.h"
#include "server/first_admin.h"
#include "server/job_plans.h"
#include "server/load.h"
#include "server/metrics.h"
#include "server/moving.h"
#include "server/notifier.h"
#include "server/outgoing.h"
#include "server/pipeline.h"
#include "server/rates.h"
#include "server/reload.h"
#include "server/secrets_job.h"
#include "server/service_manager.h"
#include "server/telling.h"
#include "server/tokens.h"
#include "server/watch.h"
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#define LOGGER "tessera.server"
#define LARGE_BLOCK (4 << 20)

extern char **environ;

// The one process-wide variable: what the signal handlers stop, and what they have loaded again.
static struct {
    http_server *server; // NULL: it is still starting
    reload *reload;
    volatile sig_atomic_t asked; // to load again, before anything could
} serving;

// While it starts nobody is served yet, and the database is as whole as after any other end. The first process of a container has
// no end by a signal but this one.
static void on_signal(int signal_number) {
    (void)signal_number;
    if (serving.server == NULL)
        _exit(0);
    http_server_stop(serving.server);
}

static void on_reload(int signal_number) {
    (void)signal_number;
    serving.asked = 1;
    reload_ask(serving.reload);
}

static void install_signals(void) {
    struct sigaction stop = {.sa_handler = on_signal}, ignore = {.sa_handler = SIG_IGN};
    struct sigaction again = {.sa_handler = on_reload, .sa_flags = SA_RESTART};
    sigaction(SIGTERM, &stop, NULL);
    sigaction(SIGINT, &stop, NULL);
    sigaction(SIGPIPE, &ignore, NULL);
    sigaction(SIGHUP, &again, NULL);
}

// Where one of them is closed, what is opened next would have its number, and lines of the log would go there.
static void open_standard_streams(void) {
    for (int stream = 0; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0 && open("/dev/null", stream == STDIN_FILENO ? O_RDONLY : O_WRONLY) != stream)
            _exit(1);
}

// Connections need descriptors; the usual soft limit of 1024 is far below the hard one.
static void raise_descriptor_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= limit.rlim_max)
        return;
    limit.rlim_cur = limit.rlim_max > 1048576 ? 1048576 : limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

static int print_routes(void) {
    arena *a = arena_new(0);
    const router *r = router_new(a);
    const route *row;
    for (size_t i = 0; (row = router_at(r, i)) != NULL; i++)
        printf("%-7s %-50s %-7s %s_%s\n", http_method_name(row->method), row->path, route_scope_name(row->scope),
               row->noun, row->verb);
    arena_free(a);
    return 0;
}

static void set_up_log(const config *c) {
    log_level level = LOG_INFO;
    log_level_parse(c->log_level, &level);
    log_setup(level, strcmp(c->log_format, "json") == 0);
}

static void on_drain(void *data) {
    const app *app = data;
    service_manager_tell_stopping(app->manager);
}

static http_options server_options(app *app, arena *a) {
    const config *c = app->config;
    return (http_options){
        .threads = (unsigned)c->threads,
        .limits =
            {
                .uri_length = (size_t)c->max_uri_bytes,
                .header_bytes = (size_t)c->max_header_bytes,
                .header_count = (size_t)c->max_header_count,
                .body_bytes = (size_t)c->max_body_bytes,
                .reply_bytes = (size_t)c->max_reply_bytes,
                .held_bytes = (size_t)(c->max_held_bytes > c->max_body_bytes ? c->max_held_bytes : c->max_body_bytes),
                .connections = (size_t)c->max_connections,
                .header_seconds = (unsigned)c->header_timeout,
                .body_seconds = (unsigned)c->body_timeout,
                .idle_seconds = (unsigned)c->idle_timeout,
                .write_seconds = (unsigned)c->write_timeout,
                .handshake_seconds = (unsigned)c->tls_handshake_timeout,
                .drain_seconds = (unsigned)c->drain_timeout,
            },
        .proxies = config_proxies(c, a),
        .gzip_minimum = c->gzip_minimum == 0 ? SIZE_MAX : (size_t)c->gzip_minimum,
        .on_request = pipeline_on_request,
        .on_finished = counting_on_finished,
        .on_refusal = pipeline_on_refusal,
        .loop_start = pipeline_loop_start,
        .loop_end = pipeline_loop_end,
        .loop_idle = pipeline_loop_idle,
        .drain_begins = on_drain,
        .data = app,
    };
}

static bool use_tls(const app *app, arena *a) {
    char message[512];
    http_tls_options *options = arena_alloc(a, sizeof *options);
    *options = config_tls_options(app->config, a);
    if (options->count == 0 || http_server_use_tls(app->server, options, message, sizeof message))
        return true;
    fprintf(stderr, "tesserad: %s\n", message);
    return false;
}

// Serves the sockets of the service manager.
static bool adopt_sockets(app *app, const service_sockets *sockets) {
    char message[512];
    if (sockets->fault != NULL) {
        fprintf(stderr, "tesserad: %s\n", sockets->fault);
        return false;
    }
    for (size_t i = 0; i < sockets->count; i++) {
        const service_socket *s = &sockets->items[i];
        if (!http_server_adopt(app->server, s->descriptor, s->cover, message, sizeof message)) {
            fprintf(stderr, "tesserad: the socket \"%s\" of the service manager: %s\n", s->name, message);
            return false;
        }
        if (config_stays_local(app->config) && !config_is_local(http_server_address(app->server, i))) {
            fprintf(stderr, "tesserad: %s\n", config_stays_local_why);
            return false;
        }
    }
    return true;
}

// The addresses of the settings: where there are sockets of the service manager, those alone that somebody has given.
static bool listen_everywhere(app *app, const service_sockets *sockets, bool listen_given) {
    char message[512];
    if (!adopt_sockets(app, sockets))
        return false;
    if (sockets->count > 0 && !listen_given)
        return true;
    for (size_t i = 0; i < app->config->listen.count; i++)
        if (!http_server_listen(app->server, app->config->listen.items[i], message, sizeof message)) {
            bool taken = strstr(message, "address already in use") != NULL;
            fprintf(stderr, "tesserad: %s%s\n", message,
                    taken ? "; another program, or another tesserad, uses it. --listen chooses another address" : "");
            return false;
        }
    return true;
}

static void announce(void *data) {
    const app *app = data;
    const char *address;
    for (size_t i = 0; (address = http_server_address(app->server, i)) != NULL; i++) {
        printf("listening on %s\n", address);
        log_info(LOGGER, "listening on %s", address);
    }
    fflush(stdout);
    if (!app->authenticates)
        log_warning(LOGGER, "authentication is off: every caller is an admin");
    service_manager_tell_ready(app->manager, app->server);
}

static store_pool_options pool_options(const config *c) {
    return (store_pool_options){
        .minimum = (unsigned)c->db_pool_minimum,
        .size = (unsigned)c->db_pool_size,
        .overflow = (unsigned)c->db_max_overflow,
        .wait_seconds = c->db_pool_timeout,
        .idle_seconds = c->db_pool_idle,
        .life_seconds = c->db_pool_recycle,
        .statement_milliseconds = (int)(c->db_statement_timeout * 1000),
        .lock_milliseconds = (int)(c->db_lock_timeout * 1000),
        .prepare = c->db_prepare != CONFIG_OFF,
    };
}

static store_options store_options_of(const config *c) {
    return (store_options){.url = c->database_url,
                           .queue_maximum = (size_t)c->max_queued_writes,
                           .group_commit_maximum = (size_t)c->group_commit_maximum,
                           .reserve_bytes = (size_t)c->disk_reserve_bytes,
                           .check_fully = c->check_database == CONFIG_ON,
                           .pool = pool_options(c)};
}

static int archive_audit(const config_result *result) {
    store_options options = store_options_of(&result->config);
    options.loads = true;
    return moving_archive_audit(&options, result->values[0], result->before);
}

static int import_file(const config_result *result, arena *a) {
    store_options options = store_options_of(&result->config);
    options.loads = true;
    record_limits limits = config_limits(&result->config, a);
    return moving_import(&options, &limits, result->values[0]);
}

// Large blocks go back to the system when they are freed, whatever sizes were in use before.
static void set_up_memory(void) {
    mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK);
}

// What the program was started with.
typedef struct call {
    int count;
    char *const *arguments;
} call;

static bool fail(const char *message) {
    fprintf(stderr, "tesserad: %s\n", message);
    return false;
}

// What is answered without a database: documents, pages, policies.
static void set_up_documents(app *app, arena *a) {
    const config *c = app->config;
    bool authenticates = config_authenticates(c);
    app->limits = config_limits(c, a);
    app->openapi = describe_openapi(app->router, &app->limits, authenticates, a);
    app->docs = describe_page(app->router, &app->limits, authenticates, a);
    app->page_headers = dress_page_headers(app, describe_page_policy(a), a);
    app->login_headers = dress_page_headers(app, login_page_policy(a), a);
    app->index = describe_index(a);
}

static void set_up_caches(app *app) {
    const config *c = app->config;
    app->schemas = schema_cache_new((size_t)c->schema_cache_bytes,
                                    (schema_budget){.visits = (size_t)c->comparison_steps,
                                                    .decisions = (size_t)c->comparison_decision_steps,
                                                    .changes = (size_t)c->comparison_changes,
                                                    .versions = (size_t)c->transitive_versions});
    app->names = asset_names_new((size_t)c->names_bytes);
}

// All that comes before the database. False: it was told why not.
static bool set_up(app *app, const config_result *settings, const service_sockets *sockets, arena *a) {
    const config *c = app->config;
    char message[512];
    const char *fault;
    set_up_documents(app, a);
    set_up_caches(app);
    app->notices =
        (notice_targets){.webhook = c->webhook_url != NULL && *c->webhook_url != '\0', .chat = notifier_tells(c)};
    if (!auth_set_up(app, &fault))
        return fail(fault);
    app->certificates = certificates_new(c, message, sizeof message);
    if (message[0] != '\0' || !fetch_set_up())
        return fail(message[0] != '\0' ? message : "libcurl cannot be used");
    outgoing_set_up(app, a);
    app->rates = rates_new(c);
    app->manager = service_manager_new();
    app->events = event_hub_new(app);
    raise_descriptor_limit();
    http_options options = server_options(app, a);
    app->server = http_server_new(&options);
    unsigned routes = 0;
    while (router_at(app->router, routes) != NULL)
        routes++;
    app->metrics = metrics_new(router_at(app->router, 0), routes, http_server_threads(app->server));
    return use_tls(app, a) && listen_everywhere(app, sockets, settings->listen_given);
}

static bool open_database(app *app) {
    char message[512];
    store_options options = store_options_of(app->config);
    app->store = store_open(&options, message, sizeof message);
    if (app->store == NULL)
        return fail(message);
    if (first_admin_see_to(app->store, app->config, message, sizeof message)) {
        secrets_tell(app->store, app->secrets);
        return true;
    }
    store_close(app->store);
    return fail(message);
}

// What runs beside the loops while requests are taken, and the app does not have.
typedef struct company {
    job_context context; // of the plans
    job_plan plans[JOB_COUNT];
    jobs *jobs;
} company;

static void start_company(app *app, company *started) {
    const config *c = app->config;
    worker_options workers = {.thread_start = pipeline_worker_start, .thread_end = pipeline_worker_end, .data = app};
    worker_options outward = workers;
    load_set_lanes(app, &workers);
    app->workers = worker_pool_new(&workers);
    load_set_outward(&outward);
    app->outward = worker_pool_new(&outward);
    app->watch = watch_start(app);
    app->tokens = tokens_start(c, &app->access_changes);
    telling_start(app);
    started->context = (job_context){.config = c, .notices = &app->notices, .secrets = app->secrets};
    job_plans_make(&started->context, started->plans);
    started->jobs = jobs_start(app->store, started->plans, JOB_COUNT);
    event_hub_start(app->events);
}

static void stop_company(app *app, company *started) {
    tokens_stop(app->tokens);
    event_hub_stop(app->events);
    telling_stop(app);
    outgoing_stop(app);
    app->outward = worker_pool_free(app->outward);
    jobs_stop(started->jobs);
    app->watch = watch_stop(app->watch);
    app->workers = worker_pool_free(app->workers);
    tokens_free(app->tokens);
}

// Serves until it is told to stop. The exit status.
static int serve_requests(app *app, const config_result *settings, const call *call) {
    company company = {0};
    start_company(app, &company);
    serving.server = app->server;
    serving.reload = reload_start(app, settings, call->count, call->arguments, environ);
    if (serving.asked)
        reload_ask(serving.reload);
    log_info(LOGGER, "tesserad %s, database %s", TESSERA_VERSION, store_name(app->store));
    int status = http_server_run(app->server, announce) ? 0 : 1;
    signal(SIGHUP, SIG_IGN); // nothing is there any more for a signal to reach
    signal(SIGTERM, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    serving.reload = reload_stop(serving.reload);
    store_statistics done = store_get_statistics(app->store);
    log_info(LOGGER, "stopped after %llu writes in %llu commits", (unsigned long long)done.writes,
             (unsigned long long)done.commits);
    stop_company(app, &company);
    store_close(app->store);
    telling_free(app);
    service_manager_end(app->manager);
    return status;
}

static int serve(const config_result *settings, arena *a, const call *call) {
    service_sockets sockets = service_sockets_take(a); // before there are descriptors of one's own
    app app = {.config = &settings->config, .started_at = monotonic_now(), .router = router_new(a)};
    int status = 1;
    install_signals();
    if (set_up(&app, settings, &sockets, a) && open_database(&app))
        status = serve_requests(&app, settings, call);
    http_server_free(app.server);
    service_manager_free(app.manager);
    outgoing_free(&app);
    metrics_free(app.metrics);
    event_hub_free(app.events);
    certificates_free(app.certificates);
    rates_free(app.rates);
    asset_names_free(app.names);
    schema_cache_free(app.schemas); // after the requests, which use what it holds
    return status;
}

// Nothing but lines of the log goes to standard error while it serves.
static void tell_warnings(const config_result *result) {
    for (size_t i = 0; i < result->warnings.count; i++)
        if (result->command == COMMAND_SERVE && result->error == NULL)
            log_warning(LOGGER, "%s", result->warnings.items[i]);
        else
            fprintf(stderr, "tesserad: %s\n", result->warnings.items[i]);
}

static int run(const config_result *result, arena *a, const call *call) {
    switch (result->command) {
    case COMMAND_HELP:
        config_print_help(call->arguments[0]);
        return 0;
    case COMMAND_VERSION:
        printf("tesserad %s\n", TESSERA_VERSION);
        return 0;
    case COMMAND_ROUTES:
        return print_routes();
    case COMMAND_CONFIG_HELP:
        config_print_settings();
        return 0;
    case COMMAND_CHECK_CONFIG:
        return checking_run(result, a);
    case COMMAND_PRINT_CONFIG:
        config_print(result, a);
        return 0;
    case COMMAND_BACKUP:
        return moving_backup(result->config.database_url, result->values[0]);
    case COMMAND_RESTORE:
        return moving_restore(result->config.database_url, result->values[0]);
    case COMMAND_COPY:
        return moving_copy(result->values[0], result->values[1]);
    case COMMAND_IMPORT:
        return import_file(result, a);
    case COMMAND_EXPORT:
        return moving_export(result->config.database_url, result->values[0]);
    case COMMAND_VERIFY_AUDIT:
        return moving_verify_audit(&result->config);
    case COMMAND_HEALTH:
        return asking_health(result->values[0]);
    case COMMAND_ARCHIVE_AUDIT:
        return archive_audit(result);
    case COMMAND_SERVE:
        break;
    }
    set_up_memory();
    return serve(result, a, call);
}

int main(int argument_count, char **arguments) {
    const call call = {argument_count, arguments};
    open_standard_streams();
    arena *a = arena_new(0);
    config_result result = config_load(a, argument_count, arguments, environ);
    int status = 2;
    if (result.command == COMMAND_SERVE && result.error == NULL)
        set_up_log(&result.config);
    tell_warnings(&result);
    if (result.error != NULL && result.command != COMMAND_CHECK_CONFIG) {
        if (result.command == COMMAND_PRINT_CONFIG)
            config_print(&result, a);
        fprintf(stderr, "tesserad: %s\n", result.error);
    } else {
        status = run(&result, a, &call);
    }
    arena_free(a);
    return status;
}
