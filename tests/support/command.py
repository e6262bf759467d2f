"""Runs `tessera`, with nothing of the caller's settings."""

import json
import subprocess

from support.server import clean_environment, program_find

SECONDS = 120  # generous: a sanitizer build on a busy machine


class Done:
    """A run that has ended."""

    def __init__(self, process):
        self.status = process.returncode
        self.out = process.stdout.decode()
        self.err = process.stderr.decode()

    def json(self):
        return json.loads(self.out)


class Tessera:
    """The program in a folder, with a home of its own."""

    def __init__(self, folder, url=None):
        self.folder = folder
        self.settings = {"HOME": str(folder), "LC_ALL": "C.UTF-8", **({"TESSERA_URL": url} if url else {})}

    def __call__(self, *words, status=0, answer=None, folder=None, **settings):
        """Runs it. `status` is what it must end with, `answer` its standard input; None of a setting leaves it out."""
        environment = {**clean_environment(), **self.settings, **settings}
        process = subprocess.run(
            [program_find("tessera"), *map(str, words)],
            cwd=folder or self.folder,
            env={name: value for name, value in environment.items() if value is not None},
            input=(answer or "").encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
        done = Done(process)
        assert done.status == status, f"{words} ended with {done.status}, not {status}\n{done.out}\n{done.err}"
        assert "Sanitizer" not in done.err and "runtime error" not in done.err, done.err
        return done

    def write(self, name, content):
        """A file in the folder: a text, or what is written as JSON."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content, indent=2) + "\n", "utf-8")
        return path
