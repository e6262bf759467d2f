# mypy: disable-error-code=no-any-return
"""Schemas compared, checked and converted in this process: no server is asked and no client is needed.

    from tessera_sdk import schema

    found = schema.diff(old, new)
    print(found.is_compatible, [change.message for change in found.breaking_changes])

The rules are the server's own, and the results are the models of its replies. A schema is a mapping or JSON text; each must
be a valid JSON Schema of the draft that its `$schema` names, Draft 7 where it names none. Other threads run meanwhile.

Avro schemas are compared by Avro's rules where `schema_format` says that both are Avro, and where both come from `from_avro` and
were not changed since. An Avro schema is a mapping, a list (a union), the name of a primitive type, or JSON text.

Every function raises ValidationError, without a status, for a schema or another argument that is refused: the message begins
with its name. It raises TypeError for values that JSON does not have.
"""

from __future__ import annotations

from . import _core

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, TypeAlias

    from .enums import CompatibilityMode, CompatibilityPolicy, ExampleKind, SchemaFormat
    from .models import (
        DocumentDigest,
        DocumentPlace,
        MigrationSuggestion,
        SchemaComparison,
        SchemaCompatibility,
        SchemaConversion,
        SchemaExample,
        SchemaExampleList,
        SchemaMigration,
        SchemaValidity,
        VersionSuggestion,
    )

    Schema: TypeAlias = Mapping[str, Any] | str | bytes
    AvroSchema: TypeAlias = Schema | Sequence[Any]

__all__ = (
    "check_compatibility",
    "diff",
    "digest",
    "examples",
    "from_avro",
    "locate",
    "suggest_migration",
    "suggest_version",
    "validate",
)


_AVRO_NAMES = frozenset(("null", "boolean", "int", "long", "float", "double", "bytes", "string"))


class _FromAvro(dict):  # type: ignore[type-arg]
    """A JSON Schema that remembers the Avro schema which it tells, as JSON text."""

    __slots__ = ("avro",)
    avro: str | bytes


def _avro_text(schema: Any) -> Any:
    """The schema as the core reads it: the bare name of a primitive type is no JSON."""
    return f'"{schema}"' if isinstance(schema, str) and schema in _AVRO_NAMES else schema


def _convert(avro: Any) -> dict[str, Any]:
    result: SchemaConversion = _core.schema(
        _core.SCHEMA_FROM_AVRO, None, avro, None, "backward", "avro", "yardstick"
    )
    return result.schema


def _is_intact(schema: Any) -> bool:
    return isinstance(schema, _FromAvro) and _convert(schema.avro) == schema


def _ask(
    question: int,
    old: Any,
    new: Any,
    version: str | None,
    mode: CompatibilityMode | str,
    schema_format: SchemaFormat | str | None,
    policy: CompatibilityPolicy | str,
) -> Any:
    if schema_format is None:
        schema_format = "json_schema"
        if (old is None or _is_intact(old)) and _is_intact(new):
            old, new, schema_format = old and old.avro, new.avro, "avro"
    elif schema_format == "avro":
        old, new = _avro_text(old), _avro_text(new)
    return _core.schema(question, old, new, version, mode, schema_format, policy)


def diff(
    old_schema: AvroSchema,
    new_schema: AvroSchema,
    *,
    compatibility_mode: CompatibilityMode | str = "backward",
    schema_format: SchemaFormat | str | None = None,
    compatibility_policy: CompatibilityPolicy | str = "yardstick",
) -> SchemaComparison:
    """Find every change from one schema to another.

    Args:
        old_schema: What holds now
        new_schema: What is to follow it
        compatibility_mode: Which changes are breaking: those that `is_compatible` and `breaking_changes` speak of
        schema_format: Language of both schemas, `json_schema` or `avro`; None: JSON Schema, or Avro where both come from
            `from_avro`
        compatibility_policy: What counts when the schemas are compared

    Returns:
        All changes, each with the modes that it breaks, the breaking ones among them, and the size of the whole

    Raises:
        ValidationError: A schema is not valid, or there is no such mode or policy
        TypeError: A schema holds what JSON does not have
    """
    return _ask(
        _core.SCHEMA_DIFF,
        old_schema,
        new_schema,
        None,
        compatibility_mode,
        schema_format,
        compatibility_policy,
    )


def check_compatibility(
    old_schema: AvroSchema,
    new_schema: AvroSchema,
    *,
    compatibility_mode: CompatibilityMode | str = "backward",
    schema_format: SchemaFormat | str | None = None,
    compatibility_policy: CompatibilityPolicy | str = "yardstick",
) -> SchemaCompatibility:
    """Tell whether one schema may follow another.

    Args:
        old_schema: What holds now
        new_schema: What is to follow it
        compatibility_mode: What to judge by
        schema_format: Language of both schemas, as for `diff`
        compatibility_policy: What counts, as for `diff`

    Returns:
        The verdict, and the changes that break the mode

    Raises:
        ValidationError: A schema is not valid, or there is no such mode or policy
        TypeError: A schema holds what JSON does not have
    """
    return _ask(
        _core.SCHEMA_CHECK_COMPATIBILITY,
        old_schema,
        new_schema,
        None,
        compatibility_mode,
        schema_format,
        compatibility_policy,
    )


def validate(schema: Schema) -> SchemaValidity:
    """Check a JSON Schema against the meta-schema of its draft.

    Args:
        schema: What to check

    Returns:
        Whether it is valid, and if not, what is wrong, `"<path>: <message>"` each

    Raises:
        ValidationError: It is no JSON object at all
        TypeError: It holds what JSON does not have
    """
    return _core.schema(_core.SCHEMA_VALIDATE, None, schema, None, "backward", "json_schema", "yardstick")


def suggest_version(
    old_schema: AvroSchema | None,
    new_schema: AvroSchema,
    current_version: str | None,
    *,
    compatibility_mode: CompatibilityMode | str = "backward",
    schema_format: SchemaFormat | str | None = None,
    compatibility_policy: CompatibilityPolicy | str = "yardstick",
) -> VersionSuggestion:
    """Find the version that a schema should get.

    Args:
        old_schema: What holds now; None: there is no contract yet
        new_schema: What is to follow it
        current_version: Version of the old schema, such as 1.2.3; None with it
        compatibility_mode: What decides whether the change is breaking
        schema_format: Language of the schemas, as for `diff`
        compatibility_policy: What counts, as for `diff`

    Returns:
        The version, why it is that one, and the changes that break the mode

    Raises:
        ValidationError: A schema or the version is not valid, one of the two is None alone, or there is no such mode or policy
        TypeError: A schema holds what JSON does not have
    """
    return _ask(
        _core.SCHEMA_SUGGEST_VERSION,
        old_schema,
        new_schema,
        current_version,
        compatibility_mode,
        schema_format,
        compatibility_policy,
    )


def suggest_migration(
    old_schema: AvroSchema,
    new_schema: AvroSchema,
    *,
    compatibility_mode: CompatibilityMode | str = "backward",
    schema_format: SchemaFormat | str | None = None,
    compatibility_policy: CompatibilityPolicy | str = "yardstick",
) -> list[MigrationSuggestion]:
    """Find ways to ship what a schema is for without breaking the mode.

    Args:
        old_schema: What holds now
        new_schema: What was meant to follow it
        compatibility_mode: What the change must not break
        schema_format: Language of both schemas, as for `diff`
        compatibility_policy: What counts, as for `diff`

    Returns:
        One that answers as many of the breaking changes as go together, then one for each of the others; nothing when the
        change is compatible. Their schemas are in the language of the two; where both come from `from_avro`, so do they

    Raises:
        ValidationError: A schema is not valid, or there is no such mode or policy
        TypeError: A schema holds what JSON does not have
    """
    result: SchemaMigration = _ask(
        _core.SCHEMA_SUGGEST_MIGRATION,
        old_schema,
        new_schema,
        None,
        compatibility_mode,
        schema_format,
        compatibility_policy,
    )
    if schema_format is None and _is_intact(old_schema) and _is_intact(new_schema):
        import dataclasses  # takes a while, and is seldom needed

        return [
            dataclasses.replace(way, suggested_schema=from_avro(way.suggested_schema))
            for way in result.migration_suggestions
        ]
    return result.migration_suggestions


def examples(
    schema: Schema,
    count: int = 10,
    seed: int = 0,
    *,
    kind: ExampleKind | str = "inside",
) -> list[SchemaExample]:
    """Make documents of a JSON Schema, for tests and documentation.

    Args:
        schema: The schema
        count: How many are wanted, at most 1000
        seed: Another seed makes other documents; the same one makes the same
        kind: `inside`: such that the schema accepts; `border`: such with a part at the border of what a keyword lets pass;
            `beyond`: such that it rejects, with a part just beyond that border

    Returns:
        The documents, each once, with the part and the keyword of its border. Each was held against the schema, `format`
        left out. Fewer than are wanted where there are no more, or no more were found

    Raises:
        ValidationError: The schema is not valid, the count is not from 1 to 1000, or there is no such kind
        TypeError: The schema holds what JSON does not have
    """
    result: SchemaExampleList = _core.schema(
        _core.SCHEMA_EXAMPLES, None, schema, None, "backward", "json_schema", "yardstick", count, seed, kind
    )
    return result.examples


def digest(schema: AvroSchema, *, schema_format: SchemaFormat | str | None = None) -> DocumentDigest:
    """Find what names a schema, however it is written: blanks, the order of members and escapes do not count.

    Args:
        schema: The schema
        schema_format: Its language, `json_schema` or `avro`; None: JSON Schema, or Avro where it comes from `from_avro`

    Returns:
        The SHA-256 of the schema in canonical form with its language, as the server finds it

    Raises:
        ValidationError: The schema is not valid, or there is no such format
        TypeError: It holds what JSON does not have
    """
    result: DocumentDigest = _ask(_core.SCHEMA_DIGEST, None, schema, None, "backward", schema_format, "yardstick")
    return result


def locate(text: str | bytes, pointer: str) -> DocumentPlace:
    """Find where in the text of a schema, or of any other JSON document, a JSON pointer leads.

    Args:
        text: JSON text
        pointer: JSON pointer (RFC 6901), as changes tell it; `""`: the whole

    Returns:
        Line and column of what is there: of a member its name, of an element its value. Where that is not there, those of the
        nearest part around it, with `exact` False

    Raises:
        ValidationError: The text is not JSON, or the pointer is none
        TypeError: They are no texts
    """
    if not isinstance(text, (str, bytes)):
        raise TypeError(f"text must be str or bytes, not {type(text).__name__}")
    result: DocumentPlace = _core.schema(
        _core.SCHEMA_LOCATE, None, text, None, "backward", "json_schema", "yardstick", pointer
    )
    return result


def from_avro(schema: AvroSchema) -> dict[str, Any]:
    """Tell an Apache Avro schema (specification 1.11) as JSON Schema.

    The result remembers the Avro schema for comparisons, as long as it is not changed. What JSON text is made of it does not:
    there, compare the Avro schemas themselves, with `schema_format`.

    Args:
        schema: The Avro schema

    Returns:
        The JSON Schema of what it describes

    Raises:
        ValidationError: It is not valid, or cannot be converted; the message says what and where
        TypeError: It holds what JSON does not have
    """
    schema = _avro_text(schema)
    made = _FromAvro(_convert(schema))
    made.avro = schema if isinstance(schema, (str, bytes)) else _core.to_json(schema)
    return made
