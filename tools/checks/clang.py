"""Checks that clang makes of the C files: clang-tidy over what changed, the static analyzer over all."""

import concurrent.futures
import json
import os
import re
import subprocess
from collections.abc import Iterable

from .tree import Tree

# Not asked for of the analyzer: that memcpy be memcpy_s, which the C library does not have, and that members stand in the order
# of their sizes, where ours stand in the order in which they are read.
ANALYZER_OFF = "-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling,-clang-analyzer-optin.performance.Padding"


def merge_base(tree: Tree) -> str | None:
    """The commit where this branch left main: of the local branch, or on that itself of the one that it was cloned from."""
    branch = tree.run("git", "symbolic-ref", "--quiet", "--short", "HEAD", must=False).stdout.strip()
    for base in ("origin/main",) if branch == "main" else ("main", "origin/main"):
        found = tree.run("git", "merge-base", "HEAD", base, must=False)
        if found.returncode == 0:
            return found.stdout.strip()
    return None


def users(tree: Tree, changed: set[str]) -> set[str]:
    """The C files among the changed ones, and those that include a changed file, over however many others."""
    includes = {path: re.findall(r'^\s*#\s*include ["<](.*)[">]', tree.text(path), re.MULTILINE)
                for path in tree.named("*.c", "*.h", "*.def")}
    reached = set(changed)
    while True:
        # An include names a file from some root: the tail of its path.
        tails = {path[at:] for path in reached for at in [0, *(slash.end() for slash in re.finditer("/", path))]}
        more = {path for path, names in includes.items() if path not in reached and tails.intersection(names)}
        if not more:
            return {path for path in reached if path.endswith(".c")}
        reached |= more


def changed_sources(tree: Tree) -> set[str] | None:
    """The C files that what changed since the merge base can touch; None for all of them."""
    base = merge_base(tree)
    if base is None:
        return None
    others = tree.git("ls-files", "--others", "--exclude-standard")
    changed = set(tree.git("diff", "--name-only", base).splitlines()) | set(others.splitlines())
    if ".clang-tidy" in changed:
        return None
    return users(tree, changed)


def commands(tree: Tree) -> list[str]:
    """Writes a list of commands in which each source is once, in whichever program it is, and returns its sources."""
    once = {row["file"]: row for row in reversed(tree.compiled(tree.lint_build))}
    folder = tree.top / tree.lint_build / "once"
    folder.mkdir(exist_ok=True)
    rows = [dict(row, file=str(tree.top / row["file"])) for row in once.values()]
    (folder / "compile_commands.json").write_text(json.dumps(rows))
    return sorted(once)


def run_clang_tidy(tree: Tree, sources: Iterable[str], *arguments: str) -> None:
    """Runs clang-tidy over the sources, several at once, and complains of each finding in a file of the tree once."""
    finding = re.compile(r"^(\S.*?):(\d+):\d+: (?:warning|error): (.*)$", re.MULTILINE)

    def look(source: str) -> tuple[str, subprocess.CompletedProcess[str]]:
        return source, tree.run("clang-tidy", "--quiet", "-p", f"{tree.lint_build}/once", *arguments, source, must=False)

    with concurrent.futures.ThreadPoolExecutor(tree.jobs) as pool:
        results = list(pool.map(look, sources))
    found: dict[tuple[str, int, str], str] = {}
    for source, done in results:
        findings = finding.findall(done.stdout.replace(",-warnings-as-errors]", "]"))
        for place, line, what in findings:
            # Headers are met through the include roots of the build, which are links.
            path = os.path.relpath(os.path.realpath(tree.top / tree.lint_build / place), os.path.realpath(tree.top))
            found.setdefault((path, int(line), what), source)
        if done.returncode != 0 and not findings:
            found[source, 1, f"clang-tidy failed: {' '.join(done.stderr.split())}"] = source
    for (path, line, what), source in sorted(found.items()):
        tree.complain(f"{path}:{line}", what if path == source else f"{what}, by way of {source}")


def check_tidy(tree: Tree, everything: bool = False) -> None:
    """clang's warnings and the checks of .clang-tidy, over what changed since the merge base with main, or over all."""
    sources = commands(tree)
    changed = None if everything else changed_sources(tree)
    run_clang_tidy(tree, [source for source in sources if changed is None or source in changed])


def check_analyze(tree: Tree) -> None:
    """clang's static analyzer, which follows the paths through each function, over all."""
    run_clang_tidy(tree, commands(tree), f"--checks=-*,clang-analyzer-*,{ANALYZER_OFF}")
