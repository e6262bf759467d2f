"""integrations/: each script as its runner would run it, in a repository of its own, with the runner's variables and files."""

import contextlib
import hashlib
import http.server
import json
import os
import re
import shutil
import subprocess
import tarfile
import threading

import pytest
import yaml

from support.server import CHECKOUT, clean_environment, program_find

SECONDS = 120
INTEGRATIONS = CHECKOUT / "integrations"
OLD = '{\n  "type": "object",\n  "properties": {\n    "id": {"type": "integer"},\n    "email": {"type": "string"}\n  }\n}\n'
NEW = OLD.replace(',\n    "email": {"type": "string"}', "")


def git(folder, *words):
    done = subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "protocol.file.allow=always", *words],
                          cwd=folder, check=True, capture_output=True, text=True)  # fmt: skip
    return done.stdout.strip()


class Job:
    """A checkout with only its newest commit, as runners make it, of a branch that broke a schema."""

    def __init__(self, folder):
        self.folder = folder / "checkout"
        self.home = folder
        origin = folder / "origin"
        (origin / "schemas").mkdir(parents=True)
        (origin / "schemas" / "invoices.json").write_text(OLD)
        (origin / "schemas" / "orders.json").write_text(OLD)
        git(origin, "init", "-q", "-b", "trunk")
        git(origin, "config", "uploadpack.allowAnySHA1InWant", "true")
        git(origin, "add", "-A")
        git(origin, "commit", "-qm", "Two schemas")
        self.base = git(origin, "rev-parse", "HEAD")
        git(origin, "checkout", "-qb", "change")
        (origin / "schemas" / "invoices.json").write_text(NEW)
        git(origin, "commit", "-qam", "Break one")
        git(origin, "checkout", "-q", "trunk")
        git(folder, "clone", "-q", "--depth=1", "--single-branch", "-b", "change", f"file://{origin}", "checkout")
        self.files = {}
        for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH"):
            self.files[name] = folder / name.lower()
            self.files[name].write_text("")

    def run(self, *words, status=0, **settings):
        environment = {**clean_environment(), "HOME": str(self.home), "LC_ALL": "C.UTF-8", "RUNNER_TEMP": str(self.home),
                       "PATH": f"{os.path.dirname(program_find('tessera'))}:{os.environ['PATH']}", **settings}  # fmt: skip
        done = subprocess.run(list(map(str, words)), cwd=self.folder, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False)
        assert done.returncode == status, f"{words} ended with {done.returncode}, not {status}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def github(self, script, **settings):
        runner = {"GITHUB_ACTIONS": "true", "GITHUB_ACTION_PATH": str(INTEGRATIONS / "github"), "GITHUB_REPOSITORY": "org/shop",
                  **{name: str(path) for name, path in self.files.items()}}  # fmt: skip
        return self.run(INTEGRATIONS / "github" / script, **{**runner, **settings})

    def outputs(self):
        return dict(line.split("=", 1) for line in self.files["GITHUB_OUTPUT"].read_text().splitlines())


@pytest.fixture
def job(tmp_path):
    return Job(tmp_path)


# --- GitHub -----------------------------------------------------------------------------------------------------------


def action():
    return yaml.safe_load((INTEGRATIONS / "github" / "action.yml").read_text())


def test_the_action_hangs_together():
    """Steps run scripts that are there; every input is handed on; every variable that a script reads is given by a step or the runner."""
    text, described = (INTEGRATIONS / "github" / "action.yml").read_text(), action()
    assert described["runs"]["using"] == "composite"
    for step in described["runs"]["steps"]:
        (script,) = re.findall(r"\$GITHUB_ACTION_PATH/([\w.]+)", step["run"])
        path = INTEGRATIONS / "github" / script
        assert os.access(path, os.X_OK) and step["shell"] == "bash"
        read = set(re.findall(r"\b((?:INPUT|TESSERA|EVENT)_[A-Z0-9_]+|PULL_REQUEST|GITHUB_TOKEN)\b", path.read_text()))
        assert read <= set(step["env"]), script
        # Values reach scripts as variables: pasted into a command they could be commands themselves.
        assert "${{" not in step["run"]
    for name in described["inputs"]:
        assert f"inputs.{name} " in text or f"inputs.{name}}}" in text, name
        assert described["inputs"][name]["description"] and "default" in described["inputs"][name]
    assert set(re.findall(r"steps\.check\.outputs\.(\w+)", text)) == set(described["outputs"])


def test_the_action_annotates_a_pull_request(job):
    out = job.github("check.sh", status=1, GITHUB_BASE_REF="trunk", INPUT_FILES="schemas\n", INPUT_FAIL_ON="breaking", INPUT_ARGS="--compat\nbackward\n",
                     INPUT_SARIF="t.sarif", INPUT_JUNIT="t.xml", INPUT_AGAINST="", INPUT_LINT="true", TESSERA_URL="", TESSERA_API_KEY="")  # fmt: skip
    assert out.startswith(f"Against git {job.base} ")
    assert "\n::error file=schemas/invoices.json,line=3,col=3,title=property_removed " in out
    assert "::warning file=schemas/orders.json,line=1,col=1,title=no-owner " in out
    assert job.outputs() == {"verdict": "breaking", "breaking": "1", "warnings": "0", "proposal_url": "", "status": "1"}
    summary = job.files["GITHUB_STEP_SUMMARY"].read_text()
    assert summary.startswith("<!-- tessera-check -->\n**tessera check: breaking**") and "<!-- tessera-lint -->" in summary
    assert json.loads((job.folder / "t.sarif").read_text())["version"] == "2.1.0" and (job.folder / "t.xml").exists()
    assert (job.home / "tessera-comment.md").read_text().startswith("<!-- tessera-check -->\n")


def test_the_action_on_a_push_and_with_its_own_baseline(job):
    common = {"INPUT_FILES": "schemas", "TESSERA_URL": "http://127.0.0.1:1"}
    out = job.github("check.sh", status=1, EVENT_BEFORE=job.base, **common)  # a server without a key: a fork
    assert out.startswith(f"Against git {job.base} ")
    out = job.github("check.sh", EVENT_BEFORE="0" * 40, INPUT_AGAINST="schemas", **common)
    assert out.startswith("Against folder schemas") and job.outputs()["verdict"] == "compatible"
    assert job.github("check.sh", INPUT_FAIL_ON="never", GITHUB_BASE_REF="trunk", **common).startswith("Against git ")
    job.github("check.sh", status=2, TESSERA_API_KEY="k", INPUT_ARGS="--timeout\n1s", INPUT_FILES="schemas", TESSERA_URL="http://127.0.0.1:1")
    assert job.outputs()["status"] == "2"


@contextlib.contextmanager
def serve(handle):
    """A server whose answers `handle(method, path, body, headers)` gives as (status, bytes)."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self):
            status, body = handle(self.command, self.path, self.rfile.read(int(self.headers.get("Content-Length", 0))), self.headers)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = answer

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()
        thread.join()


def test_a_release_is_unpacked_only_with_its_checksum(job, tmp_path):
    script = tmp_path / "tessera"
    script.write_text("#!/bin/sh\necho tessera 9.9.9\n")
    script.chmod(0o755)
    archive = tmp_path / "release.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(script, "tessera-9.9.9/bin/tessera")
    digest, asked = hashlib.sha256(archive.read_bytes()).hexdigest(), []

    def handle(method, path, *_):
        asked.append(path)
        return (200, archive.read_bytes()) if "9.9.9" in path else (404, b"")

    with serve(handle) as url:
        common = {"GITHUB_SERVER_URL": url, "GITHUB_ACTION_REPOSITORY": "org/tessera", "TESSERA_VERSION": "9.9.9"}
        assert job.github("install.sh", TESSERA_SHA256=digest, **common) == "tessera 9.9.9\n"
        assert re.fullmatch(r"/org/tessera/releases/download/v9\.9\.9/tessera-9\.9\.9-linux-\w+\.tar\.gz", asked[0])
        (line,) = job.files["GITHUB_PATH"].read_text().splitlines()
        assert os.access(f"{line}/tessera", os.X_OK)
        assert "another checksum" in job.github("install.sh", status=2, TESSERA_SHA256="0" * 64, **common)
        assert "checksum of the archive is needed" in job.github("install.sh", status=2, **common)
        assert "cannot be downloaded" in job.github("install.sh", status=2, **{**common, "TESSERA_VERSION": "1.0.0", "TESSERA_SHA256": digest})
    program = program_find("tessera")
    assert job.github("install.sh", TESSERA_PROGRAM=str(program)).startswith("tessera ")
    assert "cannot be run" in job.github("install.sh", status=2, TESSERA_PROGRAM="/nowhere")
    assert job.github("install.sh").startswith("tessera ")  # the one on the path


def test_one_comment_is_kept(job):
    comments, seen = [{"id": n, "body": "hello"} for n in range(100)] + [{"id": 7000, "body": "text <!-- tessera-check -->"}], []

    def handle(method, path, body, headers):
        seen.append((method, path.split("?")[0], headers["Authorization"]))
        if method == "GET":
            page = int(re.search(r"[?&]page=(\d+)", path)[1])
            return 200, json.dumps(comments[100 * (page - 1) : 100 * page]).encode()
        text = json.loads(body)["body"]
        if method == "PATCH":
            (found,) = [comment for comment in comments if comment["id"] == int(path.rsplit("/", 1)[1])]
            found["body"] = text
        else:
            comments.append({"id": 8000, "body": text})
        return 200, b"{}"

    with serve(handle) as url:
        common = {"GITHUB_API_URL": url, "GITHUB_TOKEN": "secret", "PULL_REQUEST": "12"}
        assert "no report" in job.github("comment.sh", **common) and not seen
        for verdict in ("compatible", "breaking"):
            (job.home / "tessera-comment.md").write_text(f'<!-- tessera-check -->\n**{verdict}** "quoted" \\ $(id)\n')
            assert job.github("comment.sh", **common) == ""
    assert comments[101:] == [{"id": 8000, "body": '<!-- tessera-check -->\n**breaking** "quoted" \\ $(id)\n'}]
    assert [method for method, *_ in seen] == ["GET", "GET", "POST", "GET", "GET", "PATCH"]
    assert seen[-1] == ("PATCH", "/repos/org/shop/issues/comments/8000", "Bearer secret")


# --- GitLab -----------------------------------------------------------------------------------------------------------


def gitlab_job(**inputs):
    """The job as GitLab makes it: inputs put in, then read."""
    head, text = (INTEGRATIONS / "gitlab" / "tessera.yml").read_text().split("\n---\n")
    spec = yaml.safe_load(head)["spec"]["inputs"]
    assert inputs.keys() <= spec.keys()
    text = re.sub(r"\$\[\[ inputs\.(\w+) \]\]", lambda found: inputs.get(found[1], spec[found[1]]["default"]), text)
    return yaml.safe_load(text)["tessera-check"]


def test_the_gitlab_job_reports_a_merge_request(job):
    described = gitlab_job(files="schemas")
    (script,) = described["script"]
    for shell in ("bash", "dash"):
        if not shutil.which(shell):
            continue
        out = job.run(shell, "-euc", script, status=1, GITLAB_CI="true", CI_MERGE_REQUEST_DIFF_BASE_SHA=job.base, INPUT_AGAINST="")
        assert out.startswith(f"Against git {job.base} ") and "::error" not in out
    reports = described["artifacts"]["reports"]
    (issue,) = json.loads((job.folder / reports["codequality"]).read_text())
    assert (issue["check_name"], issue["location"]["path"]) == ("tessera/property_removed", "schemas/invoices.json")
    assert "failures=\"1\"" in (job.folder / reports["junit"]).read_text()
    assert described["artifacts"]["when"] == "always"


def test_the_gitlab_job_on_branches_and_with_a_server(job):
    (script,) = gitlab_job(files="schemas", fail_on="never")["script"]
    assert job.run("bash", "-euc", script, CI_COMMIT_BEFORE_SHA=job.base, INPUT_AGAINST="").startswith(f"Against git {job.base} ")
    assert job.run("bash", "-euc", script, CI_COMMIT_BEFORE_SHA="0" * 40, INPUT_AGAINST="schemas").startswith("Against folder schemas")
    (script,) = gitlab_job(args="--timeout 1s")["script"]
    job.run("bash", "-euc", script, status=2, TESSERA_URL="http://127.0.0.1:1", TESSERA_API_KEY="k", INPUT_AGAINST="")


# --- pre-commit -------------------------------------------------------------------------------------------------------


def hooks():
    return {hook["id"]: hook for hook in yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text())}


def test_hooks_are_described():
    assert set(hooks()) == {"tessera-check", "tessera-lint", "tessera-dbt-check"}
    for hook in hooks().values():
        assert os.access(CHECKOUT / hook["entry"], os.X_OK) and hook["language"] == "script"
        assert re.compile(hook["files"]) and set(hook["stages"]) <= {"commit", "push", "manual"}


def run_hook(job, name, *words, status=0, **settings):
    """As pre-commit runs it: in the root of the repository, options first, then the names of files that match."""
    hook = hooks()[name]
    names = [path for path in git(job.folder, "ls-files").splitlines() if re.search(hook["files"], path)]
    return job.run(CHECKOUT / hook["entry"], *words, *(names if hook.get("pass_filenames", True) else []), status=status, **settings)


def test_hooks_look_at_what_is_committed(job):
    assert "no default branch" in job.run("sh", "-c", "tessera check schemas 2>&1", status=2)
    git(job.folder, "fetch", "-q", "--depth=1", "origin", "trunk:refs/remotes/origin/main")
    assert "HEAD and origin/main have no commit in common" in job.run("sh", "-c", "tessera check schemas 2>&1", status=2)
    git(job.folder, "checkout", "-q", "-B", "main", "origin/main")
    (job.folder / "schemas" / "orders.json").write_text(NEW)
    assert "breaking schemas/orders.json" in run_hook(job, "tessera-check", status=1)
    assert "breaking" in run_hook(job, "tessera-check", "--compat", "forward", "--fail-on", "never", TESSERA_URL="http://127.0.0.1:1")
    assert "schemas/orders.json:1:1: no-owner" in run_hook(job, "tessera-lint")
    run_hook(job, "tessera-lint", "--fail-on", "any", status=1)
    (job.folder / "schemas" / "orders.json").write_text("{")
    run_hook(job, "tessera-lint", status=2)
    (job.folder / "target").mkdir()
    (job.folder / "target" / "manifest.json").write_text('{"nodes": {}}')
    assert run_hook(job, "tessera-dbt-check") == "No models found in manifest\n"
    job.run(CHECKOUT / "integrations" / "pre-commit" / "tessera-lint", status=2, TESSERA_PROGRAM="no-such-program")


def test_hooks_take_names_that_begin_with_a_dash(job):
    (job.folder / "-ojson.json").write_text("{")
    hook = CHECKOUT / "integrations" / "pre-commit" / "tessera-lint"
    assert "::" not in job.run("sh", "-c", '"$0" "$@" 2>&1', hook, "--disable", "no-id", "schemas/orders.json", "-ojson.json", status=2)
    assert job.run("sh", "-c", '"$0" "$@" 2>&1', hook, "-q", "-ojson.json", status=2).startswith("Error: ./-ojson.json: line 1, ")


def test_the_hook_takes_the_lock_where_there_is_one(job):
    digest = "not what was pulled"
    (job.folder / "tessera.lock").write_text(json.dumps({"format": 1, "pulled_at": "now", "assets": {"lake.orders": {"file": "x.json", "sha256": digest}}}))
    (job.folder / "tessera.yaml").write_text("contracts: [{files: schemas/*.json, asset: 'lake.{name}'}]\n")
    assert run_hook(job, "tessera-check", status=2).startswith("Against lock ")


# --- all --------------------------------------------------------------------------------------------------------------


def test_scripts_are_sound():
    scripts = [path for path in INTEGRATIONS.rglob("*") if path.is_file() and path.read_text().startswith("#!")]
    assert len(scripts) == 7
    for path in scripts:
        subprocess.run(["bash", "-n", str(path)], check=True)
    if shutil.which("shellcheck"):
        done = subprocess.run(["shellcheck", *map(str, scripts)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
