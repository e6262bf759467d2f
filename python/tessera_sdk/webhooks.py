"""For receivers of webhooks: whether what came is what the server sent, and not long ago."""

from __future__ import annotations

import hashlib
import hmac
import re
import time

TOLERANCE = 300.0  # seconds
_HEADER = re.compile(r"t=(\d{1,18})((?:,v1=[^,]*)+)", re.ASCII)


class WebhookError(ValueError):
    """What came must not be acted on: it is not signed with the secret, was changed, or was signed too long ago."""


def verify(secret: str, signature: str | None, body: bytes, *, tolerance: float = TOLERANCE, now: float | None = None) -> None:
    """Verifies the bytes of a body as they came, against the value of the header X-Tessera-Signature-V2 (None: there was none) and the
    secret of the destination; with an empty one everything is refused. Raises WebhookError. `now` is in seconds since 1970; without it the clock is read."""
    if not secret:
        raise WebhookError("there is no secret to verify with")
    header = _HEADER.fullmatch(signature or "")
    if header is None:
        raise WebhookError("the signature is missing or of another form")
    seconds = header[1]
    wanted = hmac.new(secret.encode(), seconds.encode() + b"." + body, hashlib.sha256).hexdigest().encode()
    genuine = False
    for given in header[2].split(",v1=")[1:]:  # one for each secret, while one takes the place of another
        genuine |= hmac.compare_digest(wanted, given.encode("utf-8", "surrogateescape"))
    if not genuine:
        raise WebhookError("the signature is not that of the body under this secret")
    if abs((time.time() if now is None else now) - int(seconds)) > tolerance:
        raise WebhookError("the signature is too old, or of the future")
