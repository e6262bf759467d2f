"""The tree under check: its files, its settings in tools/lint.toml, its builds, and the complaints that were made."""

import functools
import json
import os
import pathlib
import subprocess
import tomllib
from fnmatch import fnmatch


class Tree:
    """A checkout. A check is given one and calls `complain` for each fault."""

    def __init__(self, top: pathlib.Path) -> None:
        self.top = top
        self.complaints: list[str] = []
        self.jobs = int(os.environ.get("JOBS") or os.cpu_count() or 1)
        self.build = os.environ.get("BUILD") or "build"
        self.lint_build = os.environ.get("LINT_BUILD") or "build-lint"

    def complain(self, place: str, what: str) -> None:
        """Notes a fault: where, as `file` or `file:line`, and what to do about it, in one line."""
        self.complaints.append(f"{place}: {what}")

    @functools.cached_property
    def settings(self) -> dict[str, list[dict]]:
        """tools/lint.toml: what the checks let pass, each with its reason."""
        return tomllib.loads((self.top / "tools/lint.toml").read_text())

    @functools.cached_property
    def files(self) -> list[str]:
        """The paths of all files that git keeps or would take, relative to the top."""
        listed = self.git("ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
        return sorted({path for path in listed if path and (self.top / path).is_file() and not (self.top / path).is_symlink()})

    def named(self, *patterns: str) -> list[str]:
        """The files whose paths match one of the patterns; `*` reaches over folders."""
        return [path for path in self.files if any(fnmatch(path, pattern) for pattern in patterns)]

    @functools.lru_cache(maxsize=None)
    def text(self, path: str) -> str:
        """What a file holds. Bytes that are no UTF-8 are replaced: corpora of fuzzers are kept here, too."""
        return (self.top / path).read_text(errors="replace")

    def lines(self, path: str) -> list[tuple[int, str]]:
        """The lines of a file with their numbers."""
        return list(enumerate(self.text(path).splitlines(), 1))

    def git(self, *arguments: str) -> str:
        """What a git command prints; it must not fail."""
        return self.run("git", *arguments).stdout

    def run(self, *command: str, must: bool = True) -> subprocess.CompletedProcess[str]:
        """Runs a command at the top. One that must succeed and does not ends the lint with what it said."""
        done = subprocess.run(command, cwd=self.top, capture_output=True, text=True, errors="replace", check=False)
        if must and done.returncode != 0:
            raise SystemExit(f"lint: {' '.join(command[:4])} failed\n{done.stdout}{done.stderr}".rstrip())
        return done

    def compiled(self, build: str) -> list[dict[str, str]]:
        """The rows of a build's compile_commands.json whose sources lie in the tree, `file` relative to the top."""
        rows = json.loads((self.top / build / "compile_commands.json").read_text())
        for row in rows:
            row["file"] = os.path.relpath(os.path.join(row["directory"], row["file"]), self.top)
        known = set(self.files)
        return [row for row in rows if row["file"] in known]
