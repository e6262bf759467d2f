"""What `verify` and `cert` of a client mean."""

from __future__ import annotations

import os
import sys

from .exceptions import TesseraError

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    import ssl
    from typing import TypeGuard, Union

    Path = Union[str, os.PathLike[str]]
    Verify = Union[bool, Path, ssl.SSLContext]
    # Whether not to check; the authorities' file, or their text; the client's certificate, its key, its password.
    Settings = tuple[bool, Union[str, None], Union[str, None], Union[str, None], Union[str, None], Union[str, None]]
    Cert = Union[Path, tuple[Path, Path], tuple[Path, Path, str]]


def _path(value: object, name: str) -> str:
    if not isinstance(value, (str, os.PathLike)):
        raise TypeError(f"{name} is made of paths, not of {type(value).__name__}")
    path = os.fsdecode(value)
    if not path:
        raise ValueError(f"{name} is an empty path")
    return path


def _is_context(value: object) -> TypeGuard[ssl.SSLContext]:
    ssl = sys.modules.get("ssl")  # who has no such module has no such object
    return ssl is not None and isinstance(value, ssl.SSLContext)


def _authorities(context: ssl.SSLContext) -> str:
    import ssl

    if not context.check_hostname:
        raise TypeError("verify: a context that checks certificates but no host names cannot be followed")
    found = context.get_ca_certs(binary_form=True)
    if not found:
        raise ValueError("verify: the context has loaded no authorities that could be read; give the path of their file")
    return "".join(ssl.DER_cert_to_PEM_cert(each) for each in found)


def check_pair(settings: Settings) -> None:
    """That key and certificate belong together, as far as the interpreter can tell.

    Raises:
        TesseraError: The password is wrong, or the key is another certificate's
    """
    certificate, key, password = settings[3:]
    if certificate is None:
        return
    try:
        import ssl
    except ImportError:  # an interpreter without TLS: the first call tells it then
        return
    try:
        # An empty password, so that no terminal is asked for one.
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_cert_chain(certificate, key, password or "")
    except ssl.SSLError as error:
        file = certificate if key is None else key
        if error.reason is not None and error.reason.endswith("_MISMATCH"):
            raise TesseraError(f"cert: the key in the file '{file}' is not that of the certificate in '{certificate}'") from None
        if error.reason is None and password:
            raise TesseraError(f"cert: the key in the file '{file}' cannot be read with this password") from None


def tls_settings(verify: Verify, cert: Cert | None) -> Settings:
    """Whether not to check; the authorities' file, or their text; the client's certificate, its key, its password."""
    skip, file, text = verify is False, None, None
    if isinstance(verify, (str, os.PathLike)):
        file = _path(verify, "verify")
    elif _is_context(verify):
        skip = verify.verify_mode == 0
        text = None if skip else _authorities(verify)
    elif verify is not True and verify is not False:
        raise TypeError(f"verify must be True, False, a path or an ssl.SSLContext, not {type(verify).__name__}")
    if cert is None:
        return skip, file, text, None, None, None
    parts: tuple[object, ...] = cert if isinstance(cert, tuple) else (cert,)
    if not 1 <= len(parts) <= 3 or not isinstance(parts[-1] if len(parts) == 3 else "", str):
        raise TypeError("cert must be a path, or a tuple of a certificate's path, its key's and, if need be, its password")
    key = _path(parts[1], "cert") if len(parts) > 1 else None
    return skip, file, text, _path(parts[0], "cert"), key, str(parts[2]) if len(parts) == 3 else None
