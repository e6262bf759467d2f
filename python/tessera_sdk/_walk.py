"""What the generated classes of calls stand on."""

from __future__ import annotations

from importlib import import_module

from .exceptions import BadRequestError, TesseraConnectionError

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
    from typing import Any, Self

    from .page import Page

    Asking = Any  # who listens, the core, and the options and headers of a view: of _export.py


class Calls:
    """A group of calls.

    Args:
        call (Callable): Makes a call, by its number
        limited (Callable): Gives what makes calls that keep to one time limit together, which begins then; None: there is none
        asking (Asking): What makes requests that are no calls by number; None: there are none
    """

    __slots__ = ("_asking", "_call", "_limited")

    def __init__(
        self, call: Callable[..., Any], limited: Callable[[], Callable[..., Any]] | None = None, asking: Asking = None
    ) -> None:
        self._call = call
        self._limited = limited
        self._asking = asking

    def _within_limit(self) -> Self:
        """The same group, for one call that takes several requests."""
        return self if self._limited is None else type(self)(self._limited())


def find_resource(client: Calls, name: str, classes: dict[str, str], package: str) -> Any:
    """The resource of a client that has not been asked for before; it stays with the client."""
    if name not in classes:
        raise AttributeError(f"{type(client).__name__!r} object has no attribute {name!r}")
    made = getattr(import_module(f"{package}.{name}"), classes[name])(client._call, client._limited, client._asking)
    setattr(client, name, made)
    return made


def _following(page: Page[Any], offset_at: int, after_at: int, arguments: Sequence[Any]) -> list[Any] | None:
    """What to call for the page behind this one, which came for these arguments. None: it is the last."""
    offset, after = None, page.next
    if after is None:
        offset = page.offset + len(page)
        # It is the last, or the server is an older one, which counts.
        if arguments[after_at] is not None or not page or offset >= page.total:
            return None
    following = list(arguments)
    following[offset_at], following[after_at] = offset, after
    return following


def _endless(after: Any, offset: Any) -> TesseraConnectionError:
    """What a list is that leads back to where it has been: it would be walked for ever."""
    told = f"next: {after!r}" if after is not None else f"offset: {offset!r}"
    return TesseraConnectionError(f"the list has no end: the server named a page as the following one that came already ({told})")


class Place:
    """Where a page stands: what gives the one behind it."""

    __slots__ = ("after_at", "asked", "call", "following", "number", "offset_at")

    def __init__(
        self, page: Page[Any], call: Callable[..., Any], offset_at: int, after_at: int, number: int, arguments: Sequence[Any]
    ) -> None:
        self.call, self.offset_at, self.after_at, self.number = call, offset_at, after_at, number
        self.asked = arguments
        self.following = _following(page, offset_at, after_at, arguments)

    def _behind(self) -> list[Any] | None:
        """What to call for the page behind it. TesseraConnectionError: the server says that it is this one again."""
        following = self.following
        if following is not None and all(following[at] == self.asked[at] for at in (self.after_at, self.offset_at)):
            raise _endless(following[self.after_at], following[self.offset_at])
        return following

    def turn(self) -> Any:
        """The page behind it, or None."""
        following = self._behind()
        return None if following is None else paged(self.call, self.offset_at, self.after_at, self.number, *following)


class _AsyncPlace(Place):
    """As `Place`, for pages that are awaited."""

    __slots__ = ()

    async def turn(self) -> Any:
        following = self._behind()
        if following is None:
            return None
        return await paged_async(self.call, self.offset_at, self.after_at, self.number, *following)


def paged(call: Callable[..., Any], offset_at: int, after_at: int, number: int, *arguments: Any) -> Any:
    """A page that knows what comes behind it. The arguments at these places are the offset and the place to begin behind."""
    page = call(number, *arguments)
    page._place = Place(page, call, offset_at, after_at, number, arguments)
    return page


async def paged_async(call: Callable[..., Any], offset_at: int, after_at: int, number: int, *arguments: Any) -> Any:
    """As `paged`, for calls that are awaited."""
    page = await call(number, *arguments)
    page._place = _AsyncPlace(page, call, offset_at, after_at, number, arguments)
    return page


class _Walk:
    """Where a walk over pages is, while the list may change under it.

    A page begins behind the last row of the one before, which need not be there any more: rows that come or go move none of the
    others. What changes its place in the order meanwhile may come twice, and is passed over then.
    """

    __slots__ = ("after_at", "arguments", "asked", "offset_at", "seen")

    def __init__(self, offset_at: int, after_at: int, arguments: tuple[Any, ...]) -> None:
        self.offset_at, self.after_at = offset_at, after_at
        self.arguments = list(arguments)
        self.seen: set[Any] = set()
        self.asked = {(arguments[after_at], arguments[offset_at])}

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
        following = _following(page, self.offset_at, self.after_at, self.arguments)
        if following is not None:
            self.arguments = following
        return fresh, following is not None

    def go_on(self) -> None:
        """To the page behind. TesseraConnectionError: it is one that came already."""
        place = self.arguments[self.after_at], self.arguments[self.offset_at]
        if place in self.asked:
            raise _endless(*place)
        self.asked.add(place)


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
        if more:
            place.go_on()


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
        if more:
            place.go_on()
