"""Schemas as people have them at hand."""

from __future__ import annotations

import dataclasses
import json
import os
import pathlib
import sys

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from typing import Any


def _parsed(text: str) -> Any:
    """The value of a JSON text; a text that is none, a name of Avro or a language of its own, stays as it is."""
    text = text.removeprefix("\ufeff")  # the byte order mark that editors put before a file's text
    try:
        return json.loads(text)
    except ValueError:
        return text


def _of_class(kind: type[Any]) -> Any:
    for method in ("model_json_schema", "schema"):  # of pydantic 2 and 1
        describe = getattr(kind, method, None)
        if callable(describe) and "pydantic" in sys.modules:
            return describe()
    if not dataclasses.is_dataclass(kind):
        raise TypeError(f"a schema may be a pydantic model's class or a dataclass, not {kind.__qualname__}")
    pydantic: Any = sys.modules.get("pydantic")
    if pydantic is None:
        raise TypeError(f"the schema of the dataclass {kind.__qualname__} is pydantic's to tell: import it first")
    if hasattr(pydantic, "TypeAdapter"):
        return pydantic.TypeAdapter(kind).json_schema()
    return pydantic.dataclasses.dataclass(kind, use_proxy=True).__pydantic_model__.schema()


def document(value: Any) -> Any:
    """The document of what was given: JSON text, the path of a file that holds it, a class that pydantic can describe.

    Raises:
        OSError: The file cannot be read
        TypeError: The class is none that can be described
    """
    if isinstance(value, str):
        return _parsed(value)
    if isinstance(value, os.PathLike):
        return _parsed(pathlib.Path(value).read_text("utf-8"))
    return _of_class(value) if isinstance(value, type) else value
