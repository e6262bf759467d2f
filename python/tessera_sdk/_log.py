"""What the logger `tessera_sdk` tells at DEBUG: each call with its outcome and its time, never a body or a credential."""

from __future__ import annotations

import sys
import time

from . import _core
from .exceptions import TesseraAPIError

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from logging import Logger
    from typing import Any


def _logger() -> Logger | None:
    logging = sys.modules.get("logging")  # who has no such module has set no level
    if logging is None:
        return None
    logger: Logger = logging.getLogger("tessera_sdk")
    return logger if logger.isEnabledFor(logging.DEBUG) else None


def _name(what: Any, more: tuple[Any, ...]) -> str:
    if isinstance(what, int):
        return _core.call_name(what)
    return f"{what} {str(more[0]).partition('?')[0] if more else ''}"


def _tell(logger: Logger, name: str, began: float, error: BaseException | None) -> None:
    took = (time.monotonic() - began) * 1000
    if error is None:
        logger.debug("%s: done in %.1f ms", name, took)
    elif isinstance(error, TesseraAPIError):
        logger.debug("%s: %s %s in %.1f ms, request %s", name, error.status_code, error.code, took, error.request_id)
    else:
        logger.debug("%s: %s in %.1f ms", name, type(error).__name__, took)


def told(call: Callable[..., Any]) -> Callable[..., Any]:
    """The call as it is, told of where somebody listens."""

    def tell(what: Any, *more: Any) -> Any:
        logger = _logger()
        if logger is None:
            return call(what, *more)
        began = time.monotonic()
        failure: BaseException | None = None
        try:
            return call(what, *more)
        except BaseException as error:
            failure = error
            raise
        finally:
            _tell(logger, _name(what, more), began, failure)

    return tell


def told_async(call: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """As told, of a call that is awaited."""

    async def wait(logger: Logger, what: Any, more: tuple[Any, ...]) -> Any:
        began = time.monotonic()
        failure: BaseException | None = None
        try:
            return await call(what, *more)
        except BaseException as error:
            failure = error
            raise
        finally:
            _tell(logger, _name(what, more), began, failure)

    def tell(what: Any, *more: Any) -> Awaitable[Any]:
        logger = _logger()
        return call(what, *more) if logger is None else wait(logger, what, more)

    return tell
