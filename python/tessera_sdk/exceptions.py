"""What goes wrong: every exception of the package derives from TesseraError."""

from __future__ import annotations

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from typing import Any

    from ._core import Response

__all__ = (
    "TesseraError",
    "TesseraAPIError",
    "BadRequestError",
    "AuthenticationError",
    "PermissionDeniedError",
    "NotFoundError",
    "ConflictError",
    "PreconditionFailedError",
    "ValidationError",
    "RateLimitError",
    "ServerError",
    "NotModifiedError",
    "TesseraConnectionError",
    "TesseraTimeoutError",
)


class TesseraError(Exception):
    """Anything that this package raises."""

    message: str
    """What went wrong, for people"""

    status_code: int | None
    """HTTP status of the reply; None when there was none"""

    code: str | None
    """The API's error code, such as ASSET_NOT_FOUND"""

    details: Any
    """What the API says beyond the message: a dict, or the list of what is wrong with a request"""

    request_id: str | None
    """Id of the request, for the server's log"""

    response_body: str | None
    """The reply as it came"""

    retry_after: float | None
    """Seconds after which the server asks to try again"""

    response: Response | None = None
    """What came back: status, headers, and how long it took; None when nothing did"""

    def __init__(
        self,
        message: str,
        *,
        status_code: int | None = None,
        code: str | None = None,
        details: Any = None,
        request_id: str | None = None,
        response_body: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status_code = status_code
        self.code = code
        self.details = details
        self.request_id = request_id
        self.response_body = response_body
        self.retry_after = retry_after

    def __str__(self) -> str:
        head = " ".join(str(part) for part in (self.status_code, self.code) if part)
        tail = f" (request {self.request_id})" if self.request_id else ""
        return f"{head}: {self.message}{tail}" if head else f"{self.message}{tail}"

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.message, {name: value for name, value in self.__dict__.items() if name != "response"})


class TesseraAPIError(TesseraError):
    """The server answered with an error status, or with a redirection, which is not followed."""


class BadRequestError(TesseraAPIError):
    """400: the request was refused."""


class AuthenticationError(TesseraAPIError):
    """401: the credential is missing or wrong; `code` tells which. 403 is a PermissionDeniedError, whose credential counts."""


class PermissionDeniedError(AuthenticationError):
    """403: the credential does not allow this: it lacks a scope, or what is asked for is another team's to do."""

    @property
    def required_scope(self) -> str | None:
        """The scope that it lacks: read, write or admin; None for another reason, which `code` and `message` tell."""
        scope = self.details.get("required_scope") if isinstance(self.details, dict) else None
        return scope if isinstance(scope, str) else None


class NotFoundError(TesseraAPIError):
    """404: there is no such thing."""


class ConflictError(TesseraAPIError):
    """409: the request clashes with what exists."""


class PreconditionFailedError(TesseraAPIError):
    """412: a precondition of the request does not hold."""


class ValidationError(TesseraAPIError):
    """422, or a value that was refused before sending; `status_code` is None then."""


class RateLimitError(TesseraAPIError):
    """429: too many requests; `retry_after` tells how long to wait."""


class ServerError(TesseraAPIError):
    """5xx: the server failed."""


class NotModifiedError(TesseraError):
    """304: the resource still has the entity tag that a call with `if_none_match` named."""


class TesseraConnectionError(TesseraError):
    """Nothing usable came back."""


class TesseraTimeoutError(TesseraConnectionError, TimeoutError):
    """The call took too long."""


_BY_STATUS: dict[int, type[TesseraAPIError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    412: PreconditionFailedError,
    422: ValidationError,
    429: RateLimitError,
}

_BY_KIND: dict[str, type[TesseraError]] = {
    "TESSERA_E_VALIDATION": ValidationError,
    "TESSERA_E_NOT_MODIFIED": NotModifiedError,
    "TESSERA_E_TIMEOUT": TesseraTimeoutError,
    "TESSERA_E_CONNECTION": TesseraConnectionError,
    "TESSERA_E_PROTOCOL": TesseraConnectionError,
    "TESSERA_E_TOO_LARGE": TesseraConnectionError,
}


def _restore(kind: type[TesseraError], message: str, state: dict[str, Any]) -> TesseraError:
    error = kind(message)
    error.__dict__.update(state)
    return error


def _class_of(kind: str, status: int) -> type[TesseraError]:
    if kind in _BY_KIND and kind != "TESSERA_E_VALIDATION":
        return _BY_KIND[kind]
    if status >= 500:
        return ServerError
    if status >= 400 or (status >= 300 and kind == "TESSERA_E_HTTP"):
        return _BY_STATUS.get(status, TesseraAPIError)
    return _BY_KIND.get(kind, TesseraError)


def make_error(
    kind: str,
    status: int,
    code: str,
    message: str,
    request_id: str,
    details: Any,
    body: str | None,
    retry_after: float,
    response: Response | None = None,
) -> TesseraError:
    """The exception for an error of libtessera."""
    error = _class_of(kind, status)(
        message,
        status_code=status or None,
        code=code or None,
        details=details,
        request_id=request_id or None,
        response_body=body,
        retry_after=retry_after if retry_after >= 0 else None,
    )
    error.response = response
    return error
