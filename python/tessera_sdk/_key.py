"""API keys that are asked for as calls are made, so that they can be replaced while a client lives."""

from __future__ import annotations

from .exceptions import TesseraError

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from typing import Any

    from . import _core

    Headers = Mapping[str, str] | None
    Key = str | Callable[[], str] | None
    AsyncKey = str | Callable[[], str | Awaitable[str]] | None

LONGEST = 4000  # characters; libtessera takes about as many


def _is_named(headers: Headers) -> bool:
    """Whether a header says who calls: it counts then, as it does where the key stays the same."""
    return headers is not None and any(isinstance(name, str) and name.lower() == "authorization" for name in headers)


def split_key(api_key: Any, headers: Headers) -> tuple[Any, Callable[[], Any] | None]:
    """The key as the core takes it, and the function to ask for it instead, if any."""
    if not callable(api_key):
        return api_key, None
    return "", None if _is_named(headers) else api_key


def _added(headers: Headers, key: Any) -> Headers:
    """The headers with the key. No error shows the key, since errors end up in logs."""
    if not isinstance(key, str):
        raise TypeError(f"api_key must give a str, not {type(key).__name__}")
    if len(key) > LONGEST or not key.isascii() or not key.isprintable():
        raise TesseraError("the API key cannot be sent")
    return {**(headers or {}), "Authorization": f"Bearer {key}"} if key else headers


def keyed(
    ask: Callable[[], Any] | None, call: Callable[..., Any], told: Callable[..., Any],
    options: _core.CallOptions | None, headers: Headers,
) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """The same calls, which ask for their key first; `headers` are those of the options."""
    if ask is None or _is_named(headers):
        return call, told
    give = ask

    def with_key(options: _core.CallOptions | None, more: Headers, *what: Any) -> Any:
        return told(options, more if _is_named(more) else _added(more, give()), *what)

    return lambda *what: with_key(options, None, *what)[0], with_key


def keyed_async(
    ask: Callable[[], Any] | None, call: Callable[..., Awaitable[Any]], told: Callable[..., Awaitable[Any]],
    options: _core.CallOptions | None, headers: Headers,
) -> tuple[Callable[..., Awaitable[Any]], Callable[..., Awaitable[Any]]]:
    """As `keyed`, of calls that are awaited; what gives the key may have to be awaited, too."""
    if ask is None or _is_named(headers):
        return call, told
    give = ask

    async def with_key(options: _core.CallOptions | None, more: Headers, *what: Any) -> Any:
        if not _is_named(more):
            key = give()
            more = _added(more, await key if hasattr(key, "__await__") else key)
        return await told(options, more, *what)

    async def call_with_key(*what: Any) -> Any:
        return (await with_key(options, None, *what))[0]

    return call_with_key, with_key
