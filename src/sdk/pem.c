#include "sdk/pem.h"
#include "base/text.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINE_BYTES = 256, HASH_DIGITS = 8, FILE_BYTES = 64 * 1024 * 1024, ENTRIES_MAX = 1000000 };

// A regular file only: what else there is may have no end, or none yet.
static FILE *open_file(const char *file, char *problem, size_t size) {
    struct stat found;
    int descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool readable = descriptor >= 0 && fstat(descriptor, &found) == 0, regular = readable && S_ISREG(found.st_mode);
    FILE *stream = regular ? fdopen(descriptor, "r") : NULL;
    if (stream != NULL)
        return stream;
    if (readable && !regular)
        snprintf(problem, size, "'%s' is not a file", file);
    else
        snprintf(problem, size, "the file '%s' cannot be read: %s", file, strerror(errno));
    if (descriptor >= 0)
        close(descriptor);
    return NULL;
}

static bool is_begin_of(const char *line, const char *label) {
    text begin = TEXT("-----BEGIN "), found = text_of(line);
    const char *end = text_starts_with(found, begin) ? strstr(line + begin.length, "-----") : NULL;
    return end != NULL && text_ends_with((text){line, (size_t)(end - line)}, text_of(label));
}

// Reads up to the line that begins such a text, and has it in `line` then.
static bool find_label(FILE *stream, const char *label, char line[LINE_BYTES]) {
    bool found = false;
    for (size_t read = 0; !found && read < FILE_BYTES && fgets(line, LINE_BYTES, stream) != NULL;) {
        read += strlen(line) + 1;
        found = is_begin_of(line, label);
    }
    return found;
}

static bool refuse_label(char *problem, size_t size, const char *file, const char *label) {
    snprintf(problem, size, "the file '%s' holds no %s in PEM", file, label);
    return false;
}

bool pem_check_file(const char *file, const char *label, char *problem, size_t size) {
    char line[LINE_BYTES];
    FILE *stream = open_file(file, problem, size);
    if (stream == NULL)
        return false;
    bool found = find_label(stream, label, line);
    fclose(stream);
    return found || refuse_label(problem, size, file, label);
}

bool pem_check_key(const char *file, bool has_password, char *problem, size_t size) {
    static const char label[] = "PRIVATE KEY";
    char line[LINE_BYTES];
    FILE *stream = open_file(file, problem, size);
    if (stream == NULL)
        return false;
    bool found = find_label(stream, label, line);
    // PKCS #8 says so in the label (RFC 5958), the forms before it in a header (RFC 1421 section 4.6.1.1).
    bool encrypted = found && (is_begin_of(line, "ENCRYPTED PRIVATE KEY") ||
                               (fgets(line, sizeof line, stream) != NULL && strncmp(line, "Proc-Type:", 10) == 0 &&
                                strstr(line, "ENCRYPTED") != NULL));
    fclose(stream);
    if (!found)
        return refuse_label(problem, size, file, label);
    if (!encrypted || has_password)
        return true;
    snprintf(problem, size, "the key in the file '%s' is encrypted, and there is no password for it", file);
    return false;
}

// Eight digits, a dot and a number, as in "5a3f0ff8.0".
static bool is_hashed(const char *name) {
    size_t digits = strspn(name, "0123456789abcdef");
    return digits == HASH_DIGITS && name[digits] == '.' && name[digits + 1] >= '0' && name[digits + 1] <= '9';
}

bool pem_check_folder(const char *folder, char *problem, size_t size) {
    DIR *stream = opendir(folder);
    if (stream == NULL) {
        snprintf(problem, size, "the folder '%s' cannot be read: %s", folder, strerror(errno));
        return false;
    }
    bool found = false;
    const struct dirent *entry = NULL;
    for (size_t count = 0; !found && count < ENTRIES_MAX && (entry = readdir(stream)) != NULL; count++)
        found = is_hashed(entry->d_name);
    closedir(stream);
    if (!found)
        snprintf(problem, size,
                 "the folder '%s' holds no certificate under the hash of its name, where it would be looked for: "
                 "'openssl rehash' makes such names",
                 folder);
    return found;
}

bool pem_is_folder(const char *name) {
    struct stat found;
    return stat(name, &found) == 0 && S_ISDIR(found.st_mode);
}
