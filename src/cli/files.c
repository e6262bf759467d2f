#include "cli/files.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

// What can be read from a descriptor, bounded. NULL: `*problem` says why not.
static char *read_all(pool *p, int fd, size_t most, size_t *length, const char **problem) {
    out text = {0};
    char piece[65536];
    ssize_t got;
    while ((got = read(fd, piece, sizeof piece)) > 0 || (got < 0 && errno == EINTR)) {
        if (got > 0)
            out_bytes(&text, piece, (size_t)got);
        if (text.length > most)
            break;
    }
    char *copy = NULL;
    if (got < 0)
        *problem = pool_text(p, strerror(errno));
    else if (text.length > most)
        *problem = pool_printf(p, "it is larger than %zu MiB", most >> 20);
    else
        copy = pool_copy(p, text.data, *length = text.length);
    out_done(&text);
    return copy;
}

char *file_read(pool *p, const char *path, size_t *length, const char **problem) {
    if (strcmp(path, "-") == 0)
        return read_all(p, STDIN_FILENO, FILE_BYTES_MAX, length, problem);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat about;
    if (fd < 0) {
        *problem = pool_text(p, strerror(errno));
        return NULL;
    }
    char *text = NULL;
    if (fstat(fd, &about) == 0 && S_ISDIR(about.st_mode))
        *problem = "Is a directory";
    else if (S_ISREG(about.st_mode) && about.st_size > FILE_BYTES_MAX)
        *problem = "it is larger than 16 MiB";
    else
        text = read_all(p, fd, FILE_BYTES_MAX, length, problem);
    close(fd);
    return text;
}

static bool write_all(int fd, const char *bytes, size_t length) {
    for (size_t done = 0; done < length;) {
        ssize_t written = write(fd, bytes + done, length - done);
        if (written < 0 && errno != EINTR)
            return false;
        done += written > 0 ? (size_t)written : 0;
    }
    return true;
}

bool file_write(pool *p, const char *path, const char *bytes, size_t length, unsigned mode, const char **problem) {
    struct stat about;
    bool there = stat(path, &about) == 0;
    if (there && !S_ISREG(about.st_mode)) { // /dev/stdout, a pipe: written to as it is
        int fd = open(path, O_WRONLY | O_CLOEXEC);
        bool fine = fd >= 0 && write_all(fd, bytes, length);
        *problem = fine ? NULL : pool_text(p, strerror(errno));
        if (fd >= 0)
            close(fd);
        return fine;
    }
    char *target = there ? realpath(path, NULL) : NULL; // a link stays one
    path = target == NULL ? path : pool_text(p, target);
    free(target);
    char *beside = pool_printf(p, "%s.XXXXXX", path);
    int fd = mkostemp(beside, O_CLOEXEC);
    if (fd < 0) {
        *problem = pool_text(p, strerror(errno));
        return false;
    }
    mode_t withheld = umask(0);
    umask(withheld);
    bool fine = fchmod(fd, mode & ~withheld) == 0 && write_all(fd, bytes, length) && fsync(fd) == 0 &&
                rename(beside, path) == 0;
    if (!fine) {
        *problem = pool_text(p, strerror(errno));
        unlink(beside);
    }
    close(fd);
    return fine;
}

char *program_output(pool *p, const char *const *program, int input, size_t *length, const char **problem) {
    int answer[2];
    FILE *complaint = tmpfile(); // a pipe that nobody reads yet would hold up a program that complains much
    if (complaint == NULL || pipe2(answer, O_CLOEXEC) != 0) {
        *problem = strerror(errno);
        if (complaint != NULL)
            fclose(complaint);
        return NULL;
    }
    pid_t child = fork();
    if (child == 0) {
        int from = input >= 0 ? input : open("/dev/null", O_RDONLY);
        dup2(from, STDIN_FILENO);
        dup2(answer[1], STDOUT_FILENO);
        dup2(fileno(complaint), STDERR_FILENO);
        execvp(program[0], (char *const *)(uintptr_t)program);
        dprintf(STDERR_FILENO, "%s: %s", program[0], strerror(errno));
        _exit(127);
    }
    close(answer[1]);
    char *text = child < 0 ? NULL : read_all(p, answer[0], PROGRAM_BYTES_MAX, length, problem);
    close(answer[0]);
    int status = -1;
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    size_t said_length = 0;
    const char *ignored;
    rewind(complaint);
    char *said = read_all(p, fileno(complaint), FILE_BYTES_MAX, &said_length, &ignored);
    fclose(complaint);
    if (text != NULL && status == 0)
        return text;
    if (text != NULL || child < 0) {
        if (said != NULL)
            said[strcspn(said, "\n")] = '\0';
        *problem = said != NULL && said[0] != '\0' ? said : pool_printf(p, "%s failed", program[0]);
    }
    return NULL;
}

static bool ends_with(const char *name, const char *end) {
    size_t length = strlen(name), own = strlen(end);
    return length >= own && strcasecmp(name + length - own, end) == 0;
}

value *document_parse(pool *p, const char *name, const char *text, size_t length, const char **problem) {
    if (memchr(text, '\0', length) != NULL)
        return *problem = "it is no text: it holds NUL bytes", NULL;
    size_t blank = strspn(text, " \t\r\n");
    bool unnamed = !ends_with(name, ".json") && !ends_with(name, ".avsc") && text[blank] != '{' && text[blank] != '[' &&
                   text[blank] != '"';
    if (ends_with(name, ".yaml") || ends_with(name, ".yml") || unnamed)
        return value_parse_yaml(p, text, length, problem);
    return value_parse_json(p, text, length, problem);
}
