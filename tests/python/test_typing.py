"""What type checkers and editors see."""

import pathlib
import re
import shutil
import subprocess

import pytest

TOP = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = """\
import asyncio
import tessera_sdk
from tessera_sdk import AsyncTesseraClient, CompatibilityMode, ResourceType, Team, TesseraClient, schema

async def main() -> None:
    async with AsyncTesseraClient(base_url="x") as client:
        team = await client.teams.create(name="x")
        reveal_type(team.id)
        asset = await client.assets.create(fqn="a.b", owner_team_id=team.id, resource_type=ResourceType.MODEL)
        reveal_type(asset)
        reveal_type(await client.assets.list())
        async for one in client.assets.iter():
            reveal_type(one.updated_at)
        reveal_type((await client.assets.publish_contract(asset.id, {"type": "object"})).contract)
        reveal_type(await asyncio.gather(client.assets.get("x"), client.teams.get(team.id)))

with TesseraClient() as client:
    reveal_type(client.teams.list()[0].metadata)
    reveal_type(Team.from_dict({}))
    reveal_type(schema.diff({}, "{}", compatibility_mode=CompatibilityMode.FULL).all_changes)
    reveal_type(tessera_sdk.schema.from_avro(b"{}"))
    client.teams.get(5)  # wrong
    client.teams.list().nothing  # wrong
    schema.diff({}, 5)  # wrong
"""
REVEALED = [
    "uuid.UUID",
    "Asset",
    "tessera_sdk.page.Page[Asset]",
    "Union[datetime.datetime, None]",
    "Union[Contract, None]",
    "Tuple[Asset, Team]",
    "builtins.dict[builtins.str, Any]",
    "Team",
    "builtins.list[SchemaChange]",
    "builtins.dict[builtins.str, Any]",
]


def test_mypy_understands_the_package(tmp_path):
    mypy = shutil.which("mypy", path="/usr/bin") or shutil.which("mypy")
    if mypy is None:
        pytest.skip("mypy is not installed")
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    done = subprocess.run([mypy, "--strict", "--python-version", "3.11", f"--cache-dir={tmp_path}", "tessera_sdk", program],
                          cwd=TOP / "python", capture_output=True, text=True, timeout=300, check=False)
    revealed = [re.sub(r"tessera_sdk\.models\.\w+\.", "", shown) for shown in re.findall(r'Revealed type is "(.*)"', done.stdout)]
    assert revealed == REVEALED, done.stdout + done.stderr
    wrong = [line for line in done.stdout.splitlines() if " error: " in line]
    lines = [number for number, line in enumerate(PROGRAM.splitlines(), 1) if "# wrong" in line]
    assert [int(re.search(r"program\.py:(\d+): ", line).group(1)) for line in wrong] == lines, done.stdout
