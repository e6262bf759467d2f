"""What the generated classes of calls stand on."""

from __future__ import annotations

from importlib import import_module

from .exceptions import BadRequestError

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

    A page begins behind the last row of the one before, which need not be there any more: rows that come or go move none of the
    others. What changes its place in the order meanwhile may come twice, and is passed over then.
    """

    __slots__ = ("after_at", "arguments", "offset_at", "seen")

    def __init__(self, offset_at: int, after_at: int, arguments: tuple[Any, ...]) -> None:
        self.offset_at, self.after_at = offset_at, after_at
        self.arguments = list(arguments)
        self.seen: set[Any] = set()

    def narrow(self, error: BadRequestError) -> bool:
        """Whether the page was only too large: then it is asked for again with as many rows as fit, and those after it likewise."""
        fits = error.details.get("index") if error.code == "REPLY_TOO_LARGE" and isinstance(error.details, dict) else None
        if not isinstance(fits, int) or fits < 1:
            return False
        self.arguments[self.offset_at - 1] = fits  # the limit stands before the offset
        return True

    def take(self, page: Page[Any]) -> tuple[list[Any], bool]:
        """The entries that were not given yet, and whether there may be more."""
        fresh = [entry for entry in page if entry.id not in self.seen]
        self.seen.update(entry.id for entry in fresh)
        if page.next is not None:
            self.arguments[self.after_at], self.arguments[self.offset_at] = page.next, None
            return fresh, True
        if self.arguments[self.after_at] is not None:
            return fresh, False
        # The first page is the last, or the server is an older one, which counts.
        self.arguments[self.offset_at] = page.offset + len(page)
        return fresh, bool(page) and page.offset + len(page) < page.total


def walk(call: Callable[..., Page[Any]], offset_at: int, after_at: int, number: int, *arguments: Any) -> Iterator[Any]:
    """The entries of all pages of a call, of which the arguments at these places are the offset and the place to begin behind."""
    place, more = _Walk(offset_at, after_at, arguments), True
    while more:
        try:
            page = call(number, *place.arguments)
        except BadRequestError as error:
            if not place.narrow(error):
                raise
            continue
        entries, more = place.take(page)
        yield from entries


async def walk_async(
    call: Callable[..., Awaitable[Page[Any]]], offset_at: int, after_at: int, number: int, *arguments: Any
) -> AsyncIterator[Any]:
    """As `walk`, for calls that are awaited."""
    place, more = _Walk(offset_at, after_at, arguments), True
    while more:
        try:
            page = await call(number, *place.arguments)
        except BadRequestError as error:
            if not place.narrow(error):
                raise
            continue
        entries, more = place.take(page)
        for entry in entries:
            yield entry
