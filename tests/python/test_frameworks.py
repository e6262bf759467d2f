"""FastAPI and pydantic take the models as they are."""

import asyncio
import json
from typing import Any
from uuid import UUID

import pytest

pytest.importorskip("fastapi")

from fastapi import FastAPI  # noqa: E402
from fastapi.testclient import TestClient  # noqa: E402

from tessera_sdk import Asset, Contract, PublishResult, Team  # noqa: E402

TEAM = {"id": "0190f3a2-7c1e-7b3a-9c55-0242ac120002", "name": "data", "description": None, "metadata": {"a": [1]},
        "created_at": "2025-03-04T09:15:02.004512Z", "updated_at": None, "asset_count": None}
CONTRACT = {"id": TEAM["id"], "asset_id": TEAM["id"], "version": "1.0.0", "schema": {"type": "object"}, "schema_def": {"type": "object"},
            "schema_format": "json_schema", "compatibility_mode": "backward", "field_descriptions": {}, "field_tags": {"a": ["b"]},
            "status": "active", "published_at": "2025-03-04T09:15:02.004512Z", "published_by": TEAM["id"]}


def shown(reply):
    assert reply.status_code == 200, reply.text
    return reply.json()


def made_app():
    app = FastAPI()
    team = Team.from_dict(TEAM)

    @app.get("/plain")
    async def plain():
        return team

    @app.get("/plain-list")
    async def plain_list():
        return [team, team]

    @app.get("/annotated")
    async def annotated() -> Team:
        return team

    @app.get("/annotated-list")
    async def annotated_list() -> list[Team]:
        return [team]

    @app.get("/model", response_model=Team)
    async def model():
        return team

    @app.get("/model-list", response_model=list[Team])
    async def model_list():
        return [team]

    @app.get("/publish")
    async def publish() -> PublishResult:
        return PublishResult.from_dict({"action": "published", "published": True})

    @app.post("/echo")
    async def echo(given: Team) -> Team:
        assert type(given) is Team
        return given

    return app


@pytest.fixture(scope="module")
def web():
    with TestClient(made_app()) as made:
        yield made


def same_time(left, right):
    return left.replace("+00:00", "Z") == right.replace("+00:00", "Z")


@pytest.mark.parametrize("path", ["/plain", "/annotated", "/model"])
def test_one_model(web, path):
    body = shown(web.get(path))
    assert same_time(body.pop("created_at"), TEAM["created_at"])
    assert body == {name: value for name, value in TEAM.items() if name != "created_at"}


@pytest.mark.parametrize("path", ["/plain-list", "/annotated-list", "/model-list"])
def test_a_list_of_models(web, path):
    body = shown(web.get(path))
    assert all(one["id"] == TEAM["id"] and one["metadata"] == TEAM["metadata"] for one in body) and body


def test_a_model_with_models_inside(web):
    assert shown(web.get("/publish"))["action"] == "published"


def test_a_model_as_the_body(web):
    assert shown(web.post("/echo", json=TEAM))["id"] == TEAM["id"]
    assert web.post("/echo", json={**TEAM, "id": "x"}).status_code == 422
    assert web.post("/echo", json={}).status_code == 422


def test_documentation_shows_the_fields(web):
    described = shown(web.get("/openapi.json"))
    team = described["components"]["schemas"]["Team"]
    assert set(team["properties"]) == set(TEAM)
    assert team["properties"]["id"]["format"] == "uuid" and team["properties"]["created_at"]["format"] == "date-time"
    assert set(team["required"]) == {"id", "name", "metadata", "created_at"}
    assert {"PublishResult", "Contract", "Proposal", "Guarantees"} <= set(described["components"]["schemas"])


def test_the_classes_stay_as_they_were(web):
    shown(web.get("/annotated"))
    team = Team.from_dict(TEAM)
    assert team.to_dict() == TEAM and Team(**team.model_dump()) == team and not hasattr(team, "__dict__")


def test_fields_of_pydantic_models():
    import pydantic

    class Holder(pydantic.BaseModel):
        team: Team
        assets: list[Asset] = []
        contract: Contract | None = None

    holder = Holder(team=Team.from_dict(TEAM))
    assert holder.team == Team.from_dict(TEAM)
    assert Holder.parse_obj({"team": TEAM}).team.id == holder.team.id
    assert json.loads(holder.json())["team"]["name"] == "data"
    with pytest.raises(pydantic.ValidationError):
        Holder.parse_obj({"team": {**TEAM, "id": "x"}})


def test_pydantic_by_itself():
    """What validates and describes any type takes the models, their lists and the fields of awkward names."""
    import pydantic

    contract = Contract.from_dict(CONTRACT)
    if pydantic.VERSION.startswith("1."):
        made = [pydantic.parse_obj_as(list[Contract], [CONTRACT])[0], pydantic.parse_obj_as(Contract, contract)]
        described = pydantic.schema_of(Contract)["definitions"]["Contract"]
    else:
        adapter = pydantic.TypeAdapter(list[Contract])
        made = adapter.validate_python([CONTRACT, contract]) + adapter.validate_json(adapter.dump_json([contract]))
        assert adapter.dump_python([contract], mode="json")[0]["schema"] == CONTRACT["schema"]
        described = pydantic.TypeAdapter(Contract).json_schema()
    assert all(type(one) is Contract and one == contract for one in made)
    assert set(described["properties"]) == set(contract.to_dict())


@pytest.mark.parametrize("kind", ["plain", "annotated", "model", "page"])
def test_pages_from_a_route(url, server, kind):
    """A route may give a page as it comes, and then gives a list."""
    from support.make import make_team
    from tessera_sdk import AsyncTesseraClient, Page

    app = FastAPI()

    async def listed(name: str):
        async with AsyncTesseraClient(url) as client:
            return await client.teams.list(name=name)

    if kind == "model":
        app.get("/teams", response_model=list[Team])(listed)
    else:
        if kind != "plain":
            listed.__annotations__["return"] = list[Team] if kind == "annotated" else Page[Team]
        app.get("/teams")(listed)
    team = make_team(server.api())
    with TestClient(app) as web:
        assert [one["id"] for one in shown(web.get("/teams", params={"name": team["name"]}))] == [team["id"]]
        described = shown(web.get("/openapi.json"))["paths"]["/teams"]["get"]["responses"]["200"]["content"]["application/json"]
    if kind != "plain":
        assert described["schema"]["type"] == "array" and described["schema"]["items"] == {"$ref": "#/components/schemas/Team"}


def test_results_from_a_route(url, server):
    """What publishing gives, models within models, is told whole, `schema` and all."""
    from support.make import make_asset
    from tessera_sdk import AsyncTesseraClient, ContractStatus

    app = FastAPI()

    @app.post("/publish/{asset_id}")
    async def publish(asset_id: UUID, body: dict[str, Any]) -> PublishResult:
        async with AsyncTesseraClient(url) as client:
            return await client.assets.publish_contract(asset_id, body, version="1.0.0", guarantees={"freshness": {"max_hours": 4}})

    @app.get("/contracts", response_model=list[Contract], response_model_exclude_none=True)
    async def contracts(status: ContractStatus = ContractStatus.ACTIVE):
        async with AsyncTesseraClient(url) as client:
            return await client.contracts.list(status=status, asset_id=asset["id"])

    @app.get("/maybe/{there}")
    async def maybe(there: bool) -> Team | None:
        return Team.from_dict(TEAM) if there else None

    @app.post("/names")
    async def names(teams: list[Team]) -> dict[str, Team]:
        return {team.name: team for team in teams}

    asset = make_asset(server.api())
    schema = {"type": "object", "properties": {"id": {"type": "integer"}}}
    with TestClient(app) as web:
        made = shown(web.post(f"/publish/{asset['id']}", json=schema))
        assert made["action"] == "published" and made["contract"]["schema"] == made["contract"]["schema_def"] == schema
        assert made["contract"]["guarantees"]["freshness"] == {"max_hours": 4} and made["contract"]["status"] == "active"
        (contract,) = shown(web.get("/contracts"))
        assert contract["id"] == made["contract"]["id"] and None not in contract.values() and contract["schema"] == schema
        assert shown(web.get("/contracts", params={"status": "deprecated"})) == []
        assert web.get("/contracts", params={"status": "odd"}).status_code == 422
        assert shown(web.get("/maybe/true"))["name"] == "data" and shown(web.get("/maybe/false")) is None
        assert shown(web.post("/names", json=[TEAM]))["data"]["id"] == TEAM["id"]
        assert web.post("/names", json=[TEAM, {**TEAM, "created_at": "never"}]).status_code == 422
        described = shown(web.get("/openapi.json"))["components"]["schemas"]
    assert {"schema", "schema_def"} <= set(described["Contract"]["properties"])
    assert set(described["ContractStatus"]["enum"]) == {status.value for status in ContractStatus}


def test_client_as_a_dependency(url, server):
    from fastapi import Depends

    from support.make import make_team
    from tessera_sdk import AsyncTesseraClient, NotFoundError

    app = FastAPI()

    async def tessera():
        async with AsyncTesseraClient(url) as client:
            yield client

    @app.get("/teams/{team_id}")
    async def get_team(team_id: str, client: AsyncTesseraClient = Depends(tessera)) -> Team:
        return await client.teams.get(team_id)

    @app.get("/both/{team_id}")
    async def both(team_id: str, client: AsyncTesseraClient = Depends(tessera)):
        return await asyncio.gather(client.teams.get(team_id), client.teams.get(team_id))

    team = make_team(server.api())
    with TestClient(app) as web:
        assert shown(web.get(f"/teams/{team['id']}"))["name"] == team["name"]
        assert [one["id"] for one in shown(web.get(f"/both/{team['id']}"))] == [team["id"]] * 2
        with pytest.raises(NotFoundError):
            web.get(f"/teams/{TEAM['id']}")
