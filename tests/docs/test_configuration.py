"""The tables of docs/configuration.md and docs/errors.md say what the code says."""

import inspect
import re

import pytest

from support.server import CHECKOUT

CLIENT_HEADER = (CHECKOUT / "include" / "tessera" / "client.h").read_text("utf-8")
COMMON_HEADER = (CHECKOUT / "include" / "tessera" / "common.h").read_text("utf-8")


def section(page, title):
    """The text below a heading, up to the next one."""
    text = (CHECKOUT / "docs" / page).read_text("utf-8")
    return re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#+ |\Z)", text, re.MULTILINE | re.DOTALL).group(1)


def table(page, title):
    """The cells of the first table of a section, row by row, without its head."""
    lines = [line for line in section(page, title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def members(struct):
    """(name, comment) of each member of a public struct."""
    body = re.search(rf"typedef struct {struct} {{\n(.*?)\n}} {struct};", CLIENT_HEADER, re.DOTALL).group(1)
    return re.findall(r"(\w+);\s*// ([^\n]*)", body)


@pytest.mark.parametrize("client", ["TesseraClient", "AsyncTesseraClient"])
def test_python_settings(client):
    import tessera_sdk

    kind = getattr(tessera_sdk, client)
    documented = dict(re.findall(r"^ {8}(\w+) \(.*?\): (.*)$", kind.__doc__, re.MULTILINE))
    parameters = inspect.signature(kind).parameters.values()
    expected = [[f"`{p.name}`", f"`{p.default}`", documented[p.name]] for p in parameters]
    assert table("configuration.md", "Python") == expected


@pytest.mark.parametrize(("title", "struct"), [("C", "tessera_client_options"), ("One call", "tessera_call_options")])
def test_c_settings(title, struct):
    assert table("configuration.md", title) == [[f"`{name}`", comment] for name, comment in members(struct)]


def test_environment():
    read = set()
    for source in (CHECKOUT / "src" / "sdk").glob("*.c"):
        read |= set(re.findall(r'getenv\("(\w+)"\)', source.read_text("utf-8")))
    assert {name for row in table("configuration.md", "Environment") for name in re.findall(r"`(\w+)`", row[0])} == read


def test_errors_of_both_languages():
    from tessera_sdk import exceptions

    told = {}
    for status, python, c, _ in table("errors.md", "Kinds"):
        for name in re.findall(r"`TESSERA_(E_\w+)`", c):
            told[name] = (re.search(r"\d+", status), re.findall(r"`(\w+)`", python))
    declared = re.findall(r"X\((E_\w+), \"([^\"]*)\"\)", COMMON_HEADER)
    assert [name for name, _ in declared if name not in told] == []
    for name, text in declared:
        number, kinds = told[name]
        stated = re.search(r"\((\d)(\d\d|xx)\)", text)
        if stated:
            assert number and number.group(0)[0] == stated.group(1), name
        status = int(number.group(0)) if number else 0
        made = exceptions.make_error(f"TESSERA_{name}", status, "", "m", "", None, None, -1)
        # A cancelled call is asyncio's own business, and two statuses are none of Python's.
        if kinds:
            assert type(made).__name__ in kinds, name
    page = (CHECKOUT / "docs" / "errors.md").read_text("utf-8")
    assert [name for name in exceptions.__all__ if f"`{name}" not in page and name not in page] == []
    fields = {name.strip("`") for row in table("errors.md", "What an error carries") for name in re.split(r", ", row[0])}
    assert fields == {name for name in exceptions.TesseraError.__annotations__} | {"—"}
    struct = re.search(r"typedef struct tessera_error {\n(.*?)\n}", COMMON_HEADER, re.DOTALL).group(1)
    in_c = {name for row in table("errors.md", "What an error carries") for name in re.findall(r"`(\w+)`", row[1])}
    assert in_c == set(re.findall(r"(\w+)(?:\[\d+\])?;", re.sub(r"//.*", "", struct)))
