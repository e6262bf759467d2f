// Completion for shells, and the man page, from the table of commands.
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/files.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

// Words that follow `prefix`, "" for the first ones, each once.
static void words_after(cli *c, out *o, const char *prefix) {
    size_t length = strlen(prefix);
    const char *last = "";
    size_t last_length = 0;
    for (const command *k = c->commands; k->name != NULL; k++) {
        if (strncmp(k->name, prefix, length) != 0 || (length > 0 && k->name[length] != ' '))
            continue;
        const char *word = k->name + length + (length > 0);
        size_t own = strcspn(word, " ");
        if (own == last_length && strncmp(word, last, own) == 0)
            continue;
        bool again = false; // groups of commands that do not stand together
        for (const command *e = c->commands; e != k && !again; e++)
            again = strncmp(e->name, prefix, length) == 0 && strncmp(e->name + length + (length > 0), word, own) == 0 &&
                    (e->name[length + (length > 0) + own] == ' ' || e->name[length + (length > 0) + own] == '\0');
        if (!again)
            out_printf(o, "%s%.*s", o->length > 0 && o->data[o->length - 1] != '\'' ? " " : "", (int)own, word);
        last = word;
        last_length = own;
    }
}

static void options_after(out *o, const option *list) {
    for (; list->name != NULL; list++)
        out_printf(o, " --%s", list->name);
}

// The cases of a shell's function: for each command and group the words that may follow.
static void print_cases(cli *c, out *o, const char *format, const char *end) {
    for (const command *k = c->commands; k->name != NULL; k++) {
        out words = {0};
        options_after(&words, k->options);
        options_after(&words, global_options);
        out_printf(o, format, k->name, words.data + 1);
        out_text(o, end);
        out_done(&words);
        const char *blank = strchr(k->name, ' ');
        if (blank == NULL || (k != c->commands && strncmp((k - 1)->name, k->name, (size_t)(blank - k->name) + 1) == 0))
            continue;
        const char *group = pool_copy(c->memory, k->name, (size_t)(blank - k->name));
        out inner = {0};
        words_after(c, &inner, group);
        out_printf(o, format, group, inner.data);
        out_text(o, end);
        out_done(&inner);
    }
}

static void print_bash(cli *c, out *o) {
    out first = {0};
    words_after(c, &first, "");
    out_text(o,
             "# bash completion for tessera\n_tessera() {\n    local cur=${COMP_WORDS[COMP_CWORD]} path= word words\n"
             "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n        [[ $word == -* ]] && continue\n"
             "        case \"${path:+$path }$word\" in\n");
    out_text(o, "            ");
    for (const command *k = c->commands; k->name != NULL; k++)
        out_printf(o, "%s'%s'", k == c->commands ? "" : "|", k->name);
    for (const command *k = c->commands; k->name != NULL; k++)
        if (strchr(k->name, ' ') != NULL)
            out_printf(o, "|'%.*s'", (int)strcspn(k->name, " "), k->name);
    out_text(o, ") path=\"${path:+$path }$word\" ;;\n        esac\n    done\n    case \"$path\" in\n");
    out_printf(o, "        '') words='%s' ;;\n", first.data);
    print_cases(c, o, "        '%s') words='%s' ;;", "\n");
    out_text(o, "    esac\n    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n    [[ $cur != -* && -n $path ]] && "
                "COMPREPLY+=($(compgen -f -- \"$cur\"))\n}\n"
                "complete -o filenames -F _tessera tessera\n");
    out_done(&first);
}

static void print_zsh(cli *c, out *o) {
    out_text(o, "#compdef tessera\nautoload -U +X bashcompinit && bashcompinit\n");
    print_bash(c, o);
}

static void quote_fish(out *o, const char *text) {
    out_text(o, "'");
    for (; *text != '\0'; text++)
        out_printf(o, "%s%c", *text == '\'' || *text == '\\' ? "\\" : "", *text);
    out_text(o, "'");
}

static void print_fish(cli *c, out *o) {
    out_text(o, "# fish completion for tessera\ncomplete -c tessera -f\n");
    for (const command *k = c->commands; k->name != NULL; k++) {
        const char *blank = strchr(k->name, ' ');
        const char *word = blank == NULL ? k->name : blank + 1;
        if (blank == NULL)
            out_printf(o, "complete -c tessera -n __fish_use_subcommand -a %s -d ", word);
        else
            out_printf(o,
                       "complete -c tessera -n __fish_use_subcommand -a %.*s\ncomplete -c tessera -n "
                       "'__fish_seen_subcommand_from %.*s' -a %s -d ",
                       (int)(blank - k->name), k->name, (int)(blank - k->name), k->name, word);
        quote_fish(o, k->doc);
        out_text(o, "\n");
        for (const option *p = k->options; p->name != NULL; p++) {
            out_printf(o, "complete -c tessera -n '__fish_seen_subcommand_from %s' -l %s%s -d ", word, p->name,
                       p->meta == NULL ? "" : " -r");
            quote_fish(o, p->doc);
            out_text(o, "\n");
        }
    }
    out_text(o, "complete -c tessera -n 'not __fish_use_subcommand' -F\n");
}

// --- man page --------------------------------------------------------------------------------------------------------

// Text for mdoc: backslashes and leading dots and quotes mean something there.
static void print_roff(out *o, const char *text) {
    for (const char *at = text; *at != '\0'; at++)
        if (*at == '\\')
            out_text(o, "\\e");
        else if ((*at == '.' || *at == '\'') && (at == text || at[-1] == '\n'))
            out_printf(o, "\\&%c", *at);
        else if (*at == '-')
            out_text(o, "\\-");
        else
            out_bytes(o, at, 1);
}

static void print_roff_options(out *o, const option *list) {
    for (; list->name != NULL; list++) {
        out_text(o, ".TP\n\\fB");
        if (list->letter != '\0')
            out_printf(o, "\\-%c\\fR, \\fB", list->letter);
        out_text(o, "\\-\\-");
        print_roff(o, list->name);
        out_text(o, "\\fR");
        if (list->meta != NULL) {
            out_text(o, " \\fI");
            print_roff(o, list->meta);
            out_text(o, "\\fR");
        }
        out_text(o, "\n");
        print_roff(o, list->doc);
        out_text(o, "\n");
    }
}

static void print_man(cli *c, out *o) {
    out_printf(
        o,
        ".TH TESSERA 1 2026-12-01 \"tessera %s\" \"User Commands\"\n.SH NAME\ntessera \\- data contracts in pull "
        "requests, pipelines and against the server\n"
        ".SH SYNOPSIS\n\\fBtessera\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR] [\\fIARGUMENTS\\fR]\n.SH DESCRIPTION\n"
        "Service contract coordination: schemas as contracts between teams.\n.SH EXIT STATUS\n"
        "0: yes, or done. 1: no, or refused. 2: a question could not be answered, or wrong use. 3: not yet. "
        "130: interrupted.\n.SH OPTIONS OF ALL COMMANDS\n",
        TESSERA_CLI_VERSION);
    print_roff_options(o, global_options);
    out_text(o, ".SH COMMANDS\n");
    for (const command *k = c->commands; k->name != NULL; k++) {
        out_text(o, ".SS tessera ");
        print_roff(o, k->name);
        out_text(o, k->takes[0] == '\0' ? "" : " ");
        print_roff(o, k->takes);
        out_text(o, "\n");
        print_roff(o, k->doc);
        out_text(o, ".\n");
        print_roff_options(o, k->options);
    }
    out_text(o, ".SH SEE ALSO\n.BR tesserad (8),\n.BR libtessera (3)\n");
}

// --- commands --------------------------------------------------------------------------------------------------------

int run_completion(cli *c, const arguments *a, const command *self) {
    const char *shell = a->values[0];
    (void)self;
    if (strcmp(shell, "bash") == 0)
        print_bash(c, &c->answer);
    else if (strcmp(shell, "zsh") == 0)
        print_zsh(c, &c->answer);
    else if (strcmp(shell, "fish") == 0)
        print_fish(c, &c->answer);
    else if (strcmp(shell, "man") == 0) // the build makes tessera.1 of it
        print_man(c, &c->answer);
    else
        return usage(c, "'%s' is none of bash, zsh, fish", shell);
    return EXIT_YES;
}

int completion_for_shell(cli *c, bool install) {
    const char *shell = getenv("SHELL"), *home = getenv("HOME"), *problem = NULL;
    const char *name = shell == NULL ? "bash" : strrchr(shell, '/') == NULL ? shell : strrchr(shell, '/') + 1;
    const char *words[] = {name};
    const char *folder = strcmp(name, "fish") == 0  ? ".config/fish/completions"
                         : strcmp(name, "zsh") == 0 ? ".zfunc"
                                                    : ".local/share/bash-completion/completions";
    const char *file = strcmp(name, "fish") == 0 ? "tessera.fish" : strcmp(name, "zsh") == 0 ? "_tessera" : "tessera";
    int status = run_completion(c, &(arguments){.values = words, .count = 1}, NULL);
    if (status != EXIT_YES || !install)
        return status;
    if (home == NULL)
        return fail(c, "HOME is not set");
    char *path = pool_printf(c->memory, "%s/%s/%s", home, folder, file);
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0777);
        *slash = '/';
    }
    bool fine = file_write(c->memory, path, c->answer.data, c->answer.length, 0644, &problem);
    c->answer.length = 0;
    if (!fine)
        return fail(c, "%s: %s", path, problem);
    say(c, "Installed: %s\n", path);
    return EXIT_YES;
}
