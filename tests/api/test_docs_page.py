"""The page for people: what it holds, and that its examples are requests that the server takes."""

import base64
import hashlib
import html
import json
import re
import shlex
import subprocess

import pytest

from support.make import expect
from support.tables import routes

SECONDS = 60
CALL = re.compile(r'<section class="entry(?: call)?" id="(\w+)" data-noun="\w+" data-method="(\w+)" data-path="([^"]+)">(.*?)</section>', re.DOTALL)
SAMPLE = "0192f3a1-7c1e-7b3a-9d55-1f0a2b3c4d5e"


@pytest.fixture(scope="module")
def page(http):
    return http.get("/docs")


def commands(page):
    """The command line of every call, by the call's name."""
    found = {}
    for name, _, _, text in CALL.findall(page.text):
        (command,) = re.findall(r'<pre class="curl">(.*?)</pre>', text, re.DOTALL)
        found[name] = html.unescape(re.sub(r"</?span[^>]*>", "", command))
    return found


def test_every_call_has_its_place(page):
    told = {(method, path) for _, method, path, _ in CALL.findall(page.text)}
    declared = {(route.method, route.path) for route in routes()}
    assert len(told) > 40 and told <= declared
    for method, path in declared - told:
        assert f'Also as <span class="method">{method}</span> <code>{path}</code>' in page.text
    names = re.findall(r' id="([^"]+)"', page.text)
    assert len(names) == len(set(names))
    # The script names parts of the page that it finds by their ids; links lead somewhere.
    assert {link for link in re.findall(r'href="#([^"]+)"', page.text)} <= set(names)


def test_every_example_is_taken(page, server):
    """Sample ids name nothing and names may be taken; but no example is malformed or goes to a wrong place."""
    found = commands(page)
    assert len(found) > 40
    for name, command in found.items():
        assert command.startswith("curl ")
        line = command.replace("http://localhost:8000", server.url).replace("curl ", "curl -sS -w '\\n%{http_code}' ", 1)
        line = line.replace("/api/v1/events'", "/api/v1/events?wait=0'")  # which has no end else
        done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, timeout=SECONDS, check=False)
        body, _, status = done.stdout.rpartition("\n")
        assert status in ("200", "201", "204", "207", "302", "404", "409"), f"{command}\n{done}"
        if status == "404":
            # All that is wrong is the sample.
            assert SAMPLE in body or "lake.billing.invoices" in body, f"{command}\n{body}"


def test_examples_are_in_the_description_for_programs(page, http):
    document = http.get("/openapi.json").json()
    found = commands(page)
    bodies = 0
    for methods in document["paths"].values():
        for operation in methods.values():
            if "requestBody" not in operation or operation["operationId"] not in found:
                continue
            (kind, media), = operation["requestBody"]["content"].items()
            words = shlex.split(found[operation["operationId"]])
            if kind == "application/x-www-form-urlencoded":
                sent = dict(word.split("=", 1) for option, word in zip(words, words[1:]) if option == "--data-urlencode")
            else:
                sent = json.loads(words[words.index("-d") + 1])
            assert sent == media["example"]
            bodies += 1
    assert bodies > 15


def test_only_its_own_script_and_style_run(page):
    policy = dict(directive.split(" ", 1) for directive in page.headers["content-security-policy"].split("; "))
    for directive, tag in (("script-src", "script"), ("style-src", "style")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page.text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert policy[directive] == f"'sha256-{digest}'"
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == policy["frame-ancestors"] == "'none'"
    assert policy["connect-src"] == "'self'" and "unsafe" not in page.headers["content-security-policy"]
    assert not re.findall(r"""<[^>]*\b(?:src|href|action|srcset)=["']?(?:https?:)?//""", page.text)
    assert not re.findall(r"""<[^>]*\s(?:on\w+|style)=""", page.text)


# --- the root ---------------------------------------------------------------------------------------------------------


def test_the_root_says_where_the_rest_is(http):
    reply = http.get("/")
    said = expect(reply, 200)
    assert said["name"] == "Tessera" and "accept" in reply.headers["vary"].lower()
    for name in ("docs", "openapi", "health"):
        assert http.get(said[name]).status_code == 200
    assert http.get(f"{said['api']}/teams").status_code == 200
    assert http.head("/").status_code == 200
    assert http.post("/").status_code == 405


# Ranges and weights by RFC 9110 section 12.5.1: the most exact range that covers a type gives its weight.
REFUSE_THE_PAGE = [
    "text/html;q=0", "text/html;q=0.000, */*", "*/*;q=0.1, text/html;q=0", "text/*;q=0", "text/html;q=0.5, */*;q=0.8",
    "text/html, application/json", "text/html;q=0.3, application/*;q=0.4", "text/*, text/html;q=0.1, application/json;q=0.2",
    "application/json;x=\"a,text/html\"", "text/html;q=0.5;q=1, */*",
]  # fmt: skip
WANT_THE_PAGE = [
    "text/html", "TEXT/HTML; Q=0.001", "text/*", "*/*, application/json;q=0", "text/html, application/json;q=0.9", "text/html;q=1.000 , */*;q=0.999",
    "text/html;level=1;q=0.5, application/json;q=0.4", "text/html;q=nonsense, application/json;q=0.9", ",, text/html",
]  # fmt: skip


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/json, text/html;q=0.5", "image/png", "", "text/htm", *REFUSE_THE_PAGE])
def test_the_root_is_json_for_programs(http, accept):
    assert expect(http.get("/", headers={"accept": accept}), 200)["api"] == "/api/v1"


@pytest.mark.parametrize("accept", ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", *WANT_THE_PAGE])
def test_the_root_is_the_page_for_browsers(server, page, accept):
    with server.client(checked=False) as client:
        reply = client.get("/", headers={"accept": accept})
    assert reply.headers["content-type"] == "text/html; charset=utf-8" and reply.content == page.content
    assert reply.headers["content-security-policy"] == page.headers["content-security-policy"]
