"""Schemas as people write them: dict, JSON text, file, class."""

import dataclasses
import json
import pathlib
import subprocess
import sys

import pytest

from support.make import unique

SCHEMA = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}
RECORD = {"type": "record", "name": "R", "fields": [{"name": "a", "type": "long"}]}


@pytest.fixture
def asset(client):
    team = client.teams.create(unique("documents"))
    return client.assets.create(f"lake.{unique('d')}.t", team.id)


def published(client, asset, schema, **more):
    return client.assets.publish_contract(asset.id, schema, dry_run=True, **more).contract.schema


def test_text_and_files(client, asset, tmp_path):
    file = tmp_path / "schema.json"
    file.write_text(json.dumps(SCHEMA), "utf-8")
    for given in (SCHEMA, json.dumps(SCHEMA), file, pathlib.PurePath(file)):
        assert published(client, asset, given) == SCHEMA
    with pytest.raises(OSError, match="nothing"):
        published(client, asset, tmp_path / "nothing.json")


def test_a_byte_order_mark_before_the_text(client, asset, tmp_path):
    for name, given, schema_format in (("schema.json", SCHEMA, "json_schema"), ("record.avsc", {"type": "record", "name": "R", "fields": []}, "avro")):
        file = tmp_path / name
        file.write_text(json.dumps(given), "utf-8-sig")
        plain = published(client, asset, given, schema_format=schema_format)
        assert published(client, asset, file, schema_format=schema_format) == plain
        assert published(client, asset, file.read_text("utf-8"), schema_format=schema_format) == plain


def test_a_path_as_text_is_no_path(client, asset, tmp_path):
    """A str is JSON text and nothing else: no file is read for it."""
    from tessera_sdk import TesseraError

    file = tmp_path / "schema.json"
    file.write_text(json.dumps(SCHEMA), "utf-8")
    with pytest.raises(TesseraError):
        published(client, asset, str(file))


def test_avro(client, asset, tmp_path):
    file = tmp_path / "r.avsc"
    file.write_text(json.dumps(RECORD), "utf-8")
    expected = published(client, asset, RECORD, schema_format="avro")
    assert published(client, asset, file, schema_format="avro") == expected
    assert published(client, asset, json.dumps(RECORD), schema_format="avro") == expected
    assert published(client, asset, '"long"', schema_format="avro") == published(client, asset, "long", schema_format="avro")


def test_pydantic_models_and_dataclasses(client, asset):
    pydantic = pytest.importorskip("pydantic")

    class Order(pydantic.BaseModel):
        number: int
        note: str = ""

    @dataclasses.dataclass
    class Row:
        number: int

    for kind in (Order, Row):
        schema = published(client, asset, kind)
        assert schema["properties"]["number"]["type"] == "integer" and schema["required"] == ["number"]
    assert client.contracts.compare(Order, SCHEMA).change_type


def test_other_classes_and_values_are_refused(client, asset):
    class Other:
        pass

    with pytest.raises(TypeError, match="Other"):
        published(client, asset, Other)
    with pytest.raises(TypeError, match="int"):
        published(client, asset, 5)


@pytest.mark.parametrize(("content", "told"), [
    (b'{"type": "object",\n "properties": }', r"holds no JSON: Expecting value \(line 2, column 16\)"),
    (b"[1, 2", r"holds no JSON: .* \(line 1, column 6\)"),
    (b"", r"holds no JSON: .* \(line 1, column 1\)"),
    (b"type: object\n", "holds no JSON"),
    (b'{"title": "\xe9"}', "is not UTF-8: invalid continuation byte at byte 11"),
    (b'{"a":' * 100_000, "holds JSON that cannot be read"),
], ids=["no value", "cut", "empty", "YAML", "Latin-1", "deep"])
def test_a_file_that_is_no_schema(client, asset, tmp_path, content, told):
    """The file and the place are named before anything is sent; so it is with a text that begins as JSON does."""
    from tessera_sdk import ValidationError

    file = tmp_path / "orders.json"
    file.write_bytes(content)
    for schema_format in ("json_schema", "avro"):
        with pytest.raises(ValidationError, match=f"the file '{file}' {told}") as caught:
            published(client, asset, file, schema_format=schema_format)
        assert caught.value.status_code is None
    if content.startswith((b"{", b"[")) and content.isascii():
        with pytest.raises(ValidationError, match=f"the schema's text {told}"):
            published(client, asset, content.decode())


def test_an_instance_is_no_schema(client, asset):
    """Its fields would be published as if they were keywords."""
    @dataclasses.dataclass
    class Row:
        a: int

    for instance in (Row(1), asset):
        told = f"not an instance of .*{type(instance).__name__}"
        with pytest.raises(TypeError, match=told):
            published(client, asset, instance)
        with pytest.raises(TypeError, match=told):
            client.contracts.compare(instance, SCHEMA)
    assert list(client.assets.list_contracts(asset.id)) == []


def test_pydantic_is_not_imported_for_it():
    program = (
        "import dataclasses, sys\n"
        "from tessera_sdk._documents import document\n"
        "@dataclasses.dataclass\nclass Row:\n    a: int\n"
        "assert document('{}') == {}\n"
        "try:\n    document(Row)\nexcept TypeError as error:\n    print(error, 'pydantic' in sys.modules)\n")
    done = subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": ":".join(sys.path)}, capture_output=True, text=True,
                          timeout=60, check=True)
    assert done.stdout == "the schema of the dataclass Row is pydantic's to tell: import it first False\n"
