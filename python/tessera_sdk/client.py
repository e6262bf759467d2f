"""The synchronous client."""

from __future__ import annotations

from . import _core
from ._key import split_key
from ._options import limited, merge
from ._tls import check_pair, tls_settings
from ._watch import Watch, check_hook, retry_hook, watched
from .calls import Resources
from .exceptions import TesseraError

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from types import TracebackType
    from typing import Any, Self
    from uuid import UUID

    from ._events import EventStream
    from ._key import Key
    from ._options import Options
    from ._tls import Cert, Settings, Verify
    from ._watch import Outcome, Request, Retry


class TesseraClient(Resources):
    """A client of a Tessera server whose calls wait for their results.

    It may be used by several threads at once. Close it, or use it in a `with` statement.

    Args:
        base_url (str): Where the server is, or unix:PATH; else the environment's TESSERA_URL, else http://localhost:8000
        api_key (str | Callable): The credential, or what gives it for each call; else the environment's TESSERA_API_KEY, else none
        timeout (float): Seconds for one call, connecting included; None: no limit
        headers (Mapping[str, str]): Sent with every request
        max_connections (int): Calls that may be under way at once; further ones wait
        retries (int): Extra tries of calls that may be repeated, when the connection breaks or the server is busy; 0: none
        verify (bool | str | PathLike | SSLContext): Whether to check the server's certificate, or whom to trust: a file, a folder, a context
        cert (str | PathLike | tuple): The client's own certificate: a file; or its file, its key's and perhaps a password
        proxy (str): URL of a proxy; else as the environment says
        on_request (Callable[[Request], object]): Called with each request before it is sent; it may add headers
        on_response (Callable[[Outcome], object]): Called with what became of each call
        on_retry (Callable[[Retry], object]): Called when a try has failed and another one follows
        user_agent_suffix (str): Behind the user agent: the program's own name and version

    Raises:
        TypeError: A setting has another type
        ValueError: A setting is out of its range
        TesseraError: The URL, a header, the file of authorities or the client's certificate is of no use
    """

    __slots__ = ("_core", "_options", "_request", "_timeout", "_watch", "__weakref__")

    def __init__(
        self,
        base_url: str | None = None,
        api_key: Key = None,
        timeout: float | None = 30.0,
        headers: Mapping[str, str] | None = None,
        *,
        max_connections: int = 100,
        retries: int = 2,
        verify: Verify = True,
        cert: Cert | None = None,
        proxy: str | None = None,
        on_request: Callable[[Request], object] | None = None,
        on_response: Callable[[Outcome], object] | None = None,
        on_retry: Callable[[Retry], object] | None = None,
        user_agent_suffix: str | None = None,
    ) -> None:
        key, ask = split_key(api_key, headers)
        check_hook("api_key", ask)
        self._watch = watch = Watch(on_request, on_response, ask)
        tls = tls_settings(verify, cert)
        self._core = _core.SyncCore(
            base_url, key, timeout, headers, max_connections, retries, tls, proxy,
            retry_hook(on_retry), user_agent_suffix)
        if cert is not None:
            self._check(tls)
        self._options: Options | None = None
        core = self._core
        self._request = watched(watch, core.request, core.request_told, None)
        self._timeout = timeout
        watch.headers = dict(headers or ())

        def calls(options: _core.CallOptions) -> Callable[..., Any]:
            return watched(watch, lambda *arguments: core.call_with(options, *arguments), core.call_told, options)

        super().__init__(
            watched(watch, core.call, core.call_told, None), limited(calls, None, timeout), (watch, core, None, None))

    def _check(self, tls: Settings) -> None:
        # Behind the core's own look at the files, which tells of what is missing.
        try:
            check_pair(tls)
        except BaseException:
            self._core.close()
            raise

    @property
    def base_url(self) -> str:
        """The server's URL (str), without slashes at its end."""
        return self._core.base_url

    @property
    def is_closed(self) -> bool:
        """Whether the client was closed (bool)."""
        return self._core.closed

    def with_options(
        self,
        *,
        timeout: float | None = ...,  # type: ignore[assignment]
        headers: Mapping[str, str] | None = None,
        retries: int | None = None,
        idempotency_key: str | None = None,
        if_match: str = ...,  # type: ignore[assignment]
        if_none_match: str | None = None,
    ) -> Self:
        """A view of this client whose calls have options of their own: the same connections, the same methods.

        It costs next to nothing and needs no closing: it ends with the client. What is left out is as the client, or the view,
        has it.

        Args:
            timeout (float): Seconds for one call; None: no limit
            headers (Mapping[str, str]): Sent with every request, in place of the client's of the same name
            retries (int): Extra tries of calls that may be repeated; 0: none
            idempotency_key (str): Of the next write, which may then be repeated; the ones after it have none
            if_match (str): Entity tag that the resource must have for a write; else it raises PreconditionFailedError. None, the tag
                of what came out of a list, is refused: it would be no condition
            if_none_match (str): Entity tag that the resource must not have; else the call raises NotModifiedError

        Raises:
            TypeError: An option has another type
            ValueError: An option is out of its range
        """
        view = object.__new__(type(self))
        view._core = core = self._core
        view._options, options = merge(
            self._options, timeout, headers, retries, idempotency_key, if_match, if_none_match)
        view._watch = watch = self._watch
        given = view._options[1]
        view._request = watched(
            watch, lambda *arguments: core.request_with(options, *arguments), core.request_told, options, given)
        view._timeout = self._timeout if view._options[0] is ... else view._options[0]

        def calls(options: _core.CallOptions) -> Callable[..., Any]:
            return watched(
                watch, lambda *arguments: core.call_with(options, *arguments), core.call_told, options, given)

        Resources.__init__(view, calls(options), limited(calls, options, view._timeout), (watch, core, options, given))
        return view

    def events(
        self,
        *,
        event: str | Iterable[str] | None = None,
        entity_type: str | None = None,
        entity_id: str | UUID | None = None,
        asset_id: str | UUID | None = None,
        team_id: str | UUID | None = None,
        after: int | str | None = None,
        reconnect: bool = True,
        wait: int = 20,
    ) -> EventStream:
        """Follow what happens: `for` over the result gives each event as it happens, in one order and each once.

        Nothing is asked before the first step; `with` finds out first where the stream stands. The filters have to hold together.

        Args:
            event (str | Iterable[str]): Only these types of events; "proposal.*" is all of a noun
            entity_type (str): Only what happens to things of this kind
            entity_id (str | UUID): Only what happens to this thing
            asset_id (str | UUID): Only what concerns this asset
            team_id (str | UUID): Only what concerns this team
            after (int | str): The `last_event_id` to go on behind; 0: from the first event of all; None: from now on
            reconnect (bool): Whether to go on where the connection ends or the server is busy; else the error is raised
            wait (int): Seconds, up to 60, after which a server without events is asked again

        Returns:
            EventStream: Gives AuditEvent instances; its `last_event_id` is that of the last one given

        Raises:
            ValueError: `wait` is out of its range
        """
        from ._events import GRACE_SECONDS, EventStream

        if not 0 < wait <= 60:
            raise ValueError("wait must be from 1 to 60")
        view = self.with_options(timeout=wait + GRACE_SECONDS)
        return EventStream(view._request, event, entity_type, entity_id, asset_id, team_id, after, reconnect, wait)

    def request(
        self, method: str, path: str, json: Any = None, params: Mapping[str, Any] | None = None
    ) -> Any:
        """Make any request of the API.

        Args:
            method (str): GET, POST, ...
            path (str): The path below the base URL, "/api/v1/teams"
            json (Any): What to send, as plain objects
            params (Mapping[str, Any]): The query's parameters; None is left out, a list repeats its name

        Returns:
            Any: The reply as plain objects, as text where it is no JSON, None where it is empty

        Raises:
            TypeError: An argument has another type, or is nothing that JSON can tell
            ValueError: A number is not finite, or the value is nested too deeply
            TesseraAPIError: The server answered with an error; its class says which
            TesseraConnectionError: Nothing usable came back, or not in time
            TesseraError: The client is closed, or was opened by another process
        """
        return self._request(method, path, json, params)

    def close(self) -> None:
        """Release the connections; calls of other threads end with TesseraError.

        Closing twice does nothing, nor does closing a view.
        """
        if self._options is None:
            self._core.close()

    def __enter__(self) -> TesseraClient:
        """Give the client itself. TesseraError: it is closed."""
        if self.is_closed:
            raise TesseraError("the client is closed")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the client."""
        self.close()

    def __repr__(self) -> str:
        return f"<TesseraClient of {self.base_url}{', closed' if self.is_closed else ''}>"
