"""The code of Markdown pages.

A mark says what becomes of the block below it:

    <!-- snippet: run python -->           a part of the page's one Python program; its parts run in order
    <!-- snippet: run sh; prints TEXT -->   likewise for sh; TEXT must be in what it prints
    <!-- snippet: run sh; guarded -->      against a server with authentication on, whose BOOTSTRAP_API_KEY is in the environment
    <!-- snippet: run c -->                a program of its own
    <!-- snippet: run c; fragment -->      a program once it stands where FRAGMENT has {body}
    <!-- snippet: run c; part -->          a part of the page's one program of such parts, in order
    <!-- snippet: run python; with X -->   a program that imports from tests/docs/stand_ins/X, or from examples
    <!-- snippet: file examples/x.c -->    that file, word for word
    <!-- snippet: wrapper -->              what stands around a fragment of C
    <!-- snippet: declare c -->            declarations that must agree with tessera.h, or with the clients for python
    <!-- snippet: not run: REASON -->      no program
"""

import dataclasses
import re

_MARK = re.compile(r"^<!-- snippet: (.*) -->$")
_FENCE = re.compile(r"^(\s*)(`{3,}|~{3,})(\S*)")

# What stands around a fragment of C. docs/c.md shows it.
FRAGMENT = """\
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tessera.h>

static int complain(const tessera_error *error) {{
    char line[512];
    fprintf(stderr, "%s\\n", tessera_error_format(error, line, sizeof line));
    return 1;
}}

static int run(tessera_client *client) {{
    tessera_error error;
{body}
    return 0;
}}

int main(void) {{
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = tessera_client_new(NULL, &error);
    return client == NULL ? complain(&error) : run(client);
}}
"""


@dataclasses.dataclass(frozen=True)
class Block:
    line: int  # of the fence
    language: str
    text: str
    action: str  # run, file, wrapper, declare, not run; "" where there is no mark
    subject: str  # language, file, or reason
    options: tuple  # of (word, rest)

    def option(self, word):
        return [rest for name, rest in self.options if name == word]


def python_blocks(text):
    """The text of every block of Python, in order."""
    return [block.text for block in all_blocks(text) if block.language == "python"]


def indented(block):
    """A block as the body of a function."""
    return "".join(f"    {line}\n" if line else "\n" for line in block.splitlines())


def c_program(block):
    """The whole program of a block of C."""
    return FRAGMENT.format(body=indented(block.text).rstrip()) if block.option("fragment") else block.text


def _read_mark(mark):
    if mark.startswith("not run: "):
        return "not run", mark.removeprefix("not run: ").strip(), ()
    first, *options = mark.split("; ")
    action, _, subject = first.partition(" ")
    pairs = tuple((word, rest) for word, _, rest in (option.partition(" ") for option in options))
    return action, subject, pairs


def all_blocks(text):
    """Every fenced block of a page, in order. ValueError tells of a fence without end, or of code that is only indented."""
    found, lines = [], text.splitlines()
    index = 0
    while index < len(lines):
        fence = _FENCE.match(lines[index])
        if fence is None:
            if lines[index].startswith("    ") and not lines[index - 1].strip():
                raise ValueError(f"line {index + 1}: code stands between fences, with a mark")
            index += 1
            continue
        end = index + 1
        while end < len(lines) and lines[end].strip() != fence.group(2):
            end += 1
        if end == len(lines):
            raise ValueError(f"line {index + 1}: the block has no end")
        mark = _MARK.match(lines[index - 1]) if index > 0 else None
        body = "".join(line.removeprefix(fence.group(1)) + "\n" for line in lines[index + 1 : end])
        found.append(Block(index + 1, fence.group(3), body, *_read_mark(mark.group(1) if mark else "")))
        index = end + 1
    return found
