# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from .._model import JSONSchema, Model
from ..enums import (
    SchemaSide,
    WaitReason,
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

    example: Any = None
    """Of a change that breaks the mode: a document that one schema accepts and the other rejects; null: reason tells why there is none, and accepted_by is null as well"""

    accepted_by: SchemaSide | None = None
    """The schema that accepts the example; the other one rejects it"""

    rejected_part: str | None = None
    """JSON pointer to the part of the example that is rejected; empty: the whole"""

    reason: str | None = None
    """Of a change that breaks the mode without an example: which promise it breaks, or why no example is told"""

    against_version: str | None = None
    """Under a transitive mode: the newest version that the change breaks"""

    touched_fields: list[str] | None = None
    """Of a proposal: fields that it touches, as dotted paths, * for any name; an empty path: all"""

    concerned_teams: list[UUID] | None = None
    """In the status of a proposal: the consumers that it concerns, the first hundred of them"""

    pointer: str | None = None
    """Where, as a JSON pointer (RFC 6901), references followed: "/properties/id/type"; empty: the whole. Told by comparisons without a server, of JSON Schemas"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsumerWait(Model):
    """A consumer of a proposal's asset, and why its answer is or is not waited for"""

    team_id: UUID
    """Team"""

    team_name: str
    """Its name"""

    waited_for: bool
    """Whether the proposal needs its answer; else it is told, and may answer"""

    reason: WaitReason
    """Why"""

    message: str
    """The same for people"""

    touched_fields: list[str]
    """Those of its fields that are touched"""

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
class PendingConsumer(Model):
    """A consumer that has yet to answer"""

    team_id: UUID
    """Team"""

    team_name: str
    """Its name"""

    registered_at: datetime
    """When it first registered"""

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
