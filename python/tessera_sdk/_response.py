"""What came back with a result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from typing import Any

    from ._core import Response


class Headers(Mapping[str, str]):
    """The headers of a reply, in their order; names are found in any case. A name that came twice has its values joined."""

    def __init__(self, head: bytes) -> None:
        self._entries: dict[str, tuple[str, str]] = {}
        for line in head.decode("latin-1").split("\r\n")[1:]:
            name, colon, value = line.partition(":")
            if colon:
                first, before = self._entries.get(name.lower(), (name, None))
                value = value.strip(" \t")
                self._entries[name.lower()] = first, value if before is None else f"{before}, {value}"

    def __getitem__(self, name: str) -> str:
        return self._entries[name.lower()][1]

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def __repr__(self) -> str:
        return f"Headers({dict(self)})"


class Within:
    """What came back with a list, for one that was found in it. The list's entity tag, if it has one, is not its own."""

    __slots__ = ("response",)
    etag = None

    def __init__(self, response: Response) -> None:
        self.response = response

    @property
    def request_id(self) -> str | None:
        return self.response.request_id


class Told:
    """What came back with a model or a page: None for one that came with no reply of its own, or from no server.

    It is an attribute of instances alone, so that models may have fields of the same name.
    """

    __slots__ = ("name",)

    def __init__(self, name: str | None) -> None:
        self.name = name

    def __get__(self, instance: Any, cls: type) -> Any:
        if instance is None:
            raise AttributeError(self.name or "response")
        told: Response | Within | None = getattr(instance, "_response", None)
        if told is None:
            return None
        if self.name is None:
            return told.response if isinstance(told, Within) else told
        return getattr(told, self.name)
