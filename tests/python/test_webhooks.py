"""Signatures of webhooks: what is verified, and what is refused."""

import hashlib
import hmac

import pytest

from tessera_sdk.webhooks import WebhookError, verify

SECRET, BODY, AT = "whsec_test", b'{"a":1}', 1_700_000_000


def signed(secret=SECRET, at=AT, body=BODY):
    return hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()


@pytest.mark.parametrize("now", [AT - 300, AT, AT + 300])
@pytest.mark.parametrize("header", [f"t={AT},v1={signed()}", f"t={AT},v1={signed('new')},v1={signed()}"])
def test_genuine(header, now):
    verify(SECRET, header, BODY, now=now)


@pytest.mark.parametrize(("header", "words"), [
    (None, "missing"),
    ("", "missing"),
    ("sha256=" + signed(), "another form"),
    (f"t={AT}", "another form"),
    (f"t=x,v1={signed()}", "another form"),
    (f"t={AT},v1={signed()}\n", "not that of the body"),
    (f"t={AT},v1={signed('other')}", "not that of the body"),
    (f"t={AT + 1},v1={signed()}", "not that of the body"),
    (f"t={AT},v1=", "not that of the body"),
    (f"t={AT},v1=é", "not that of the body"),
])  # fmt: skip
def test_refused(header, words):
    with pytest.raises(WebhookError, match=words):
        verify(SECRET, header, BODY, now=AT)


def test_no_secret():
    """Anybody can sign with none."""
    with pytest.raises(WebhookError, match="no secret"):
        verify("", f"t={AT},v1={signed('')}", BODY, now=AT)


def test_changed_and_stale():
    header = f"t={AT},v1={signed()}"
    with pytest.raises(WebhookError, match="not that of the body"):
        verify(SECRET, header, BODY + b" ", now=AT)
    for now in (AT - 301, AT + 301, None):
        with pytest.raises(WebhookError, match="too old"):
            verify(SECRET, header, BODY, now=now)
    verify(SECRET, header, BODY, tolerance=float("inf"))
