# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from typing import Any

from .._model import Model
from ..enums import (
    ChangeType,
    CompatibilityMode,
    Certainty,
    CompatibilityPolicy,
    ExampleKind,
    SchemaFormat,
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

    pointer: str | None = None
    """Where, as a JSON pointer (RFC 6901), references followed: "/properties/id/type"; empty: the whole. Told by comparisons without a server, of JSON Schemas"""

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

    certainty: Certainty
    """What the verdict rests on"""

    compatibility_policy: CompatibilityPolicy | None = None
    """Policy judged by"""

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

    certainty: Certainty
    """What the verdict rests on"""

    compatibility_policy: CompatibilityPolicy | None = None
    """Policy judged by"""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaExample(Model):
    """A document of a schema"""

    document: Any = None
    """The document"""

    kind: ExampleKind
    """What it is an example of"""

    valid: bool
    """Whether the schema accepts it"""

    part: str | None = None
    """JSON pointer to the part at or beyond a border; empty: the whole; null: inside"""

    keyword: str | None = None
    """Keyword that draws the border; null: inside"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaExampleList(Model):
    """Documents of a schema"""

    examples: list[SchemaExample]
    """Each once; fewer than were wanted where there are no more, or no more were found"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDigest(Model):
    """What names a schema, however it is written"""

    sha256: str
    """SHA-256 of the schema in canonical form with its language, in hexadecimal digits"""

    schema_format: SchemaFormat
    """Its language"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPlace(Model):
    """Where in the text of a document a JSON pointer leads"""

    line: int
    """Line, from 1"""

    column: int
    """Character in it, from 1"""

    offset: int
    """Bytes before it"""

    pointer: str
    """JSON pointer to what is there: the one asked for, or its longest part that leads somewhere"""

    exact: bool
    """Whether that is what was asked for"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)
