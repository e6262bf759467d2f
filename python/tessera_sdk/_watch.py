"""What is told of calls: to the logger `tessera_sdk`, and to the hooks of a client.

INFO is one line a call, DEBUG has the headers as well; never a body or a credential. Who listens to nothing pays for nothing but
the question whether somebody does.
"""

from __future__ import annotations

import sys
import time

from . import _core
from .exceptions import TesseraError

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from logging import Logger
    from typing import Any

SECRET = frozenset({"authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key"})
INFO, DEBUG = 20, 10


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


def retry_hook(hook: Callable[[Retry], object] | None) -> Callable[[str, int, int, float], object] | None:
    """The hook as the core calls it."""
    if hook is None:
        return None
    if not callable(hook):
        raise TypeError(f"on_retry must be callable or None, not {type(hook).__name__}")
    called: Any = hook
    return lambda request, tries, status, wait: called(Retry(request, tries, status or None, wait))


class Watch:
    """Who listens to the calls of a client and of its views."""

    __slots__ = ("logger", "on_request", "on_response")

    def __init__(
        self,
        on_request: Callable[[Request], object] | None = None,
        on_response: Callable[[Outcome], object] | None = None,
    ) -> None:
        for name, hook in (("on_request", on_request), ("on_response", on_response)):
            if hook is not None and not callable(hook):
                raise TypeError(f"{name} must be callable or None, not {type(hook).__name__}")
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

    def begin(self, what: Any, more: tuple[Any, ...]) -> tuple[Request, float]:
        """The request of a call, once its hook has seen it, and when it began."""
        if isinstance(what, int):
            method, _, path = _core.call_name(what).partition(" ")
        else:
            method, path = str(what), str(more[0]).partition("?")[0] if more else ""
        request = Request(method, path, {})
        trace = sys.modules.get("opentelemetry.propagate")
        if trace is not None:
            trace.inject(request.headers)
        if self.on_request is not None:
            self.on_request(request)
        return request, time.monotonic()

    def end(self, request: Request, began: float, response: _core.Response | None, error: BaseException | None) -> None:
        """Tells what became of it."""
        took = time.monotonic() - began
        level = self.level()
        if level != 0:
            self._log(level, request, took, response, error)
        if self.on_response is not None and (error is None or isinstance(error, TesseraError)):
            self.on_response(Outcome(request, response, error, took))

    def _log(
        self, level: int, request: Request, took: float, response: _core.Response | None, error: BaseException | None
    ) -> None:
        logger: Any = self.logger
        if response is not None:
            tail = f", request {response.request_id}" if error is not None else ""
            tries = f" after {response.tries} tries" if response.tries > 1 else ""
            logger.info("%s %s: %s in %.1f ms%s%s", request.method, request.path, response.status, took * 1000, tries, tail)
        else:
            logger.info("%s %s: %s in %.1f ms", request.method, request.path, type(error).__name__, took * 1000)
        if level == DEBUG and response is not None:
            logger.debug("%s %s: sent %s, received %s", request.method, request.path, shown(request.headers), shown(response.headers))


def shown(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers without credentials."""
    return {name: "..." if name.lower() in SECRET else value for name, value in headers.items()}


def _bare(watch: Watch) -> bool:
    return (
        watch.on_request is None
        and watch.on_response is None
        and watch.level() == 0
        and "opentelemetry.propagate" not in sys.modules
    )


def watched(watch: Watch, call: Callable[..., Any], told: Callable[..., Any], options: _core.CallOptions | None) -> Callable[..., Any]:
    """The call as it is, which has the options already, and watched where somebody listens."""

    def tell(what: Any, *more: Any) -> Any:
        if _bare(watch):
            return call(what, *more)
        request, began = watch.begin(what, more)
        response: _core.Response | None = None
        failure: BaseException | None = None
        try:
            result, response = told(options, request.headers or None, what, *more)
            return result
        except BaseException as error:
            failure, response = error, getattr(error, "response", None)
            raise
        finally:
            watch.end(request, began, response, failure)

    return tell


def watched_async(
    watch: Watch, call: Callable[..., Awaitable[Any]], told: Callable[..., Awaitable[Any]], options: _core.CallOptions | None
) -> Callable[..., Awaitable[Any]]:
    """As `watched`, of a call that is awaited."""

    async def wait(what: Any, more: tuple[Any, ...]) -> Any:
        request, began = watch.begin(what, more)
        response: _core.Response | None = None
        failure: BaseException | None = None
        try:
            result, response = await told(options, request.headers or None, what, *more)
            return result
        except BaseException as error:
            failure, response = error, getattr(error, "response", None)
            raise
        finally:
            watch.end(request, began, response, failure)

    def tell(what: Any, *more: Any) -> Awaitable[Any]:
        return call(what, *more) if _bare(watch) else wait(what, more)

    return tell
