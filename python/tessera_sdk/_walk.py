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


class _Walk:
    """Where a walk over pages is, while the list may change under it.

    Pages are counted from the start, so that rows which come or go before the place that was reached move all others. Each
    page after the first therefore begins with the last row of the one before; where it does not, because rows have gone,
    the walk begins anew and passes over what it gave already. So each row that is there throughout is given once.
    """

    __slots__ = ("last", "offset", "restarts", "seen", "start", "total")

    MOST_RESTARTS = 20  # one behind the other, that found nothing new: others change the list faster than it is read

    def __init__(self, start: int) -> None:
        self.start = self.offset = start
        self.seen: set[Any] = set()
        self.last: Any = None  # id of the last row of the page before
        self.total = self.restarts = 0

    def _follows(self, page: Page[Any]) -> bool:
        if self.last is None or self.restarts > self.MOST_RESTARTS:
            return True
        # As many rows as the list has grown by may stand before it.
        ids = [entry.id for entry in page[: max(0, page.total - self.total) + 1]]
        return bool(ids) and ids[-1] == self.last

    def take(self, page: Page[Any]) -> tuple[list[Any], bool]:
        """The entries that were not given yet, and whether there may be more."""
        follows = self._follows(page)
        fresh = [entry for entry in page if entry.id not in self.seen]
        self.seen.update(entry.id for entry in fresh)
        self.restarts = 0 if fresh and follows else self.restarts + (not follows)
        self.total = page.total
        if not follows:
            self.offset, self.last = self.start, None
            return fresh, True
        if not page or self.offset + len(page) >= page.total:
            return fresh, False
        self.offset += len(page) - 1
        self.last = page[-1].id
        return fresh, True


def _first(offset_at: int, arguments: tuple[Any, ...]) -> tuple[list[Any], _Walk]:
    changing = list(arguments)
    if changing[offset_at - 1] == 1:
        changing[offset_at - 1] = 2  # the row before, and a new one
    return changing, _Walk(changing[offset_at] or 0)


def walk(call: Callable[..., Page[Any]], offset_at: int, number: int, *arguments: Any) -> Iterator[Any]:
    """The entries of all pages of a call, whose argument at `offset_at` is the offset and the one before it the limit."""
    changing, place = _first(offset_at, arguments)
    more = True
    while more:
        changing[offset_at] = place.offset
        entries, more = place.take(call(number, *changing))
        yield from entries


async def walk_async(
    call: Callable[..., Awaitable[Page[Any]]], offset_at: int, number: int, *arguments: Any
) -> AsyncIterator[Any]:
    """As `walk`, for calls that are awaited."""
    changing, place = _first(offset_at, arguments)
    more = True
    while more:
        changing[offset_at] = place.offset
        entries, more = place.take(await call(number, *changing))
        for entry in entries:
            yield entry
