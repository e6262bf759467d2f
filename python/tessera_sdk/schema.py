# mypy: disable-error-code=no-any-return
"""Schemas compared, checked and converted in this process: no server is asked and no client is needed.

    from tessera_sdk import schema

    found = schema.diff(old, new)
    print(found.is_compatible, [change.message for change in found.breaking_changes])

The rules are the server's own, and the results are the models of its replies. A schema is a mapping or JSON text; each must
be a valid JSON Schema of the draft that its `$schema` names, Draft 7 where it names none. Other threads run meanwhile.

Every function raises ValidationError, without a status, for a schema or another argument that is refused: the message begins
with its name. It raises TypeError for values that JSON does not have.
"""

from __future__ import annotations

from . import _core

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, TypeAlias

    from .enums import CompatibilityMode
    from .models import (
        MigrationSuggestion,
        SchemaComparison,
        SchemaCompatibility,
        SchemaConversion,
        SchemaMigration,
        SchemaValidity,
        VersionSuggestion,
    )

    Schema: TypeAlias = Mapping[str, Any] | str | bytes

__all__ = ("check_compatibility", "diff", "from_avro", "suggest_migration", "suggest_version", "validate")


def diff(
    old_schema: Schema,
    new_schema: Schema,
    *,
    compatibility_mode: CompatibilityMode | str = "backward",
) -> SchemaComparison:
    """Find every change from one schema to another.

    Args:
        old_schema: What holds now
        new_schema: What is to follow it
        compatibility_mode: Which changes are breaking: those that `is_compatible` and `breaking_changes` speak of

    Returns:
        All changes, each with the modes that it breaks, the breaking ones among them, and the size of the whole

    Raises:
        ValidationError: A schema is not valid, or there is no such mode
        TypeError: A schema holds what JSON does not have
    """
    return _core.schema(_core.SCHEMA_DIFF, old_schema, new_schema, None, compatibility_mode)


def check_compatibility(
    old_schema: Schema,
    new_schema: Schema,
    *,
    compatibility_mode: CompatibilityMode | str = "backward",
) -> SchemaCompatibility:
    """Tell whether one schema may follow another.

    Args:
        old_schema: What holds now
        new_schema: What is to follow it
        compatibility_mode: What to judge by

    Returns:
        The verdict, and the changes that break the mode

    Raises:
        ValidationError: A schema is not valid, or there is no such mode
        TypeError: A schema holds what JSON does not have
    """
    return _core.schema(
        _core.SCHEMA_CHECK_COMPATIBILITY, old_schema, new_schema, None, compatibility_mode
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
    return _core.schema(_core.SCHEMA_VALIDATE, None, schema, None, "backward")


def suggest_version(
    old_schema: Schema | None,
    new_schema: Schema,
    current_version: str | None,
    *,
    compatibility_mode: CompatibilityMode | str = "backward",
) -> VersionSuggestion:
    """Find the version that a schema should get.

    Args:
        old_schema: What holds now; None: there is no contract yet
        new_schema: What is to follow it
        current_version: Version of the old schema, such as 1.2.3; None with it
        compatibility_mode: What decides whether the change is breaking

    Returns:
        The version, why it is that one, and the changes that break the mode

    Raises:
        ValidationError: A schema or the version is not valid, one of the two is None alone, or there is no such mode
        TypeError: A schema holds what JSON does not have
    """
    return _core.schema(
        _core.SCHEMA_SUGGEST_VERSION, old_schema, new_schema, current_version, compatibility_mode
    )


def suggest_migration(
    old_schema: Schema,
    new_schema: Schema,
    *,
    compatibility_mode: CompatibilityMode | str = "backward",
) -> list[MigrationSuggestion]:
    """Find ways to ship what a schema is for without breaking the mode.

    Args:
        old_schema: What holds now
        new_schema: What was meant to follow it
        compatibility_mode: What the change must not break

    Returns:
        One that answers as many of the breaking changes as go together, then one for each of the others; nothing when the
        change is compatible

    Raises:
        ValidationError: A schema is not valid, or there is no such mode
        TypeError: A schema holds what JSON does not have
    """
    result: SchemaMigration = _core.schema(
        _core.SCHEMA_SUGGEST_MIGRATION, old_schema, new_schema, None, compatibility_mode
    )
    return result.migration_suggestions


def from_avro(schema: Schema) -> dict[str, Any]:
    """Tell an Apache Avro schema (specification 1.11) as JSON Schema.

    Args:
        schema: The Avro schema

    Returns:
        The JSON Schema of what it describes

    Raises:
        ValidationError: It is not valid, or cannot be converted; the message says what and where
        TypeError: It holds what JSON does not have
    """
    result: SchemaConversion = _core.schema(_core.SCHEMA_FROM_AVRO, None, schema, None, "backward")
    return result.schema
