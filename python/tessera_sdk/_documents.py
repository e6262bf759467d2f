"""Schemas as people have them at hand."""

from __future__ import annotations

import dataclasses
import json
import os
import pathlib
import re
import sys

from .exceptions import ValidationError

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from typing import Any


NAME = re.compile(r"\s*[A-Za-z_][\w.]*\s*")  # a name of Avro, which a schema may be without quotes


def _parsed(text: str, told: str, strict: bool) -> Any:
    """The value of a JSON text; a text that is none, a name of Avro for one, stays as it is unless it was meant to be one."""
    text = text.removeprefix("\ufeff")  # the byte order mark that editors put before a file's text
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        meant = text.lstrip()[:1] in ("{", "[") or (strict and NAME.fullmatch(text) is None)
        if meant:
            place = f"line {error.lineno}, column {error.colno}"
            raise ValidationError(f"{told} holds no JSON: {error.msg} ({place})") from None
        return text
    except (ValueError, RecursionError) as error:
        raise ValidationError(f"{told} holds JSON that cannot be read: {error}") from None


def _read(path: os.PathLike[str]) -> Any:
    told = f"the file '{os.fspath(path)}'"
    try:
        text = pathlib.Path(path).read_text("utf-8")
    except UnicodeDecodeError as error:
        raise ValidationError(f"{told} is not UTF-8: {error.reason} at byte {error.start}") from None
    return _parsed(text, told, True)


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
        ValidationError: The file, or a text that begins as JSON does, holds none
        TypeError: The class is none that can be described, or what was given is an instance of one that can
    """
    if isinstance(value, str):
        return _parsed(value, "the schema's text", False)
    if isinstance(value, os.PathLike):
        return _read(value)
    if isinstance(value, type):
        return _of_class(value)
    if dataclasses.is_dataclass(value):
        raise TypeError(f"a schema may be a dataclass, not an instance of {type(value).__qualname__}")
    return value
