"""What must hold for every reply, whatever it answers; and the check against the server's own OpenAPI document."""

import gzip
import json
import re

import httpx
import jsonschema

SECURITY_HEADERS = {
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "x-xss-protection": "1; mode=block",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "geolocation=(), microphone=(), camera=(), payment=()",
}
STRICT_POLICY = "default-src 'none'; frame-ancestors 'none'"
STRICT_POLICY_PATHS = ("/api/", "/health", "/metrics", "/static/", "/assets/")

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# Names that others give, although they are called ids.
GIVEN_NAMES = ("request_id", "run_id", "guarantee_id", "channel_id")
JSON_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
# Free data of the user's own: what is inside is not ours to judge.
FREE_MEMBERS = {
    "metadata", "notification_preferences", "schema", "schema_def", "proposed_schema", "guarantees", "old_value",
    "new_value", "example", "field_descriptions", "field_tags", "input", "ctx",
}  # fmt: skip
# A message that shows any of these talks about the inside of the server.
LEAK_MARKS = ("sqlite", "SQLITE", "SELECT ", "INSERT ", "UNIQUE constraint", "FOREIGN KEY", "src/", ".c:")


def json_strict(text):
    """Parses JSON and refuses what RFC 8259 does not know: duplicate members and NaN."""

    def refuse(constant):
        raise AssertionError(f"{constant} is not JSON")

    def members(pairs):
        names = [name for name, _ in pairs]
        assert len(names) == len(set(names)), f"member twice in one object: {names}"
        return dict(pairs)

    return json.loads(text, parse_constant=refuse, object_pairs_hook=members)


def check_times_and_ids(value, path="$"):
    """Every time has six digits and Z, every id is a lower-case UUID."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            check_times_and_ids(item, f"{path}[{index}]")
        return
    if not isinstance(value, dict):
        return
    for name, item in value.items():
        if name in FREE_MEMBERS:
            continue
        where = f"{path}.{name}"
        if (name.endswith("_at") or name == "timestamp") and item is not None:
            assert isinstance(item, str) and TIME.fullmatch(item), f"{where} is no time: {item!r}"
        elif (name == "id" or name.endswith("_id")) and name not in GIVEN_NAMES and isinstance(item, str):
            assert UUID.fullmatch(item), f"{where} is no id: {item!r}"
        else:
            check_times_and_ids(item, where)


def check_error_object(error, status, request_id):
    """`request_id`: what X-Request-ID says; None for a stored reply, which tells of the request that was executed."""
    assert isinstance(error, dict), error
    for name in ("code", "message", "request_id", "timestamp"):
        assert isinstance(error.get(name), str), f"error.{name} is missing: {error}"
    assert re.fullmatch(r"[A-Z][A-Z_]*", error["code"]), error["code"]
    assert error["message"], "an empty error message"
    assert request_id is None or error["request_id"] == request_id, "error.request_id differs from X-Request-ID"
    assert TIME.fullmatch(error["timestamp"]), error["timestamp"]
    if "details" in error:
        assert isinstance(error["details"], dict) and error["details"], "empty details must be left out"
    for mark in LEAK_MARKS:
        assert mark not in error["message"], f"the message tells of the inside: {error['message']}"
    if status == 422 and error["code"] != "IDEMPOTENCY_KEY_REUSED":
        assert error["code"] == "VALIDATION_ERROR", error


def check_problem(problem):
    """One entry of a 422 `detail` list."""
    assert {"type", "loc", "msg", "input"} <= set(problem), f"incomplete entry: {problem}"
    assert set(problem) <= {"type", "loc", "msg", "input", "ctx"}, f"unknown member: {problem}"
    assert re.fullmatch(r"[a-z_]+", problem["type"]), problem
    location = problem["loc"]
    assert isinstance(location, list) and location and location[0] in ("body", "query", "path"), problem
    assert all(isinstance(part, (str, int)) and not isinstance(part, bool) for part in location), problem
    assert isinstance(problem["msg"], str) and problem["msg"], problem
    if "ctx" in problem:
        assert isinstance(problem["ctx"], dict) and problem["ctx"], problem


def check_error_body(body, status, request_id):
    assert isinstance(body, dict) and "error" in body, f"no error object: {body}"
    check_error_object(body["error"], status, request_id)
    if status == 422 and body["error"]["code"] == "VALIDATION_ERROR":
        assert isinstance(body.get("detail"), list) and body["detail"], f"422 without a detail list: {body}"
        for problem in body["detail"]:
            check_problem(problem)


def check_headers(method, path, status, headers, sent_id=None):
    """The headers that every reply of the API carries. `headers` maps lower-case names to values."""
    for name, value in SECURITY_HEADERS.items():
        assert headers.get(name) == value, f"{name}: {headers.get(name)!r} on {method} {path} -> {status}"
    policy = headers.get("content-security-policy")
    assert policy, f"no Content-Security-Policy on {method} {path}"
    if path.startswith(STRICT_POLICY_PATHS):
        assert policy == STRICT_POLICY, policy
    request_id = headers.get("x-request-id")
    if sent_id is not None and len(sent_id) <= 128 and all(" " <= character <= "~" for character in sent_id):
        assert request_id == sent_id, f"X-Request-ID {request_id!r}, sent {sent_id!r}"
    else:
        assert request_id and UUID.fullmatch(request_id), f"X-Request-ID {request_id!r}"
    assert ("location" in headers) == (status == 302), "Location is sent with 302 alone"
    assert headers.get("date"), "no Date"
    if status == 405:
        assert headers.get("allow"), "405 without Allow"
    if status == 401:
        assert headers.get("www-authenticate") == "Bearer"
    if status in (429, 503):
        assert headers.get("retry-after"), f"{status} without Retry-After"


def check_body_headers(response, raw_length):
    headers = response.headers
    status = response.status_code
    if status in (204, 304) or response.request.method == "HEAD":
        assert raw_length == 0, "a body where none may be"
        if status == 204:
            assert "content-length" not in headers and "content-type" not in headers, "204 describes a body"
        return
    assert "transfer-encoding" in headers or headers.get("content-length") == str(raw_length), (
        f"Content-Length {headers.get('content-length')} but {raw_length} bytes"
    )
    if headers.get("content-encoding"):
        assert headers["content-encoding"] == "gzip", headers["content-encoding"]
        assert "accept-encoding" in headers.get("vary", "").lower(), "a compressed reply without Vary"
    if raw_length:
        assert headers.get("content-type"), "a body without Content-Type"


def pointer_get(document, pointer):
    value = document
    for part in pointer.lstrip("#/").split("/"):
        value = value[part.replace("~1", "/").replace("~0", "~")]
    return value


class Description:
    """The server's OpenAPI document, made strict: what an object does not declare it must not carry."""

    def __init__(self, document):
        self.document = document
        self._routes = []
        self._validators = {}
        for template, item in document["paths"].items():
            # A fixed segment wins over a parameter: sort by number of parameters.
            pattern = re.compile(re.sub(r"\\{[^/]*?\\}", "[^/]+", re.escape(template)))
            self._routes.append((template.count("{"), pattern, template, item))
        self._routes.sort(key=lambda route: route[0])
        self._strict = self._strictly(document)

    @classmethod
    def _strictly(cls, value):
        if isinstance(value, list):
            return [cls._strictly(item) for item in value]
        if not isinstance(value, dict):
            return value
        made = {name: cls._strictly(item) for name, item in value.items()}
        if isinstance(made.get("properties"), dict) and made.get("type") in ("object", ["object", "null"]):
            made.setdefault("additionalProperties", False)
        return made

    def operation(self, method, path):
        """The template and operation of a request; (None, None) where the document has none."""
        for _, pattern, template, item in self._routes:
            if pattern.fullmatch(path) and method.lower() in item:
                return template, item[method.lower()]
        return None, None

    def resolve(self, value):
        while isinstance(value, dict) and "$ref" in value:
            value = pointer_get(self.document, value["$ref"])
        return value

    def response_of(self, operation, status):
        responses = operation["responses"]
        return self.resolve(responses.get(str(status)))  # each by itself: a default would excuse whatever comes

    def validator(self, template, method, status):
        key = (template, method, status)
        if key not in self._validators:
            operation = self.document["paths"][template][method]
            response = self.response_of(operation, status)
            assert response is not None, f"{method.upper()} {template} does not declare status {status}"
            content = response.get("content", {})
            media = content.get("application/json")
            made = None
            if media is not None and "schema" in media:
                resolver = jsonschema.RefResolver("", self._strict)
                made = jsonschema.Draft202012Validator(self._strictly(media["schema"]), resolver=resolver)
            self._validators[key] = (made, content)
        return self._validators[key]

    def check(self, method, path, status, body, has_body):
        # HEAD is the server's doing wherever GET is declared.
        method = "get" if method == "HEAD" else method.lower()
        template, operation = self.operation(method, path)
        if operation is None:
            return
        validator, content = self.validator(template, method, status)
        if not has_body:
            assert not content or status == 304 or "application/x-ndjson" in content, f"{method} {template} -> {status} declares a body and sends none"
            return
        assert content, f"{method} {template} -> {status} declares no body and sends one"
        if validator is None:
            return
        problems = sorted(validator.iter_errors(body), key=lambda problem: list(map(str, problem.absolute_path)))
        assert not problems, f"{method.upper()} {template} -> {status} does not fit its declaration: " + "; ".join(
            f"{problem.json_path}: {problem.message[:300]}" for problem in problems[:5]
        )


class ReplyChecker:
    """An httpx event hook that checks each reply. One for each running server, shared by its clients."""

    _of_server = {}

    def __init__(self, server):
        self.server = server
        self._description = None

    @classmethod
    def of(cls, server):
        key = (id(server), server.process.pid)
        if key not in cls._of_server:
            cls._of_server[key] = cls(server)
        return cls._of_server[key]

    def description(self):
        if self._description is None:
            reply = httpx.get(self.server.url + "/openapi.json", timeout=30, trust_env=False)
            assert reply.status_code == 200, f"/openapi.json answers {reply.status_code}"
            self._description = Description(json_strict(reply.text))
        return self._description

    def check(self, response):
        request = response.request
        # Raw bytes first: httpx forgets them once it has decoded.
        raw = b"".join(response.iter_raw())
        body_bytes = gzip.decompress(raw) if response.headers.get("content-encoding") == "gzip" else raw
        response._content = body_bytes  # what read() would have stored
        path = request.url.raw_path.split(b"?")[0].decode("ascii")
        if request.method == "OPTIONS" and "access-control-request-method" in request.headers:
            return  # a pre-flight is answered before any of this applies
        check_headers(
            request.method, path, response.status_code, response.headers, request.headers.get("x-request-id")
        )
        check_body_headers(response, len(raw))
        self._check_content(response, request, path, body_bytes)

    def _check_content(self, response, request, path, body_bytes):
        status = response.status_code
        assert status < 500 or status == 503, f"{request.method} {path} -> {status}: {body_bytes[:500]!r}"
        media = response.headers.get("content-type", "").split(";")[0].strip()
        if request.method == "HEAD" or not body_bytes:
            if self.server.strict and request.method != "HEAD":
                self.description().check(request.method, path, status, None, False)
            return
        if status >= 400:
            assert media == "application/json", f"an error as {media}"
        if media != "application/json":
            return
        text = body_bytes.decode("utf-8")
        body = json_strict(text)
        if path != "/openapi.json":
            assert not re.search(r"\s", JSON_STRING.sub("", text)), f"blanks between tokens: {text[:200]}"
            check_times_and_ids(body)
        assert "password" not in member_names(body), "a reply with a password"
        if status >= 400 and not is_state(path, body):
            replayed = response.headers.get("idempotency-replayed") == "true"
            check_error_body(body, status, None if replayed else response.headers["x-request-id"])
        if self.server.strict:
            self.description().check(request.method, path, status, body, True)


def is_state(path, body):
    """A server that is not ready answers with its state, not with an error."""
    return path == "/health/ready" and not isinstance(body.get("error"), dict)


def member_names(value):
    """Names of members at any level, free data and descriptions of problems aside."""
    names = set()
    if isinstance(value, dict):
        for name, item in value.items():
            names.add(name)
            if name not in FREE_MEMBERS and name not in ("paths", "components"):
                names |= member_names(item)
    elif isinstance(value, list):
        for item in value:
            names |= member_names(item)
    return names
