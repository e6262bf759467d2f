"""tools/lint: each check sees its fault in a small tree of its own, and lets what is right pass."""

import json
import os
import pathlib
import shutil
import subprocess

import pytest

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
BAR = "// --- title " + "-" * 107
RIGHT = "// Adds.\n" + BAR + "\n\nint add(int a, int b) {\n    return a + b;\n}\n"
MAKEFILE = "all lint-build:\n\t@:\n"

needs_clang_format = pytest.mark.skipif(shutil.which("clang-format") is None, reason="clang-format is absent")
needs_clang_tidy = pytest.mark.skipif(shutil.which("clang-tidy") is None, reason="clang-tidy is absent")


class House:
    """A checkout with nothing in it but the lint and its settings."""

    def __init__(self, top):
        self.top = top
        for path in (".clang-format", ".clang-tidy", "tools/lint"):
            self.write(path, (CHECKOUT / path).read_text())
        (top / "tools/lint").chmod(0o755)
        shutil.copytree(CHECKOUT / "tools/checks", top / "tools/checks", ignore=shutil.ignore_patterns("__pycache__"))
        self.write("tools/lint.toml", "")
        self.write("Makefile", MAKEFILE)
        self.write(".gitignore", "/build*/\n")
        self.git("init", "--quiet", "--initial-branch=main")

    def write(self, path, text):
        (self.top / path).parent.mkdir(parents=True, exist_ok=True)
        (self.top / path).write_text(text)

    def git(self, *arguments):
        names = ("-c", "user.name=Tests", "-c", "user.email=tests@localhost", "-c", "commit.gpgsign=false")
        return subprocess.run(["git", *names, *arguments], cwd=self.top, capture_output=True, text=True, check=True).stdout

    def commit(self):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "A state")

    def compile(self):
        """Objects and lists of commands of every .c file, as the two builds of the house have them."""
        rows = []
        for source in sorted(self.top.glob("src/**/*.c")):
            name = str(source.relative_to(self.top))
            out = name.replace("/", "_") + ".o"
            rows.append({"directory": str(self.top / "build"), "file": f"../{name}", "output": out,
                         "command": f"cc -I../src -Wall -O2 -c ../{name} -o {out}"})  # fmt: skip
        for build in ("build", "build-lint"):
            self.write(f"{build}/compile_commands.json", json.dumps([dict(row, directory=str(self.top / build)) for row in rows]))
        for row in rows:
            subprocess.run(row["command"], shell=True, cwd=self.top / "build", check=True)

    def run(self, *arguments, **environment):
        return subprocess.run(["tools/lint", *arguments], cwd=self.top, capture_output=True, text=True, check=False,
                              env={**os.environ, "JOBS": "2", "BUILD": "", "LINT_BUILD": "", **environment})  # fmt: skip

    def complaints(self, *arguments):
        """What the lint says, a line for each fault. Its status tells whether there are any."""
        done = self.run(*arguments)
        lines = [line.removeprefix("lint: ") for line in done.stderr.splitlines()]
        assert done.returncode == (1 if lines else 0) and done.stdout == "", done
        return lines


@pytest.fixture
def house(tmp_path):
    return House(tmp_path)


# --- text -------------------------------------------------------------------------------------------------------------


@needs_clang_format
def test_form(house):
    house.write("src/base/right.c", RIGHT)
    house.write("src/base/indent.c", "int f(void) {\n  return 1;\n}\n")
    house.write("src/base/braces.c", "int f(int a) {\n    if (a) {\n        return 1;\n    }\n    return 2;\n}\n")
    assert house.complaints("format") == [f"src/base/{name}.c: is not as clang-format writes it; run make format" for name in ("braces", "indent")]


def test_lengths(house):
    house.write("src/base/most.c", "\n" * 500)
    house.write("src/base/more.c", "\n" * 501)
    house.write("tests/api/test_more.py", "\n" * 501)
    house.write("tools/script", "#!/bin/sh\n" + "\n" * 500)
    house.write("api/rows.def", "\n" * 501)
    house.write("docs/page.md", "\n" * 501)
    house.write("tools/lint.toml", '[[long]]\nfiles = "api/*.def"\nreason = "tables"\n')
    assert house.complaints("lengths") == [
        f"{path}: has 501 lines, 500 are the most; split it by idea" for path in ("src/base/more.c", "tests/api/test_more.py", "tools/script")
    ]
    house.write("tools/lint.toml", '[[long]]\nfiles = "nowhere/*"\nreason = "none"\n')
    assert "tools/lint.toml: nothing matches nowhere/*; remove the row" in house.complaints("lengths")


def test_columns(house):
    wide = "w" * 127
    house.write("src/base/a.c", f"// {wide}\nint a; // {wide[:120]}\nconst char *link = \"http://{wide}\";\n")
    house.write("src/base/b.c", f"// {wide}w\nint a; // {wide[:121]}\n    // {wide}\n")
    house.write("api/rows.def", f"// {wide}w\nROW({wide}, \"{wide}\")\n")
    house.write("tests/api/test_a.py", f"# {wide}ww\nA = 'w  # {wide}'\n")
    house.write("tools/script", f"#!/bin/sh\n# {wide}ww\n")
    house.write("include/a.h", f"// {wide}w\n")
    house.write("tools/lint.toml", '[[wide]]\nfiles = "include/*"\nreason = "generated"\n')
    assert house.complaints("columns") == [
        f"{place}: has a comment to column {column}, 130 is the last; break it"
        for place, column in (("api/rows.def:1", 131), ("src/base/b.c:1", 131), ("src/base/b.c:2", 131), ("src/base/b.c:3", 134), ("tests/api/test_a.py:1", 131), ("tools/script:2", 131))
    ]  # fmt: skip
    house.write("tools/lint.toml", '[[wide]]\nfiles = "nowhere/*"\nreason = "none"\n')
    assert "tools/lint.toml: nothing matches nowhere/*; remove the row" in house.complaints("columns")


@pytest.mark.parametrize("bar", [BAR[:-1], BAR + "-", "// -- title " + "-" * 108, "// title " + "-" * 111, "/* " + "=" * 20 + " */", "// " + "-" * 117, "//" + BAR[3:] + "-"])
def test_bars(house, bar):
    house.write("src/base/a.c", RIGHT)
    house.write("src/base/a.py", f"# --- title {'-' * 108}\n\n\nclass A:\n    # --- inner {'-' * 104}\n")
    house.write("src/base/b.c", f"int a;\n{bar}\n")
    assert house.complaints("bars") == ["src/base/b.c:2: write the section's bar as `// --- title ---…` to column 120"]


@pytest.mark.parametrize(
    "line, advice",
    [
        ("strcpy(a, b);", "that function cannot be used safely"),
        ("n = atoi(text);", "that function cannot be used safely"),
        ('#include "../net/http.h"', "an include does not leave its folder"),
        ('_Static_assert(1, "so");', "say static_assert"),
        ("// TO" + "DO: all of it", "a left-over mark"),
        ('"SELECT 1 FROM teams WHERE name LIKE :name"', "not every database takes that SQL"),
        ("#include <sqlite3.h>", "SQLite stays in src/store/sqlite"),
    ],
)
def test_words(house, line, advice):
    house.write("src/store/a.c", f"my_strcpy(a);\nstatic_assert(1);\n{line}\n")
    (complaint,) = house.complaints("words")
    assert complaint.startswith(f"src/store/a.c:3: {advice}")


def test_sqlite_may_speak_as_it_does(house):
    house.write("src/store/sqlite/functions.c", '#include <sqlite3.h>\n"a LIKE ?1"\n')
    assert house.complaints("words") == []


def test_loggers(house):
    define = '#define LOGGER "tessera.{}"\n'
    house.write("src/base/log.h", "#define log_info(logger, ...) log_line((logger), __VA_ARGS__)\n")
    house.write("src/net/right.c", define.format("net") + 'log_info(LOGGER, "a");\nlog_error(\n    LOGGER, "b");\n')
    house.write("src/net/folder.c", define.format("http") + 'log_info(LOGGER, "a");\n')
    house.write("src/net/literal.c", '\nlog_warning("tessera.net", "a");\n')
    house.write("src/net/silent.c", define.format("net"))
    assert house.complaints("loggers") == [
        'src/net/folder.c: name the logger after the folder: #define LOGGER "tessera.net"',
        "src/net/literal.c:2: pass LOGGER as the first argument",
        "src/net/silent.c: logs nothing; remove LOGGER",
    ]


def test_suppressions(house):
    house.write("src/base/right.c", "// NOLINTNEXTLINE(bugprone-one): because\nint a; // NOLINT(misc-two): because\n")
    house.write("src/base/wrong.c", "int a; // NOLINT\nint b; // NOLINT(misc-two)\n// NOLINTBEGIN(misc-two): all of it\n")
    assert house.complaints("suppressions") == [f"src/base/wrong.c:{line}: say which check and why: // NOLINTNEXTLINE(check): reason" for line in (1, 2, 3)]


def test_checks_that_are_off_have_their_reason(house):
    house.write(".clang-tidy", "# misc-one: because\n# misc-on: because\nChecks: >\n  -*,\n  misc-*,\n  -misc-one,\n  -misc-two\n")
    assert house.complaints("suppressions") == [
        ".clang-tidy: say why misc-two is off: # misc-two: reason", ".clang-tidy: misc-on is not off; remove its line",
    ]  # fmt: skip


def test_files_that_git_does_not_know_yet_are_seen_and_ignored_ones_are_not(house):
    house.commit()
    house.write("src/base/new.c", "strcpy(a, b);\n")
    house.write("build/made.c", "strcpy(a, b);\n")
    assert [line.split(":")[0] for line in house.complaints("words")] == ["src/base/new.c"]


# --- objects ----------------------------------------------------------------------------------------------------------


def test_globals(house):
    house.write("src/base/right.c", 'static const char *const names[] = {"a", "b"};\nconst char *name(int i);\nconst char *name(int i) { return names[i]; }\n')
    house.write("src/base/count.c", "int count(void);\nint count(void) { static int seen; return ++seen; }\nint shared = 1;\n")
    house.write("src/base/thread.c", "int mine(void);\nstatic _Thread_local int own;\nint mine(void) { return ++own; }\n")
    house.compile()
    advice = "make it const, or hand it in from main"
    assert house.complaints("globals") == [
        f"src/base/{path}: keeps a variable that can be written, {name}: {advice}"
        for path, name in (("count.c", "seen"), ("count.c", "shared"), ("thread.c", "own"))
    ]
    rows = [("count.c", ["seen", "shared"]), ("thread.c", ["own"]), ("right.c", ["names"])]
    house.write("tools/lint.toml", "".join(f'[[mutable]]\nfile = "src/base/{path}"\nnames = {json.dumps(names)}\nreason = "so"\n' for path, names in rows))
    assert house.complaints("globals") == ["tools/lint.toml: src/base/right.c has no variable names that can be written; remove it there"]


def circle(*files):
    return f'[[circle]]\nfiles = {json.dumps(["src/base/" + file for file in files])}\nreason = "so"\n'


def test_circles(house):
    def function(name, *called):
        house.write(f"src/base/{name}.c", "".join(f"int {other}(int);\n" for other in (name, *called)) + f"int {name}(int i) {{ return 1{''.join(f' + {other}(i)' for other in called)}; }}\n")

    function("top", "left")
    function("left", "right", "low")
    function("right", "left")
    function("low")
    house.compile()
    (complaint,) = house.complaints("circles")
    assert complaint.startswith("src/base/left.c: is part of a circle of files")
    assert complaint.endswith(": src/base/left.c -> src/base/right.c, src/base/right.c -> src/base/left.c")
    house.write("tools/lint.toml", circle("right.c", "left.c"))
    assert house.complaints("circles") == []
    # Neither more nor less than the circle that there is.
    house.write("tools/lint.toml", circle("right.c", "left.c", "low.c"))
    assert [line.split(":")[0] for line in house.complaints("circles")] == ["src/base/left.c", "tools/lint.toml"]
    function("low", "top")
    house.compile()
    house.write("tools/lint.toml", circle("right.c", "left.c"))
    assert [line.split(":")[0] for line in house.complaints("circles")] == ["src/base/left.c", "tools/lint.toml"]
    function("right")
    function("low")
    house.compile()
    house.write("tools/lint.toml", circle("right.c", "left.c"))
    assert house.complaints("circles") == ["tools/lint.toml: there is no circle of src/base/left.c, src/base/right.c; correct or remove the row"]


# --- clang ------------------------------------------------------------------------------------------------------------

WIDENED = "long {0}(int a);\nlong {0}(int a) {{\n    return a * 4;\n}}\n"


@pytest.fixture
def faults(house):
    """A fault in each of two files, the second of which includes a header; main is at that state."""
    house.write("src/base/one.c", WIDENED.format("one"))
    house.write("src/base/two.h", '#include "base/three.def"\n')
    house.write("src/base/three.def", "\n")
    house.write("src/base/two.c", '#include "base/two.h"\n' + WIDENED.format("two")[len("long two(int a);\n") :])
    house.compile()
    house.commit()
    return house


def found_in(lines):
    return [line.split(":")[0].rsplit("/", 1)[1] for line in lines]


@needs_clang_tidy
def test_tidy_looks_at_all_where_nothing_is_to_compare_with(faults):
    lines = faults.complaints("tidy")
    assert found_in(lines) == ["one.c", "two.c"]
    assert lines[0].startswith("src/base/one.c:3: ") and lines[0].endswith("[bugprone-implicit-widening-of-multiplication-result]")


@needs_clang_tidy
def test_tidy_looks_at_what_changed_since_the_branch_left_main(faults):
    faults.git("checkout", "--quiet", "-b", "work")
    assert faults.complaints("tidy") == []
    assert found_in(faults.complaints("--all", "tidy")) == ["one.c", "two.c"]
    faults.write("src/base/one.c", WIDENED.format("one") + "\n")
    assert found_in(faults.complaints("tidy")) == ["one.c"], "a change that is not committed"
    faults.commit()
    assert found_in(faults.complaints("tidy")) == ["one.c"]


@needs_clang_tidy
@pytest.mark.parametrize("changed, wanted", [("src/base/three.def", ["two.c"]), ("src/base/two.h", ["two.c"]), (".clang-tidy", ["one.c", "two.c"]), ("README.md", [])])
def test_tidy_follows_includes(faults, changed, wanted):
    faults.git("checkout", "--quiet", "-b", "work")
    path = faults.top / changed
    path.write_text((path.read_text() if path.exists() else "") + "\n")
    assert found_in(faults.complaints("tidy")) == wanted


@needs_clang_tidy
def test_tidy_on_main_compares_with_where_it_was_cloned_from(faults):
    faults.git("update-ref", "refs/remotes/origin/main", "HEAD")
    assert faults.complaints("tidy") == []
    faults.write("src/base/one.c", WIDENED.format("one") + "\n")
    faults.commit()
    assert found_in(faults.complaints("tidy")) == ["one.c"]


@needs_clang_tidy
def test_tidy_reports_what_does_not_compile(house):
    house.write("src/base/a.c", "int a;\n")
    house.compile()
    house.write("src/base/a.c", "int a\n")
    (complaint,) = house.complaints("tidy")
    assert complaint.startswith("src/base/a.c:1: expected ';'")


@needs_clang_tidy
def test_analyzer(house):
    house.write("src/base/a.c", "int a(int *p);\nint a(int *p) {\n    if (p)\n        return 1;\n    return *p;\n}\n")
    house.compile()
    (complaint,) = house.complaints("analyze")
    assert complaint.startswith("src/base/a.c:5: Dereference of null pointer")
    assert house.complaints("tidy") == []


# --- the program ------------------------------------------------------------------------------------------------------


@needs_clang_format
@needs_clang_tidy
def test_a_right_tree_is_met_with_silence(house):
    house.write("src/base/add.h", "// Adds.\n#pragma once\n\nint add(int a, int b);\n")
    house.write("src/base/add.c", '#include "base/add.h"\n\n' + BAR + "\n\nint add(int a, int b) {\n    return a + b;\n}\n")
    house.compile()
    assert house.complaints() == []


def test_a_missing_program_is_named_with_its_package(house, tmp_path_factory):
    programs = tmp_path_factory.mktemp("programs")
    (programs / "git").symlink_to(shutil.which("git"))
    done = house.run(PATH=str(programs))
    assert done.returncode == 1 and done.stderr.splitlines() == [
        f"lint: {program} is missing; as root: apt-get install {package}"
        for program, package in (("clang-format", "clang-format"), ("clang-tidy", "clang-tidy"), ("make", "make"), ("nm", "binutils"), ("objdump", "binutils"))
    ]
    assert house.run("words", PATH=str(programs)).returncode == 0, "a check that needs none of them"


def test_packages_of_the_lint_are_listed():
    (packages,) = (line.split()[1:] for line in (CHECKOUT / "tools/packages").read_text().splitlines() if line.startswith("lint "))
    assert {"clang", "clang-format", "clang-tidy"} <= set(packages)


def test_unknown_checks(house):
    done = house.run("wrods")
    assert done.returncode == 2 and "no check is called wrods; there are format, lengths" in done.stderr
