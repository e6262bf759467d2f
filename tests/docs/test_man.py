"""The man pages: they are sound mdoc(7), render without a warning, and tell of every function of their headers."""

import re
import shutil
import subprocess

import pytest

from support.server import CHECKOUT

SECONDS = 60
PAGES = sorted((CHECKOUT / "docs" / "man").glob("*.[38]"))
HEADERS = ["client.h", "find.h", "future.h", "mock.h", "adapters/uv.h", "adapters/event.h", "adapters/glib.h"]
# Functions that a page names, in a header that it need not cover as a whole.
ERROR_FUNCTIONS = ["tessera_status_name", "tessera_status_text", "tessera_error_format"]


def complaints(*command):
    """What a command says that should have nothing to say."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=SECONDS, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_is_sound(page):
    assert shutil.which("mandoc") and shutil.which("groff"), "tools/setup test installs mandoc and groff-base"
    assert complaints("mandoc", "-Tlint", "-Wwarning", page) == ""
    assert complaints("groff", "-mdoc", "-Tutf8", "-ww", "-z", page) == ""


def test_every_function_is_named():
    told = set(re.findall(r"^\.(?:Nm|Fn|Fo) (tessera_\w+)", "\n".join(page.read_text("utf-8") for page in PAGES), re.MULTILINE))
    declared = set(ERROR_FUNCTIONS)
    for header in HEADERS:
        text = (CHECKOUT / "include" / "tessera" / header).read_text("utf-8")
        declared |= set(re.findall(r"^TESSERA_API [^(]*?(tessera_\w+)\(", text, re.MULTILINE))
        declared |= set(re.findall(r"^static inline [^(]*?(tessera_\w+_(?:at|de)tach)\(", text, re.MULTILINE))
    assert len(declared) > 40
    assert declared - told == set()


def test_pages_refer_to_pages():
    """A cross-reference within the product leads to a page, by its name or by a function that it documents."""
    named = {page.stem for page in PAGES}
    texts = {page.name: page.read_text("utf-8") for page in PAGES}
    for text in texts.values():
        named |= set(re.findall(r"^\.Nm (tessera\w+)", text, re.MULTILINE))
    for name, text in texts.items():
        for reference in re.findall(r"^\.(?:It )?Xr (\S+) \d", text, re.MULTILINE):
            assert not reference.startswith(("tessera", "libtessera")) or reference in named, f"{name} refers to {reference}"
