"""Where settings come from, what is told of them, and what a running server reads again."""

import fcntl
import os
import re
import signal
import socket
import subprocess
import termios

import pytest

from support.make import expect
from support.postgres import sqlite_only
from support.receiver import until
from support.server import CHECKOUT, clean_environment, program_find, program_run
from support.tables import settings

SECRETS = [setting for setting in settings() if setting.kind == "SECRET"]


def print_config(folder, *arguments, expected=0, **given):
    """NAME -> (value, where it came from)."""
    done = program_run("--print-config", *arguments, settings=given, folder=folder)
    assert done.returncode == expected, done.stderr
    found = re.findall(r"^([A-Z_]+)=(.*)  \((.*)\)$", done.stdout, re.MULTILINE)
    assert len(found) == len(done.stdout.splitlines())
    return {name: (value, where) for name, value, where in found}, done


def check_config(folder, *arguments, **given):
    done = program_run("--check-config", *arguments, settings=given, folder=folder)
    assert done.returncode in (0, 1), done.stderr
    assert (done.stdout == "the settings are fine\n") == (done.returncode == 0)
    return done


def private(path, text):
    path.write_text(text, "utf-8")
    path.chmod(0o600)
    return path


# --- where a value comes from -----------------------------------------------------------------------------------------


def test_every_setting_is_printed_with_its_place(tmp_path):
    file = private(tmp_path / "tessera.conf", "# of the machine\nLOG_LEVEL=ERROR\nMAX_FQN_LENGTH=10\n; and\nexport MAX_TAGS = 7\n")
    arguments = ["--config", str(file), "--log-level", "DEBUG"]
    found, done = print_config(tmp_path, *arguments, MAX_FQN_LENGTH=11)
    assert set(found) == {setting.variable for setting in settings()} and done.stderr == ""
    assert found["LOG_LEVEL"] == ("DEBUG", "--log-level")
    assert found["MAX_FQN_LENGTH"] == ("11", "environment")
    assert found["MAX_TAGS"] == ("7", f"{file} line 5")
    assert found["MAX_TAG_LENGTH"] == ("5000", "default")
    assert found["TESSERA_OIDC_ISSUER"] == ("", "unset")


def test_the_file_of_the_folder_is_read(tmp_path):
    private(tmp_path / ".env", "MAX_TAGS='8'\n")
    assert print_config(tmp_path)[0]["MAX_TAGS"] == ("8", ".env line 1")


def test_a_repeated_option_is_printed_as_a_list(tmp_path):
    found, _ = print_config(tmp_path, "--listen", "127.0.0.1:1", "--listen", "unix:/tmp/x")
    assert found["TESSERA_LISTEN"] == ("127.0.0.1:1,unix:/tmp/x", "--listen")


def test_what_is_wrong_is_printed_too(tmp_path):
    found, done = print_config(tmp_path, expected=2, MAX_TAGS="many")
    assert found["MAX_TAGS"] == ("many", "environment") and "MAX_TAGS must be a whole number" in done.stderr


@pytest.mark.parametrize("value", ["[1]", '["127.0.0.1:0", 1]', '["a"', "[]]"])
def test_lists_that_are_none(tmp_path, value):
    for arguments, given in (((), {"TESSERA_LISTEN": value}), (("--listen", value), {}), (("--listen", "127.0.0.1:0", "--listen", value), {})):
        done = check_config(tmp_path, *arguments, **given)
        assert done.returncode == 1 and "must be a JSON array of strings" in done.stderr, done.stderr


def test_what_is_empty_is_not_set(tmp_path):
    done = check_config(tmp_path, SMTP_URL="", SMTP_FROM="", SMTP_USER="", TESSERA_OUTBOUND_CA_FILE="", TESSERA_OIDC_ISSUER="", WEBHOOK_URL="")
    assert done.returncode == 0 and done.stderr == ""


# --- the file ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line, told",
    [
        ("MAX_TAGS=x", "MAX_TAGS in {file} line 2 must be a whole number"),
        ("LOG_LEVEL=LOUD", "LOG_LEVEL in {file} line 2 must be DEBUG"),
        ("TESSERA_WEBHOOK_TIMEOUT=0", "TESSERA_WEBHOOK_TIMEOUT in {file} line 2 must be greater than 0"),
        ("WEBHOOK_DNS_TIMEOUT=0", "WEBHOOK_DNS_TIMEOUT in {file} line 2 must be greater than 0"),
        ("MAX_TAGS", "{file} line 2 is not NAME=VALUE"),
        ('LOG_LEVEL="INFO', "{file} line 2: the value of LOG_LEVEL begins with a quote"),
        ('LOG_LEVEL="IN"FO"', "{file} line 2: the value of LOG_LEVEL begins with a quote"),
        ("LOG_LEVEL=IN\0FO", "{file} line 2 has a NUL in it"),
    ],
)
def test_a_fault_names_file_and_line(tmp_path, line, told):
    file = private(tmp_path / "t.conf", f"# first\n{line}\n")
    done = check_config(tmp_path, "--config", str(file))
    assert done.returncode == 1 and told.format(file=file) in done.stderr, done.stderr


@pytest.mark.parametrize(
    "line, told",
    [
        ("MAX_TAG_LENGHT=5", "names the unknown setting MAX_TAG_LENGHT; it is ignored (is MAX_TAG_LENGTH meant?)"),
        ("log_levle=INFO", "names the unknown setting log_levle; it is ignored (is LOG_LEVEL meant?)"),
        ("SOMETHING_ELSE_ALTOGETHER=5", "names the unknown setting SOMETHING_ELSE_ALTOGETHER; it is ignored\n"),
    ],
)
def test_unknown_names_are_told(tmp_path, line, told):
    file = private(tmp_path / "t.conf", f"{line}\n")
    done = check_config(tmp_path, "--config", str(file))
    assert done.returncode == 0 and f"{file} line 1 {told}" in done.stderr, done.stderr


def test_a_name_that_is_given_again(tmp_path):
    file = private(tmp_path / "t.conf", "MAX_TAGS=5\nmax_tags=6\n")
    found, done = print_config(tmp_path, "--config", str(file))
    assert found["MAX_TAGS"] == ("6", f"{file} line 2")
    assert f"{file} line 2 names MAX_TAGS again, as line 1 does; the later one counts" in done.stderr


def test_a_variable_that_is_nearly_a_setting(tmp_path):
    done = check_config(tmp_path, TESSERA_THREDS=2, TESSERA_SERVICE_HOST="10.0.0.1", TESSERA_PORT="tcp://10.0.0.1:8000")
    assert "the environment has TESSERA_THREDS, which is no setting (is TESSERA_THREADS meant?)" in done.stderr
    assert "SERVICE_HOST" not in done.stderr and "TESSERA_PORT" not in done.stderr


def test_settings_of_other_servers_are_accepted(start_server, tmp_path):
    rows = (CHECKOUT / "api" / "config_ignored.def").read_text("utf-8")
    names = re.findall(r'^IGNORED\("(\w+)"', rows, re.MULTILINE)
    assert len(names) > 20 and not set(names) & {setting.variable for setting in settings()}
    done = check_config(tmp_path, **{name: "1" for name in names})
    assert done.returncode == 0 and done.stderr.count("without a meaning here") == 1
    running = start_server(settings={"REDIS_URL": "redis://:pa55@cache/0", "DEMO_MODE": "true", "LOG_FORMAT": "json"})
    running.stop()
    (line,) = [line for line in running.log_text().splitlines() if "without a meaning here" in line]
    assert "REDIS_URL" in line and "DEMO_MODE" in line and line.startswith("{") and "pa55" not in line


# --- secrets ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("setting", SECRETS, ids=lambda setting: setting.variable)
def test_a_secret_from_a_file(tmp_path, setting):
    secret = private(tmp_path / "secret", "pa55word\r\n")
    found, done = print_config(tmp_path, **{f"{setting.variable}_FILE": secret})
    assert found[setting.variable] == ("***", f"{secret}, by environment") and done.stderr == ""
    assert "pa55" not in done.stdout + done.stderr
    file = private(tmp_path / "t.conf", f"{setting.variable.lower()}_file={secret}\n")
    found, done = print_config(tmp_path, "--config", str(file))
    assert found[setting.variable] == ("***", f"{secret}, by {file} line 1") and "pa55" not in done.stdout + done.stderr


def test_the_key_of_a_file_counts(start_server, tmp_path):
    secret = private(tmp_path / "key", "first-key-of-this-server\n")
    running = start_server(settings={"BOOTSTRAP_API_KEY_FILE": secret})
    with running.client() as client:
        assert client.get("/api/v1/teams").status_code == 401
        headers = {"Authorization": "Bearer first-key-of-this-server"}
        assert client.get("/api/v1/teams", headers=headers).status_code == 200
    running.stop()
    assert "first-key-of-this-server" not in running.log_text()


@sqlite_only
def test_the_database_of_a_file(tmp_path):
    secret = private(tmp_path / "url", f"sqlite:///{tmp_path}/named.db\n")
    done = program_run("--export", "-", settings={"DATABASE_URL_FILE": secret}, folder=tmp_path)
    assert "named.db" in done.stderr, done.stderr


def test_a_secret_given_twice(tmp_path):
    secret = private(tmp_path / "secret", "x\n")
    done = check_config(tmp_path, BOOTSTRAP_API_KEY="y", BOOTSTRAP_API_KEY_FILE=secret)
    assert done.returncode == 1 and "BOOTSTRAP_API_KEY and BOOTSTRAP_API_KEY_FILE are both given" in done.stderr
    file = private(tmp_path / "t.conf", f"BOOTSTRAP_API_KEY_FILE={secret}\nBOOTSTRAP_API_KEY=y\n")
    done = check_config(tmp_path, "--config", str(file))
    assert done.returncode == 1 and f"in {file} line 2" in done.stderr
    file = private(tmp_path / "u.conf", "BOOTSTRAP_API_KEY=y\n")
    found, _ = print_config(tmp_path, "--config", str(file), BOOTSTRAP_API_KEY_FILE=secret)
    assert found["BOOTSTRAP_API_KEY"] == ("***", f"{secret}, by environment"), "the environment is stronger than the file"


def test_files_that_hold_no_secret(tmp_path):
    (tmp_path / "nul").write_bytes(b"a\0b")
    (tmp_path / "large").write_bytes(b"a" * 70000)
    (tmp_path / "empty").write_bytes(b"\n")
    os.mkfifo(tmp_path / "pipe")
    for name, told in (("missing", "cannot read"), ("nul", "NUL"), ("large", "more than 65536 bytes"), (".", "cannot read"),
                       ("empty", "is empty"), ("pipe", "is empty")):  # the pipe nobody writes to, and holds nothing up
        done = check_config(tmp_path, BOOTSTRAP_API_KEY_FILE=tmp_path / name)
        assert done.returncode == 1 and "BOOTSTRAP_API_KEY_FILE: " in done.stderr and told in done.stderr, (name, done.stderr)


def test_a_secret_from_a_pipe(tmp_path):
    """Whose writer takes its time between two pieces."""
    end, other = os.pipe()
    os.write(other, b"pa55")
    with subprocess.Popen([program_find("tesserad"), "--print-config"], env=clean_environment({"BOOTSTRAP_API_KEY_FILE": f"/dev/fd/{end}"}),
                          cwd=tmp_path, pass_fds=[end], stdout=subprocess.PIPE) as reader:  # fmt: skip
        until(lambda: fcntl.ioctl(end, termios.FIONREAD, bytes(4)) == bytes(4))
        os.write(other, b"word\n")
        os.close(other)
        os.close(end)
        assert b"BOOTSTRAP_API_KEY=***" in reader.stdout.read() and reader.wait() == 0


def test_files_that_others_can_read(tmp_path):
    secret = private(tmp_path / "secret", "x\n")
    secret.chmod(0o644)
    done = check_config(tmp_path, BOOTSTRAP_API_KEY_FILE=secret)
    assert done.returncode == 0 and f"BOOTSTRAP_API_KEY_FILE: {secret} can be read by others" in done.stderr
    secret.chmod(0o440)
    assert check_config(tmp_path, BOOTSTRAP_API_KEY_FILE=secret).stderr == ""
    file = private(tmp_path / "t.conf", "BOOTSTRAP_API_KEY=x\n")
    file.chmod(0o644)
    assert f"{file} can be read by others" in check_config(tmp_path, "--config", str(file)).stderr


def test_no_message_repeats_a_secret(tmp_path):
    done = check_config(tmp_path, ADMIN_PASSWORD="pa55" * 100, BOOTSTRAP_API_KEY="pa55 word", DATABASE_URL="mysql://u:pa55@h/d", TESSERA_METRICS_TOKEN="pa55\nword")
    assert done.returncode == 1 and all(name in done.stderr for name in ("ADMIN_PASSWORD", "BOOTSTRAP_API_KEY", "DATABASE_URL", "TESSERA_METRICS_TOKEN"))
    assert "pa55" not in done.stderr


@pytest.mark.parametrize(
    "url, shown",
    [
        ("postgresql://tessera:pa55@db:5432/tessera", "postgresql://tessera:***@db:5432/tessera"),
        ("postgresql://tessera:pa:5%405@db/x?sslmode=require&password=pa55&sslpassword=pa55", "postgresql://tessera:***@db/x?sslmode=require&password=***&sslpassword=***"),
        ("postgresql://tessera:pa55?pa=55@db/x?sslmode=require", "postgresql://tessera:***@db/x?sslmode=require"),
        ("postgresql://tessera@db/x?user=u", "postgresql://tessera@db/x?user=u"),
        ("sqlite:///some/file.db", "sqlite:///some/file.db"),
        ("file.db", "file.db"),
    ],
)  # fmt: skip
def test_passwords_in_urls_are_not_printed(tmp_path, url, shown):
    found, _ = print_config(tmp_path, DATABASE_URL=url)
    assert found["DATABASE_URL"] == (shown, "environment")


@pytest.mark.parametrize("url, told", [
    ("postgresql://u:pa/55@h/d", "/ is written %2F"), ("postgresql://u:pa@55@h/d", "@ is written %40"), ("postgres:u:pa55@h", "must be a file name or a URL"),
    ("host=h password=pa55", "must be a file name or a URL"),
])  # fmt: skip
def test_passwords_that_would_be_told_of(tmp_path, url, told):
    done = check_config(tmp_path, DATABASE_URL=url)
    assert done.returncode == 1 and told in done.stderr and "pa" not in done.stderr.replace("password", "")
    assert not any(words in done.stderr for words in ("55", "h/d"))
    if "://" in url:
        assert print_config(tmp_path, expected=2, DATABASE_URL=url)[0]["DATABASE_URL"][0] == "postgresql://u:***@h/d"
    for fine in ("postgresql://u:p%2Fa%4055@h:5432/d?options=a@b/c", "postgresql:///d@e", "postgresql://u:p?a@h/d"):
        assert check_config(tmp_path, DATABASE_URL=fine).returncode == 0


@pytest.mark.parametrize("behind", ["/services/T0/B0/pa55", "?token=pa55", "/#pa55"])
def test_what_lets_anybody_post_is_not_printed(tmp_path, behind):
    found, _ = print_config(tmp_path, WEBHOOK_URL=f"https://hooks.example.com:8443{behind}")
    assert found["WEBHOOK_URL"] == ("https://hooks.example.com:8443/***", "environment")


# --- checking ---------------------------------------------------------------------------------------------------------


def test_all_that_is_wrong_is_told_at_once(tmp_path):
    private(tmp_path / "teams.json", "{}")
    given = {
        "ENVIRONMENT": "production", "AUTH_DISABLED": True, "RATE_LIMIT_ENABLED": False, "AUTO_CREATE_TABLES": True, "MAX_TAGS": "x",
        "LOG_LEVEL": "LOUD", "TESSERA_TLS_CERTIFICATE": f"{tmp_path}/one.pem,{tmp_path}/two.pem", "TESSERA_TLS_CLIENT_CA": "/nonexistent/ca.pem",
        "TESSERA_CERTIFICATE_TEAMS": tmp_path / "teams.json", "TESSERA_AUDIT_ANCHORS": "1:ff", "DATABASE_URL": "/nonexistent/folder/t.db",
        "TESSERA_OUTBOUND_CA_FILE": "/nonexistent/out.pem", "SMTP_CA_FILE": tmp_path / "teams.json", "TESSERA_BASE_URL": "tessera.example",
    }  # fmt: skip
    done = check_config(tmp_path, **given)
    assert done.returncode == 1
    for told in (
        "AUTH_DISABLED must be false", "RATE_LIMIT_ENABLED must be true", "AUTO_CREATE_TABLES must be false", "MAX_TAGS must be", "LOG_LEVEL must be",
        "one.pem", "two.pem", "teams.json must be a JSON array", "'1:ff' is no anchor", "/nonexistent/folder takes no database",
        "TESSERA_OUTBOUND_CA_FILE: cannot read", "SMTP_CA_FILE: ", "TESSERA_BASE_URL must begin with http",
    ):  # fmt: skip
        assert told in done.stderr, (told, done.stderr)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["teams.json"]


def test_checking_beside_a_running_server(start_server, tmp_path):
    running = start_server()
    done = check_config(tmp_path, "--listen", f"127.0.0.1:{running.port}")
    assert done.returncode == 0 and done.stderr == ""


def test_files_of_settings_that_do_not_end(tmp_path):
    done = check_config(tmp_path, "--config", "/dev/zero")
    assert done.returncode == 1 and "larger than" in done.stderr


@sqlite_only
def test_databases_that_are_none(tmp_path):
    for url in ("", str(tmp_path), "sqlite://", "sqlite:///"):
        done = check_config(tmp_path, "--database", url)
        assert done.returncode == 1 and "DATABASE_URL names no file" in done.stderr, url
    secret = private(tmp_path / "secret", "pa55/word")
    done = check_config(tmp_path, DATABASE_URL_FILE=secret)
    assert done.returncode == 1 and "the folder of the database takes" in done.stderr and "pa55" not in done.stderr


@pytest.mark.parametrize("url, why", [("hooks.pa55.org/x", "Invalid URL scheme"), ("https://10.0.0.1/pa55", "blocked IP range"), ("https://h.example/", None)])
def test_where_nothing_will_be_posted_is_warned_of(tmp_path, url, why):
    done = check_config(tmp_path, WEBHOOK_URL=url)
    told = "WEBHOOK_URL: nothing will be posted there" in done.stderr
    assert done.returncode == 0 and told == (why is not None) and (why or "") in done.stderr and "pa55" not in done.stderr


# --- a hangup ---------------------------------------------------------------------------------------------------------


def test_signals_while_it_starts(tmp_path):
    """Of a database that takes its time: a hangup ends nothing, and being told to end is no failure."""
    with socket.create_server(("127.0.0.1", 0)) as database:
        url = f"postgresql://u@127.0.0.1:{database.getsockname()[1]}/d"
        with subprocess.Popen([program_find("tesserad"), "--listen", "127.0.0.1:0", "--database", url], env=clean_environment(), cwd=tmp_path) as server:
            waiting, _ = database.accept()
            with waiting:
                server.send_signal(signal.SIGHUP)
                server.send_signal(signal.SIGTERM)
                assert server.wait(30) == 0


def test_streams_that_are_closed(tmp_path):
    """What the server opens does not get their numbers."""
    words = ["sh", "-c", 'exec "$@" 0<&- 1>&- 2>&-', "sh", program_find("tesserad"), "--listen", f"unix:{tmp_path}/socket", "--database", "t.db"]
    with subprocess.Popen(words, env=clean_environment(), cwd=tmp_path) as server:
        with socket.socket(socket.AF_UNIX) as reached:
            until(lambda: os.path.exists(tmp_path / "socket") and reached.connect_ex(str(tmp_path / "socket")) == 0)
        assert {os.readlink(f"/proc/{server.pid}/fd/{stream}") for stream in range(3)} == {"/dev/null"}
        server.send_signal(signal.SIGTERM)
        assert server.wait(30) == 0


def hang_up(running, told):
    running.process.send_signal(signal.SIGHUP)
    running.await_log(told)


def test_a_hangup_reads_the_log_level_again(start_server, tmp_path):
    file = private(tmp_path / "t.conf", "LOG_LEVEL=WARNING\nMAX_TAGS=5\nADMIN_NAME=One\n")
    running = start_server(flags=["--config", str(file)])
    api = running.api()
    expect(api.get("/teams", headers={"X-Request-ID": "quiet"}), 200)
    file.write_text("LOG_LEVEL=DEBUG\nMAX_TAGS=6\nADMIN_NAME=Two\n", "utf-8")
    hang_up(running, "the settings were read again; the log is at DEBUG")
    running.await_log("changed settings that count from the next start on: ADMIN_NAME, MAX_TAGS")
    expect(api.get("/teams", headers={"X-Request-ID": "loud"}), 200)
    running.await_log("request loud")
    assert "request quiet" not in running.log_text()


def test_a_hangup_with_settings_that_are_wrong(start_server, tmp_path):
    file = private(tmp_path / "t.conf", "MAX_TAGS=5\n")
    running = start_server(flags=["--config", str(file)])
    file.write_text("MAX_TAGS=many\n", "utf-8")
    hang_up(running, "the settings were not read again, the former ones stay: MAX_TAGS in ")
    expect(running.api().get("/teams"), 200)
