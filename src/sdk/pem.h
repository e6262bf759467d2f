// Files of certificates and keys, looked at when a client is made, so that what is wrong with one is said then and names it:
// libcurl reads them for each connection, and tells of them as of a server that is not to be trusted.
#pragma once
#include <stdbool.h>
#include <stddef.h>

// Whether the file holds a text of that label (RFC 7468) in PEM: "CERTIFICATE", "PRIVATE KEY", or one that ends so. False:
// `problem` says why not.
bool pem_check_file(const char *file, const char *label, char *problem, size_t size);
// Whether the file holds a private key that can be read: one that is encrypted needs a password. False: `problem` says why not.
bool pem_check_key(const char *file, bool has_password, char *problem, size_t size);
// Whether the folder holds authorities as OpenSSL looks for them: under the hashes of their names. False: `problem` says why not.
bool pem_check_folder(const char *folder, char *problem, size_t size);
// Whether there is a folder of that name.
bool pem_is_folder(const char *name);
