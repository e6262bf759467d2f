"""Reads what GET /metrics tells, and asks promtool of Prometheus what it thinks of such things."""

import os
import pathlib
import re
import shutil
import subprocess

import pytest

LINE = re.compile(r"([a-z_]+)(?:\{(.*)\})? (\S+)")
LABEL = re.compile(r'([a-z_]+)="((?:[^"\\]|\\.)*)"(?:,|$)')
# Where tools/setup puts programs that it takes out of a package without installing it.
PROGRAMS = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "tessera" / "programs"


def promtool(*arguments, given=None):
    """Runs promtool, or skips the test that asks where there is none; the process, with what it printed as text."""
    program = shutil.which("promtool") or shutil.which("promtool", path=PROGRAMS)
    if program is None:
        pytest.skip("promtool is not there: tools/setup test")
    return subprocess.run([program, *map(str, arguments)], input=given, capture_output=True, text=True, timeout=60, check=False)


class Scrape:
    """One exposition: `types` of the metrics, and the values of their series."""

    def __init__(self, text):
        self.text = text
        self.types, self.series = {}, {}
        for line in text.splitlines():
            words = line.split(" ", 3)
            if words[:2] == ["#", "TYPE"]:
                assert words[2] not in self.types, f"told twice: {line}"
                self.types[words[2]] = words[3]
            elif words[0] != "#":
                name, labels, value = LINE.fullmatch(line).groups()
                key = name, frozenset(LABEL.findall(labels or ""))
                assert key not in self.series, f"told twice: {line}"
                self.series[key] = float(value)

    def get(self, name, **labels):
        """The value of one series; None: there is none."""
        return self.series.get((name, frozenset(labels.items())))

    def all(self, name):
        """The series of that name: their labels as a dictionary, and the value."""
        return [(dict(labels), value) for (own, labels), value in self.series.items() if own == name]


def scrape(client, **options):
    reply = client.get("/metrics", **options)
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"
    return Scrape(reply.text)
