"""An identity provider for the tests: its documents over HTTP, and tokens signed with its keys, or wrongly made."""

import base64
import contextlib
import http.server
import json
import threading
import time

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from support.access import BOOTSTRAP, bearer
from support.make import expect_error

AUDIENCE = "tessera-tests"
HOUR = 3600
LARGE_BYTES = 10 << 20
WELL_KNOWN = "/.well-known/openid-configuration"
KEYS = "/keys"
WAIT_SECONDS = 60


def encode(data):
    """base64url without padding, of bytes or of an object as JSON."""
    if not isinstance(data, bytes):
        data = json.dumps(data).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def number(value, length=None):
    return encode(value.to_bytes(length or (value.bit_length() + 7) // 8, "big"))


class Key:
    """A key pair of an algorithm: RS256, ES256 or EdDSA."""

    def __init__(self, algorithm, name):
        self.algorithm, self.name = algorithm, name
        if algorithm == "RS256":
            self.private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        elif algorithm == "ES256":
            self.private = ec.generate_private_key(ec.SECP256R1())
        else:
            self.private = ed25519.Ed25519PrivateKey.generate()

    def sign(self, data):
        if self.algorithm == "RS256":
            return self.private.sign(data, padding.PKCS1v15(), hashes.SHA256())
        if self.algorithm == "ES256":
            r, s = decode_dss_signature(self.private.sign(data, ec.ECDSA(hashes.SHA256())))
            return r.to_bytes(32, "big") + s.to_bytes(32, "big")
        return self.private.sign(data)

    def pem(self):
        return self.private.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)

    def public(self, **more):
        """As a JSON Web Key."""
        public = self.private.public_key()
        if self.algorithm == "RS256":
            numbers = public.public_numbers()
            parts = {"kty": "RSA", "n": number(numbers.n), "e": number(numbers.e)}
        elif self.algorithm == "ES256":
            numbers = public.public_numbers()
            parts = {"kty": "EC", "crv": "P-256", "x": number(numbers.x, 32), "y": number(numbers.y, 32)}
        else:
            raw = public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
            parts = {"kty": "OKP", "crv": "Ed25519", "x": encode(raw)}
        return {**parts, "kid": self.name, "use": "sig", **more}


def make_token(key, claims, header=None, signature=None):
    """A token in its compact form. `header` replaces members, None takes one away; texts and bytes stand for what they encode."""
    if isinstance(header, (str, bytes)):
        head = header if isinstance(header, bytes) else header.encode()
    else:
        members = {"alg": key.algorithm, "typ": "at+jwt", "kid": key.name, **(header or {})}
        head = {name: value for name, value in members.items() if value is not None}
    body = claims.encode() if isinstance(claims, str) else claims
    signed = f"{encode(head)}.{encode(body)}"
    return f"{signed}.{encode(key.sign(signed.encode()) if signature is None else signature)}"


class Issuer:
    """Listens on a free port of loopback. `mode` is how it behaves: "fine", "closed", "error", "redirect", "large", "garbage", "slow" (until it is
    another), "stranger" (its description names somebody else), "plain" and "file" (it says that its keys are where nobody proves to be it)."""

    def __init__(self, tls=None):
        self.mode = "fine"
        self.fetches = {WELL_KNOWN: 0, KEYS: 0}
        self.changed = threading.Condition()
        self.keys = {algorithm: Key(algorithm, f"first-{algorithm}") for algorithm in ("RS256", "ES256", "EdDSA")}
        self.published = None  # None: the keys, each as it is
        issuer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                issuer.answer(self)

            def log_message(self, *arguments):
                pass

        class Listener(http.server.ThreadingHTTPServer):
            request_queue_size = 128
            daemon_threads = True
            block_on_close = False

            def handle_error(self, *arguments):
                pass  # a client that has gone

        self.server = Listener(("127.0.0.1", 0), Handler)
        if tls is not None:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        scheme, host = ("http", "127.0.0.1") if tls is None else ("https", "localhost")
        self.url = f"{scheme}://{host}:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()

    def close(self):
        self.behave("closed")
        self.server.shutdown()
        self.server.server_close()

    # --- documents ----------------------------------------------------------------------------------------------------

    def behave(self, mode):
        with self.changed:
            self.mode = mode
            self.changed.notify_all()

    def await_fetches(self, count, path=WELL_KNOWN):
        """Until the document has been asked for so often, from the beginning."""
        with self.changed:
            assert self.changed.wait_for(lambda: self.fetches[path] >= count, WAIT_SECONDS)

    def key_set(self):
        return self.published or {"keys": [key.public() for key in self.keys.values()]}

    def answer(self, request):
        with self.changed:
            if request.path in self.fetches:
                self.fetches[request.path] += 1
            self.changed.notify_all()
            mode = self.mode
            if mode == "slow":
                self.changed.wait_for(lambda: self.mode != "slow", WAIT_SECONDS)
                mode = self.mode
        if mode == "closed":
            request.close_connection = True
            return
        place = {"plain": "http://keys.example.com/keys", "file": "file:///etc/passwd"}.get(mode, self.url + KEYS)
        documents = {
            WELL_KNOWN: {"issuer": self.url if mode != "stranger" else "https://stranger.example", "jwks_uri": place},
            KEYS: self.key_set(),
        }
        body = json.dumps(documents.get(request.path)).encode()
        status, headers = 200 if request.path in documents else 404, {}
        if mode == "error":
            status = 500
        elif mode == "redirect":
            status, headers = 302, {"Location": self.url + request.path + "?again"}
        elif mode == "large":
            body = b" " * LARGE_BYTES + body
        elif mode == "garbage":
            body = b"<html>"
        request.send_response(status)
        for name, value in {**headers, "Content-Type": "application/json", "Content-Length": str(len(body))}.items():
            request.send_header(name, value)
        request.end_headers()
        with contextlib.suppress(OSError):
            request.wfile.write(body)

    # --- tokens -------------------------------------------------------------------------------------------------------

    def settings(self, **more):
        return {"TESSERA_OIDC_ISSUER": self.url, "TESSERA_OIDC_AUDIENCE": AUDIENCE, **more}

    def claims(self, **members):
        """What its tokens say; None takes a member away."""
        now = int(time.time())
        usual = {"iss": self.url, "aud": AUDIENCE, "sub": "alice", "iat": now, "exp": now + HOUR, "scope": "tessera:read tessera:write"}
        return {name: value for name, value in {**usual, **members}.items() if value is not None}

    def token(self, key=None, header=None, signature=None, **members):
        key = self.keys[key or "ES256"] if not isinstance(key, Key) else key
        return make_token(key, self.claims(**members), header, signature)


# --- what tests of tokens ask -----------------------------------------------------------------------------------------


def settings_for(issuer, **more):
    """Settings of a server that takes its tokens, and the bootstrap key."""
    return {"BOOTSTRAP_API_KEY": BOOTSTRAP, "RATE_LIMIT_ENABLED": False, **issuer.settings(**more)}


def me(api, token):
    """Who calls with the token."""
    return api.get("/me", headers=bearer(token))


def refused(api, token, *words):
    """The error object of a token that does not count, of which nothing is repeated."""
    error = expect_error(me(api, token), 401, "INVALID_TOKEN", *words)
    assert token not in json.dumps(error)
    return error
