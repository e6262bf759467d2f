"""Checks of the objects of the release build: the variables that they keep, and who calls whom."""

import collections
import re
from collections.abc import Iterable

from .tree import Tree

# Sections that a program may write to. What the loader alone writes (.data.rel.ro) is constant afterwards.
WRITABLE = re.compile(r"\.t?(data|bss)\b(?!\.rel\.ro)|\*COM\*")
# What meson compiles to see that each public header stands alone has no life of its own.
NO_OBJECTS_OF = ("examples/*", "tests/*", "bench/*")


def objects(tree: Tree) -> dict[str, str]:
    """The objects of the build whose sources are the product's: path of the object -> source."""
    left_out = set(tree.named(*NO_OBJECTS_OF))
    return {f"{tree.build}/{row['output']}": row["file"] for row in tree.compiled(tree.build) if row["file"] not in left_out}


def check_globals(tree: Tree) -> None:
    """No variable outlives its function and can be written, but for those that tools/lint.toml names."""
    sources = objects(tree)
    found = collections.defaultdict(set)
    source = ""
    for line in tree.run("objdump", "--syms", "--wide", *sources).stdout.splitlines():
        if heading := re.match(r"(\S+):\s+file format", line):
            source = sources[heading[1]]
        elif symbol := re.match(r"[0-9a-f]+ (.{7}) (\S+)\s+[0-9a-f]+ (?:\.hidden )?(\S+)$", line):
            flags, section, name = symbol.groups()
            if WRITABLE.match(section) and "d" not in flags and not name.startswith("."):
                # A variable of a function ends in a number that the compiler chose.
                found[source].add(re.sub(r"\.\d+$", "", name))
    rows = tree.settings.get("mutable", [])
    allowed = {(row["file"], name) for row in rows for name in row["names"]}
    seen = {(path, name) for path, names in found.items() for name in names}
    for path, name in sorted(seen - allowed):
        tree.complain(path, f"keeps a variable that can be written, {name}: make it const, or hand it in from main")
    for path, name in sorted(allowed - seen):
        tree.complain("tools/lint.toml", f"{path} has no variable {name} that can be written; remove it there")


def calls(tree: Tree) -> dict[str, set[str]]:
    """Who needs whom: source -> the sources that define what its object leaves open."""
    sources = objects(tree)
    defined, wanted = collections.defaultdict(set), collections.defaultdict(set)
    for line in tree.run("nm", "-A", "-g", *sources).stdout.splitlines():
        place, rest = line.rsplit(":", 1)
        kind, name = rest.split()[-2:]
        (wanted if kind in "Uw" else defined)[name].add(sources[place])
    graph = {source: set() for source in sources.values()}
    for name, users in wanted.items():
        for user in users:
            graph[user] |= defined[name] - {user}
    return graph


def circles(graph: dict[str, set[str]]) -> Iterable[frozenset[str]]:
    """The sets of more than one file in which each reaches each: Tarjan's strongly connected components."""
    numbers: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []

    def visit(file: str) -> Iterable[frozenset[str]]:
        numbers[file] = lowest[file] = len(numbers)
        stack.append(file)
        for other in sorted(graph[file]):
            if other not in numbers:
                yield from visit(other)
                lowest[file] = min(lowest[file], lowest[other])
            elif other in stack:
                lowest[file] = min(lowest[file], numbers[other])
        if lowest[file] == numbers[file]:
            at = stack.index(file)
            circle = frozenset(stack[at:])
            del stack[at:]
            if len(circle) > 1:
                yield circle

    for file in sorted(graph):
        if file not in numbers:
            yield from visit(file)


def check_circles(tree: Tree) -> None:
    """No circle of files that call one another, but for those that tools/lint.toml names."""
    graph = calls(tree)
    found = set(circles(graph))
    allowed = {frozenset(row["files"]) for row in tree.settings.get("circle", [])}
    for circle in sorted(found - allowed, key=sorted):
        arrows = ", ".join(f"{file} -> {other}" for file in sorted(circle) for other in sorted(graph[file] & circle))
        tree.complain(min(circle), f"is part of a circle of files; move what both sides need to a file below them: {arrows}")
    for circle in sorted(allowed - found, key=sorted):
        tree.complain("tools/lint.toml", f"there is no circle of {', '.join(sorted(circle))}; correct or remove the row")
