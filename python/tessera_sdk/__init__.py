"""Client of Tessera, the data-contract system.

    async with AsyncTesseraClient() as client:
        teams = await client.teams.list()

`TesseraClient` is the same for programs that are not asynchronous. Models and enumerations are importable from here.
"""

from __future__ import annotations

from importlib import import_module

from ._core import Response, __version__
from .exceptions import (
    AuthenticationError,
    BadRequestError,
    ConflictError,
    NotFoundError,
    NotModifiedError,
    PermissionDeniedError,
    PreconditionFailedError,
    RateLimitError,
    ServerError,
    TesseraAPIError,
    TesseraConnectionError,
    TesseraError,
    TesseraTimeoutError,
    ValidationError,
)
from .page import AsyncPage, Page

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from typing import Any

    from . import enums, models, schema
    from ._watch import Outcome, Request, Retry
    from .aio import AsyncTesseraClient
    from .client import TesseraClient
    from .enums import *  # noqa: F403
    from .models import *  # noqa: F403

__all__ = [
    "AsyncPage",
    "AsyncTesseraClient",
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "NotFoundError",
    "NotModifiedError",
    "Outcome",
    "Page",
    "PermissionDeniedError",
    "PreconditionFailedError",
    "RateLimitError",
    "Request",
    "Response",
    "Retry",
    "ServerError",
    "TesseraAPIError",
    "TesseraClient",
    "TesseraConnectionError",
    "TesseraError",
    "TesseraTimeoutError",
    "ValidationError",
    "__version__",
]
_OWN = tuple(__all__)
if TYPE_CHECKING:
    __all__ += enums.__all__
    __all__ += models.__all__
else:
    del __all__  # _find makes it, with the names of all models and enumerations


# Clients, models, enumerations and the functions for schemas are made when they are first asked for: most programs use one
# client and a few models.
_CLIENTS = {"AsyncTesseraClient": ".aio", "TesseraClient": ".client"}
_MODULES = ("enums", "models", "schema")
_HOOKS = ("Outcome", "Request", "Retry")  # what hooks are called with


def _lazy_modules() -> tuple[Any, Any]:
    return import_module(".models", __name__), import_module(".enums", __name__)


def _find(name: str) -> Any:
    if name == "__all__":
        return sorted({*_OWN, *_MODULES, *(each for module in _lazy_modules() for each in module.__all__)})
    if name in _CLIENTS:
        return getattr(import_module(_CLIENTS[name], __name__), name)
    if name in _HOOKS:
        return getattr(import_module("._watch", __name__), name)
    if name in _MODULES:
        return import_module(f".{name}", __name__)
    for module in () if name.startswith("_") else _lazy_modules():
        if name in module.__all__:
            return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __getattr__(name: str) -> Any:
    value = _find(name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_CLIENTS, *_MODULES, *(name for module in _lazy_modules() for name in module.__all__)})
