"""The API's description of itself: a valid OpenAPI 3.1 document that says what the tables in api/ say."""

import json
import re

import jsonschema
import pytest

from support.checks import Description, pointer_get
from support.make import expect
from support.rawhttp import request_bytes
from support.server import program_run
from support.tables import enums, errors, is_whole, models, routes

FORM = "application/x-www-form-urlencoded"
METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}

# The parts of the specification's own schema that a document of this kind can violate.
DOCUMENT = {
    "type": "object",
    "required": ["openapi", "info", "paths"],
    "properties": {
        "openapi": {"type": "string", "pattern": r"^3\.1\.\d+$"},
        "info": {"type": "object", "required": ["title", "version"], "properties": {"title": {"type": "string"}, "version": {"type": "string"}}},
        "servers": {"type": "array", "items": {"type": "object", "required": ["url"]}},
        "paths": {"type": "object", "propertyNames": {"pattern": "^/"}, "additionalProperties": {"$ref": "#/$defs/path"}},
        "components": {
            "type": "object",
            "propertyNames": {
                "enum": ["schemas", "responses", "parameters", "examples", "requestBodies", "headers", "securitySchemes", "links", "callbacks", "pathItems"]
            },
            "additionalProperties": {"type": "object", "propertyNames": {"pattern": "^[a-zA-Z0-9._-]+$"}},
        },
        "security": {"type": "array", "items": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}},
        "tags": {"type": "array", "items": {"type": "object", "required": ["name"]}},
        "jsonSchemaDialect": {"type": "string"},
        "externalDocs": {"type": "object", "required": ["url"]},
    },
    "patternProperties": {"^x-": True},
    "additionalProperties": False,
    "$defs": {
        "path": {
            "type": "object",
            "properties": {
                "parameters": {"type": "array", "items": {"$ref": "#/$defs/parameter"}},
                **{method: {"$ref": "#/$defs/operation"} for method in sorted(METHODS)},
                "summary": {"type": "string"}, "description": {"type": "string"}, "servers": {"type": "array"}, "$ref": {"type": "string"},
            },  # fmt: skip
            "patternProperties": {"^x-": True},
            "additionalProperties": False,
        },
        "operation": {
            "type": "object",
            "required": ["responses"],
            "properties": {
                "tags": {"type": "array", "items": {"type": "string"}}, "summary": {"type": "string"}, "description": {"type": "string"},
                "operationId": {"type": "string"}, "parameters": {"type": "array", "items": {"$ref": "#/$defs/parameter"}},
                "requestBody": {
                    "anyOf": [
                        {"required": ["$ref"]},
                        {"required": ["content"], "properties": {"content": {"$ref": "#/$defs/content"}, "required": {"type": "boolean"}}},
                    ]
                },
                "responses": {
                    "type": "object", "minProperties": 1, "propertyNames": {"pattern": "^([1-5][0-9][0-9]|[1-5]XX|default|x-.*)$"},
                    "additionalProperties": {
                        "anyOf": [
                            {"required": ["$ref"]},
                            {
                                "required": ["description"],
                                "properties": {
                                    "description": {"type": "string"}, "content": {"$ref": "#/$defs/content"},
                                    "headers": {"type": "object", "additionalProperties": {"type": "object"}}, "links": {"type": "object"},
                                },
                                "additionalProperties": False,
                            },
                        ]
                    },
                },
                "deprecated": {"type": "boolean"}, "security": {"type": "array"}, "servers": {"type": "array"}, "callbacks": {"type": "object"},
                "externalDocs": {"type": "object"},
            },  # fmt: skip
            "patternProperties": {"^x-": True},
            "additionalProperties": False,
        },
        "parameter": {
            "anyOf": [
                {"required": ["$ref"], "properties": {"$ref": {"type": "string"}}},
                {
                    "required": ["name", "in"],
                    "properties": {
                        "name": {"type": "string"}, "in": {"enum": ["query", "header", "path", "cookie"]}, "required": {"type": "boolean"},
                        "description": {"type": "string"}, "schema": {"type": ["object", "boolean"]}, "deprecated": {"type": "boolean"},
                        "style": {"type": "string"}, "explode": {"type": "boolean"}, "example": True, "examples": {"type": "object"},
                        "allowEmptyValue": {"type": "boolean"},
                    },
                    "if": {"properties": {"in": {"const": "path"}}, "required": ["in"]},
                    "then": {"required": ["required"], "properties": {"required": {"const": True}}},
                    "additionalProperties": False,
                },
            ]
        },  # fmt: skip
        "content": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": "^[a-z*]+/"},
            "additionalProperties": {"type": "object", "properties": {"schema": {"type": ["object", "boolean"]}}},
        },
    },
}


@pytest.fixture(scope="module")
def document(http):
    return expect(http.get("/openapi.json"), 200)


@pytest.fixture(scope="module")
def description(document):
    return Description(document)


def operations(document):
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                yield path, method, operation


def schemas_in(value):
    """Every schema below a "schema" member or in components."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name == "schema":
                yield item
            else:
                yield from schemas_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from schemas_in(item)


def references_in(value):
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for item in value.values():
            yield from references_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from references_in(item)


def test_media_type(http):
    assert http.get("/openapi.json").headers["content-type"].startswith("application/json")


def test_the_document_is_openapi_3_1(document):
    problems = list(jsonschema.Draft202012Validator(DOCUMENT).iter_errors(document))
    assert not problems, [f"{problem.json_path}: {problem.message[:200]}" for problem in problems[:10]]
    assert document["info"]["title"] == "Tessera"
    try:
        from openapi_spec_validator import validate_spec
    except ImportError:
        return  # Debian 12 has no such package; the checks here stand for it
    validate_spec(document)


def test_every_schema_is_json_schema(document):
    found = list(schemas_in(document["paths"])) + list(document["components"]["schemas"].values())
    assert len(found) > 50
    for schema in found:
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_reference_leads_somewhere(document):
    targets = set(references_in(document))
    assert targets
    for target in targets:
        assert target.startswith("#/"), target
        assert isinstance(pointer_get(document, target), dict), target


def test_every_component_is_used(document):
    used = set(references_in(document))
    for kind, members in document["components"].items():
        if kind == "securitySchemes":
            continue
        for name in members:
            assert f"#/components/{kind}/{name}" in used, f"{kind}/{name} is used nowhere"


def test_operation_ids_are_unique(document):
    ids = [operation.get("operationId") for _, _, operation in operations(document)]
    assert all(ids) and len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) for name in ids)


def test_path_parameters_are_declared_once(document, description):
    for path, method, operation in operations(document):
        parameters = [description.resolve(entry) for entry in document["paths"][path].get("parameters", []) + operation.get("parameters", [])]
        places = [(entry["in"], entry["name"]) for entry in parameters]
        assert len(places) == len(set(places)), f"{method} {path} declares a parameter twice"
        assert {name for place, name in places if place == "path"} == set(re.findall(r"{(\w+)}", path)), f"{method} {path}"


def test_every_route_of_the_tables_is_described_and_no_other(document):
    described = {(method.upper(), path) for path, method, _ in operations(document)} - {("HEAD", path) for path in document["paths"]}
    assert described == {(route.method, route.path) for route in routes()}


def test_every_route_that_the_program_names_is_described(document):
    listed = program_run("--routes")
    assert listed.returncode == 0
    described = {(method.upper(), path) for path, method, _ in operations(document)}
    named = set(re.findall(r"\b(GET|POST|PUT|PATCH|DELETE)\b\s+(/\S*)", listed.stdout))
    assert named == described


@pytest.mark.parametrize("route", routes(), ids=lambda route: f"{route.method} {route.path}")
def test_operations_say_what_the_tables_say(document, description, route):
    operation = document["paths"][route.path][route.method.lower()]
    assert operation["summary"] == route.summary or operation.get("description") == route.summary
    always = {"400", "408", "413", "414", "417", "431", "500", "501", "503", "505"} | (set() if route.scope == "PUBLIC" else {"401", "403", "429"})
    answered = {str(status) for status in (route.status, route.also) if status}
    assert set(operation["responses"]) >= answered | always
    takes_form = route.shape == "REDIRECT" and route.body != "nothing"
    assert ("401" in operation["responses"]) == (route.scope != "PUBLIC")
    assert ("429" in operation["responses"]) == ("403" in operation["responses"]) == (route.scope != "PUBLIC" or takes_form)
    assert ("415" in operation["responses"]) == (route.body != "nothing")
    assert ("404" in operation["responses"]) or not route.parameters
    assert {status for status in operation["responses"] if status >= "300"} - {str(route.status), str(route.also)} <= set(document["components"]["responses"])
    parameters = {entry["name"]: entry for entry in map(description.resolve, operation.get("parameters", [])) if entry["in"] == "query"}
    wanted = {field.name: field for field in models()[route.query]}
    assert set(parameters) == set(wanted)
    for name, field in wanted.items():
        assert parameters[name].get("required", False) == ("REQUIRED" in field.flags), name
    assert ("requestBody" in operation) == (route.body != "nothing")
    if route.body != "nothing":
        body = description.resolve(operation["requestBody"])
        assert body.get("required") is True
        shown = body["content"][FORM if takes_form else "application/json"]["schema"]
        if is_whole(route.body):
            assert shown == {"type": ["object", "boolean"], "description": models()[route.body][0].doc}
        else:
            fields_agree(description, shown, route.body, request=True)
    success = description.response_of(operation, route.status)
    if route.also >= 400:  # as its state, or as an error
        shown = description.response_of(operation, route.also)["content"]["application/json"]["schema"]
        assert shown == {"anyOf": [success["content"]["application/json"]["schema"], {"$ref": "#/components/schemas/Error"}]}
    elif route.also:
        assert description.response_of(operation, route.also)["content"] == success["content"]
    if route.shape == "EMPTY":
        assert not success.get("content")
    elif route.shape == "ONE":
        fields_agree(description, success["content"]["application/json"]["schema"], route.reply, request=False)
    elif route.shape == "PAGE":
        page = description.resolve(success["content"]["application/json"]["schema"])
        assert set(page["required"]) == {"results", "total", "limit", "offset", "next"}
        fields_agree(description, page["properties"]["results"]["items"], route.reply, request=False)
    if route.path.startswith("/api/v1"):
        for status in ("401", "403"):
            assert description.response_of(operation, int(status)) is not None, status
        if route.body != "nothing" or route.parameters or route.query != "nothing":
            assert description.response_of(operation, 422) is not None


def test_a_status_stands_for_the_errors_of_the_table(document):
    """What no operation answers (a path of other methods) is not there; 304 is no error."""
    by_status = {}
    for code, status in errors().items():
        by_status.setdefault(str(status), []).append(code)
    shown = document["components"]["responses"]
    assert set(shown) - {"304"} == set(by_status) - {"405"}
    for status, codes in by_status.items():
        if status != "405":
            told = shown[status]["description"]
            assert told.split(", ") == codes if len(codes) > 1 else told.startswith(codes[0] + ": "), status


STRANGE = {
    "an expectation": {"Expect": "the unexpected"}, "a transfer coding": {"Transfer-Encoding": "brotli"}, "two lengths": {"Content-Length": "1, 2"},
    "a huge body": {"Content-Length": str(1 << 40)}, "large headers": {"X-Large": "x" * 40_000}, "a content coding": {"Content-Encoding": "gzip"},
    "a key of no form": {"Idempotency-Key": "\u00fc" * 300}, "a condition": {"If-Match": '"0"'}, "a body of another type": {"Content-Type": "text/csv"},
    "a long target": {}, "a version": {}, "any values": {},
}  # fmt: skip


# The page for people, the metrics, the stream and the export.
OTHER_LANGUAGES = ("text/html", "text/plain", "text/event-stream", "application/x-ndjson")


@pytest.mark.parametrize("strange", STRANGE)
def test_no_reply_is_outside_the_document(connect, description, strange):
    """Requests that no client of ours sends, to every route: each status is listed for its operation, and the body fits."""
    seen = set()
    for route in routes():
        target = route.filled("0190f3a2-7c1e-7b3a-9c55-0242ac120002")
        query = "?x=" + "y" * 9000 if strange == "a long target" else "?limit=x&fqn=%00&team_id=1" if strange == "any values" else ""
        query += ("&" if query else "?") + "wait=0" if route.ending else ""
        body = None if route.method == "GET" or "Content-Length" in STRANGE[strange] or "Transfer-Encoding" in STRANGE[strange] else b"{"
        request = request_bytes(route.method, target + query, {"Content-Type": "application/json", **STRANGE[strange]}, body)
        if strange == "a version":
            request = request.replace(b" HTTP/1.1", b" HTTP/3.0", 1)
        connection = connect()
        connection.send_some(request)
        reply = connection.reply()
        connection.close()
        assert reply is not None, f"{route.method} {target}"
        if reply.headers.get("content-type", "").startswith(OTHER_LANGUAGES):
            assert reply.status == route.status
            continue
        description.check(route.method, target, reply.status, json.loads(reply.body) if reply.body else None, reply.body != b"")
        seen.add(reply.status)
    assert seen and all(status < 500 or status in (501, 505) for status in seen), seen


def fields_agree(description, schema, model, request):
    schema = description.resolve(schema)
    fields = {field.name: field for field in models()[model]}
    assert set(schema["properties"]) == set(fields), model
    required = set(schema.get("required", []))
    for name, field in fields.items():
        shown = schema["properties"][name]
        assert shown.get("description") == field.doc or "$ref" in shown or "anyOf" in shown or "allOf" in shown, f"{model}.{name}"
        if request:
            assert (name in required) == ("REQUIRED" in field.flags), f"{model}.{name}"
        else:
            assert (name in required) == ("OMIT" not in field.flags), f"{model}.{name}: present unless it may be left out"
        kind_agrees(description, f"{model}.{name}", shown, field, request)


def accepts(description, schema, value):
    resolver = jsonschema.RefResolver("", description.document)
    return jsonschema.Draft202012Validator(schema, resolver=resolver).is_valid(value)


EXAMPLES = {
    "STRING": "abcdefghijklmnop", "UUID": "8c0a6f5e-3b60-4a0f-9b0e-0c7f0c3a5d10", "TIME": "2025-03-04T09:15:02.004512Z", "INT": 5, "NUMBER": 0.5,
    "BOOL": True, "OBJECT": {"a": 1}, "ANY": [1], "ARRAY": [1], "TEXTMAP": {"a": "b"}, "LISTMAP": {"a": ["b"]}, "STRINGS": ["a"],
    "UUIDS": ["8c0a6f5e-3b60-4a0f-9b0e-0c7f0c3a5d10"],
}  # fmt: skip
WRONG = {
    "STRING": [5, [], {}], "UUID": [5, []], "TIME": [5], "INT": ["5", 1.5], "NUMBER": ["x"], "BOOL": [1, "true"], "ENUM": [5, "no such value"],
    "OBJECT": [[], "x"], "ARRAY": [{}, "x"], "TEXTMAP": [{"a": 1}, []], "LISTMAP": [{"a": "b"}, {"a": [1]}], "STRINGS": [[1], "x"],
    "UUIDS": [[1], "x"], "ENUMS": [["no such value"], "x"], "RECORD": [5, []], "RECORDS": [{}, [5]],
}  # fmt: skip


def kind_agrees(description, where, schema, field, request):
    """The schema of a field takes what the field takes, and refuses what it refuses."""
    nullable = "NULLABLE" in field.flags or (field.kind == "ANY")
    assert accepts(description, schema, None) == nullable, f"{where}: null"
    if field.kind == "ENUM":
        assert all(accepts(description, schema, value) for value in enums()[field.reference]), where
    elif field.kind in EXAMPLES and field.rule in ("none", ""):
        least = int(field.minimum) if field.kind == "INT" and field.minimum.isdigit() else 0
        assert accepts(description, schema, max(EXAMPLES[field.kind], least) if least else EXAMPLES[field.kind]), where
    wrong = [5] if "FORMATTED" in field.flags else WRONG.get(field.kind, [])
    if field.kind == "OBJECT":
        assert accepts(description, schema, True) == ("SCHEMA" in field.flags), f"{where}: true"
    for value in wrong:
        assert not accepts(description, schema, value), f"{where} takes {value!r}"
    if request and field.kind == "STRING" and field.maximum.isdigit():
        assert not accepts(description, schema, "x" * (int(field.maximum) + 1)), f"{where}: longest text"
    if request and field.kind == "STRING" and field.minimum.isdigit() and int(field.minimum) > 0:
        assert not accepts(description, schema, "x" * (int(field.minimum) - 1)), f"{where}: shortest text"


def test_page_limits_are_described(document, description):
    operation = document["paths"]["/api/v1/teams"]["get"]
    parameters = {entry["name"]: entry["schema"] for entry in map(description.resolve, operation["parameters"])}
    assert parameters["limit"]["minimum"] == 1 and parameters["limit"]["maximum"] == 100 and parameters["limit"]["default"] == 50
    assert parameters["offset"]["minimum"] == 0 and parameters["offset"]["default"] == 0


def test_limits_follow_the_settings(start_server):
    running = start_server(settings={"PAGINATION_LIMIT_MAX": 7, "PAGINATION_LIMIT_DEFAULT": 3, "MAX_FQN_LENGTH": 77})
    document = expect(running.client().get("/openapi.json"), 200)
    description = Description(document)
    parameters = {entry["name"]: entry["schema"] for entry in map(description.resolve, document["paths"]["/api/v1/teams"]["get"]["parameters"])}
    assert parameters["limit"]["maximum"] == 7 and parameters["limit"]["default"] == 3
    body = description.resolve(document["paths"]["/api/v1/assets"]["post"]["requestBody"])
    schema = description.resolve(body["content"]["application/json"]["schema"])
    assert "77" in json.dumps(schema["properties"]["fqn"])


def test_the_error_object_is_described(document, description):
    operation = document["paths"]["/api/v1/teams/{team_id}"]["get"]
    sample = {"error": {"code": "TEAM_NOT_FOUND", "message": "x", "request_id": "x", "timestamp": "2025-03-04T09:15:02.004512Z"}}
    media = description.response_of(operation, 404)["content"]["application/json"]["schema"]
    assert accepts(description, media, sample)
    assert not accepts(description, media, {"error": {"code": "TEAM_NOT_FOUND"}}) and not accepts(description, media, {})
    assert errors()["TEAM_NOT_FOUND"] == 404


def test_the_page_for_people(http):
    reply = http.get("/docs")
    assert reply.status_code == 200 and reply.headers["content-type"].startswith("text/html")
    assert "Tessera" in reply.text
    # The page must work under its own policy: nothing from third parties.
    assert not re.findall(r"""(?:src|href)=["'](?:https?:)?//""", reply.text)
    for route in routes():
        if route.path.startswith("/api/v1/teams"):
            assert route.path in reply.text or "openapi.json" in reply.text
