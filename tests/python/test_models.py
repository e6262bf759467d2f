"""The models: dataclasses that the client fills."""

import copy
import dataclasses
import datetime
import enum
import inspect
import json
import pickle
import typing
import uuid

import pytest

from support.make import unique

TEAM = {
    "id": "0190f3a2-7c1e-7b3a-9c55-0242ac120002",
    "name": "data",
    "description": None,
    "metadata": {"a": [1, 2.5, "x", None, True, {"deep": {}}], "big": 18446744073709551616, "e": 1e300},
    "created_at": "2025-03-04T09:15:02.004512Z",
    "updated_at": None,
    "asset_count": None,
}
ASSET = {
    "id": "0190f3a2-7c1e-7b3a-9c55-0242ac120003", "fqn": "a.b", "description": "d", "owner_team_id": TEAM["id"],
    "owner_user_id": None, "service_id": None, "environment": "production", "resource_type": "model",
    "guarantee_mode": "notify", "semver_mode": "auto", "metadata": {}, "tags": ["x", "y"],
    "created_at": "2025-03-04T09:15:02.000000Z", "updated_at": None, "owner_team_name": None, "owner_user_name": None,
    "owner_user_email": None, "service_name": None, "repo_id": None, "repo_name": None, "active_contract_version": None,
}


def all_models():
    from tessera_sdk import models

    return [getattr(models, name) for name in models.__all__]


def sample(annotation):
    """A JSON value for a field of this type."""
    import types

    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        annotation = next(kind for kind in typing.get_args(annotation) if kind is not type(None))
    origin = typing.get_origin(annotation)
    if dataclasses.is_dataclass(annotation):
        return {field.name: sample(field.type) for field in dataclasses.fields(annotation)}
    if origin is list:
        return [sample(typing.get_args(annotation)[0])]
    if origin is dict:
        value = typing.get_args(annotation)[1]
        return {"key": ["x"] if typing.get_origin(value) is list else "x"}
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return list(annotation)[-1].value
    return {uuid.UUID: str(uuid.UUID(int=7)), datetime.datetime: "2025-01-02T03:04:05.000006Z", str: "text", int: 3,
            float: 2.5, bool: True, typing.Any: [None, {"x": 1}]}[annotation]


@pytest.mark.parametrize("model", all_models(), ids=lambda model: model.__name__)
def test_every_model(model):
    assert dataclasses.is_dataclass(model) and model.__doc__ and model.__module__ == "tessera_sdk.models"
    assert model.__dataclass_params__.frozen and "__slots__" in model.__dict__
    assert all(field.kw_only for field in dataclasses.fields(model))
    wire = sample(model)
    if "schema_def" in wire:
        wire["schema_def"] = wire["schema"]
    made = model.from_dict(wire)
    assert made.to_dict() == wire
    assert json.loads(made.to_json()) == wire and made.to_json() == made.model_dump_json()
    assert model.from_json(made.to_json()) == made == model.from_dict(made.to_dict()) == model.from_dict(made.model_dump())
    assert pickle.loads(pickle.dumps(made)) == made == copy.deepcopy(made) == copy.copy(made)
    assert model(**{field.name: getattr(made, field.name) for field in dataclasses.fields(model)}) == made
    assert all(f"{field.name}=" in repr(made) for field in dataclasses.fields(model))
    assert not hasattr(made, "__dict__")
    with pytest.raises((dataclasses.FrozenInstanceError, AttributeError)):
        setattr(made, dataclasses.fields(model)[0].name, 1)
    optional = {field.name for field in dataclasses.fields(model) if field.default is None}
    bare = model.from_dict({name: value for name, value in wire.items() if name not in optional} | {"unknown": [{}]})
    assert all(getattr(bare, name) is None for name in optional)
    for name in wire.keys() - optional - {"schema", "schema_def"}:
        with pytest.raises(ValueError, match=name):
            model.from_dict({key: value for key, value in wire.items() if key != name})


@pytest.mark.parametrize("model", all_models(), ids=lambda model: model.__name__)
def test_every_model_hashes_and_is_a_dict(model):
    wire = sample(model)
    first, second = model.from_dict(wire), model.from_dict(wire)
    assert hash(first) == hash(second) == hash(pickle.loads(pickle.dumps(first))) and len({first, second}) == 1
    assert dict(first) == {field.name: getattr(first, field.name) for field in dataclasses.fields(model)}


def test_a_field_where_dict_looks_for_a_method():
    from tessera_sdk import ApiKeyList

    wire = sample(ApiKeyList)
    listed = ApiKeyList.from_dict(wire)
    made = ApiKeyList(keys=listed.keys[:1], total=7)
    for one in (listed, made, pickle.loads(pickle.dumps(listed)), copy.deepcopy(listed), dataclasses.replace(listed, total=9)):
        assert isinstance(one.keys, list) and one.keys is one.keys and one.keys[0] == listed.keys[0]
        assert dict(one) == {"keys": one.keys, "total": one.total} == {**one} and dict(one)["keys"] is one.keys
        assert one == ApiKeyList.from_dict(one.to_dict()) and json.loads(one.to_json()) == one.to_dict()
        assert json.loads(json.dumps(one.to_dict()["keys"])) and repr(one).startswith("ApiKeyList(keys=[ApiKey(")
    assert ApiKeyList(keys=[], total=0).keys == [] and dict(ApiKeyList(keys=[], total=0)) == {"keys": [], "total": 0}
    with pytest.raises(KeyError, match="other"):
        listed["other"]
    with pytest.raises((dataclasses.FrozenInstanceError, AttributeError)):
        listed.keys = []


def test_hashes_tell_models_apart():
    from tessera_sdk import Team, TeamReference

    teams = [Team.from_dict({**TEAM, "id": str(uuid.UUID(int=number))}) for number in range(100)]
    assert len({hash(team) for team in teams}) == 100
    renamed = dataclasses.replace(teams[0], name="other", metadata={})
    assert renamed != teams[0] and len({teams[0], renamed}) == 2
    assert hash(teams[0]) != hash(TeamReference(id=teams[0].id, name=teams[0].name))


def test_values_have_their_types():
    from tessera_sdk import Asset, ResourceType, Team

    team = Team.from_dict(TEAM)
    assert team.id == uuid.UUID(TEAM["id"]) and team.id.is_safe is uuid.SafeUUID.unknown and hash(team.id) == hash(uuid.UUID(TEAM["id"]))
    assert team.created_at == datetime.datetime(2025, 3, 4, 9, 15, 2, 4512, datetime.UTC)
    assert team.created_at.tzinfo is datetime.UTC and team.metadata == TEAM["metadata"]
    assert list(team.metadata) == list(TEAM["metadata"])
    asset = Asset.from_dict(ASSET)
    assert asset.resource_type is ResourceType.MODEL and asset.resource_type == "model" and asset.tags == ["x", "y"]


def test_dumps():
    from tessera_sdk import Asset, Team

    team = Team.from_dict(TEAM)
    python = team.model_dump()
    assert python["id"] is team.id and python["created_at"] is team.created_at and python["metadata"] is not team.metadata
    assert team.model_dump(mode="json") == team.to_dict() == TEAM
    assert type(Asset.from_dict(ASSET).to_dict()["resource_type"]) is str
    assert Team.model_validate(python) == team == Team.model_validate(team)
    assert dataclasses.asdict(team)["id"] == team.id
    assert dataclasses.replace(team, name="other").name == "other"
    json.dumps(team.to_dict())


def test_from_what_is_no_plain_json():
    from tessera_sdk import Team

    made = Team.from_dict({**TEAM, "id": uuid.UUID(TEAM["id"]), "created_at": datetime.datetime(
        2025, 3, 4, 11, 15, 2, 4512, datetime.timezone(datetime.timedelta(hours=2)))})
    assert made == Team.from_dict(TEAM)
    made = Team.from_json(json.dumps({**TEAM, "created_at": "2025-03-04T10:15:02.004512+01:00", "metadata": {"\u00e9\\\"\n": "\ud83d\ude00"}}))
    assert made.created_at == Team.from_dict(TEAM).created_at and made.metadata == {"é\\\"\n": "😀"}
    assert Team.from_json(json.dumps({**TEAM, "metadata": {"é": "😀\x7f"}}, ensure_ascii=False).encode()).metadata == {"é": "😀\x7f"}


def test_subclasses():
    from tessera_sdk import Team

    class Mine(Team):
        def shout(self):
            return self.name.upper()

    mine = Mine.from_dict(TEAM)
    assert type(mine) is Mine and mine.shout() == "DATA" and mine.to_dict() == TEAM


@pytest.mark.parametrize("wrong", [
    5, None, [], "text", {**TEAM, "id": 5}, {**TEAM, "id": "x"}, {**TEAM, "name": 5}, {**TEAM, "metadata": []},
    {**TEAM, "created_at": "never"}, {**TEAM, "asset_count": "5"}, {**TEAM, "asset_count": 1.5}, {**TEAM, "id": None}])
def test_wrong_values(wrong):
    from tessera_sdk import Team

    with pytest.raises(ValueError):
        Team.from_dict(wrong)


@pytest.mark.parametrize("wrong", ["", "{", "[]", "{}x", '{"id":}', "nul", '{"a":1,}', "\ud800", "[" * 2000])
def test_wrong_json(wrong):
    from tessera_sdk import Team

    with pytest.raises(ValueError):
        Team.from_json(wrong)


def test_unknown_member_of_an_enumeration_stays_its_text():
    from tessera_sdk import Asset

    assert Asset.from_dict({**ASSET, "resource_type": "spaceship"}).resource_type == "spaceship"


def test_schema_and_schema_def_are_one():
    from tessera_sdk import Contract

    wire = sample(Contract)
    for given in ({"schema": {"a": 1}}, {"schema_def": {"a": 1}}, {"schema": {"a": 1}, "schema_def": {"a": 1}}):
        made = Contract.from_dict({**{k: v for k, v in wire.items() if k not in ("schema", "schema_def")}, **given})
        assert made.schema is made.schema_def and made.schema == {"a": 1}
        again = pickle.loads(pickle.dumps(made))
        assert again.schema is again.schema_def


def test_hash_where_the_fields_do():
    from tessera_sdk import Team, TeamReference

    one = {"id": TEAM["id"], "name": "x"}
    assert hash(TeamReference.from_dict(one)) == hash(TeamReference.from_dict(one))
    assert len({TeamReference.from_dict(one), TeamReference.from_dict(one)}) == 1
    assert hash(Team.from_dict(TEAM)) == hash(Team.from_dict(TEAM))  # by its id: it has a dict


def test_enumerations():
    from tessera_sdk import enums

    for name in enums.__all__:
        kind = getattr(enums, name)
        assert issubclass(kind, enum.StrEnum) and kind.__doc__
        for member in kind:
            assert member == member.value == str(member) and kind(member.value) is member
            assert json.dumps(member) == json.dumps(member.value)
            assert member.name == member.value.upper().replace(".", "_")


def test_names_at_the_top():
    import tessera_sdk

    assert tessera_sdk.Team is tessera_sdk.models.Team and tessera_sdk.ResourceType is tessera_sdk.enums.ResourceType
    assert {"Team", "Asset", "ResourceType", "TesseraClient"} <= set(dir(tessera_sdk))
    with pytest.raises(AttributeError):
        tessera_sdk.Nothing
    with pytest.raises(ImportError):
        exec("from tessera_sdk import Nothing")


def test_annotations_are_real():
    from tessera_sdk import Asset, PublishResult

    hints = typing.get_type_hints(Asset)
    assert hints["id"] is uuid.UUID and hints["metadata"] == dict[str, typing.Any] and hints["tags"] == list[str]
    assert hints["updated_at"] == datetime.datetime | None
    assert "id: uuid.UUID" in str(inspect.signature(Asset))
    assert typing.get_type_hints(PublishResult)["contract"] == PublishResult.__dataclass_fields__["contract"].type


@pytest.mark.parametrize("blank", ["", " "])
def test_rows_that_repeat_and_rows_that_do_not(blank):
    """Rows share equal values, and nothing else; members that are there twice, or are null, do not mislead."""
    from support.scripted import ScriptedServer, reply
    from tessera_sdk import TesseraClient

    def text_of(value):
        return json.dumps(value, separators=("," + blank, ":" + blank))

    def row(**members):
        return {**TEAM, **members}

    rows = [row(), row(), row(name="other"), row(description="d"), row(description=None), row(description="d")]
    # Twice the same member: the last one counts, also where the rows around it are alike.
    last = text_of(row(description="x" * 40))
    twice = last.replace('"metadata"', f'"description":{blank}null,"metadata"', 1)
    again = last.replace('"metadata"', f'"description":{blank}"{"y" * 40}","metadata"', 1)
    text = f'{{"results":[{text_of(rows)[1:-1]},{twice},{again},{last},{again}],"total":7,"limit":9,"offset":0}}'
    assert len(json.loads(text)["results"]) == 10
    with ScriptedServer(lambda request: reply(text.encode())) as server, TesseraClient(server.url) as client:
        page = client.teams.list()
    assert [team.to_dict() for team in page] == json.loads(text)["results"]
    assert page[0].metadata is not page[1].metadata
    if not blank:  # as the server writes them
        assert page[0].id is page[1].id
    assert (page.total, page.limit, page.offset) == (7, 9, 0)


def test_models_hash_and_become_dicts(client):
    from tessera_sdk import Asset, Team

    team = client.teams.create(name=unique("hashed"))
    asset = client.assets.create(f"lake.{unique('h')}.t", team.id, tags=["a"], metadata={"b": [1]})
    assert len({team, Team.from_dict(team.to_dict()), asset, Asset.from_dict(asset.to_dict())}) == 2
    assert hash(team) == hash(Team.from_dict(team.to_dict())) and hash(team) != hash(asset)
    assert dict(asset)["tags"] == ["a"] and dict(asset)["id"] == asset.id and list(dict(team)) == list(Team.__dataclass_fields__)
    assert Asset.from_dict(dict(asset)) == asset
    change = client.schemas.validate({"type": "object"})
    assert isinstance(hash(change), int)


def test_pages_become_dicts(client):
    prefix = unique("paged")
    for number in range(3):
        client.teams.create(name=f"{prefix} {number}")
    page = client.teams.list(name=prefix, limit=2)
    assert page.has_more and not client.teams.list(name=prefix, limit=2, offset=2).has_more
    assert not client.teams.list(name=prefix, limit=2, after=page.next).has_more
    assert [row["name"] for row in page.to_dicts()] == [f"{prefix} 0", f"{prefix} 1"]
    assert page.to_dicts()[0]["id"] == str(page[0].id)
