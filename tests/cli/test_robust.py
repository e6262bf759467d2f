"""What goes wrong around the program: closed pipes, signals, files that are odd, sizes. And a table of what it ends with."""

import fcntl
import json
import os
import pathlib
import pty
import signal
import socket
import subprocess
import sys
import termios
import uuid

import pytest

from support.server import clean_environment, program_find

SECONDS = 120
OLD = {"type": "object", "properties": {"id": {"type": "integer"}, "email": {"type": "string"}}}
NEW = {"type": "object", "properties": {"id": {"type": "integer"}}}
NOWHERE = {"TESSERA_URL": "http://127.0.0.1:1"}


@pytest.fixture
def files(tessera):
    tessera.write("old.json", OLD)
    tessera.write("new.json", NEW)
    tessera.write("bad.json", '{"type": "strin"}')
    tessera.write("broken.json", "{")
    tessera.write("m.json", '{"nodes": {}}')
    return tessera


# Every question and some actions: words, with a server that is not there, and the status.
STATUSES = [
    ("check old.json --against old.json", 0),
    ("check new.json --against old.json", 1),
    ("check broken.json --against old.json", 2),
    ("check new.json broken.json --against old.json", 1),
    ("check new.json -a lake.x --against server", 2),
    ("check new.json -a lake.x --against lock", 2),
    ("check", 2),
    ("check new.json --against nothing.json", 2),
    ("diff old.json old.json", 0),
    ("diff old.json new.json", 1),
    ("diff new.json old.json --fail-on any", 1),
    ("diff old.json new.json --fail-on never", 0),
    ("diff old.json broken.json", 2),
    ("diff lake.x", 2),
    ("lint new.json", 0),
    ("lint new.json --fail-on any", 1),
    ("lint bad.json", 1),
    ("lint bad.json --fail-on never", 0),
    ("lint bad.json broken.json", 2),
    ("version-for old.json -s new.json", 0),
    ("version-for old.json -s broken.json", 2),
    ("version-for lake.x -s new.json", 2),
    ("migrate old.json new.json", 0),
    ("migrate old.json broken.json", 2),
    ("can-publish lake.x -s new.json", 2),
    ("impact lake.x -s new.json", 2),
    ("proposal status 01234567", 2),
    ("dbt check -m m.json", 0),
    ("dbt check -m nothing.json", 1),
    ("dbt check -m broken.json", 2),
    ("inbox -t x", 1),
    ("propose lake.x -s new.json", 1),
    ("propose lake.x -s nothing.json", 1),
    ("propose lake.x", 2),
    ("contract publish -a lake.x -s new.json", 1),
    ("contract publish", 2),
    ("pull lake.x", 1),
    ("team list", 1),
    ("api GET /teams", 1),
    ("auth status", 1),
    ("auth token", 1),
    ("context use nothing", 1),
    ("config show", 0),
    ("help nothing", 2),
    ("nothing", 2),
    ("", 2),
]


@pytest.mark.parametrize(("words", "status"), STATUSES, ids=[words or "none" for words, _ in STATUSES])
def test_statuses(files, words, status):
    for more in ((), ("-o", "json")) if words else ((),):
        done = files(*words.split(), *more, status=status, **NOWHERE)
        if more and not words.startswith(("nothing", "help")) and done.out:
            json.loads(done.out)  # one document, whatever happened


def start(files, *words, **streams):
    return subprocess.Popen([program_find("tessera"), *words], cwd=files.folder, env={**clean_environment(), **files.settings, **NOWHERE}, **streams)


@pytest.mark.parametrize("format", ["text", "json", "yaml", "ndjson", "csv", "github", "sarif", "junit", "gitlab", "markdown", "html"])
def test_nobody_reads(files, format):
    end, begin = os.pipe()
    os.close(end)
    with start(files, "check", "new.json", "--against", "old.json", "-o", format, stdout=begin, stderr=subprocess.PIPE) as process:
        os.close(begin)
        assert (process.stderr.read(), process.wait(SECONDS)) == (b"", -signal.SIGPIPE)


def test_standard_streams_may_be_closed(files):
    line = f'exec "{program_find("tessera")}" check new.json --against old.json'
    for closed, status in (("<&-", 1), ("2>&-", 1), (">&-", 2)):
        done = subprocess.run(["sh", "-c", f"{line} {closed}"], cwd=files.folder, env={**clean_environment(), **files.settings}, capture_output=True,
                              timeout=SECONDS, check=False)  # fmt: skip
        assert done.returncode == status, closed


def interrupt(files, *words):
    """Ctrl-C at a terminal while it waits: what it ends with, and how soon."""
    master, slave = pty.openpty()
    listener = socket.create_server(("127.0.0.1", 0))
    settings = {**clean_environment(), **files.settings, "TESSERA_URL": f"http://127.0.0.1:{listener.getsockname()[1]}"}
    process = subprocess.Popen([program_find("tessera"), *words], cwd=files.folder, env=settings, stdin=slave, stdout=slave, stderr=slave,
                               start_new_session=True, preexec_fn=lambda: fcntl.ioctl(slave, termios.TIOCSCTTY, 0))  # fmt: skip
    os.close(slave)
    connection, _ = listener.accept()  # it asks, and nobody answers
    os.write(master, b"\x03")
    status = process.wait(SECONDS)
    connection.close()
    listener.close()
    os.close(master)
    return status


def test_interrupted_while_a_server_is_silent(files):
    assert interrupt(files, "team", "list") == 130
    assert interrupt(files, "check", "new.json", "-a", "lake.x") == 130
    assert interrupt(files, "inbox", "-t", str(uuid.uuid4()), "--watch") == 130


def test_files_that_are_odd(files):
    folder = files.folder
    (folder / "link.json").symlink_to("new.json")
    (folder / "dangling.json").symlink_to("nothing.json")
    (folder / "around.json").symlink_to("around.json")
    (folder / "binary.json").write_bytes(bytes(range(256)))
    (folder / "latin.json").write_bytes('{"title": "\xe9"}'.encode("latin-1"))
    (folder / "-o.json").write_text("{}")
    (folder / "empty.json").write_text("")
    os.mkfifo(folder / "pipe.json")
    (folder / "folder.json").mkdir()
    names = ["link.json", "dangling.json", "around.json", "binary.json", "latin.json", "empty.json"]
    report = files("check", *names, "--against", "new.json", "-o", "json", status=2).json()
    assert [file["verdict"] for file in report["files"]] == ["unchanged", "error", "error", "error", "error", "error"]
    problems = [file.get("error", "") for file in report["files"]]
    assert "No such file" in problems[1] and "symbolic links" in problems[2] and "NUL" in problems[3]
    files("check", "--against", "old.json", "--fail-on", "never", "--", "-o.json")
    files("check", "./-o.json", "--against", "old.json", "--fail-on", "never")
    assert "No such option" in files("check", "-x.json", "--against", "old.json", status=2).err
    listed = files("lint", ".", "-o", "json", "--disable", "no-id", status=2).json()  # pipes in a folder are passed over
    assert "./pipe.json" not in {rule["file"] for rule in listed}


def test_reports_are_not_written_through_what_is_there(files):
    """A file that cannot be written leaves the one that is there, and nothing beside it."""
    target = files.write("out/report.json", "before")
    before = sorted(os.listdir(files.folder / "out"))
    files("check", "new.json", "--against", "old.json", "-o", f"json={target}/x", status=2)
    assert target.read_text() == "before" and sorted(os.listdir(files.folder / "out")) == before
    files("check", "new.json", "--against", "old.json", "-o", "json=/dev/full", status=2)
    done = files("check", "new.json", "--against", "old.json", "-o", "json=/dev/stdout", status=1)
    assert json.loads(done.out[: done.out.index("Against ")])["format"] == 1


def test_findings_are_told_while_files_are_read(files):
    os.mkfifo(files.folder / "slow.json")
    with start(files, "check", "new.json", "slow.json", "--against", "old.json", "-o", "ndjson", stdout=subprocess.PIPE) as process:
        assert json.loads(process.stdout.readline())["file"] == "new.json"  # while the second one is not there yet
        (files.folder / "slow.json").write_text(json.dumps(OLD))
        assert process.stdout.read() == b"" and process.wait(SECONDS) == 1


def test_an_interrupted_wait_and_a_watched_inbox(online):
    mark = uuid.uuid4().hex[:10]
    asset, team, reader = f"lake.w{mark}.a", f"producer-{mark}", f"reader-{mark}"
    online.write("old.json", OLD)
    online.write("new.json", NEW)
    for name in (team, reader):
        online("team", "create", name)
    online("asset", "create", asset, "-t", team)
    online("contract", "publish", "-a", asset, "-s", "old.json", "-t", team, "-v", "1.0.0")
    online("register", "-a", asset, "-t", reader)
    assert online("contract", "history", asset).out.startswith("Version\tStatus\tChange\tPublished\n1.0.0\tactive\t")
    assert online("contract", "get", f"{asset}@1.0.0").json()["version"] == "1.0.0"
    assert "Contract not found" in online("contract", "get", f"{asset}@9.0.0", status=1).err
    environment = {**clean_environment(), **online.settings}
    with subprocess.Popen([program_find("tessera"), "inbox", "-t", reader, "--watch", "--interval", "50ms"], env=environment, cwd=online.folder,
                          stdout=subprocess.PIPE, text=True) as process:  # fmt: skip
        assert process.stdout.readline() == "Nothing waits for you\n"
        identity = online("propose", asset, "-s", "new.json", "-t", team, "-o", "json").json()["proposal"]["id"]
        assert process.stdout.readline() == f"New: {identity} {asset}, from {team}\n"
        context = online("asset", "context", asset).out
        assert f"  Fqn: {asset}\n" in context and f"Consumers: 1\n  - {reader}, " in context
        online("proposal", "acknowledge", identity, "-t", reader)
        assert process.stdout.readline() == f"Gone: {identity} {asset}, from {team}\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(SECONDS) == 130
    identity = online("team", "get", reader).json()["id"]
    assert online("registration", "list", "--team-id", reader, "-o", "json").json()[0]["consumer_team_id"] == identity  # names, there as well
    declined = online("asset", "delete", asset, answer="n\n", status=1)
    assert declined.out.startswith(f"{asset}: Delete an asset") and online("asset", "get", asset).json()
    online("asset", "delete", asset, "--yes")
    everything = online("api", "GET", "/teams", "--paginate").json()
    assert {team, reader} <= {entry["name"] for entry in everything}
    assert set(online("team", "list", "-o", "name").out.split()) >= {team, reader}
    assert online("team", "list", "-o", "csv").out.splitlines()[0].startswith("id,name,")
    assert json.loads(online("team", "list", "-o", "ndjson").out.splitlines()[0])["id"]


def test_pull_takes_names_from_files(online):
    mark = uuid.uuid4().hex[:10]
    online("team", "create", f"pull-{mark}")
    online("asset", "create", f"lake.p{mark}.old", "-t", f"pull-{mark}")
    online.write("old.json", OLD)
    online.write("new.json", NEW)
    online.write("tessera.yaml", f"contracts: [{{files: '*.json', asset: 'lake.p{mark}.{{name}}'}}]\n")
    online("contract", "publish", "-a", f"lake.p{mark}.old", "-s", "old.json", "-t", f"pull-{mark}", "-v", "1.0.0")
    assert online("pull").out == f"Not there yet: lake.p{mark}.new\nNew: lake.p{mark}.old 1.0.0\n"
    assert online("check", "--offline", **NOWHERE).out.startswith("Against lock ")


# Runs a command and prints the most memory that it had, in kilobytes, and its seconds.
MEASURED = """import resource, subprocess, sys, time
begun = time.monotonic()
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, time.monotonic() - begun)"""


def test_a_thousand_files_stay_small(files):
    sanitized = b"__asan_init" in pathlib.Path(program_find("tessera")).read_bytes()
    for number in range(1000):
        files.write(f"base/{number}.json", OLD)
        files.write(f"work/{number}.json", NEW if number % 100 == 0 else OLD)
    words = [program_find("tessera"), "check", "work", "--against", "base", "-o", "sarif"]
    done = subprocess.run([sys.executable, "-c", MEASURED, *words], cwd=files.folder, env={**clean_environment(), **files.settings}, capture_output=True,
                          text=True, check=True)  # fmt: skip
    status, kilobytes, _ = done.stdout.split()
    assert status == "1" and int(kilobytes) < (1_000_000 if sanitized else 200_000)
