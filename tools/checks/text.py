"""Checks of what files say: their form, their length, and the words that do not belong in them."""

import concurrent.futures
import re

from .tree import Tree

LINES_MAXIMUM = 500
COMMENT_COLUMNS = 130
BAR_COLUMN = 120


def check_format(tree: Tree) -> None:
    """C files look as clang-format writes them. Among the rest, that takes the braces from single statements."""
    sources = tree.named("*.c", "*.h")
    parts = [part for at in range(tree.jobs) if (part := sources[at :: tree.jobs])]
    with concurrent.futures.ThreadPoolExecutor(tree.jobs) as pool:
        runs = pool.map(lambda part: tree.run("clang-format", "--dry-run", "-Werror", *part, must=False).stderr, parts)
        said = "".join(runs)
    for path in sorted(set(re.findall(r"^(?:\./)?(\S+?):\d+:\d+: error:", said, re.MULTILINE))):
        tree.complain(path, "is not as clang-format writes it; run make format")


def exempt_from(tree: Tree, table: str) -> set[str]:
    """The files that rows of the settings let pass, each of which has to match some."""
    rows = tree.settings.get(table, [])
    for row in rows:
        if not tree.named(row["files"]):
            tree.complain("tools/lint.toml", f"nothing matches {row['files']}; remove the row")
    return {path for row in rows for path in tree.named(row["files"])}


def check_lengths(tree: Tree) -> None:
    """Files are short, but for tables and what is generated."""
    scripts = [path for path in tree.named("tools/*", "bench/*", "tests/*") if tree.text(path).startswith("#!")]
    for path in sorted({*tree.named("*.c", "*.h", "*.py", "*.pyi", "*.def"), *scripts} - exempt_from(tree, "long")):
        if (count := len(tree.lines(path))) > LINES_MAXIMUM:
            tree.complain(path, f"has {count} lines, {LINES_MAXIMUM} are the most; split it by idea")


def check_columns(tree: Tree) -> None:
    """Comments, which no formatter breaks, end by column 130."""
    in_c, in_scripts = re.compile(r"(^|.*[\s;,{}()])// "), re.compile(r"\s*# ")
    scripts = [path for path in tree.named("tools/*", "bench/*", "tests/*") if tree.text(path).startswith("#!")]
    c_files = tree.named("*.c", "*.h", "*.def")
    for path in sorted({*c_files, *tree.named("*.py", "*.pyi", "meson.build", "*/meson.build"), *scripts} - exempt_from(tree, "wide")):
        comment = in_c if path in c_files else in_scripts
        for number, line in tree.lines(path):
            if len(line) > COMMENT_COLUMNS and comment.match(line):
                tree.complain(f"{path}:{number}", f"has a comment to column {len(line)}, {COMMENT_COLUMNS} is the last; break it")


def check_bars(tree: Tree) -> None:
    """The bar over a section has one form: `// --- title -----` to column 120, `#` in Python."""
    looks_so = re.compile(r"\s*(//|#|/\*)\s*[-=*_~]{3,}|\s*(//|#).*[-=*_~]{8,}\s*\**/?$")
    is_so = re.compile(r"\s*(//|#) --- \S.* -{3,}$")
    for path in tree.named("*.c", "*.h", "*.py", "*.def"):
        sign = "#" if path.endswith(".py") else "//"
        for number, line in tree.lines(path):
            if looks_so.match(line) and not (is_so.match(line) and len(line) == BAR_COLUMN):
                tree.complain(f"{path}:{number}", f"write the section's bar as `{sign} --- title ---…` to column {BAR_COLUMN}")


# Statements have one text for every database.
DIALECT = r"\b(I?LIKE|GLOB|rowid|IFNULL|json_each|json_array_length|instr|group_concat|strftime|datetime)\b" \
          r"|\bIS [?:]|CROSS JOIN [a-z_]+ [a-z]+ ON|::[a-z]"

# What must not be written, in which files, but for which, and what to do instead.
BANNED = [
    (r"\b(strcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atol|scanf)\(", ["*.c", "*.h"], [],
     "that function cannot be used safely; see src/base/text.h and src/base/buffer.h"),
    (r'#include "\.\./', ["src/*", "include/*"], [], "an include does not leave its folder; name the header from src/"),
    (r"\b(TO[D]O|FIX[M]E|XX[X]|HAC[K])\b", ["*"], [], "a left-over mark; do what it says, or file it"),
    (r"\b_Static_assert\b", ["*.c", "*.h"], [], "say static_assert, of <assert.h>"),
    (DIALECT, ["src/store/*.c", "src/store/*.h"], ["src/store/sqlite/*", "src/store/postgres/*"],
     "not every database takes that SQL; what they say differently is a function of src/store/sqlite/functions.h"),
    (r"<sqlite3\.h>", ["src/*.c", "src/*.h"], ["src/store/sqlite/*"], "SQLite stays in src/store/sqlite"),
    (r"<libpq-fe\.h>", ["src/*.c", "src/*.h"], ["src/store/postgres/*"], "libpq stays in src/store/postgres"),
]


def check_words(tree: Tree) -> None:
    """Banned functions, includes and SQL that leave their folder, left-over marks, spellings of which there is one."""
    for expression, places, spared, advice in BANNED:
        pattern = re.compile(expression)
        for path in sorted({*tree.named(*places)} - {*tree.named(*spared)}):
            for number, line in tree.lines(path) if pattern.search(tree.text(path)) else []:
                if pattern.search(line):
                    tree.complain(f"{path}:{number}", advice)


def check_loggers(tree: Tree) -> None:
    """A file that logs defines LOGGER, named after its folder, and passes it first."""
    define = re.compile(r'^#define LOGGER (.*)$', re.MULTILINE)
    call = re.compile(r"(?<!define )\blog_(?:debug|info|warning|error|critical)\(\s*(\w*)")
    for path in tree.named("src/*.c", "src/*.h"):
        text, folder = tree.text(path), path.split("/")[1]
        names = define.findall(text)
        calls = list(call.finditer(text))
        for found in calls:
            if found[1] != "LOGGER":
                line = text.count("\n", 0, found.start()) + 1
                tree.complain(f"{path}:{line}", "pass LOGGER as the first argument")
        if names and names != [f'"tessera.{folder}"']:
            tree.complain(path, f'name the logger after the folder: #define LOGGER "tessera.{folder}"')
        if names and "LOGGER" not in define.sub("", text):
            tree.complain(path, "logs nothing; remove LOGGER")


def check_suppressions(tree: Tree) -> None:
    """A finding of clang-tidy is only silenced on its line and with a reason; a check that is off has its reason, too."""
    fine = re.compile(r"// NOLINT(NEXTLINE)?\([a-zA-Z0-9.,-]+\): \S")
    for path in tree.named("*.c", "*.h"):
        for number, line in tree.lines(path):
            if "NOLINT" in line and not fine.search(line):
                tree.complain(f"{path}:{number}", "say which check and why: // NOLINTNEXTLINE(check): reason")
    settings = tree.text(".clang-tidy")
    reasons = set(re.findall(r"^# ([a-z0-9.*-]+): \S", settings, re.MULTILINE))
    named = re.search(r"^Checks: >\n((?: .*\n)+)", settings, re.MULTILINE)
    off = {word[1:] for word in re.findall(r"[^,\s]+", named[1] if named else "") if word.startswith("-") and word != "-*"}
    for check in sorted(off - reasons):
        tree.complain(".clang-tidy", f"say why {check} is off: # {check}: reason")
    for check in sorted(reasons - off):
        tree.complain(".clang-tidy", f"{check} is not off; remove its line")
