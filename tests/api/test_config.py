"""Settings: flags, environment, configuration file; what the program says of itself (chapter 05, section 7)."""

import json
import re
import signal
import socket

import pytest

from support.make import expect, make_team
from support.postgres import sqlite_only
from support.server import CHECKOUT, ServerFailed, program_run
from support.tables import routes, settings

VERSION = (CHECKOUT / "VERSION").read_text("utf-8").strip()


# --- what the program says of itself ----------------------------------------------------------------------------------


def test_errors_name_the_option_that_was_used(tmp_path):
    for arguments, settings, name in (
        (["--listen", "nowhere"], {}, "--listen"), (["--listen", ","], {}, "--listen"), ([], {"TESSERA_LISTEN": "nowhere"}, "TESSERA_LISTEN"),
        (["--log-level", "LOUD"], {}, "--log-level"), (["--database", "mysql://x/y"], {}, "--database"),
    ):  # fmt: skip
        ended = program_run(*arguments, settings=settings, folder=tmp_path)
        assert ended.returncode == 2 and f"{name} " in ended.stderr, (arguments, ended.stderr)
        assert name == "TESSERA_LISTEN" or "TESSERA_LISTEN" not in ended.stderr


def test_a_port_in_use_hints_at_the_option(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        ended = program_run("--listen", address, "--database", str(tmp_path / "x.db"))
    assert ended.returncode == 1 and address in ended.stderr and "--listen chooses another address" in ended.stderr


@pytest.mark.parametrize("form", ["text", "json"])
def test_requests_are_logged(start_server, form):
    settings = {"LOG_FORMAT": form, "TESSERA_ACCESS_LOG": True}
    running = start_server(settings=settings)
    with running.client() as client:
        assert client.get("/health/live?secret=pa55", headers={"authorization": "Bearer pa55", "x-request-id": "first"}).status_code == 200
        assert client.post("/api/v1/teams", json={"name": "", "metadata": {"secret": "pa55"}}, headers={"x-request-id": "second"}).status_code == 422
    running.stop()
    log = running.log_text()
    assert "pa55" not in log
    lines = [line for line in log.splitlines() if "tessera.server" in line and ("first" in line or "second" in line)]
    assert len(lines) == 2
    if form == "json":
        first, second = (json.loads(line) for line in lines)
        assert (first["level"], first["method"], first["path"], first["status"], first["request_id"]) == ("INFO", "GET", "/health/live", 200, "first")
        assert (second["level"], second["status"], second["request_id"]) == ("WARNING", 422, "second")
        assert first["duration_ms"] >= 0 and first["peer"].startswith("127.0.0.1:")
    else:
        assert re.search(r"INFO +tessera.server  GET /health/live 200 \d+\.\d ms, \d+ bytes, request first, from 127\.0\.0\.1:\d+$", lines[0])
        assert re.search(r"WARNING +tessera.server  POST /api/v1/teams 422 ", lines[1])


def test_preflights_are_logged(start_server):
    running = start_server(settings={"LOG_FORMAT": "json", "TESSERA_ACCESS_LOG": True})
    headers = {"Origin": "http://localhost:3000", "Access-Control-Request-Method": "POST"}
    with running.client() as client:
        named = client.options("/api/v1/teams", headers={**headers, "X-Request-ID": "named"})
        assert named.status_code == 200 and named.headers["X-Request-ID"] == "named"
        refused = client.options("/api/v1/teams", headers={**headers, "Access-Control-Request-Method": "BREW"})
        assert refused.status_code == 400 and len(refused.headers["X-Request-ID"]) == 36
    running.stop()
    lines = [json.loads(line) for line in running.log_text().splitlines() if '"OPTIONS"' in line]
    assert [(line["method"], line["path"], line["status"], line["request_id"]) for line in lines] == [
        ("OPTIONS", "/api/v1/teams", 200, "named"), ("OPTIONS", "/api/v1/teams", 400, refused.headers["X-Request-ID"])]


def test_a_hangup_changes_nothing(start_server):
    running = start_server()
    running.process.send_signal(signal.SIGHUP)
    with running.client() as client:
        assert client.get("/health/live").status_code == 200
    assert running.process.poll() is None


def test_version():
    ended = program_run("--version")
    assert ended.returncode == 0 and VERSION in ended.stdout and ended.stderr == ""


def test_help_names_every_flag():
    ended = program_run("--help")
    assert ended.returncode == 0 and ended.stderr == ""
    for setting in settings():
        if setting.flag:
            assert setting.flag in ended.stdout, setting.flag
    for flag in ("--config", "--help", "--version", "--routes", "--config-help", "--check-config", "--print-config"):
        assert flag in ended.stdout, flag


def test_config_help_names_every_setting():
    ended = program_run("--config-help")
    assert ended.returncode == 0 and ended.stderr == ""
    for setting in settings():
        assert re.search(rf"\b{setting.variable}\b", ended.stdout), setting.variable
        assert setting.doc.split(".")[0][:30] in re.sub(r"\s+", " ", ended.stdout), f"no text on {setting.variable}"
        if setting.fallback and len(setting.fallback) < 30:
            assert setting.fallback in ended.stdout, f"no default of {setting.variable}"


def test_routes_are_listed_with_scope():
    ended = program_run("--routes")
    assert ended.returncode == 0 and ended.stderr == ""
    lines = ended.stdout.splitlines()
    for route in routes():
        (line,) = [line for line in lines if re.search(rf"\b{route.method}\b\s+{re.escape(route.path)}(\s|$)", line)]
        assert re.search(rf"\b{route.scope}\b", line, re.IGNORECASE), line


def test_saying_things_needs_no_database(tmp_path):
    for flag in ("--help", "--version", "--routes", "--config-help"):
        assert program_run(flag, folder=tmp_path).returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_check_config(tmp_path):
    ended = program_run("--check-config", settings={"PAGINATION_LIMIT_MAX": 10, "PAGINATION_LIMIT_DEFAULT": 5}, folder=tmp_path)
    assert ended.returncode == 0, ended.stderr
    ended = program_run("--check-config", settings={"PAGINATION_LIMIT_MAX": "many"}, folder=tmp_path)
    assert ended.returncode != 0 and "PAGINATION_LIMIT_MAX" in ended.stderr and "many" in ended.stderr
    ended = program_run("--check-config", settings={"DB_POOL_SIZE": 5, "TESSERA_DB_POOL_MINIMUM": 6}, folder=tmp_path)
    assert ended.returncode != 0 and "TESSERA_DB_POOL_MINIMUM must not be larger than DB_POOL_SIZE" in ended.stderr
    ended = program_run("--check-config", settings={"DATABASE_URL": "postgresql://u:secret@host/x?sslmod=require"}, folder=tmp_path)
    assert ended.returncode == 1 and "DATABASE_URL: the URL of the database has a parameter" in ended.stderr
    assert "secret" not in ended.stderr
    assert list(tmp_path.iterdir()) == [], "checking leaves nothing behind"


# --- wrong values -----------------------------------------------------------------------------------------------------

WRONG = [
    (setting, value)
    for setting in settings()
    for value in {"INT": ["x", "1.5", "", "99999999999999999999", "-1" if setting.minimum > -1 else "x"], "BOOL": ["maybe", "2"], "NUMBER": ["x"]}.get(setting.kind, [])
] + [
    (setting, str(bound))
    for setting in settings()
    if setting.kind == "INT" and setting.maximum
    for bound in ((setting.minimum - 1, setting.maximum + 1) if setting.minimum > 0 else (setting.maximum + 1,))
]  # fmt: skip


@pytest.mark.parametrize("setting", sorted({setting for setting, _ in WRONG}, key=lambda setting: setting.variable), ids=lambda setting: setting.variable)
def test_wrong_values_name_the_variable(setting, tmp_path):
    for value in [value for other, value in WRONG if other == setting]:
        if value == "":
            continue  # an empty variable may stand for an unset one
        ended = program_run("--check-config", settings={setting.variable: value}, folder=tmp_path)
        assert ended.returncode > 0, f"{setting.variable}={value} is taken"
        assert setting.variable in ended.stderr, ended.stderr


@pytest.mark.parametrize(
    "name, value",
    [("LOG_LEVEL", "LOUD"), ("TESSERA_LISTEN", "nowhere"), ("TESSERA_LISTEN", "127.0.0.1:99999"), ("TESSERA_LISTEN", "127.0.0.1"), ("TESSERA_LISTEN", "127.0.0.1:x"), ("DATABASE_URL", "mysql://localhost/x"), ("CORS_ORIGINS", '["unclosed'), ("CORS_ORIGINS", "[1, 2]")],
)
def test_wrong_texts_name_the_variable(name, value, tmp_path):
    ended = program_run(settings={name: value, **({} if name == "TESSERA_LISTEN" else {"TESSERA_LISTEN": "127.0.0.1:0"})}, folder=tmp_path)
    assert ended.returncode > 0, f"{name}={value} is taken"
    assert name in ended.stderr or value in ended.stderr, ended.stderr
    assert "listening on" not in ended.stdout


def test_several_wrong_values_are_told_together(tmp_path):
    ended = program_run("--check-config", settings={"MAX_FQN_LENGTH": "x", "PAGINATION_LIMIT_MAX": "y"}, folder=tmp_path)
    assert ended.returncode > 0 and "MAX_FQN_LENGTH" in ended.stderr and "PAGINATION_LIMIT_MAX" in ended.stderr


@pytest.mark.parametrize("arguments", [["--nonsense"], ["--listen"], ["--threads", "x"], ["--threads"], ["surplus"], ["--config", "/nonexistent/file"], ["--threads=-1"]])
def test_wrong_flags(arguments, tmp_path):
    ended = program_run(*arguments, folder=tmp_path)
    assert ended.returncode > 0 and ended.stdout == ""
    assert arguments[0].split("=")[0] in ended.stderr or arguments[-1] in ended.stderr, ended.stderr
    assert not (tmp_path / "tessera.db").exists()


def test_a_configuration_that_is_no_file(tmp_path):
    ended = program_run("--check-config", "--config", str(tmp_path), folder=tmp_path)
    assert ended.returncode > 0 and str(tmp_path) in ended.stderr


# --- where values come from -------------------------------------------------------------------------------------------


def default_limit(running):
    return expect(running.api().get("/teams"), 200)["limit"]


def test_environment(start_server):
    assert default_limit(start_server(settings={"PAGINATION_LIMIT_DEFAULT": 7})) == 7


def test_names_are_matched_without_regard_to_case(start_server):
    assert default_limit(start_server(settings={"pagination_limit_default": 8})) == 8


def test_configuration_file_and_precedence(start_server, tmp_path):
    file = tmp_path / "tessera.conf"
    file.write_text(
        "# a comment\n\nPAGINATION_LIMIT_DEFAULT=9\npagination_limit_max = 20\nDEFAULT_ENVIRONMENT=\"from file\"\nLOG_LEVEL='warning'\n", "utf-8"
    )
    running = start_server(flags=["--config", str(file)])
    assert default_limit(running) == 9
    api = running.api()
    assert api.get("/teams?limit=21").status_code == 422 and api.get("/teams?limit=20").status_code == 200
    team = make_team(api)
    assert expect(api.post("/assets", json={"fqn": "a.b", "owner_team_id": team["id"]}), 201)["environment"] == "from file"
    running.stop_and_check()
    # The environment is stronger than the file.
    running = start_server(flags=["--config", str(file)], settings={"PAGINATION_LIMIT_DEFAULT": 11}, database=tmp_path / "second.db")
    assert default_limit(running) == 11


@sqlite_only
def test_flags_beat_the_environment(start_server, tmp_path):
    running = start_server(settings={"DATABASE_URL": str(tmp_path / "environment.db"), "TESSERA_LISTEN": "127.0.0.1:1"})
    assert running.database.exists() and not (tmp_path / "environment.db").exists()
    assert running.port != 1


def test_database_from_the_environment(tmp_path):
    """The form with a driver's name, which is ignored."""
    from support.server import Server

    class Bare(Server):
        def command(self):
            return super().command()[:1] + ["--listen=127.0.0.1:0"]

    running = Bare(tmp_path, settings={"DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path}/url.db"})
    running.start()
    make_team(running.api())
    running.stop_and_check()
    assert (tmp_path / "url.db").exists()


def test_a_file_that_is_wrong_tells_where(tmp_path):
    file = tmp_path / "wrong.conf"
    file.write_text("LOG_LEVEL=INFO\nPAGINATION_LIMIT_MAX=x\n", "utf-8")
    ended = program_run("--check-config", "--config", str(file), folder=tmp_path)
    assert ended.returncode > 0 and "PAGINATION_LIMIT_MAX" in ended.stderr


def test_a_byte_order_mark_before_the_file(start_server, tmp_path):
    file = tmp_path / "settings"
    file.write_bytes(b"\xef\xbb\xbfPAGINATION_LIMIT_DEFAULT=13\r\n")
    assert default_limit(start_server(flags=["--config", str(file)])) == 13


def test_unknown_names_do_not_stop_the_start(start_server, tmp_path):
    file = tmp_path / "more.conf"
    file.write_text("SOMETHING_ELSE=1\nPAGINATION_LIMIT_DEFAULT=12\n", "utf-8")
    assert default_limit(start_server(flags=["--config", str(file)])) == 12


def test_booleans(tmp_path):
    for value in ("true", "1", "yes", "on", "T", "Y", "FALSE", "0", "no", "Off", "f", "n"):
        ended = program_run("--check-config", settings={"AUTH_DISABLED": value}, folder=tmp_path)
        assert ended.returncode == 0, f"AUTH_DISABLED={value}: {ended.stderr}"
    ended = program_run("--check-config", settings={"AUTH_DISABLED": "maybe"}, folder=tmp_path)
    assert ended.returncode != 0 and "AUTH_DISABLED must be true or false" in ended.stderr, ended.stderr


# --- security by default ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["0.0.0.0:0", "[::]:0"])
def test_other_addresses_without_authentication_are_refused(address, tmp_path):
    ended = program_run("--listen", address, "--database", str(tmp_path / "t.db"), folder=tmp_path)
    assert ended.returncode > 0 and "listening on" not in ended.stdout
    assert "AUTH_DISABLED" in ended.stderr and "authentication" in ended.stderr.lower(), ended.stderr


def test_other_addresses_with_authentication_explicitly_off(start_server):
    running = start_server(listen=("127.0.0.1:0", "0.0.0.0:0"), settings={"AUTH_DISABLED": True})
    assert any(address.startswith("http://0.0.0.0:") for address in running.addresses)
    assert default_limit(running) == 50


def test_production_never_runs_without_authentication(tmp_path):
    ended = program_run("--listen", "127.0.0.1:0", "--database", str(tmp_path / "t.db"), settings={"ENVIRONMENT": "production", "AUTH_DISABLED": True}, folder=tmp_path)
    assert ended.returncode > 0 and "AUTH_DISABLED" in ended.stderr


def test_the_log_says_that_authentication_is_off(start_server):
    running = start_server()
    default_limit(running)
    running.stop_and_check()
    assert re.search(r"authentication.*off|auth.*disabled", running.log_text(), re.IGNORECASE), running.log_text()


# --- the database file ------------------------------------------------------------------------------------------------


def test_a_file_that_is_no_database(start_server, tmp_path):
    file = tmp_path / "text.db"
    file.write_text("this is not a database, just text\n" * 100, "utf-8")
    with pytest.raises(ServerFailed) as failed:
        start_server(database=file)
    assert "text.db" in str(failed.value)
    assert file.read_text("utf-8").startswith("this is not"), "the file was touched"


def test_a_folder_that_does_not_exist(start_server, tmp_path):
    with pytest.raises(ServerFailed) as failed:
        start_server(database=tmp_path / "missing" / "t.db")
    assert "missing" in str(failed.value)


@sqlite_only
def test_two_servers_never_share_an_embedded_database(start_server):
    first = start_server()
    with pytest.raises(ServerFailed) as failed:
        start_server(database=first.database)
    assert first.database.name in str(failed.value) and "in use" in str(failed.value).lower(), str(failed.value)
    make_team(first.api())


@sqlite_only
def test_a_database_of_a_newer_version_is_refused(start_server):
    import sqlite3

    running = start_server()
    make_team(running.api())
    running.stop_and_check()
    connection = sqlite3.connect(running.database)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    assert version > 0, "the version of the schema is expected in user_version"
    connection.execute(f"PRAGMA user_version = {version + 1000}")
    connection.commit()
    connection.close()
    with pytest.raises(ServerFailed) as failed:
        start_server(database=running.database)
    assert "newer" in str(failed.value).lower()


def test_data_survives_a_restart(start_server):
    running = start_server()
    made = make_team(running.api(), metadata={"n": [1, 2]}, description="d")
    running.stop_and_check()
    running.start()
    assert expect(running.api().get(f"/teams/{made['id']}"), 200) == made


# --- logs -------------------------------------------------------------------------------------------------------------


def test_json_logs(start_server):
    import json

    running = start_server(settings={"LOG_FORMAT": "json", "LOG_LEVEL": "debug"})
    running.api().get("/teams")
    running.api().post("/teams", content="{")
    running.stop_and_check()
    lines = running.log_text().splitlines()
    assert lines
    for line in lines:
        entry = json.loads(line)
        assert isinstance(entry, dict) and any(name in entry for name in ("message", "msg", "event")), entry


def test_log_levels(start_server):
    running = start_server(settings={"LOG_LEVEL": "ERROR"})
    running.api().get("/teams")
    running.stop_and_check()
    assert "INFO" not in running.log_text()
