// Each check goes on to the next one, so that everything is told at once. Nothing is written, bound or connected to: it may run
// beside the server whose next start it is about.
#include "server/checking.h"
#include "base/log.h"
#include "domain/audit_proof.h"
#include "server/certificates.h"
#include "server/config_internal.h"
#include "store/store.h"
#include <errno.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(const char *message) {
    fprintf(stderr, "tesserad: %s\n", message);
    return false;
}

// Each certificate by itself, as a set is refused for the first that is wrong.
static bool certificates_are_fine(const config *c, arena *a) {
    bool good = true;
    char message[512];
    http_tls_options all = config_tls_options(c, a);
    for (size_t i = 0; i < all.count; i++) {
        http_tls_options one = all;
        one.certificates = &all.certificates[i];
        one.count = 1;
        http_server *server = http_server_new(&(http_options){.threads = 1});
        bool fine = http_server_use_tls(server, &one, message, sizeof message) || fail(message);
        http_server_free(server);
        good = good && fine;
    }
    return good;
}

static bool authorities_are_fine(const char *setting, const char *path, arena *a) {
    FILE *file = path == NULL ? NULL : fopen(path, "re");
    if (path == NULL)
        return true;
    if (file == NULL)
        return fail(arena_printf(a, "%s: cannot read %s: %s", setting, path, strerror(errno)));
    X509 *first = PEM_read_X509(file, NULL, NULL, NULL);
    fclose(file);
    X509_free(first);
    return first != NULL || fail(arena_printf(a, "%s: %s holds no certificate in PEM", setting, path));
}

static bool teams_are_fine(const config *c) {
    char message[512];
    certificates_free(certificates_new(c, message, sizeof message));
    return message[0] == '\0' || fail(message);
}

static bool anchors_are_fine(const config *c, arena *a) {
    bool good = true;
    audit_anchor anchor;
    for (size_t i = 0; i < c->audit_anchors.count; i++)
        if (!audit_anchor_parse(text_of(c->audit_anchors.items[i]), &anchor))
            good = fail(arena_printf(a, "TESSERA_AUDIT_ANCHORS: '%s' is no anchor, as SEQUENCE:HASH",
                                     c->audit_anchors.items[i]));
    return good;
}

// A URL that no server has, a folder that is not there, or takes no file. The file itself may come with the first start. What
// came from a file of a secret is not repeated.
static bool database_is_fine(const config_result *result, arena *a) {
    const char *path = result->config.database_url, *scheme_end = strstr(path, "://");
    char message[300];
    struct stat about;
    if (scheme_end != NULL && strncmp(path, "postgres", strlen("postgres")) == 0)
        return store_url_check(path, message, sizeof message) || fail(arena_printf(a, "DATABASE_URL: %s", message));
    if (scheme_end != NULL && strncmp(path, "sqlite", strlen("sqlite")) != 0)
        return true; // refused already
    if (scheme_end != NULL)
        path = scheme_end[3] == '/' ? scheme_end + 4 : scheme_end + 3;
    if (*path == '\0' || (stat(path, &about) == 0 && S_ISDIR(about.st_mode)))
        return fail("DATABASE_URL names no file");
    const char *slash = strrchr(path, '/');
    if (slash == NULL || strcmp(path, ":memory:") == 0)
        return true;
    const char *folder = slash == path ? "/" : arena_printf(a, "%.*s", (int)(slash - path), path);
    if (access(folder, W_OK | X_OK) == 0)
        return true;
    const char *why = strerror(errno);
    if (result->sources[setting_database_url].secret != NULL)
        folder = "of the database";
    return fail(arena_printf(a, "DATABASE_URL: the folder %s takes no database: %s", folder, why));
}

int checking_run(const config_result *result, arena *a) {
    const config *c = &result->config;
    log_setup(LOG_WARNING, false);
    bool good = result->error == NULL || fail(result->error);
    good = certificates_are_fine(c, a) && good;
    good = authorities_are_fine("TESSERA_OIDC_CA_FILE", c->oidc_ca_file, a) && good;
    good = authorities_are_fine("TESSERA_OUTBOUND_CA_FILE", c->outbound_ca_file, a) && good;
    good = authorities_are_fine("SMTP_CA_FILE", c->smtp_ca_file, a) && good;
    good = teams_are_fine(c) && good;
    good = anchors_are_fine(c, a) && good;
    good = database_is_fine(result, a) && good;
    if (good)
        printf("the settings are fine\n");
    return good ? 0 : 1;
}
