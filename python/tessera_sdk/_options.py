"""What `with_options` of a client means."""

from __future__ import annotations

from . import _core

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Mapping
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


def merge(
    old: Options | None,
    timeout: Any,
    headers: Mapping[str, str] | None,
    retries: int | None,
    *texts: str | None,
) -> tuple[Options, _core.CallOptions]:
    """The options of a view of a view, and the same for calls. What is given takes the place of what is there."""
    before: Any = old or (..., None, None, None, None, None)
    if headers is not None and before[1] is not None:
        given = {name.lower() for name in headers}
        headers = {**{name: value for name, value in before[1].items() if name.lower() not in given}, **headers}
    merged: Any = (
        before[0] if timeout is ... else timeout,
        before[1] if headers is None else dict(headers),
        before[2] if retries is None else retries,
        *(one if one is not None else other for one, other in zip(texts, before[3:], strict=True)),
    )
    return merged, _core.CallOptions(*merged)
