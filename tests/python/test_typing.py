"""What type checkers and editors see."""

import asyncio
import inspect
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

import tessera_sdk
from support.lock import exclusively
from support.server import build_folder

TOP = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = """\
import asyncio
import tessera_sdk
from tessera_sdk import AsyncTesseraClient, CompatibilityMode, PublishAction, PublishResult, ResourceType, Team, TesseraClient, schema

async def main() -> None:
    async with AsyncTesseraClient(base_url="x") as client:
        team = await client.teams.create(name="x")
        reveal_type(team.id)
        asset = await client.assets.create(fqn="a.b", owner_team_id=team.id, resource_type=ResourceType.MODEL)
        reveal_type(asset)
        reveal_type(await client.assets.list())
        reveal_type(await (await client.assets.list()).next_page())
        async for one in client.assets.iter():
            reveal_type(one.updated_at)
        reveal_type((await client.assets.publish_contract(asset.id, {"type": "object"})).contract)
        reveal_type(await asyncio.gather(client.assets.get("x"), client.teams.get(team.id)))

with TesseraClient() as client:
    reveal_type(client.teams.list()[0].metadata)
    reveal_type(client.teams.list().next_page())
    reveal_type(Team.from_dict({}))
    reveal_type(schema.diff({}, "{}", compatibility_mode=CompatibilityMode.FULL).all_changes)
    reveal_type(tessera_sdk.schema.from_avro(b"{}"))
    result = client.assets.publish_contract("x", {})
    print(result.contract.version)
    if result.published:
        reveal_type(result.contract)
    elif result.dry_run:
        print(result.action == PublishAction.WOULD_PUBLISH)
    else:
        print(result.proposal.id.hex)
    if result.published is True:
        reveal_type(result.contract)
    keep: PublishResult = result
    for one in [result]:
        if one.published:
            print(one.contract.version.nothing)  # wrong
    client.teams.get(5)  # wrong
    client.teams.list().nothing  # wrong
    schema.diff({}, 5)  # wrong
"""
REVEALED = [
    "uuid.UUID",
    "Asset",
    "tessera_sdk.page.AsyncPage[Asset]",
    "Union[tessera_sdk.page.AsyncPage[Asset], None]",
    "Union[datetime.datetime, None]",
    "Union[Contract, Any]",
    "Tuple[Asset, Team]",
    "builtins.dict[builtins.str, Any]",
    "Union[tessera_sdk.page.Page[Team], None]",
    "Team",
    "builtins.list[SchemaChange]",
    "builtins.dict[builtins.str, Any]",
    "Contract",
    "Contract",
]


# As pyright spells them. It narrows by `is True`, but not by whether a member is true: then any use of the contract is taken.
SHOWN = ["UUID", "Asset", "AsyncPage[Asset]", "AsyncPage[Asset] | None", "datetime | None", "Contract | Any", "tuple[Asset, Team]", "dict[str, Any]", "Page[Team] | None", "Team",
         "list[SchemaChange]", "dict[str, Any]", "Contract | Any", "Contract"]
WRONG_LINES = [number for number, line in enumerate(PROGRAM.splitlines(), 1) if "# wrong" in line]
PYRIGHT = "1.1.414"
INSTALL_SECONDS = 300


# The modules of what signatures are made of, beside the package itself.
TYPES_OF = {"Iterator": "collections.abc", "AsyncIterator": "collections.abc", "Mapping": "collections.abc", "Sequence": "collections.abc",
            "PathLike": "os", "datetime": "datetime", "Any": "typing", "UUID": "uuid", "JSON": "typing"}
OWN_METHODS = ("close", "request", "with_options")


def signatures():
    """Every method of both clients: what stands before its name, its name, its signature, and whether it is a coroutine."""
    for kind in (tessera_sdk.TesseraClient, tessera_sdk.AsyncTesseraClient):
        client = kind("http://localhost:1")
        for name in dir(client):
            value = getattr(client, name) if not name.startswith("_") else None
            if isinstance(value, tessera_sdk._walk.Calls):
                for method in dir(value):
                    if not method.startswith("_"):
                        call = getattr(value, method)
                        yield kind.__name__, f"{name}.{method}", inspect.signature(call), inspect.iscoroutinefunction(call)
            elif callable(value) and name not in OWN_METHODS:
                yield kind.__name__, name, inspect.signature(value), inspect.iscoroutinefunction(value)
        asyncio.run(client.close()) if kind is tessera_sdk.AsyncTesseraClient else client.close()


def every_call():
    """A program with a function for each method, which takes what the method takes and gives what it gives."""
    functions, words = [], set()
    for number, (kind, path, signature, awaited) in enumerate(signatures()):
        named = [one for one in signature.parameters.values() if one.kind is not inspect.Parameter.VAR_KEYWORD]
        taken = ", ".join(f"{one.name}: {one.annotation}" for one in named)
        given = ", ".join(f"{one.name}={one.name}" for one in named)
        result, call = signature.return_annotation, f"client.{path}({given})"
        words |= set(re.findall(r"[A-Z]\w+|datetime", f"{taken} {result}"))
        body = f"await {call}" if awaited else call
        functions.append(f"{'async ' if awaited else ''}def call_{number}(client: {kind}{taken and ', '}{taken}) -> {result}:\n"
                         f"    {'' if result == 'None' else 'return '}{body}\n")
    words |= {"TesseraClient", "AsyncTesseraClient"}
    imports = [f"from {TYPES_OF.get(word, 'tessera_sdk')} import {word}\n" for word in sorted(words - {"None"})]
    return len(functions), "".join(imports) + "\n\n" + "\n\n".join(functions)


@pytest.fixture
def program(tmp_path):
    made = tmp_path / "program.py"
    made.write_text(PROGRAM)
    return made


def test_mypy_understands_the_package(tmp_path, program):
    mypy = shutil.which("mypy", path="/usr/bin") or shutil.which("mypy")
    if mypy is None:
        pytest.skip("mypy is not installed")
    done = subprocess.run([mypy, "--strict", "--python-version", "3.11", f"--cache-dir={tmp_path}", "tessera_sdk", program],
                          cwd=TOP / "python", capture_output=True, text=True, timeout=300, check=False)
    shown = re.findall(r'Revealed type is "(.*)"', done.stdout)
    revealed = [re.sub(r"tessera_sdk\.models\.\w+\.", "", one).replace("tuple[", "Tuple[") for one in shown]
    assert revealed == REVEALED, done.stdout + done.stderr
    wrong = [line for line in done.stdout.splitlines() if " error: " in line]
    assert [int(re.search(r"program\.py:(\d+): ", line).group(1)) for line in wrong] == WRONG_LINES, done.stdout


@pytest.fixture
def all_calls(tmp_path):
    count, text = every_call()
    assert count > 2 * 100
    made = tmp_path / "calls.py"
    made.write_text(text)
    return made


def test_mypy_takes_every_call(tmp_path, all_calls):
    mypy = shutil.which("mypy", path="/usr/bin") or shutil.which("mypy")
    if mypy is None:
        pytest.skip("mypy is not installed")
    done = subprocess.run([mypy, "--strict", "--python-version", "3.11", f"--cache-dir={tmp_path}", all_calls],
                          cwd=TOP / "python", capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def installed(folder):
    """Path of pyright's program below this folder, where npm puts it once."""
    index = folder / "node_modules" / "pyright" / "index.js"
    if not index.exists():
        folder.mkdir(exist_ok=True)
        install = ["npm", "install", "--no-audit", "--no-fund", "--no-save", "--prefix", folder, f"pyright@{PYRIGHT}"]
        try:
            done = subprocess.run(install, cwd=folder, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            pytest.skip(f"npm could not fetch pyright within {INSTALL_SECONDS} s")
        if done.returncode != 0:
            pytest.skip(f"npm could not fetch pyright: {done.stderr.strip()[-500:]}")
    return index


@pytest.fixture(scope="module")
def pyright():
    """The command that runs pyright, which npm installs into the build folder once."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("pyright needs Node.js and npm: tools/setup types")
    folder = build_folder() / f"pyright-{PYRIGHT}"
    with exclusively(folder.with_suffix(".lock")):
        return ["node", installed(folder)]


def pyright_output(command, folder, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(pathlib.Path(tessera_sdk.__file__).parents[1]), "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    done = subprocess.run([*command, "--outputjson", *arguments], cwd=folder, env=environment, capture_output=True, text=True,
                          timeout=300, check=False)
    return json.loads(done.stdout)


def test_pyright_understands_the_package(pyright, tmp_path, program):
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(
        {"include": [program.name], "typeCheckingMode": "strict", "pythonVersion": "3.11", "reportUnknownMemberType": False}))
    found = pyright_output(pyright, tmp_path, "--pythonpath", sys.executable)["generalDiagnostics"]
    shown = [re.search(r' is "([^"]*)"$', one["message"]).group(1) for one in found if one["severity"] == "information"]
    assert shown == SHOWN, found
    wrong = {one["range"]["start"]["line"] + 1 for one in found if one["severity"] == "error"}
    assert sorted(wrong) == WRONG_LINES, found


def test_pyright_takes_every_call(pyright, tmp_path, all_calls):
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(
        {"include": [all_calls.name], "typeCheckingMode": "strict", "pythonVersion": "3.11"}))
    found = pyright_output(pyright, tmp_path, "--pythonpath", sys.executable)
    assert found["summary"]["filesAnalyzed"] == 1 and found["generalDiagnostics"] == []


def test_every_public_type_is_known(pyright, tmp_path):
    """What pyright asks of a package with `py.typed`: no public name whose type has to be guessed."""
    found = pyright_output(pyright, tmp_path, "--pythonpath", sys.executable, "--verifytypes", "tessera_sdk")
    assert found["typeCompleteness"]["completenessScore"] == 1, [
        one["message"] for one in found["generalDiagnostics"] if one["severity"] == "error"]
    assert found["typeCompleteness"]["exportedSymbolCounts"]["withKnownType"] > 1000
