// Systems have no common place for the certificates of authorities, and a libcurl has the place of its own system built in.
#include "sdk/authorities.h"
#include <stddef.h>
#include <unistd.h>

static const char *const places[] = {
    "/etc/ssl/certs/ca-certificates.crt",                // Debian, Ubuntu, Arch Linux
    "/etc/pki/tls/certs/ca-bundle.crt",                  // Fedora, Red Hat Enterprise Linux
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", // the same, newer
    "/etc/ssl/ca-bundle.pem",                            // openSUSE
    "/var/lib/ca-certificates/ca-bundle.pem",            // the same, newer
    "/etc/ssl/cert.pem",                                 // Alpine Linux
};

const char *authorities_file(const char *own) {
    if (own != NULL && access(own, R_OK) == 0)
        return own;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (access(places[i], R_OK) == 0)
            return places[i];
    return NULL;
}
