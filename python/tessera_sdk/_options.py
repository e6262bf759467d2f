"""What `with_options` of a client means."""

from __future__ import annotations

from time import monotonic

from . import _core
from .exceptions import TesseraTimeoutError

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, NamedTuple

    class Options(NamedTuple):
        """What a view's calls have of their own; None is what the client has, and ... for the timeout."""

        timeout: Any
        headers: dict[str, str] | None
        retries: int | None
        idempotency_key: str | None
        if_match: str | None
        if_none_match: str | None
else:
    Options = tuple


CONDITIONS = ("idempotency-key", "if-match", "if-none-match")  # headers that are options as well, in the options' order


def merge(
    old: Options | None,
    timeout: Any,
    headers: Mapping[str, str] | None,
    retries: int | None,
    key: str | None,
    if_match: Any,
    if_none_match: str | None,
) -> tuple[Options, _core.CallOptions]:
    """The options of a view of a view, and the same for calls. What is given takes the place of what is there.

    Raises:
        TypeError: An option has another type; so has a tag that is None, with which a write would be under no condition
    """
    if if_match is None:
        raise TypeError("if_match must be str, not None: what comes out of a list has no entity tag, get it by its id first")
    before: Any = old or (..., None, None, None, None, None)
    if headers is not None:
        given = {name.lower() for name in headers if isinstance(name, str)}
        # A header takes the place of the option that was set before it.
        before = (*before[:3], *(None if name in given else one for name, one in zip(CONDITIONS, before[3:], strict=True)))
        headers = {**{name: value for name, value in (before[1] or {}).items() if name.lower() not in given}, **headers}
    merged: Any = (
        before[0] if timeout is ... else timeout,
        before[1] if headers is None else dict(headers),
        before[2] if retries is None else retries,
        before[3] if key is None else key,
        before[4] if if_match is ... else if_match,
        before[5] if if_none_match is None else if_none_match,
    )
    return merged, _core.CallOptions(*merged)


def limited(
    calls: Callable[[_core.CallOptions], Callable[..., Any]], options: _core.CallOptions | None, seconds: float | None
) -> Callable[[], Callable[..., Any]] | None:
    """What gives, for each call that takes several requests, what makes them: all within the time that one call has.

    Args:
        calls (Callable): What makes calls with these options
        options (CallOptions): Of the client or its view
        seconds (float): The time; None: there is no limit
    """
    if seconds is None:
        return None
    most = float(seconds)

    def begin() -> Callable[..., Any]:
        own = _core.CallOptions(..., None, None, None, None, None) if options is None else options
        end = monotonic() + most

        def call(*arguments: Any) -> Any:
            left = end - monotonic()
            if left <= 0:
                raise TesseraTimeoutError(f"the call took longer than its time limit of {most:g} s")
            return calls(own.within(left))(*arguments)

        return call

    return begin
