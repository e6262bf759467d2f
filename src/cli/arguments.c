#include "cli/arguments.h"
#include <stdlib.h>
#include <string.h>

const option global_options[] = {
    {"output", 'o', "FORMAT",
     "text, json, yaml, ndjson, csv or name; check takes more, and FORMAT=FILE, several times"},
    {"url", '\0', "URL", "The server; also TESSERA_URL"},
    {"team", 't', "TEAM", "Id or name of the team that acts; also TESSERA_TEAM_ID"},
    {"context", '\0', "NAME", "A context of the user's settings; also TESSERA_CONTEXT"},
    {"config", '\0', "FILE", "Settings of the project, in place of tessera.yaml; also TESSERA_CONFIG"},
    {"no-config", '\0', NULL, "Without any file of settings"},
    {"offline", '\0', NULL, "Ask no server"},
    {"timeout", '\0', "TIME", "For one request: 30s, 2m; 30s unless told otherwise"},
    {"quiet", 'q', NULL, "Nothing but the answer"},
    {"verbose", '\0', NULL, "Tell each request, with its id"},
    {"color", '\0', "WHEN", "auto, always or never"},
    {"no-pager", '\0', NULL, "Long answers are not shown page by page"},
    {"no-header", '\0', NULL, "Tables without the names of columns"},
    {"no-input", '\0', NULL, "Fail where something would be asked"},
    {"yes", 'y', NULL, "Yes to what would be asked"},
    {"help", 'h', NULL, "This text"},
    {NULL, '\0', NULL, NULL},
};

// --- near words ------------------------------------------------------------------------------------------------------

// Letters that are wrong, missing or too many; at most 63 letters count.
static size_t distance(const char *a, const char *b) {
    size_t row[64], width = strnlen(b, 63);
    for (size_t j = 0; j <= width; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1] != '\0'; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= width; j++) {
            size_t other = corner + (a[i - 1] != b[j - 1]);
            corner = row[j];
            size_t shift = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            row[j] = other < shift ? other : shift;
        }
    }
    return row[width];
}

const char *nearest(const char *word, const char *const *words) {
    const char *best = NULL;
    size_t least = strlen(word) / 3 + 2;
    for (; *words != NULL; words++) {
        size_t d = distance(word, *words);
        if (d < least) {
            least = d;
            best = *words;
        }
    }
    return best;
}

// --- options ---------------------------------------------------------------------------------------------------------

static const option *find_name(const option *options, const char *name, size_t length) {
    for (; options->name != NULL; options++)
        if (strlen(options->name) == length && strncmp(options->name, name, length) == 0)
            return options;
    return NULL;
}

static const option *find_letter(const option *options, char letter) {
    for (; options->name != NULL; options++)
        if (options->letter == letter)
            return options;
    return NULL;
}

static void add(cli *c, arguments *a, const option *o, const char *text) {
    a->options = pool_grow(c->memory, a->options, a->option_count, sizeof *a->options);
    a->options[a->option_count++] = (given_option){o, text};
}

void arguments_add(cli *c, const char *name, const char *value) {
    add(c, &c->globals, find_name(global_options, name, strlen(name)), value);
}

static bool refuse_option(cli *c, const command *of, const char *word) {
    const char *words[128];
    size_t count = 0;
    for (const option *o = of->options; o->name != NULL && count < 100; o++)
        words[count++] = o->name;
    for (const option *o = global_options; o->name != NULL; o++)
        words[count++] = o->name;
    words[count] = NULL;
    const char *near = word[1] == '-' ? nearest(word + 2, words) : NULL;
    usage(c, "No such option: %s%s%s%s", word, near == NULL ? "" : " (did you mean --", near == NULL ? "" : near,
          near == NULL ? "" : "?)");
    return false;
}

typedef struct walk {
    cli *c;
    const command *of;
    arguments *a;
    char **words;
    size_t count, at;
} walk;

static bool take(walk *w, const option *o, bool of_all, const char *attached, const char *word) {
    const char *text = attached == NULL ? "" : attached;
    if (o->meta == NULL && attached != NULL)
        return usage(w->c, "Option %s takes no value", word), false;
    if (o->meta != NULL && attached == NULL) {
        if (w->at + 1 >= w->count)
            return usage(w->c, "Option %s needs a value: %s", word, o->meta), false;
        text = w->words[++w->at];
    }
    add(w->c, of_all ? &w->c->globals : w->a, o, text);
    return true;
}

static bool read_long(walk *w, const char *word) {
    const char *equals = strchr(word, '=');
    size_t length = equals == NULL ? strlen(word + 2) : (size_t)(equals - word - 2);
    const option *own = find_name(w->of->options, word + 2, length);
    const option *o = own != NULL ? own : find_name(global_options, word + 2, length);
    return o == NULL ? refuse_option(w->c, w->of, word)
                     : take(w, o, own == NULL, equals == NULL ? NULL : equals + 1, word);
}

static bool read_letters(walk *w, const char *word) {
    for (const char *at = word + 1; *at != '\0'; at++) {
        const option *own = find_letter(w->of->options, *at);
        const option *o = own != NULL ? own : find_letter(global_options, *at);
        if (o == NULL)
            return refuse_option(w->c, w->of, word);
        const char *rest = at[1] == '\0' ? NULL : at + 1;
        if (!take(w, o, own == NULL, o->meta != NULL ? rest : NULL, word))
            return false;
        if (o->meta != NULL)
            break;
    }
    return true;
}

static bool check_count(cli *c, const command *of, const arguments *a) {
    size_t least = 0, most = 0;
    for (const char *at = of->takes; *at != '\0'; at += strcspn(at, " "), at += *at == ' ') {
        size_t length = strcspn(at, " ");
        least += *at != '[';
        most = memmem(at, length, "...", 3) != NULL ? SIZE_MAX : most == SIZE_MAX ? most : most + 1;
        if (*at != '[' && a->count < least)
            return usage(c, "Missing argument: %.*s", (int)length, at), false;
    }
    if (a->count > most)
        return usage(c, "Too many arguments: %s", a->values[most]), false;
    return true;
}

bool arguments_read(cli *c, const command *of, char **words, size_t count, arguments *a) {
    walk w = {.c = c, .of = of, .a = a, .words = words, .count = count};
    bool options = true;
    for (; w.at < count; w.at++) {
        const char *word = words[w.at];
        if (options && strcmp(word, "--") == 0) {
            options = false;
        } else if (options && word[0] == '-' && word[1] != '\0') {
            if (!(word[1] == '-' ? read_long(&w, word) : read_letters(&w, word)))
                return false;
        } else {
            a->values = pool_grow(c->memory, a->values, a->count, sizeof *a->values);
            a->values[a->count++] = word;
        }
    }
    return global(c, "help") != NULL || argument(a, "help") != NULL || check_count(c, of, a);
}
