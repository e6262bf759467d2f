"""What every model can do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Optional, Self, TypeVar, Union

from . import _core
from ._pydantic import PydanticModel, PydanticValidators
from ._response import Told as _FromReply

M = TypeVar("M", bound="type[Model]")

if TYPE_CHECKING:
    from ._core import Response

    T = TypeVar("T")
    # What another field of the model says to be there, a truth, which checkers cannot conclude from: they let it be used as it
    # is. When the program runs it is optional as any other.
    Told = Union[T, Any]
    # Nearly always an object. Checkers let it be used as one without asking first, since few programs have others.
    JSONSchema = Union[dict[str, Any], Any]
else:
    Told = Optional
    JSONSchema = Union[dict[str, Any], bool]


def fields_of(kind: type) -> tuple[str, ...]:
    """The names of a model's fields."""
    found: Any = kind
    return tuple(found.__dataclass_fields__)


class Model:
    """Base of the models: frozen dataclasses, filled by the client."""

    __slots__ = ("_response",)
    __pydantic_model__: PydanticModel = PydanticModel()
    __get_validators__: PydanticValidators = PydanticValidators()

    if TYPE_CHECKING:

        @property
        def response(self) -> Response | None:
            """What came back with this: status, headers, and how long it took; None for what came as a part of something."""

        @property
        def etag(self) -> str | None:
            """The entity tag, for `if_match`; None where the reply had none"""

        @property
        def request_id(self) -> str | None:
            """The id of the request, for the server's log"""
    else:
        response, etag, request_id = _FromReply(None), _FromReply("etag"), _FromReply("request_id")

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Names and values of the fields: dict(model)."""
        return ((name, getattr(self, name)) for name in fields_of(type(self)))

    def __hash__(self) -> int:
        # Equal models have equal fields, of which an id tells enough.
        own = getattr(self, "id", None)
        return hash((type(self), own if own is not None else tuple(one for _, one in self if not isinstance(one, (dict, list)))))

    def to_dict(self) -> dict[str, Any]:
        """The fields as JSON has them: ids, times and enumerations are texts, models are dicts."""
        return _core.to_dict(self, True)

    def to_json(self) -> str:
        """The fields as compact JSON text."""
        return _core.to_json(self)

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> Self:
        """The model of what `to_dict` gives, or of a dict with ids, times and models as objects.

        Unknown entries are ignored, missing optional ones take their default.

        Args:
            value (Mapping[str, Any]): The fields by name

        Raises:
            ValueError: A field is missing, or its value does not fit
            TypeError: A value is nothing that JSON can tell
        """
        return _core.from_dict(cls, value)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """The model of a JSON text, with the rules of `from_dict`.

        Args:
            text (str | bytes): A JSON object

        Raises:
            ValueError: The text is no JSON object, a field is missing, or its value does not fit
        """
        return _core.from_json(cls, text)

    def model_dump(self, *, mode: str = "python") -> dict[str, Any]:
        """The fields as a dict, models as dicts, under the name that pydantic gives this.

        Args:
            mode (str): "python" keeps ids, times and enumerations as they are; "json" is `to_dict`
        """
        return _core.to_dict(self, mode == "json")

    def model_dump_json(self) -> str:
        """The same as `to_json`."""
        return _core.to_json(self)

    @classmethod
    def model_validate(cls, value: Mapping[str, Any] | Self) -> Self:
        """The same as `from_dict`; an instance is taken as it is. ValueError, TypeError: as `from_dict`."""
        if isinstance(value, cls):
            return value
        return _core.from_dict(cls, value)


class FieldList(list[Any]):
    """A list in the field `keys`, where dict() looks for a method: called, it gives the names of the model's fields."""

    __slots__ = ("_names",)
    _names: tuple[str, ...]

    def __call__(self) -> Iterator[str]:
        return iter(self._names)


class _Keys:
    """The field `keys` of a model."""

    def __init__(self, slot: Any, names: tuple[str, ...]) -> None:
        self.slot = slot
        self.names = names

    def __get__(self, model: Model | None, kind: type | None = None) -> Any:
        if model is None:
            return self
        value = self.slot.__get__(model, kind)
        if type(value) is list:
            value = FieldList(value)
            value._names = self.names
            self.slot.__set__(model, value)
        return value

    def __set__(self, model: Model, value: Any) -> None:
        self.slot.__set__(model, value)


def _field(model: Model, name: str) -> Any:
    if name not in fields_of(type(model)):
        raise KeyError(name)
    return getattr(model, name)


def open_dict(model: M) -> M:
    """Lets dict() read a model with a field `keys`, which it takes for the method of a mapping: by that protocol, then."""
    opened: Any = model
    opened.keys = _Keys(opened.keys, fields_of(opened))
    opened.__getitem__ = _field
    return model
