// The configuration file has the form that systemd's EnvironmentFile=, `docker run --env-file` and a .env have in common, so
// that one file serves all of them: NAME=VALUE lines, with comments on lines of their own. What is a secret may also come from
// a file that holds nothing else, named by NAME_FILE, as orchestrators mount it.
#include "server/config_internal.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CONFIG_FILE_MAXIMUM = 1 << 20, SECRET_MAXIMUM = 64 << 10, NAME_MAXIMUM = 63, PIPE_MILLISECONDS = 5000 };

// Names of other programs' settings that mean nothing here.
static const char *const ignored[] = {
#define IGNORED(name, why) name,
#include "api/config_ignored.def"
#undef IGNORED
};

// --- near names ------------------------------------------------------------------------------------------------------

static bool names_differ(char a, char b) {
    return !text_equal_ascii_nocase((text){&a, 1}, (text){&b, 1});
}

// Letters that are wrong, missing or too many.
static size_t distance(text a, const char *b) {
    size_t row[NAME_MAXIMUM + 1], width = strnlen(b, NAME_MAXIMUM);
    for (size_t j = 0; j <= width; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.length; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= width; j++) {
            size_t other = corner + names_differ(a.data[i - 1], b[j - 1]);
            corner = row[j];
            size_t shift = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            row[j] = other < shift ? other : shift;
        }
    }
    return row[width];
}

// The setting of the most similar name; NULL: none is.
static const char *nearest(text name) {
    const char *best = NULL;
    size_t least = name.length / 4 + 1;
    for (size_t i = 0; i < setting_count && name.length <= NAME_MAXIMUM; i++) {
        size_t d = distance(name, config_settings[i].environment);
        if (d < least) {
            least = d;
            best = config_settings[i].environment;
        }
    }
    return best;
}

// --- secrets ---------------------------------------------------------------------------------------------------------

static void check_mode(loading *l, const char *what, const char *path, mode_t mode) {
    if ((mode & (S_IROTH | S_IWGRP | S_IWOTH)) != 0)
        config_warn(l, "%s: %s can be %s by others than its owner and group; chmod 0600 or 0440 mends it", what, path,
                    (mode & (S_IWGRP | S_IWOTH)) != 0 ? "written" : "read");
}

// What the writer of a pipe has yet to write is waited for (a shell's `<(command)` is one).
static ssize_t read_some(int descriptor, char *out, size_t room) {
    struct pollfd readable = {.fd = descriptor, .events = POLLIN};
    ssize_t got = read(descriptor, out, room);
    while (got < 0 && errno == EAGAIN && poll(&readable, 1, PIPE_MILLISECONDS) > 0)
        got = read(descriptor, out, room);
    return got;
}

// Reads the whole of a file of one value, without the line break behind it. NULL: it is said why.
static const char *secret_read(loading *l, const char *what, const char *path) {
    int descriptor =
        open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); // a pipe without a writer must not hold up the start
    struct stat about;
    char *bytes = NULL;
    size_t length = 0;
    ssize_t got = -1;
    if (descriptor >= 0 && fstat(descriptor, &about) == 0) {
        bytes = arena_bytes(l->arena, SECRET_MAXIMUM + 2);
        while ((got = read_some(descriptor, bytes + length, SECRET_MAXIMUM + 1 - length)) > 0)
            length += (size_t)got;
    }
    int error = errno;
    if (descriptor >= 0)
        close(descriptor);
    if (got < 0)
        config_complain(l, "%s: cannot read %s: %s", what, path, strerror(error));
    else if (length > SECRET_MAXIMUM)
        config_complain(l, "%s: %s has more than %d bytes", what, path, SECRET_MAXIMUM);
    else if (memchr(bytes, '\0', length) != NULL)
        config_complain(l, "%s: %s has a NUL in it", what, path);
    if (got < 0 || length > SECRET_MAXIMUM || memchr(bytes, '\0', length) != NULL)
        return NULL;
    check_mode(l, what, path, about.st_mode);
    if (length > 0 && bytes[length - 1] == '\n')
        length -= length > 1 && bytes[length - 2] == '\r' ? 2 : 1;
    bytes[length] = '\0';
    if (length > 0)
        return bytes;
    // Without this a mount that failed would leave the server without a key, and open.
    config_complain(l, "%s: %s is empty", what, path);
    return NULL;
}

// Whether the name is that setting's with _FILE behind.
static bool names_file_of(text name, const setting *s) {
    const text suffix = TEXT("_FILE");
    size_t length = strlen(s->environment);
    return config_is_secret(s) && name.length == length + suffix.length &&
           text_equal_ascii_nocase((text){name.data, length}, text_of(s->environment)) &&
           text_equal_ascii_nocase((text){name.data + length, suffix.length}, suffix);
}

// The same value given itself and by a file, at the same place: nobody can tell which one was meant.
static bool is_given_twice(loading *l, size_t index, bool by_file, config_source from) {
    const config_source *former = &l->sources[index];
    if (former->origin != from.origin || (former->secret != NULL) == by_file)
        return false;
    const char *name = config_settings[index].environment;
    config_complain(l, "%s and %s_FILE are both given; one of them is too many%s", name, name,
                    from.line == 0 ? "" : arena_printf(l->arena, ", in %s line %u", l->file, from.line));
    return true;
}

static void take_secret_file(loading *l, size_t index, const char *path, config_source from) {
    if (is_given_twice(l, index, true, from) || from.origin < l->sources[index].origin)
        return;
    const char *what = arena_printf(l->arena, "%s_FILE", config_settings[index].environment);
    if (from.line != 0)
        what = arena_printf(l->arena, "%s in %s line %u", what, l->file, from.line);
    from.secret = path;
    const char *value = secret_read(l, what, path);
    if (value != NULL)
        config_set_value(l, index, value, from);
}

// --- names -----------------------------------------------------------------------------------------------------------

static bool is_ignored(loading *l, text name) {
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        if (text_equal_ascii_nocase(name, text_of(ignored[i]))) {
            l->ignored_names =
                l->ignored++ == 0 ? ignored[i] : arena_printf(l->arena, "%s, %s", l->ignored_names, ignored[i]);
            return true;
        }
    return false;
}

bool config_take_name(loading *l, text name, const char *value, config_source from) {
    for (size_t i = 0; i < setting_count; i++) {
        const setting *s = &config_settings[i];
        if (names_file_of(name, s)) {
            take_secret_file(l, i, value, from);
            return true;
        }
        if (!text_equal_ascii_nocase(name, text_of(s->environment)))
            continue;
        const config_source *former = &l->sources[i];
        if (config_is_secret(s) && is_given_twice(l, i, false, from))
            return true;
        if (from.line != 0 && former->line != 0)
            config_warn(l, "%s line %u names %s again, as line %u does; the later one counts", l->file, from.line,
                        s->environment, former->line);
        l->file_holds_a_secret |= from.line != 0 && (s->kind == KIND_SECRET || s->kind == KIND_SECRETS);
        config_set_value(l, i, value, from);
        return true;
    }
    return is_ignored(l, name);
}

// --- the configuration file ------------------------------------------------------------------------------------------

// Takes quotes off. False: they do not enclose the value.
static bool unquote(text *value) {
    if (value->length == 0 || (value->data[0] != '"' && value->data[0] != '\''))
        return true;
    char quote = value->data[0];
    const char *end = value->length < 2 ? NULL : memchr(value->data + 1, quote, value->length - 1);
    if (end == NULL || end != value->data + value->length - 1)
        return false;
    *value = (text){value->data + 1, value->length - 2};
    return true;
}

static void take_line(loading *l, text line, unsigned number) {
    line = text_trim(line);
    if (line.length == 0 || line.data[0] == '#' || line.data[0] == ';')
        return;
    const char *equals = memchr(line.data, '=', line.length);
    if (equals == NULL) {
        config_complain(l, "%s line %u is not NAME=VALUE", l->file, number);
        return;
    }
    text name = text_trim((text){line.data, (size_t)(equals - line.data)});
    if (text_starts_with(name, TEXT("export ")))
        name = text_trim((text){name.data + strlen("export "), name.length - strlen("export ")});
    text value = text_trim((text){equals + 1, (size_t)(line.data + line.length - equals - 1)});
    if (!unquote(&value)) {
        config_complain(l, "%s line %u: the value of %.*s begins with a quote, which must end it and be nowhere else",
                        l->file, number, (int)name.length, name.data);
        return;
    }
    if (config_take_name(l, name, arena_text(l->arena, value), (config_source){.origin = FROM_FILE, .line = number}))
        return;
    const char *near = nearest(name);
    config_warn(l, "%s line %u names the unknown setting %.*s; it is ignored%s%s%s", l->file, number, (int)name.length,
                name.data, near == NULL ? "" : " (is ", near == NULL ? "" : near, near == NULL ? "" : " meant?)");
}

static void read_lines(loading *l, FILE *file) {
    char *bytes = arena_bytes(l->arena, CONFIG_FILE_MAXIMUM + 1);
    text rest = {bytes, fread(bytes, 1, CONFIG_FILE_MAXIMUM + 1, file)};
    if (ferror(file)) {
        config_complain(l, "cannot read %s: %s", l->file, strerror(errno));
        return;
    }
    if (rest.length > CONFIG_FILE_MAXIMUM) {
        config_complain(l, "%s is larger than %d bytes", l->file, CONFIG_FILE_MAXIMUM);
        return;
    }
    if (text_starts_with(rest, TEXT("\xef\xbb\xbf"))) // that editors put first
        rest = (text){rest.data + 3, rest.length - 3};
    for (unsigned number = 1; rest.length > 0; number++) {
        const char *end = memchr(rest.data, '\n', rest.length);
        text line = {rest.data, end == NULL ? rest.length : (size_t)(end - rest.data)};
        size_t taken = line.length + (end != NULL);
        rest = (text){rest.data + taken, rest.length - taken};
        if (line.length > 0 && memchr(line.data, '\0', line.length) != NULL)
            config_complain(l, "%s line %u has a NUL in it", l->file, number);
        else
            take_line(l, line, number);
    }
}

void config_read_file(loading *l, bool must_exist) {
    struct stat about;
    FILE *file = fopen(l->file, "re");
    if (file == NULL) {
        if (must_exist || errno != ENOENT)
            config_complain(l, "cannot read %s: %s", l->file, strerror(errno));
        return;
    }
    read_lines(l, file);
    if (l->file_holds_a_secret && fstat(fileno(file), &about) == 0)
        check_mode(l, "the configuration file holds secrets", l->file, about.st_mode);
    fclose(file);
}

// --- the environment -------------------------------------------------------------------------------------------------

// Other programs have variables of that beginning as well, so that only what is nearly a setting's is told.
static void tell_near(loading *l, text name) {
    const text prefix = TEXT("TESSERA_");
    const char *near = name.length > prefix.length && text_starts_with(name, prefix) ? nearest(name) : NULL;
    if (near != NULL && distance(name, near) <= 2)
        config_warn(l, "the environment has %.*s, which is no setting (is %s meant?)", (int)name.length, name.data,
                    near);
}

void config_read_environment(loading *l, char *const *environment) {
    for (; *environment != NULL; environment++) {
        const char *equals = strchr(*environment, '=');
        if (equals == NULL)
            continue;
        text name = {*environment, (size_t)(equals - *environment)};
        if (!config_take_name(l, name, equals + 1, (config_source){.origin = FROM_ENVIRONMENT}))
            tell_near(l, name);
    }
}
