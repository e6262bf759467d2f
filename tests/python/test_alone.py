"""Runs what measures its own process in one where no other test ran: what those left is replaced bit by bit, which looks like growth."""

import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
LIMIT_SECONDS = 300


def test_nothing_is_left_behind():
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", str(HERE / "life.py")],
                          cwd=HERE.parent, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, capture_output=True, text=True,
                          timeout=LIMIT_SECONDS, check=False)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-8000:]
