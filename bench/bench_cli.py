#!/usr/bin/env python3
"""Measures the command line from start to verdict, without a server.

bench/bench_cli.py

Whole processes, started one after the other; the least time of a round counts, since a busy machine only adds to it. Beside them Python
merely loads python-jsonschema and the same two files, in the same round.
"""

import json
import pathlib
import subprocess
import sys
import time

from servers import BUILD, fresh_folder

PROPERTIES, FILES = 500, 1000
ROUNDS = 30
TWO_FILES_MS, FOLDER_MS = 10, 1000


def schema(count: int, left_out: int = -1) -> dict:
    names = [number for number in range(count) if number != left_out]
    return {"type": "object", "properties": {f"p{number}": {"type": "string", "maxLength": 20} for number in names}, "required": ["p1"]}


def milliseconds(*command: object, folder: pathlib.Path, statuses: tuple[int, ...]) -> float:
    began = time.perf_counter()
    done = subprocess.run([str(part) for part in command], cwd=folder, stdout=subprocess.DEVNULL, check=False)
    taken = (time.perf_counter() - began) * 1000
    assert done.returncode in statuses, (command, done.returncode)
    return taken


def told(name: str, taken: float, target: float) -> None:
    print(f"{name}: {taken:.1f} ms (target {target:g}: {'holds' if taken <= target else 'MISSED'})", flush=True)


def main() -> None:
    folder = fresh_folder("cli")
    tessera = BUILD / "tessera"
    (folder / "old.json").write_text(json.dumps(schema(PROPERTIES), indent=1))
    (folder / "new.json").write_text(json.dumps(schema(PROPERTIES, 3), indent=1))
    for side in ("base", "work"):
        (folder / side).mkdir()
        for number in range(FILES):
            left_out = 2 if side == "work" and number % 10 == 0 else -1
            (folder / side / f"s{number}.json").write_text(json.dumps(schema(10, left_out), indent=1))
    load = "import json, jsonschema; json.load(open('old.json')); json.load(open('new.json'))"
    two, many, start, python = [], [], [], []
    for number in range(ROUNDS):
        start.append(milliseconds(tessera, "version", folder=folder, statuses=(0,)))
        two.append(milliseconds(tessera, "check", "new.json", "--against", "old.json", folder=folder, statuses=(1,)))
        if number % 6 == 0:
            many.append(milliseconds(tessera, "check", ".", "--against", "../base", folder=folder / "work", statuses=(1,)))
            python.append(milliseconds(sys.executable, "-c", load, folder=folder, statuses=(0,)))
    told(f"command line, two schemas of {PROPERTIES} properties, whole process", min(two), TWO_FILES_MS)
    told(f"command line, {FILES} schemas in a folder", min(many), FOLDER_MS)
    print(f"  of which the program starts in {min(start):.1f} ms; Python merely loads jsonschema and the two files in {min(python):.0f} ms")


if __name__ == "__main__":
    main()
