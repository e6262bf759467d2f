"""What the generated classes of calls stand on."""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
    from typing import Any

    from .page import Page


class Calls:
    """A group of calls."""

    __slots__ = ("_call",)

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call


def find_resource(client: Calls, name: str, classes: dict[str, str], package: str) -> Any:
    """The resource of a client that has not been asked for before; it stays with the client."""
    if name not in classes:
        raise AttributeError(f"{type(client).__name__!r} object has no attribute {name!r}")
    made = getattr(import_module(f"{package}.{name}"), classes[name])(client._call)
    setattr(client, name, made)
    return made


def walk(call: Callable[..., Page[Any]], offset_at: int, number: int, *arguments: Any) -> Iterator[Any]:
    """The entries of all pages of a call, whose argument at `offset_at` is the offset."""
    changing = list(arguments)
    offset = changing[offset_at] or 0
    while True:
        changing[offset_at] = offset
        page = call(number, *changing)
        yield from page
        offset += len(page)
        if not page or offset >= page.total:
            return


async def walk_async(
    call: Callable[..., Awaitable[Page[Any]]], offset_at: int, number: int, *arguments: Any
) -> AsyncIterator[Any]:
    """As `walk`, for calls that are awaited."""
    changing = list(arguments)
    offset = changing[offset_at] or 0
    while True:
        changing[offset_at] = offset
        page = await call(number, *changing)
        for entry in page:
            yield entry
        offset += len(page)
        if not page or offset >= page.total:
            return
