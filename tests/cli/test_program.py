"""The program itself: help, usage, colours, pipes, signals, completion, limits."""

import fcntl
import os
import pty
import re
import shutil
import signal
import struct
import subprocess
import termios

import jsonschema
import pytest

from support.server import CHECKOUT, clean_environment, program_find

SECONDS = 60
VERSION = (CHECKOUT / "VERSION").read_text().strip()


def test_help_at_every_level(tessera):
    top = tessera("--help").out
    assert "Service contract coordination" in top and "\n  check " in top
    assert tessera(status=2).out == top
    assert "\n  create " in tessera("team", "--help").out
    tessera("team", status=2)
    described = tessera("help", "commands").json()["commands"]
    listed = [command["name"] for command in described]
    assert len(listed) > 100 and all(command["doc"] and command["examples"].count("\n") == 1 for command in described)
    for name in listed:
        group, _, word = name.partition(" ")
        assert re.search(rf"^  {group}  ", top, re.MULTILINE)
        assert not word or re.search(rf"[ ,]{word}(,|$)", top, re.MULTILINE)
    for name in listed[::11]:
        text = tessera(*name.split(), "--help").out
        assert text.startswith("Examples:\n  ") and f"Usage: tessera {name} " in text and "Options of all commands:" in text
        assert tessera("help", *name.split()).out == text


def test_help_fits_the_width(tessera):
    for words in (("--help",), ("check", "--help"), ("team", "--help")):
        for width in (80, 60, 200):
            lines = tessera(*words, COLUMNS=str(width)).out.splitlines()
            assert max(len(line) for line in lines if line.startswith("  ") and "tessera " not in line) <= width
    lines = tessera("asset", "publish-contract", "--help", COLUMNS="60").out.splitlines()
    at = lines.index("Publish a contract, or propose it where the change is")
    assert max(map(len, lines[at : at + 3])) <= 60 and lines[at + 1].startswith("breaking: ")
    assert not [line for line in lines if line.endswith(" ")]


def test_version(tessera):
    for words in (("version",), ("--version",)):
        assert tessera(*words).out == f"tessera {VERSION}\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("tem", "list"), "did you mean team?"),
        (("team", "lst"), "No such command: team lst (did you mean list?)"),
        (("team", "zzzzzzzz"), "No such command: team zzzzzzzz (tessera team --help lists them)"),
        (("zzzzzzzzzzz",), "No such command: zzzzzzzzzzz (tessera --help lists them)"),
        (("team", "list", "--limt", "3"), "did you mean --limit?"),
        (("team", "create"), "Missing argument: NAME"),
        (("team", "create", "a", "b"), "Too many arguments: b"),
        (("team", "list", "-l"), "needs a value"),
        (("team", "list", "--quiet=yes"), "takes no value"),
        (("team", "list", "-o", "xml"), "--output"),
        (("team", "list", "--color", "red"), "--color"),
        (("team", "list", "--timeout", "soon"), "--timeout"),
        (("--bogus",), "A command comes first"),
        (("completion", "tcsh"), "none of bash, zsh, fish"),
    ],
)
def test_usage_errors(tessera, words, told):
    done = tessera(*words, status=2)
    assert told in done.err and done.out == ""


def test_no_connection(tessera):
    for words, status in ((("team", "list"), 1), (("can-publish", "x.y"), 2)):
        done = tessera(*words, status=status, TESSERA_URL="http://127.0.0.1:1")
        assert done.err.startswith("Error: http://127.0.0.1:1: ")
    assert tessera("team", "list", "-o", "json", status=1, TESSERA_URL="http://127.0.0.1:1").json()["error"]["message"]
    assert "--offline" in tessera("team", "list", "--offline", status=2).err


def test_colours(tessera):
    tessera.write("a.json", '{"properties": {"a": {}}}')
    tessera.write("b.json", "{}")
    words = ("diff", "a.json", "b.json")
    assert "\033[" not in tessera(*words, status=1).out
    assert "\033[31m!" in tessera(*words, status=1, CLICOLOR_FORCE="1").out
    assert "\033[" not in tessera(*words, status=1, CLICOLOR_FORCE="1", NO_COLOR="1").out
    assert "\033[31m!" in tessera(*words, "--color", "always", status=1, NO_COLOR="1").out
    assert "\033[" not in tessera(*words, "--color", "never", status=1, CLICOLOR_FORCE="1").out


def on_terminal(tessera, *words, rows=0, **settings):
    """What the program writes to a terminal of that many rows; 0: it does not tell how many it has."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80 if rows else 0, 0, 0))
    process = subprocess.Popen([program_find("tessera"), *words], cwd=tessera.folder, stdout=slave, stderr=subprocess.DEVNULL,
                               env={**clean_environment(), **tessera.settings, **settings})
    os.close(slave)
    text = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        text += piece
    os.close(master)
    process.wait(SECONDS)
    return text.decode().replace("\r\n", "\n")


def test_tables_fit_the_terminal(online):
    name = "a team with a very long name " + "x" * 40 + os.urandom(6).hex()
    online("team", "create", name)
    for width in (60, 200):
        shown = on_terminal(online, "team", "list", TERM="xterm", COLUMNS=str(width))
        assert shown == on_terminal(online, "team", "list", TERM="xterm", COLUMNS=str(width), LC_ALL="C")  # widths are those of UTF-8, too
        lines = shown.splitlines()
        assert lines[0].startswith("┌") and lines[-1].startswith("└")
        assert max(map(len, lines)) <= width
    assert name in online("team", "list").out and "│" not in online("team", "list").out
    assert "ID\t" not in online("team", "list", "--no-header").out


def test_reports_break_between_words(tessera):
    tessera.write("old.json", {"properties": {"amount": {"type": "number"}, "a rather long name": {"type": "string"}}})
    tessera.write("new.json", {"properties": {"amount": {"type": "string"}}})
    words = ("check", "new.json", "--against", "old.json", "-a", "lake.billing.invoices.with.a.long.name")
    for width in (60, 100):
        out = on_terminal(tessera, *words, TERM="xterm", COLUMNS=str(width))
        lines = [re.sub("\033\\[[0-9]*m", "", line) for line in out.splitlines()]
        assert max(len(line) for line in lines if not line.startswith("  Next: ")) <= width
        plain = " ".join(" ".join(lines).split())
        assert plain == " ".join(tessera(*words, status=1).out.split())  # nothing is lost, and no word is cut


def test_colours_on_a_terminal(tessera):
    tessera.write("a.json", '{"properties": {"a": {}}}')
    tessera.write("b.json", "{}")
    assert "\033[31m" in on_terminal(tessera, "diff", "a.json", "b.json", TERM="xterm")
    for settings in ({"TERM": "dumb"}, {"TERM": "xterm", "NO_COLOR": "1"}):
        assert "\033[" not in on_terminal(tessera, "diff", "a.json", "b.json", **settings)


def test_long_answers_are_paged(tessera):
    paged = {"TERM": "xterm", "PAGER": "sed s/^/PAGED:/"}
    assert on_terminal(tessera, "check", "--help", rows=10, **paged).startswith("PAGED:Examples:\n")
    assert on_terminal(tessera, "check", "--help", rows=10, **paged, TESSERA_PAGER="cat").startswith("Examples:\n")
    assert on_terminal(tessera, "check", "--help", rows=500, **paged).startswith("Examples:\n")
    assert on_terminal(tessera, "version", rows=10, **paged) == f"tessera {VERSION}\n"
    assert on_terminal(tessera, "check", "--help", "--no-pager", rows=10, **paged).startswith("Examples:\n")
    assert on_terminal(tessera, "check", "--help", rows=10, TERM="xterm", PAGER="/no/such/pager").count("Examples:") == 1


def test_a_closed_pipe_ends_quietly(tessera):
    end, begin = os.pipe()
    os.close(end)
    process = subprocess.run([program_find("tessera"), "completion", "bash"], stdout=begin, stderr=subprocess.PIPE, check=False,
                             env=clean_environment(), timeout=SECONDS)
    os.close(begin)
    assert process.returncode == -signal.SIGPIPE and process.stderr == b""


def test_a_full_disk_is_told(tessera):
    with open("/dev/full", "wb") as full:
        process = subprocess.run([program_find("tessera"), "completion", "bash"], stdout=full, stderr=subprocess.PIPE, check=False,
                                 env=clean_environment(), timeout=SECONDS)
    assert process.returncode == 1 and b"standard output" in process.stderr


def test_interrupted(tessera):
    os.mkfifo(tessera.folder / "pipe.json")
    process = subprocess.Popen([program_find("tessera"), "lint", "pipe.json"], env=clean_environment(), cwd=tessera.folder)
    with open(tessera.folder / "pipe.json", "wb"):  # comes back once the program has opened it, too
        process.send_signal(signal.SIGINT)
        assert process.wait(SECONDS) == 130


def test_standard_input_is_a_file(tessera):
    tessera.write("a.json", '{"properties": {"a": {}}}')
    tessera("check", "-", "--against", "a.json", answer='{"properties": {}}', status=1)
    tessera("check", "-", "--against", "a.json", answer="properties: {a: {}}\n")


def test_files_beyond_the_limit_are_refused(tessera):
    with open(tessera.folder / "large.json", "wb") as large:
        large.truncate(17 * 1024 * 1024)
    assert "larger than 16 MiB" in tessera("lint", "large.json", status=2).err
    tessera.write("deep.json", "[" * 5000)
    tessera("lint", "deep.json", status=2)
    tessera.write("deep.yaml", "[" * 5000)
    tessera("lint", "deep.yaml", status=2)


def test_completion(tessera):
    script = tessera.write("tessera.bash", tessera("completion", "bash").out)

    def complete(*words):
        line = f'source {script}; COMP_WORDS=({" ".join(words)} ""); COMP_CWORD={len(words)}; _tessera; printf "%s\\n" "${{COMPREPLY[@]}}"'
        return subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=True, timeout=SECONDS, cwd=tessera.folder).stdout.split()

    assert {"check", "team", "proposal", "dbt"} <= set(complete("tessera"))
    assert {"create", "list", "get", "update"} <= set(complete("tessera", "team"))
    assert {"--against", "--output", "--fail-on"} <= set(complete("tessera", "check"))
    assert "--metadata" in complete("tessera", "team", "create", "-o", "json")
    for shell in ("zsh", "fish"):
        text = tessera("completion", shell).out
        assert "can-publish" in text and "version-for" in text
        if shutil.which(shell):
            subprocess.run([shell, "-n", str(tessera.write(f"t.{shell}", text))], check=True, timeout=SECONDS)
    assert tessera("--show-completion", SHELL="/bin/bash").out == script.read_text()
    tessera("--install-completion", SHELL="/usr/bin/fish")
    assert (tessera.folder / ".config/fish/completions/tessera.fish").is_file()


def test_commands_and_reports_are_described_for_programs(tessera):
    described = tessera("help", "commands").json()
    (check,) = [command for command in described["commands"] if command["name"] == "check"]
    assert (check["kind"], check["arguments"]) == ("report", "[FILE...]")
    assert {"name": "changed", "letter": None, "value": None, "doc": "Only files that differ from the baseline"} in check["options"]
    assert {option["name"]: option["letter"] for option in described["options"]}["output"] == "o"
    schema = tessera("help", "json").json()
    jsonschema.Draft202012Validator.check_schema(schema)
    tessera.write("a.json", '{"properties": {"a": {}}}')
    tessera.write("b.json", "{}")
    tessera.write("c.json", "{")
    for files, status in ((("a.json",), 0), (("b.json",), 1), (("b.json", "c.json"), 1), (("c.json",), 2)):
        jsonschema.validate(tessera("check", *files, "--against", "a.json", "-o", "json", status=status).json(), schema)


def test_with_json_there_is_one_document_whatever_happens(tessera):
    for words in (("team", "create", "-o", "json"), ("check", "--bogus", "--output=json"), ("team", "list", "--limt", "-ojson"),
                  ("check", "x", "--fail-on", "no", "-o", "json")):  # fmt: skip
        done = tessera(*words, status=2)
        assert done.json()["error"]["message"] and done.err.startswith("Error: ")


def test_settings_tell_where_they_come_from(tessera):
    tessera.write("tessera.yaml", "server: https://project.example.org\nteam: billing\n")
    tessera.write(".config/tessera/config.yaml", "context: work\ncontexts:\n  - {name: work, url: https://work.example.org}\n  - {name: home, url: https://home.example.org}\n")

    def url(*words, **settings):
        return tuple(tessera("config", "show", *words, "-o", "json", **settings).json()["url"].values())

    assert url() == ("https://project.example.org", "tessera.yaml")
    assert url("--no-config") == ("http://localhost:8000", "default")
    assert url("--context", "home") == ("https://home.example.org", "--context")
    assert url(TESSERA_URL="https://env.example.org") == ("https://env.example.org", "TESSERA_URL")
    assert url("--url", "https://x.example.org", TESSERA_URL="https://env.example.org") == ("https://x.example.org", "--url")
    (tessera.folder / "tessera.yaml").unlink()
    assert url() == ("https://work.example.org", "config.yaml")


def test_contexts_are_listed_and_taken(tessera):
    assert tessera("context", "list").out == f"No contexts: {tessera.folder}/.config/tessera/config.yaml lists them\n"
    text = "# mine\ncontext: work # now\noutput: json\ncontexts:\n  - {name: work, url: https://work.example.org, team: billing}\n  - {name: home}\n"
    config = tessera.write(".config/tessera/config.yaml", text)
    assert [context["name"] for context in tessera("context", "list").json() if context["current"]] == ["work"]
    assert tessera("context", "list", "-o", "name").out == "work\nhome\n"
    assert tessera("context", "list", "-o", "text").out == "\tName\tURL\tTeam\n*\twork\thttps://work.example.org\tbilling\n\thome\t\t\n"
    assert tessera("context", "use", "home").out == "Taken: home (http://localhost:8000)\n"
    assert config.read_text() == text.replace("context: work # now", 'context: "home"')
    assert "no context 'away'" in tessera("context", "use", "away", status=1).err
    for words, settings in ((("--context", "away"), {}), ((), {"TESSERA_CONTEXT": "away"})):
        assert "no context 'away'" in tessera("config", "show", *words, status=2, **settings).err
    config.write_text(config.read_text().replace('"home"', "gone"))
    tessera("config", "show", status=2)
    tessera("context", "use", "work")  # mends it
    tessera("config", "show")


def test_the_key_is_printed_for_other_programs(tessera):
    assert tessera("auth", "token", TESSERA_API_KEY="tess_x").out == "tess_x\n"
    assert "auth login" in tessera("auth", "token", status=1).err


def test_a_keyring_is_asked_before_the_file(tessera):
    ring = tessera.write("bin/secret-tool", '#!/bin/sh\nif [ "$1" = lookup ] && [ "$5" = http://localhost:8000 ]; then printf from-ring; else exit 1; fi\n')
    ring.chmod(0o755)
    path = f"{ring.parent}:{os.environ['PATH']}"
    session = {"PATH": path, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}
    assert tessera("auth", "token", **session).out == "from-ring\n"
    assert tessera("auth", "token", TESSERA_API_KEY="mine", **session).out == "mine\n"
    tessera("auth", "token", "--url", "http://other.example.org", status=1, **session)
    tessera("auth", "token", status=1, PATH=path)  # no session, no keyring
