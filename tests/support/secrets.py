"""What no server may ever write to its log: the secrets that a test gave it, or that it gave a test."""

import functools
import json
import re
import urllib.parse

MEMBERS = {"password", "key", "secret", "webhook_secret", "bot_token", "signing_secret"}
# Shorter ones, and those of few different characters ("xxxxxxxxxx" in a test of lengths), a log may have for other reasons.
SHORTEST = 10
FEWEST = 4
KEY = re.compile(r"tess_[A-Za-z0-9_-]{20,}")
CREDENTIAL = re.compile(r"(?i)\b(?:bearer|basic)\s+[A-Za-z0-9+/=._~-]{10,}")
LARGEST_BODY = 100_000


@functools.cache
def secret_settings():
    from support.tables import settings  # which knows of servers itself

    return {setting.variable for setting in settings() if setting.kind in ("SECRET", "SECRETS")}


class Secrets:
    """The secrets that one server has seen."""

    def __init__(self):
        self.known = set()

    def add(self, text):
        if isinstance(text, str) and len(text) >= SHORTEST and len(set(text)) >= FEWEST:
            self.known.add(text)

    def add_settings(self, given, database):
        for name, value in given.items():
            if name in secret_settings():
                self.add(str(value))
        if "://" in str(database):
            self.add(urllib.parse.unquote(urllib.parse.urlsplit(str(database)).password or ""))

    def note_request(self, request):
        self.add(request.headers.get("authorization", "").partition(" ")[2])
        for cookie in request.headers.get("cookie", "").split(";"):
            self.add(cookie.partition("=")[2].strip())
        if hasattr(request, "_content"):  # else it is a stream, which is sent as it is read
            self._note_body(request.content, request.headers.get("content-type", ""))

    def note_reply(self, reply):
        for cookie in reply.headers.get_list("set-cookie"):
            self.add(cookie.split(";")[0].partition("=")[2])

    def _note_body(self, body, kind):
        if len(body) > LARGEST_BODY:
            return
        if kind.startswith("application/x-www-form-urlencoded"):
            found = urllib.parse.parse_qs(body.decode("utf-8", "replace"))
            self._note_members({name: values[0] for name, values in found.items()})
        elif kind.startswith("application/json"):
            try:
                self._note_members(json.loads(body))
            except (ValueError, RecursionError):  # what a test sends need not be JSON
                return

    def _note_members(self, value):
        if not isinstance(value, dict):
            return
        for name, member in value.items():
            if name in MEMBERS:
                self.add(member)

    def find(self, line):
        """What of a line of the log should not be there; None: nothing."""
        found = KEY.search(line) or CREDENTIAL.search(line)
        if found:
            return found[0]
        return next((secret for secret in self.known if secret in line), None)


def check(path, secrets):
    """Looks through the whole log, however long."""
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            found = secrets.find(line)
            assert not found, f"a secret in the log: {line[:500]}"
