"""What pydantic 1 asks a class for. Later versions understand dataclasses as they are.

Left to itself, pydantic 1 replaces parts of a dataclass that it meets, and refuses fields with the names of its own methods,
such as `schema`.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterator
from typing import Any

_models: dict[type, Any] = {}


def _is_version_1() -> bool:
    pydantic = sys.modules.get("pydantic")
    return pydantic is not None and str(getattr(pydantic, "VERSION", "")).startswith("1.")


def _make_model(cls: type) -> Any:
    from pydantic import BaseModel, Field, create_model

    fields: dict[str, Any] = {}
    for field in dataclasses.fields(cls):
        name = f"{field.name}_" if hasattr(BaseModel, field.name) else field.name
        default = ... if field.default is dataclasses.MISSING else field.default
        fields[name] = (field.type, Field(default, alias=field.name))
    made = create_model(cls.__name__, __module__=cls.__module__, **fields)
    made.__doc__ = cls.__doc__
    return made


class PydanticModel:
    """The attribute by which pydantic 1 and FastAPI find a dataclass's pydantic model: its description in API docs."""

    def __get__(self, instance: Any, cls: type) -> Any:
        if not _is_version_1() or not dataclasses.is_dataclass(cls):
            raise AttributeError("__pydantic_model__")
        if cls not in _models:
            _models[cls] = _make_model(cls)
        return _models[cls]


class PydanticValidators:
    """The attribute by which pydantic 1 finds out how to check values."""

    def __get__(self, instance: Any, cls: Any) -> Callable[[], Iterator[Callable[[Any], Any]]]:
        if not _is_version_1():
            raise AttributeError("__get_validators__")
        return lambda: iter((cls.model_validate,))
