"""Checking schemas without publishing them (chapter 02, section 6.1)."""

import pytest

from support.make import expect, expect_problem, object_schema


def check(api, document):
    return expect(api.post("/schemas/validate", json=document), 200)


@pytest.mark.parametrize("schema", [{}, object_schema(["a"], a="string"), {"unknown": 1}, {"properties": {"a": True}}, {"pattern": "("}, {"enum": []}])
def test_valid_schemas(api, schema):
    assert check(api, schema) == {"valid": True, "errors": []}


@pytest.mark.parametrize(
    "schema, errors",
    [
        (object_schema(age="int"), ["properties.age.type: 'int' is not valid under any of the given schemas"]),
        ({"required": ["a", "a"]}, ["required: ['a', 'a'] has non-unique elements"]),
        ({"properties": [], "minLength": -1}, ["minLength: -1 is less than the minimum of 0", "properties: [] is not of type 'object'"]),
        ({"allOf": []}, ["allOf: [] should be non-empty"]),
        ({"uniqueItems": "x"}, ["uniqueItems: 'x' is not of type 'boolean'"]),
    ],
)
def test_invalid_schemas(api, schema, errors):
    assert check(api, schema) == {"valid": False, "errors": errors}


def test_the_body_is_the_schema(api):
    """There is no wrapper: a member named schema is an unknown keyword."""
    assert check(api, {"schema": {"type": "zzz"}})["valid"] is True
    assert check(api, {"type": "zzz"})["valid"] is False


@pytest.mark.parametrize("document", [[], [{}], "x", "", 1, 1.5])
def test_other_documents_are_refused(api, document):
    problem = expect_problem(api.post("/schemas/validate", json=document), ("body",), "dict_type")
    assert problem["input"] == document


def test_no_document(api):
    expect_problem(api.post("/schemas/validate"), ("body",), "missing")
    expect_problem(api.post("/schemas/validate", content="null"), ("body",), "missing")
    expect_problem(api.post("/schemas/validate", content="{"), ("body", 1), "json_invalid")


def test_no_limits(api):
    deep = {"type": "string"}
    for _ in range(200):
        deep = {"type": "object", "properties": {"a": deep}}
    assert check(api, deep)["valid"] is True
    assert check(api, object_schema(**{f"p{number}": "string" for number in range(3000)}))["valid"] is True
    assert check(api, {"description": "x" * 2_000_000})["valid"] is True


def test_many_errors_are_bounded(api):
    result = check(api, object_schema(**{f"p{number}": "zzz" for number in range(2000)}))
    assert result["valid"] is False and 50 <= len(result["errors"]) <= 2000
