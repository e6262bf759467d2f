"""FastAPI and pydantic take the models as they are."""

import asyncio

import pytest

pytest.importorskip("fastapi")

from fastapi import FastAPI  # noqa: E402
from fastapi.testclient import TestClient  # noqa: E402

from tessera_sdk import Asset, Contract, PublishResult, Team  # noqa: E402

TEAM = {"id": "0190f3a2-7c1e-7b3a-9c55-0242ac120002", "name": "data", "description": None, "metadata": {"a": [1]},
        "created_at": "2025-03-04T09:15:02.004512Z", "updated_at": None, "asset_count": None}


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
    assert '"name": "data"' in holder.json()


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
