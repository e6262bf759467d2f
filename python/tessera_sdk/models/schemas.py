# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from typing import Any

from .._model import Model
from ..enums import (
    ChangeType,
    CompatibilityMode,
)
from .common import BreakingChange, MigrationSuggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaValidity(Model):
    """Whether a schema is valid"""

    valid: bool
    """Whether it is"""

    errors: list[str]
    """What is wrong, each with its place"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaChange(Model):
    """One change between two schemas, and which modes it breaks"""

    type: str
    """Kind of change"""

    path: str
    """Where"""

    message: str
    """What changed, for people"""

    old_value: Any = None
    """Before"""

    new_value: Any = None
    """After"""

    breaks_backward: bool
    """Whether it breaks the mode backward"""

    breaks_forward: bool
    """Whether it breaks the mode forward"""

    breaks_full: bool
    """Whether it breaks the mode full"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaComparison(Model):
    """What changed from one schema to another"""

    change_type: ChangeType
    """Size of the change, whatever the mode"""

    is_compatible: bool
    """Whether no change breaks the mode"""

    breaking_changes: list[BreakingChange]
    """Changes that break the mode"""

    all_changes: list[SchemaChange]
    """Every change"""

    compatibility_mode: CompatibilityMode
    """Mode judged by"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaCompatibility(Model):
    """Whether one schema may follow another"""

    is_compatible: bool
    """Whether no change breaks the mode"""

    breaking_changes: list[BreakingChange]
    """Changes that break the mode"""

    compatibility_mode: CompatibilityMode
    """Mode judged by"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaMigration(Model):
    """Ways to make a breaking change compatible"""

    migration_suggestions: list[MigrationSuggestion]
    """The ways; none when nothing breaks the mode"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaConversion(Model):
    """A schema of another language as JSON Schema"""

    schema: dict[str, Any]
    """The JSON Schema"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)
