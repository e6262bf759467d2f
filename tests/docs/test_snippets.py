"""Every code block of README.md, docs/ and examples/README.md is run, compared or known to be no program.

support/blocks.py tells how a block is marked. Programs run against a fresh server.
"""

import asyncio
import inspect
import operator
import pathlib
import re
import socket

import pytest

from support.blocks import FRAGMENT, all_blocks, c_program
from support.programs import compile_c, python_command, run_program
from support.server import CHECKOUT

PAGES = [CHECKOUT / "README.md", CHECKOUT / "examples" / "README.md", *sorted((CHECKOUT / "docs").rglob("*.md"))]
ACTIONS = {"run": ("c", "python", "sh"), "declare": ("c", "python")}
OPTIONS = {"prints", "fragment", "part", "with", "guarded"}


def name_of(page):
    return str(page.relative_to(CHECKOUT))


def blocks_of(page):
    try:
        return all_blocks(page.read_text("utf-8"))
    except ValueError as error:
        raise ValueError(f"{name_of(page)}, {error}") from None


def marked(action):
    """(page, block) of every block with that action."""
    return [(page, block) for page in PAGES for block in blocks_of(page) if block.action == action]


def programs():
    """A test parameter for each program: language, text, blocks."""
    joined = {}
    for page, block in marked("run"):
        if block.language == "c" and not block.option("part"):
            yield pytest.param("c", c_program(block), [block], id=f"{name_of(page)}:{block.line}")
        else:
            joined.setdefault((page, block.language), []).append(block)
    for (page, language), blocks in joined.items():
        text = "\n".join(block.text for block in blocks)
        yield pytest.param(language, text, blocks, id=f"{name_of(page)}-{language}")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_block_is_marked(page):
    for block in blocks_of(page):
        where = f"{name_of(page)}:{block.line}"
        if block.action in ACTIONS:
            assert block.subject in ACTIONS[block.action], f"{where}: nothing can {block.action} {block.subject!r}"
            assert block.language == block.subject, f"{where}: the mark says {block.subject}, the fence {block.language}"
            unknown = {word for word, _ in block.options} - OPTIONS
            assert not unknown, f"{where}: unknown options {unknown}"
        elif block.action == "not run":
            assert len(block.subject) > 5, f"{where}: the mark gives no reason"
        else:
            assert block.action in ("file", "wrapper"), f"{where}: no mark says what becomes of this block"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@pytest.mark.parametrize(("language", "text", "blocks"), list(programs()))
def test_snippets_run(language, text, blocks, request, tmp_path):
    guarded = any(block.option("guarded") for block in blocks)
    server = request.getfixturevalue("guarded" if guarded else "server")
    needed = [name for block in blocks for name in block.option("with")]
    text = text.replace("http://localhost:8000", server.url).replace("8443", str(free_port()))
    if language == "c":
        # Not every fragment uses all that stands around it.
        spared = ["-Wno-unused-variable"] if blocks[0].option("fragment") else []
        done = run_program(compile_c(text, tmp_path, spared), server, tmp_path)
    elif language == "python":
        (tmp_path / "snippet.py").write_text(text, "utf-8")
        done = run_program(python_command("snippet.py"), server, tmp_path, stand_ins=needed)
    else:
        # What a reader tries out in a shell can be tried again.
        for _ in range(2):
            done = run_program(["sh", "-eu", "-c", text], server, tmp_path)
            assert '"error"' not in done.stdout + done.stderr, done
    printed = done.stdout.replace(server.url, "http://localhost:8000")
    for expected in [text for block in blocks for text in block.option("prints")]:
        assert expected in printed, f"{expected!r} is not in:\n{printed}"


def test_shown_files_are_the_files():
    shown = marked("file")
    assert shown
    for page, block in shown:
        assert block.text == (CHECKOUT / block.subject).read_text("utf-8"), f"{name_of(page)} shows another {block.subject}"


def test_the_wrapper_is_the_one_that_is_used():
    shown = [block.text for _, block in marked("wrapper")]
    assert shown == [FRAGMENT.format(body="    // ...")]


def test_c_declarations_agree_with_the_header(tmp_path):
    declared = [block.text for _, block in marked("declare") if block.language == "c"]
    assert len(declared) > 40
    compile_c("#include <tessera.h>\n" + "".join(declared) + "int main(void) { return 0; }\n", tmp_path)


def check_declarations(client):
    declared = [block.text for _, block in marked("declare") if block.language == "python"]
    assert len(declared) > 40
    for text in declared:
        # On one line and without quotes, as inspect shows signatures of text annotations without theirs.
        line = " ".join(text.split()).replace("( ", "(").replace(", )", ")").replace('"', "")
        path, signature = re.fullmatch(r"client\.([\w.]+)(\(.*)", line).groups()
        assert signature == str(inspect.signature(operator.attrgetter(path)(client))).replace("'", "").replace("AsyncPage", "Page"), line


def test_python_declarations_agree_with_the_clients():
    from tessera_sdk import AsyncTesseraClient, TesseraClient

    async def check_asynchronous():
        async with AsyncTesseraClient() as client:
            check_declarations(client)

    with TesseraClient() as client:
        check_declarations(client)
    asyncio.run(check_asynchronous())


def test_a_block_without_a_mark_is_found():
    text = "```sh\ntrue\n```\n\n<!-- snippet: run c; fragment; prints a b -->\n```c\nint x;\n```\n"
    first, second = all_blocks(text)
    assert (first.action, second.action, second.options) == ("", "run", (("fragment", ""), ("prints", "a b")))
    for wrong in ("```sh\ntrue\n", "text\n\n    code\n"):
        with pytest.raises(ValueError):
            all_blocks(wrong)


# --- links ------------------------------------------------------------------------------------------------------------

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.*)$", re.MULTILINE)


def anchors(page):
    """What the headings of a page are called in links to them."""
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = (re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading) for heading in HEADING.findall(text))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page):
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for link in LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), f"{name_of(page)} links to {link}"
        if anchor:
            assert anchor in anchors(target), f"{name_of(page)} links to {link}"


def test_every_page_can_be_reached_from_the_readme():
    seen, waiting = set(), [CHECKOUT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        links = (link.partition("#")[0] for link in LINK.findall(page.read_text("utf-8")) if not re.match(r"[a-z]+:", link))
        waiting += [pathlib.Path(page.parent / link).resolve() for link in links if link]
    assert not set(PAGES) - seen, "no link leads to these pages"
