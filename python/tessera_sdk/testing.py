"""A server for tests that is not there: clients whose requests are answered by what a test says.

    with MockServer() as mock:
        mock.on("teams.get").reply(name="data")
        with mock.client() as client:
            assert client.teams.get(uuid4()).name == "data"
        assert [call.name for call in mock.calls] == ["teams.get"]

Everything but the server is real: requests are encoded, replies are read and decoded, calls are retried, time out and are
cancelled, in the waiting and the asynchronous client alike. The two ends meet in a socket file of their own.
"""

from __future__ import annotations

import dataclasses
import datetime
import enum
import http.server
import inspect
import json
import os
import re
import shutil
import socketserver
import tempfile
import threading
import traceback
import types
import typing
import urllib.parse
import uuid
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any, Self, TypeVar

from . import _core, aio, client, models, page
from ._mock_events import PATH as EVENTS
from ._mock_events import MockEvents, StreamText
from ._model import Model

T = TypeVar("T", bound=Model)

__all__ = ["Call", "MockServer", "Rule", "example"]


# --- values -----------------------------------------------------------------------------------------------------------


def _value(name: str, hint: Any) -> Any:
    arguments = [one for one in typing.get_args(hint) if one is not types.NoneType]
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return _value(name, arguments[0])
    kind = typing.get_origin(hint) or hint
    if kind is uuid.UUID:
        return uuid.uuid4()
    if kind is datetime.datetime:
        return datetime.datetime.now(datetime.UTC)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return list[Any](kind)[0]
    if isinstance(kind, type) and issubclass(kind, Model):
        return example(kind)
    return kind() if kind in (int, float, bool, list, dict) else name if kind is str else {}


def example(model: type[T], **fields: Any) -> T:
    """An instance of a model with these fields, and something fitting where it must have more.

    Args:
        model (type[T]): A model's class: Team, Asset, ...
        fields (Any): Values by name

    Raises:
        TypeError: The model has no such field
    """
    hints = typing.get_type_hints(model)
    for field in dataclasses.fields(model):
        if field.name not in fields and field.default is dataclasses.MISSING:
            fields[field.name] = _value(field.name, hints[field.name])
    return model(**fields)


def _plain(value: Any) -> Any:
    return value.to_dict() if isinstance(value, Model) else value


def _text(value: Any) -> bytes:
    return b"" if value is None else json.dumps(value).encode()


# --- calls ------------------------------------------------------------------------------------------------------------


def _describe(name: str) -> tuple[int, type[Model] | None, bool]:
    """Number of the call of that name, the model of its reply, and whether that is a page."""
    noun, _, verb = name.rpartition(".")
    module = import_module(f"tessera_sdk.calls.{noun}" if noun else "tessera_sdk.calls")
    for kind in vars(module).values():
        if inspect.isclass(kind) and verb in vars(kind):
            method = vars(kind)[verb]
            break
    else:
        raise ValueError(f"there is no call named '{name}'")
    needed = [one for one in list(inspect.signature(method).parameters.values())[1:] if one.default is one.empty]
    numbers: list[int] = []

    def note(number: int, *_: object) -> page.Page[Any]:
        numbers.append(number)
        empty = page.Page[Any]()
        empty.total = empty.limit = empty.offset = 0
        empty.next = None
        return empty

    method(kind(note), *(None for _ in needed))
    result = str(method.__annotations__["return"])
    paged = re.fullmatch(r"Page\[(\w+)\]", result)
    return numbers[0], getattr(models, paged.group(1) if paged else result, None), paged is not None


@dataclasses.dataclass(frozen=True)
class Call:
    """A request as it came."""

    method: str
    """GET, POST, ..."""

    path: str
    """The path, without the query"""

    query: dict[str, list[str]]
    """The query's parameters"""

    headers: Mapping[str, str]
    """The headers, found by names in any case"""

    json: Any
    """The body as plain objects; None: there was none"""

    name: str | None
    """Of the rule that answered, as it was given to `on`; None: no rule did"""


class Rule:
    """What is answered to requests of one kind; made by `MockServer.on`."""

    def __init__(self, name: str, method: str | None, pattern: str, model: type[Model] | None, paged: bool) -> None:
        self.name = name
        self._method = method
        parts = re.split(r"(\*\*|\*|\{\w+\})", pattern)
        self._pattern = re.compile("".join(
            ".*" if part == "**" else "[^/]+" if part == "*" or part.startswith("{") else re.escape(part) for part in parts))
        self._model = model
        self._paged = paged
        self._replies: list[Callable[[Call], tuple[int, Any] | None]] = []

    def matches(self, method: str, path: str) -> bool:
        """Whether it is for such a request."""
        return self._method in (None, method) and self._pattern.fullmatch(path) is not None

    def _add(self, answer: Callable[[Call], tuple[int, Any] | None]) -> Self:
        self._replies.append(answer)
        return self

    def reply(self, value: Any = None, *, status: int | str | None = None, **fields: Any) -> Self:
        """Adds a reply. The first request gets the first one, and so on; the last one is for all further requests.

        Args:
            value (Any): A model, a list of them for a page, or plain objects; else the call's own model
            status (int | str): HTTP status; 200, or 201 for a POST, unless given. A text is the model's field of this name
            fields (Any): Fields of the call's model, which gets something fitting where it must have more

        Raises:
            TypeError: The model has no such field, or the reply of the call has none
        """
        number: int | None = None
        if isinstance(status, str):
            fields["status"] = status
        elif status is not None:
            number = int(status)
        if value is None and self._model is not None and not self._paged:
            value = example(self._model, **fields)
        elif fields:
            raise TypeError(f"only the reply of a call with a model is made of fields, not that of '{self.name}'")
        if self._paged and (value is None or isinstance(value, (list, tuple))):
            rows = [_plain(one) for one in value or ()]
            value = {"results": rows, "total": len(rows), "limit": max(len(rows), 1), "offset": 0, "next": None}
        body = _plain(value)
        return self._add(lambda call: (number or (201 if call.method == "POST" else 200), body))

    def error(self, status: int, code: str, message: str = "", details: Any = None) -> Self:
        """Adds an error of the API.

        Args:
            status (int): HTTP status
            code (str): The API's code, TEAM_NOT_FOUND
            message (str): For people
            details (Any): More about it
        """
        body = {"error": {"code": code, "message": message or code, "details": details or {}, "request_id": "mock"}}
        return self._add(lambda call: (status, body))

    def compute(self, function: Callable[[Call], Any]) -> Self:
        """Adds a reply that a function makes of each request.

        Args:
            function (Callable[[Call], Any]): Gives a model, plain objects, or a pair of a status and these. What it raises the client
                gets as a ServerError that tells it, with the code MOCK_FAILED; it is kept in the server's `failures`
        """

        def answer(call: Call) -> tuple[int, Any]:
            made = function(call)
            status, value = made if isinstance(made, tuple) else (200, made)
            return status, _plain(value)

        return self._add(answer)

    def drop(self) -> Self:
        """Adds an end of the connection in the place of a reply."""
        return self._add(lambda call: None)

    def _answer(self, call: Call) -> tuple[int, Any] | None:
        answer = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0] if self._replies else None
        return (200, None) if answer is None else answer(call)


# --- the server -------------------------------------------------------------------------------------------------------


class _Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    mock: MockServer


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    wbufsize = -1  # a reply leaves in one piece

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return self._answer
        raise AttributeError(name)

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path, _, query = self.path.partition("?")
        answer = self.server.mock._take(self.command, path, query, typing.cast("Mapping[str, str]", self.headers), body)
        if answer is None:
            self.close_connection = True
            return
        status, text = answer
        self.send_response_only(status)
        self.send_header("X-Request-ID", f"mock-{len(self.server.mock.calls)}")
        if text:
            self.send_header("Content-Type", "text/event-stream" if isinstance(text, StreamText) else "application/json")
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)
        self.wfile.flush()


class MockServer:
    """Answers the clients of a test by rules, and records what they ask."""

    calls: list[Call]
    """The requests so far, in the order in which they came"""

    failures: list[Exception]
    """What the functions of `compute` have raised, in that order; or what became of a reply that is no JSON"""

    def __init__(self) -> None:
        self.calls = []
        self.failures = []
        self._rules: list[Rule] = []
        self._events: MockEvents | None = None
        self._lock = threading.RLock()  # the function of a rule may add another one
        self._folder = tempfile.mkdtemp(prefix="tessera-mock-")
        path = os.path.join(self._folder, "socket")
        self._server = _Server(path, _Handler)
        self._server.mock = self
        self.url: str = f"unix:{path}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def on(self, call: str, path: str | None = None) -> Rule:
        """A rule, which answers with an empty 200 until it has replies. The newest one that matches a request answers it.

        Args:
            call (str): The name of a call, "teams.get"; or, with a path, a method, "*" for any
            path (str): Of the API; `*` and `{name}` stand for one segment, `**` for all that follows

        Raises:
            ValueError: There is no such call
        """
        if path is not None:
            rule = Rule(f"{call} {path}", None if call == "*" else call, path, None, False)
        else:
            number, model, paged = _describe(call)
            method, _, pattern = _core.call_name(number).partition(" ")
            rule = Rule(call, method, pattern, model, paged)
        with self._lock:
            self._rules.insert(0, rule)
        return rule

    def tell(self, *events: models.AuditEvent, **fields: Any) -> None:
        """Tells those who follow the stream of events (`client.events`) of these. With the first call the stream is there, empty until
        then; a rule for its path comes before it.

        Args:
            events (AuditEvent): In their order; the first of all has the number 1
            fields (Any): Fields of one more, which gets something fitting where it must have more

        Raises:
            TypeError: An event has no such field
        """
        with self._lock:
            if self._events is None:
                self._events = MockEvents()
        for event in (*events, *([example(models.AuditEvent, **fields)] if fields else ())):
            self._events.add(event)

    def _answered(self, rule: Rule, call: Call) -> tuple[int, bytes] | None:
        try:
            answer = rule._answer(call)
            if answer is not None and not (isinstance(answer[0], int) and 200 <= answer[0] <= 599):
                raise ValueError(f"{answer[0]!r} is no HTTP status of a reply")
            return None if answer is None else (answer[0], _text(answer[1]))
        except Exception as error:
            self.failures.append(error)
            place = traceback.extract_tb(error.__traceback__)[-1]
            message = f"the reply of the rule '{rule.name}' failed: {type(error).__name__}: {error} ({place.filename}:{place.lineno})"
            return 500, _text({"error": {"code": "MOCK_FAILED", "message": message, "request_id": "mock"}})

    def _take(self, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes) -> tuple[int, bytes] | None:
        with self._lock:
            rule = next((one for one in self._rules if one.matches(method, path)), None)
            name = rule.name if rule else "events" if self._events is not None and path == EVENTS else None
            call = Call(method, path, urllib.parse.parse_qs(query), headers, json.loads(body) if body else None, name)
            self.calls.append(call)
            if rule is not None:
                return self._answered(rule, call)
            told = self._events if (method, path) == ("GET", EVENTS) else None
            known = ", ".join(one.name for one in self._rules) or "none"
        if told is not None:
            return told.answer(call.query)  # which may wait
        message = f"the mock has no rule for {method} {path}; its rules: {known}"
        return 501, _text({"error": {"code": "MOCK_HAS_NO_RULE", "message": message, "request_id": "mock"}})

    def unexpected(self) -> list[Call]:
        """The requests that no rule matched."""
        return [call for call in self.calls if call.name is None]

    def client(self, **settings: Any) -> client.TesseraClient:
        """A client whose server this is.

        Args:
            settings (Any): What `TesseraClient` takes, but for the URL
        """
        return client.TesseraClient(self.url, **settings)

    def async_client(self, **settings: Any) -> aio.AsyncTesseraClient:
        """An asynchronous client whose server this is.

        Args:
            settings (Any): What `AsyncTesseraClient` takes, but for the URL
        """
        return aio.AsyncTesseraClient(self.url, **settings)

    def close(self) -> None:
        """Answer no more. Closing twice does nothing."""
        if self._events is not None:
            self._events.end()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def __getattr__(name: str) -> Any:
    """`tessera_mock`, a fixture of pytest, for those who have it."""
    if name != "tessera_mock":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import pytest

    @pytest.fixture(name="tessera_mock")
    def made() -> Iterator[MockServer]:
        """A MockServer, whose requests must all have met a rule, and whose rules must not have failed."""
        with MockServer() as mock:
            yield mock
            assert mock.unexpected() == []
            assert mock.failures == []

    return made
