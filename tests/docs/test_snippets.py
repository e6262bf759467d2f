"""Runs the snippets of README.md and docs/: every block that is marked `<!-- snippet: run LANGUAGE -->`.

The blocks of one language in one page run in order, as one program, against a fresh server. What a page says that a snippet
prints may be named in the mark: `<!-- snippet: run sh; prints TEXT -->`.
"""

import os
import re
import shutil
import subprocess
import sys

import pytest

from support.server import CHECKOUT, Server

SECONDS = 60
PAGES = [CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").glob("*.md"))]
BLOCK = re.compile(r"<!-- snippet: run (\w+)(?:; prints ([^>]*?))? -->\n```\w+\n(.*?)```", re.DOTALL)


def programs():
    """(page, language, text of all blocks, texts that must be printed) for each language of each page."""
    for page in PAGES:
        found = {}
        for language, prints, text in BLOCK.findall(page.read_text("utf-8")):
            program = found.setdefault(language, ([], []))
            program[0].append(text)
            if prints:
                program[1].append(prints.strip())
        for language, (texts, prints) in found.items():
            yield pytest.param(language, "\n".join(texts), prints, id=f"{page.name}-{language}")


def c_program(text, folder):
    """Compiles the text against libtessera of the release build and returns the command that runs it."""
    source, program = folder / "snippet.c", folder / "snippet"
    source.write_text(text, "utf-8")
    build = os.environ.get("TESSERA_RELEASE_BUILD", str(CHECKOUT / "build"))
    library = os.path.join(CHECKOUT, build, "src", "sdk")
    subprocess.run(["cc", "-std=gnu17", "-Wall", "-Werror", f"-I{CHECKOUT}/include", str(source), "-o", str(program),
                    f"-L{library}", f"-Wl,-rpath,{library}", "-ltessera"], check=True, timeout=SECONDS)
    return [str(program)]


@pytest.mark.parametrize(("language", "text", "prints"), list(programs()))
def test_snippets_run(language, text, prints, tmp_path):
    server = Server(tmp_path / "server")
    (tmp_path / "server").mkdir(exist_ok=True)
    server.start()
    try:
        text = text.replace("http://localhost:8000", server.url)
        environment = dict(os.environ, TESSERA_URL=server.url)
        if language == "sh":
            command = ["sh", "-eu", "-c", text]
        elif language == "python":
            command = [sys.executable, "-c", text]
        elif language == "c":
            assert shutil.which("cc"), "no C compiler"
            command = c_program(text, tmp_path)
        else:
            pytest.fail(f"nothing runs snippets in {language}")
        ended = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=SECONDS)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        assert '"error"' not in ended.stdout, ended.stdout
        for expected in prints:
            assert expected in ended.stdout, f"{expected!r} is not in:\n{ended.stdout}"
    finally:
        server.stop_and_check()
