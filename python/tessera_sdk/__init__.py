"""Client of Tessera, the data-contract system.

    async with AsyncTesseraClient() as client:
        teams = await client.teams.list()

`TesseraClient` is the same for programs that are not asynchronous. Models and enumerations are importable from here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ._core import __version__
from .aio import AsyncTesseraClient
from .client import TesseraClient
from .exceptions import (
    AuthenticationError,
    BadRequestError,
    ConflictError,
    NotFoundError,
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
from .page import Page

if TYPE_CHECKING:
    from .enums import *  # noqa: F403
    from .models import *  # noqa: F403

__all__ = [
    "AsyncTesseraClient",
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "NotFoundError",
    "Page",
    "PermissionDeniedError",
    "PreconditionFailedError",
    "RateLimitError",
    "ServerError",
    "TesseraAPIError",
    "TesseraClient",
    "TesseraConnectionError",
    "TesseraError",
    "TesseraTimeoutError",
    "ValidationError",
    "__version__",
]


# Models and enumerations are made when they are first asked for, which keeps the import short.
def _lazy_modules() -> tuple[Any, Any]:
    return import_module(".models", __name__), import_module(".enums", __name__)


def __getattr__(name: str) -> Any:
    if not name.startswith("_"):
        for module in _lazy_modules():
            if name in module.__all__:
                return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *(name for module in _lazy_modules() for name in module.__all__)})
