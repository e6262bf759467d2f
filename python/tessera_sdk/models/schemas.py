# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass

from .._model import Model


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaValidity(Model):
    """Whether a schema is valid"""

    valid: bool
    """Whether it is"""

    errors: list[str]
    """What is wrong, each with its place"""

    __module__ = "tessera_sdk.models"
