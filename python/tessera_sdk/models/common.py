# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from typing import Any

from .._model import JSONSchema, Model
from ..enums import (
    GuaranteeSeverity,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantees(Model):
    """What a producer promises beyond the schema"""

    freshness: dict[str, Any] | None = None
    """How old data may be"""

    volume: dict[str, Any] | None = None
    """How many rows there are"""

    nullability: dict[str, str] | None = None
    """Field to never or allowed"""

    accepted_values: dict[str, list[str]] | None = None
    """Field to its accepted values"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakingChange(Model):
    """One change between two schemas"""

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

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeChange(Model):
    """One change between the guarantees of two contracts"""

    type: str
    """Kind of change"""

    path: str
    """Where"""

    message: str
    """What changed, for people"""

    severity: GuaranteeSeverity
    """How much it matters"""

    old_value: Any = None
    """Before"""

    new_value: Any = None
    """After"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationSuggestion(Model):
    """A schema that makes the change without breaking readers"""

    strategy: str
    """deprecate, default, additive, keep_constraint or mixed"""

    description: str
    """What was done, for people"""

    confidence: str
    """high or medium"""

    suggested_schema: JSONSchema
    """The schema"""

    changes_made: list[str]
    """Each edit of the proposed schema"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)
