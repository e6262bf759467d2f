"""What is told of calls: to the logger `tessera_sdk`, and to the hooks of a client.

INFO is one line a call, DEBUG has the headers as well; never a body or a credential. Who listens to nothing pays for nothing but
the question whether somebody does.
"""

from __future__ import annotations

import sys
import time

from . import _core
from ._key import keyed, keyed_async
from .exceptions import TesseraError

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from logging import Logger
    from typing import Any

    from ._key import Headers

# What names of headers that may hold credentials have in them.
SECRET = ("authoriz", "cookie", "api-key", "apikey", "token", "secret", "password", "credential", "signature", "x-auth")
INFO, DEBUG = 20, 10
TRACE, STATE = "traceparent", "tracestate"  # of W3C Trace Context
COROUTINE = 0x80 | 0x100 | 0x200  # flags of code as of inspect, which takes long to import: coroutines, and generators that are
_names: dict[int, tuple[str, str]] = {}  # method and path of the calls that were told of, by number


class Request:
    """A call that is about to be made, as hooks see it.

    A hook may add to `headers`, or replace what is there: they go with the request.
    """

    __slots__ = ("headers", "method", "path")

    method: str
    """GET, POST, ..."""

    path: str
    """The path below the base URL; of a call with parameters in its path, with their names: /api/v1/teams/{team_id}"""

    headers: dict[str, str]
    """Headers of this request, beside the client's own"""

    def __init__(self, method: str, path: str, headers: dict[str, str]) -> None:
        self.method = method
        self.path = path
        self.headers = headers

    def __repr__(self) -> str:
        return f"<Request {self.method} {self.path}>"


class Outcome:
    """What became of a call, as hooks see it."""

    __slots__ = ("elapsed", "error", "request", "response")

    request: Request
    """What was asked"""

    response: _core.Response | None
    """What came back: status and headers; None where nothing did"""

    error: TesseraError | None
    """What the call raised"""

    elapsed: float
    """Seconds, all tries included"""

    def __init__(
        self, request: Request, response: _core.Response | None, error: TesseraError | None, elapsed: float
    ) -> None:
        self.request = request
        self.response = response
        self.error = error
        self.elapsed = elapsed

    def __repr__(self) -> str:
        became = repr(self.error) if self.response is None else self.response.status
        return f"<Outcome of {self.request!r}: {became}>"


class Retry:
    """A try that has failed and is followed by another one, as hooks see it."""

    __slots__ = ("request", "status", "tries", "wait")

    request: str
    """Method and URL, without its query"""

    tries: int
    """How many there were so far"""

    status: int | None
    """Of the reply that was no success; None: the connection failed"""

    wait: float
    """Seconds until the next one"""

    def __init__(self, request: str, tries: int, status: int | None, wait: float) -> None:
        self.request = request
        self.tries = tries
        self.status = status
        self.wait = wait

    def __repr__(self) -> str:
        return f"<Retry of {self.request} in {self.wait:.2f} s>"


def check_hook(name: str, hook: Any) -> None:
    """TypeError: it is no function, or one that would have to be awaited, which nobody would do."""
    if hook is not None and not callable(hook):
        raise TypeError(f"{name} must be callable or None, not {type(hook).__name__}")
    called = hook
    while type(called).__name__ == "partial" and hasattr(called, "func"):
        called = called.func
    if any(getattr(getattr(one, "__code__", None), "co_flags", 0) & COROUTINE for one in (called, getattr(type(called), "__call__", None))):
        raise TypeError(f"{name} must be a function that does not wait, not a coroutine function")


def retry_hook(hook: Callable[[Retry], object] | None) -> Callable[[str, int, int, float], object] | None:
    """The hook as the core calls it."""
    check_hook("on_retry", hook)
    if hook is None:
        return None
    called: Any = hook
    return lambda request, tries, status, wait: called(Retry(request, tries, status or None, wait))


class Watch:
    """Who listens to the calls of a client and of its views."""

    __slots__ = ("headers", "key", "logger", "on_request", "on_response")

    def __init__(
        self,
        on_request: Callable[[Request], object] | None = None,
        on_response: Callable[[Outcome], object] | None = None,
        key: Callable[[], Any] | None = None,
    ) -> None:
        self.headers: dict[str, str] = {}  # of the client, once it has taken them
        self.key = key  # asked with each call, unless it is None
        check_hook("on_request", on_request)
        check_hook("on_response", on_response)
        self.on_request = on_request
        self.on_response = on_response
        self.logger: Logger | None = None

    def level(self) -> int:
        """The least level at which the logger listens, of INFO and DEBUG; 0: it does not."""
        logger = self.logger
        if logger is None:
            logging = sys.modules.get("logging")  # who has no such module has set no level
            if logging is None:
                return 0
            self.logger = logger = logging.getLogger("tessera_sdk")
        if not logger.isEnabledFor(INFO):
            return 0
        return DEBUG if logger.isEnabledFor(DEBUG) else INFO

    def _trace(self, headers: Headers) -> dict[str, str]:
        """What OpenTelemetry, if the program has it, gives the request, but for what the client or its view says itself."""
        found: dict[str, str] = {}
        propagate = sys.modules.get("opentelemetry.propagate")
        if propagate is not None:
            propagate.inject(found)
            own = {name.lower() for some in (self.headers, headers or {}) for name in some}
            found = {name: value for name, value in found.items() if name.lower() not in own}
            if TRACE not in found:  # it tells more of the trace that does not go
                found.pop(STATE, None)
        return found

    def begin(self, what: Any, more: tuple[Any, ...], headers: Headers) -> tuple[Request, float]:
        """The request of a call, once its hook has seen it, and when it began; `headers` are those of the client's view."""
        if isinstance(what, int):
            if what not in _names:
                method, _, path = _core.call_name(what).partition(" ")
                _names[what] = method, path
            method, path = _names[what]
        else:
            method, path = str(what), str(more[0]).partition("?")[0] if more else ""
        traced = self._trace(headers)
        request = Request(method, path, dict(traced))
        if self.on_request is not None:
            self.on_request(request)
            request.headers = replaced(traced, request.headers)
        return request, time.monotonic()

    def end(
        self, request: Request, began: float, response: _core.Response | None, error: BaseException | None, headers: Headers
    ) -> None:
        """Tells what became of it; `headers` are those of the client's view."""
        took = time.monotonic() - began
        level = self.level()
        if level != 0:
            self._log(level, request, took, response, error, headers)
        if self.on_response is not None and (error is None or isinstance(error, TesseraError)):
            self.on_response(Outcome(request, response, error, took))

    def _log(
        self, level: int, request: Request, took: float, response: _core.Response | None, error: BaseException | None,
        headers: Headers,
    ) -> None:
        logger: Any = self.logger
        if response is not None:
            tail = f", request {response.request_id}" if error is not None else ""
            tries = f" after {response.tries} tries" if response.tries > 1 else ""
            logger.info("%s %s: %s in %.1f ms%s%s", request.method, request.path, response.status, took * 1000, tries, tail)
        else:
            logger.info("%s %s: %s in %.1f ms", request.method, request.path, type(error).__name__, took * 1000)
        if level == DEBUG:
            sent, received = merged(self.headers, headers, request.headers), {} if response is None else response.headers
            logger.debug("%s %s: sent %s, received %s", request.method, request.path, shown(sent), shown(received))


def shown(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers without credentials."""
    return {name: "..." if any(word in name.lower() for word in SECRET) else value for name, value in headers.items()}


def replaced(traced: dict[str, str], headers: dict[str, str]) -> dict[str, str]:
    """What a hook has made of the trace's headers: each name once, and nothing of a trace that the hook has replaced."""
    if not traced or headers == traced or not all(isinstance(name, str) for name in headers):
        return headers
    found = merged(headers)
    now = {name.lower(): value for name, value in found.items()}
    if now.get(TRACE) != traced.get(TRACE) and now.get(STATE) == traced.get(STATE):
        found = {name: value for name, value in found.items() if name.lower() != STATE}
    return found


def merged(*several: Headers) -> dict[str, str]:
    """Headers as they go out: a later one takes the place of those of its name, in whatever case."""
    found: dict[str, tuple[str, str]] = {}
    for headers in several:
        found.update({name.lower(): (name, value) for name, value in (headers or {}).items()})
    return dict(found.values())


def watched(
    watch: Watch, call: Callable[..., Any], told: Callable[..., Any], options: _core.CallOptions | None, headers: Headers = None
) -> Callable[..., Any]:
    """The call as it is, which has the options and their headers already, and watched where somebody listens."""
    call, told = keyed(watch.key, call, told, options, headers)

    def tell(what: Any, *more: Any) -> Any:
        request, began = watch.begin(what, more, headers)
        response: _core.Response | None = None
        failure: BaseException | None = None
        try:
            result, response = told(options, request.headers or None, what, *more)
            return result
        except BaseException as error:
            failure, response = error, getattr(error, "response", None)
            raise
        finally:
            watch.end(request, began, response, failure, headers)

    return _core.Quiet(watch, call, tell)


def watched_async(
    watch: Watch, call: Callable[..., Awaitable[Any]], told: Callable[..., Awaitable[Any]], options: _core.CallOptions | None,
    headers: Headers = None,
) -> Callable[..., Awaitable[Any]]:
    """As `watched`, of a call that is awaited."""
    call, told = keyed_async(watch.key, call, told, options, headers)

    async def tell(what: Any, *more: Any) -> Any:
        request, began = watch.begin(what, more, headers)
        response: _core.Response | None = None
        failure: BaseException | None = None
        try:
            result, response = await told(options, request.headers or None, what, *more)
            return result
        except BaseException as error:
            failure, response = error, getattr(error, "response", None)
            raise
        finally:
            watch.end(request, began, response, failure, headers)

    return _core.Quiet(watch, call, tell)
