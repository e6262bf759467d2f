"""The calls' names, parameters and defaults."""

import importlib
import inspect
import os
import pathlib
import pkgutil
import re
import subprocess
import sys

import pytest

import tessera_sdk
from tessera_sdk import AsyncTesseraClient, TesseraClient

SETTINGS = "(base_url=None, api_key=None, timeout=30.0, headers=None, *, max_connections=100, retries=2, verify=True, cert=None, proxy=None, on_request=None, on_response=None, on_retry=None, user_agent_suffix=None)"
# The calls that the specification of the SDK spells out: their parameters in order, `...` where others may follow.
SIGNATURES = {
    "teams.create": "name, metadata=None, description=None",
    "teams.list": "limit=100, offset=0, ...",
    "teams.get": "team_id",
    "teams.update": "team_id, name=None, metadata=None, description=None",
    "teams.delete": "team_id, force=False",
    "teams.restore": "team_id",
    "teams.members": "team_id, ...",
    "teams.reassign_assets": "team_id, ...",
    "users.create": "username, name, ...",
    "users.list": "limit=100, offset=0, ...",
    "users.get": "user_id",
    "users.update": "user_id, ...",
    "users.deactivate": "user_id",
    "users.reactivate": "user_id",
    "assets.create": "fqn, owner_team_id, description=None, metadata=None, ...",
    "assets.list": "limit=100, offset=0, owner_team_id=None, team_id=None, ...",
    "assets.search": "q, limit=100, ...",
    "assets.get": "asset_id",
    "assets.update": "asset_id, ...",
    "assets.delete": "asset_id",
    "assets.restore": "asset_id",
    "assets.context": "asset_id",
    "assets.bulk_assign": "asset_ids, ...",
    "assets.publish_contract": "asset_id, schema, version=None, compatibility_mode='backward', guarantees=None, force=False, "
                               "force_reason=None, dry_run=False, published_by=None, schema_format='json_schema', ...",
    "assets.version_suggestion": "asset_id, schema, ...",
    "assets.list_contracts": "asset_id, status=None, ...",
    "assets.get_contract_history": "asset_id, limit=10, ...",
    "assets.diff_contracts": "asset_id, from_version, to_version",
    "assets.impact_preview": "asset_id, proposed_schema, ...",
    "assets.get_lineage": "asset_id, depth=3",
    "assets.add_dependency": "asset_id, target_asset_id, dependency_type='consumes', metadata=None, ...",
    "assets.list_dependencies": "asset_id, ...",
    "assets.remove_dependency": "asset_id, dependency_id",
    "assets.check_impact": "asset_id, proposed_schema, ...",
    "graph.services": "team_id=None, ...",
    "graph.neighborhood": "service_id",
    "graph.impact": "asset_id, depth=3",
    "assets.report_audit": "asset_id, ...",
    "assets.audit_history": "asset_id, ...",
    "assets.audit_trends": "asset_id",
    "assets.preflight": "fqn, ...",
    "discovery.scan": "...",
    "discovery.inferred": "...",
    "discovery.confirm": "inference_id, ...",
    "discovery.reject": "inference_id, reason",
    "discovery.coverage": "",
    "audit.export": "entity_type=None, entity_id=None, action=None, actor_id=None, actor_type=None, since=None, until=None, after=0, limit=None",
    "audit.export_lines": "entity_type=None, entity_id=None, action=None, actor_id=None, actor_type=None, since=None, until=None, after=0, limit=None",
    "api_keys.create": "name, team_id, scopes=None, ...",
    "api_keys.list": "...",
    "api_keys.get": "key_id",
    "api_keys.revoke": "key_id",
    "me.get": "",
    "repos.create": "name, git_url, owner_team_id, ...",
    "repos.list": "limit=100, offset=0, team_id=None, ...",
    "repos.get": "repo_id",
    "repos.update": "repo_id, default_branch=None, ...",
    "repos.delete": "repo_id",
    "services.create": "name, repo_id, ...",
    "services.list": "limit=100, offset=0, repo_id=None, team_id=None, ...",
    "services.get": "service_id",
    "services.update": "service_id, root_path=None, otel_service_name=None",
    "services.delete": "service_id",
    "services.assets": "service_id, ...",
    "contracts.list": "limit=100, offset=0, asset_id=None, status=None, ...",
    "contracts.get": "contract_id",
    "contracts.get_registrations": "contract_id, ...",
    "contracts.update_guarantees": "contract_id, guarantees",
    "contracts.compare": "old_schema=None, new_schema=None, compatibility_mode=None, contract_id=None, other_contract_id=None, ...",
    "registrations.create": "contract_id, consumer_team_id, pinned_version=None, fields=None, mode=None",
    "registrations.list": "limit=100, offset=0, contract_id=None, team_id=None, ...",
    "registrations.get": "registration_id",
    "registrations.update": "registration_id, pinned_version=None, status=None, ...",
    "registrations.delete": "registration_id",
    "proposals.list": "limit=100, offset=0, asset_id=None, status=None, ...",
    "proposals.get": "proposal_id, ...",
    "proposals.get_status": "proposal_id",
    "proposals.acknowledge": "proposal_id, consumer_team_id=None, response_type=None, notes=None, team_id=None, accepted=None, comment=None, ...",
    "proposals.withdraw": "proposal_id",
    "proposals.force": "proposal_id, actor_id, ...",
    "proposals.publish": "proposal_id, version=None, published_by=None, ...",
    "proposals.expire": "proposal_id",
    "proposals.expire_pending": "",
    "proposals.file_objection": "proposal_id, objector_team_id, reason, objector_user_id=None",
    "proposals.pending": "team_id, ...",
    "health": "",
    "health_ready": "",
    "request": "method, path, json=None, params=None",
}


def parameters(function):
    shown = []
    for parameter in inspect.signature(function).parameters.values():
        default = "" if parameter.default is parameter.empty else f"={parameter.default!r}"
        shown.append(f"{parameter.name}{default}")
    return shown


@pytest.fixture(scope="module")
def clients():
    synchronous, asynchronous = TesseraClient("http://127.0.0.1:1"), AsyncTesseraClient("http://127.0.0.1:1")
    yield synchronous, asynchronous
    synchronous.close()
    asynchronous._core.close()


def find(client, name):
    for part in name.split("."):
        client = getattr(client, part)
    return client


@pytest.mark.parametrize("name", SIGNATURES)
def test_signature(clients, name):
    wanted = [part for part in SIGNATURES[name].split(", ") if part]
    for client in clients:
        shown = parameters(find(client, name))
        if wanted and wanted[-1] == "...":
            assert shown[:len(wanted) - 1] == wanted[:-1]
        else:
            assert shown == wanted


def test_settings():
    for kind in (TesseraClient, AsyncTesseraClient):
        signature = inspect.signature(kind)
        bare = signature.replace(
            parameters=[one.replace(annotation=one.empty) for one in signature.parameters.values()],
            return_annotation=signature.empty)
        assert str(bare) == SETTINGS


def methods(resource):
    return {name for name in dir(resource) if not name.startswith("_")}


def test_both_clients_have_the_same_calls(clients):
    synchronous, asynchronous = clients
    names = methods(synchronous)
    assert names == methods(asynchronous)
    for name in names:
        resource = getattr(synchronous, name)
        if callable(resource) or isinstance(resource, (str, bool)):
            continue
        assert methods(resource) == methods(getattr(asynchronous, name))
        for method in methods(resource):
            one, other = getattr(resource, method), getattr(getattr(asynchronous, name), method)
            assert parameters(one) == parameters(other) and one.__doc__
            assert one.__doc__ == re.sub(r"Async(Iterator|Page)", r"\1", other.__doc__)


def test_every_call_tells_what_it_takes_and_raises(clients):
    """A docstring names each parameter with its type, what comes back, and errors that exist."""
    for client in clients:
        for name in methods(client):
            resource = getattr(client, name)
            for method in methods(resource) if isinstance(resource, tessera_sdk._walk.Calls) else ():
                call = getattr(resource, method)
                for parameter in inspect.signature(call).parameters.values():
                    kind = parameter.annotation.removesuffix(" | None")
                    assert f"    {parameter.name} ({kind}): " in call.__doc__, call
                assert (call.__annotations__["return"] == "None") == ("Returns:" not in call.__doc__), call
                raised = [line.split(":")[0].strip() for line in call.__doc__.split("Raises:\n")[1].splitlines() if ":" in line]
                assert "TesseraConnectionError" in raised
                assert all(issubclass(getattr(tessera_sdk, error), tessera_sdk.TesseraError) for error in raised)


def test_every_public_class_is_documented():
    assert {*tessera_sdk.models.__all__, *tessera_sdk.enums.__all__} <= set(tessera_sdk.__all__)
    everything: dict[str, object] = {}
    exec("from tessera_sdk import *", everything)
    assert everything["Asset"] is tessera_sdk.Asset and set(tessera_sdk.__all__) <= set(everything)
    for name in (*tessera_sdk.__all__, *tessera_sdk.models.__all__, *tessera_sdk.enums.__all__):
        one = getattr(tessera_sdk, name)
        if not inspect.isclass(one):
            continue
        assert one.__doc__ and not one.__doc__.startswith(name + "("), name
        for member, value in vars(one).items():
            if inspect.isfunction(value) and not member.startswith("_"):
                assert value.__doc__, f"{name}.{member}"


def test_every_page_has_an_iterator(clients):
    for resource in (clients[0].teams, clients[0].users, clients[0].assets):
        assert parameters(resource.iter) == parameters(resource.list)
    assert parameters(clients[0].teams.iter_members) == parameters(clients[0].teams.members)
    assert parameters(clients[0].assets.iter_search) == parameters(clients[0].assets.search)


def test_routes_and_calls_agree(clients):
    """Every row of the table of routes is a call, but for what is for browsers."""
    table = (pathlib.Path(__file__).resolve().parents[2] / "api" / "routes.def").read_text()
    rows = [line[len("ROUTE("):].split(", ")[:3] for line in table.splitlines() if line.startswith("ROUTE(")]
    assert len(rows) > 20
    for noun, _, name in rows:
        if name == "none":
            continue
        if noun == "health":
            assert callable(getattr(clients[0], "health" if name == "check" else f"health_{name}"))
        else:
            assert callable(find(clients[0], f"{noun}.{name}"))


def test_every_module_imports():
    for module in pkgutil.walk_packages(tessera_sdk.__path__, "tessera_sdk."):
        importlib.import_module(module.name)


def test_import_is_light():
    """Neither asyncio nor the dataclasses are made for those who only import the clients."""
    program = ("import sys, tessera_sdk\n"
               "print([name for name in ('asyncio', 'dataclasses', 'inspect', 'tessera_sdk.models') if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                          capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_version():
    assert tessera_sdk.__version__ == (pathlib.Path(__file__).resolve().parents[2] / "VERSION").read_text().strip()


def test_typed():
    assert (pathlib.Path(tessera_sdk.__file__).parent / "py.typed").exists()
