"""The page for people in a browser: it fits every screen, finds, and tries calls, by keyboard alone."""

import pytest

from support.access import BOOTSTRAP
from support.browser import Browser
from support.make import make_team, unique

FORM = "document.querySelector('#{} form')"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    made = Browser(tmp_path_factory.mktemp("chromium"))
    yield made
    made.close()


@pytest.fixture
def page(browser, server):
    """The page, fresh, at the width of a desk."""
    browser.events.clear()
    browser.resize(1280, 900)
    browser.open(f"{server.url}/docs")
    yield browser
    assert browser.complaints() == []
    assert all(url.startswith(server.url) or url == "data:," for url in browser.requests()), browser.requests()


def open_form(page, call):
    """Opens a call's form as a keyboard does: its button, and Enter."""
    page.run(f"document.querySelector('#{call} button[aria-expanded]').focus()")
    page.press("Enter")
    assert page.run(f"{FORM.format(call)}.contains(document.activeElement)"), "the form has the focus"


def send(page, call):
    """Sends the form and waits for the reply: status line and text."""
    page.run(f"{FORM.format(call)}.querySelector('output').replaceChildren()")
    page.run(f"{FORM.format(call)}.requestSubmit()")
    return reply(page, call)


def reply(page, call):
    page.wait(f"{FORM.format(call)}.querySelector('output pre') !== null")
    return page.run(f"[...{FORM.format(call)}.querySelector('output').children].map((node) => node.textContent)")


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_sideways_scrolling(page, width):
    page.resize(width, 844)
    wide = "document.documentElement.scrollWidth <= innerWidth && innerWidth === " + str(width)
    assert page.run(wide)
    page.run("document.querySelectorAll('.call button[aria-expanded]').forEach((button) => button.click())")
    assert page.run("document.querySelectorAll('form').length") > 40
    assert page.run(wide)
    # Nor is anything cut off within.
    assert page.run("[...document.querySelectorAll('pre, table, nav, form, textarea')].filter((node) => node.scrollWidth > node.clientWidth + 1).length") == 0


def test_the_root_in_a_browser(page, server):
    page.open(f"{server.url}/")
    assert page.run("document.title") == "Tessera API" and page.run("document.querySelectorAll('.call').length") > 40


def visible(page, selector=".entry"):
    return page.run(f"[...document.querySelectorAll('{selector}')].filter((node) => node.checkVisibility()).map((node) => node.id || node.cells?.[0].textContent)")


def test_search(page):
    before = visible(page)
    page.press("/")
    assert page.run("document.activeElement.id") == "words" and page.run("words.value") == ""
    page.type("PUBLISH dry_run")
    assert "assets_publish" in visible(page) and "teams_create" not in visible(page)
    assert page.run("found.textContent") == f"{len(visible(page))} matches"
    # The contents follow, and headings of what is empty go.
    assert "teams" not in page.run("[...document.querySelectorAll('nav a')].filter((node) => node.checkVisibility()).map((node) => node.textContent)")
    assert page.run("document.getElementById('teams').checkVisibility()") is False
    page.press("Enter")
    top = page.run("document.querySelector('.entry:not([hidden])').getBoundingClientRect().top")
    assert 0 <= top < 200
    page.press("Escape")
    assert visible(page) == before and page.run("found.textContent") == ""
    page.type("no such thing at all")
    assert visible(page) == [] and page.run("found.textContent") == "0 matches"
    page.press("Escape")
    page.type("duplicate_team")
    assert visible(page) == ["DUPLICATE_TEAM"] and page.run("found.textContent") == "1 match"


def test_a_link_to_what_the_search_hides(page):
    page.press("/")
    page.type("restore a deleted team")
    assert visible(page) == ["teams_restore"]
    page.run("document.querySelector('#teams_restore p a').click()")
    page.wait("document.getElementById('Team').checkVisibility()")
    assert page.run("words.value") == ""


def test_a_slash_is_a_letter_where_one_types(page):
    open_form(page, "teams_get")
    page.press("/")
    assert page.run("document.activeElement.value") == "/"


def test_calls_one_after_the_other(page, api):
    """A team, its asset and a contract: ids go from a reply into the next form."""
    name = unique("browser-")
    open_form(page, "teams_create")
    page.run(f"{FORM.format('teams_create')}.elements.body.value = JSON.stringify({{name: '{name}'}})")
    page.press("Tab")
    assert page.run("document.activeElement.textContent") == "Send"
    page.press("Enter")
    status, text = reply(page, "teams_create")
    assert status.startswith("201 Created, ") and f'"name": "{name}"' in text and "x-request-id: " in text
    assert api.get("/teams", params={"name": name}).json()["total"] == 1
    open_form(page, "assets_create")
    page.run(f"(body => body.value = body.value.replace('lake.billing.invoices', 'lake.{unique('t')}'))({FORM.format('assets_create')}.elements.body)")
    assert send(page, "assets_create")[0].startswith("201")
    open_form(page, "assets_publish")
    status, text = send(page, "assets_publish")
    assert status.startswith("201") and '"version": "1.0.0"' in text
    open_form(page, "contracts_get")
    assert send(page, "contracts_get")[0].startswith("200")
    # Again, and it says why not.
    status, text = send(page, "assets_publish")
    assert status.startswith("409 Conflict") and "VERSION_EXISTS" in text


def test_calls_with_a_key(page, server, guarded):
    """Where authentication is on the page takes a key, and keeps it nowhere."""
    assert not page.run("document.getElementById('key') !== null")
    try:
        page.open(f"{guarded.url}/docs")
        open_form(page, "teams_list")
        status, text = send(page, "teams_list")
        assert status.startswith("401") and "MISSING_API_KEY" in text
        page.run(f"document.getElementById('key').value = '{BOOTSTRAP}'")
        assert send(page, "teams_list")[0].startswith("200")
        assert "Authorization: Bearer $TESSERA_API_KEY" in page.run("document.querySelector('#teams_list .curl').textContent")
        assert "Authorization" not in page.run("document.querySelector('#health_check .curl').textContent")
        assert page.run("localStorage.length + sessionStorage.length + document.cookie.length") == 0
    finally:
        page.events.clear()
        page.open(f"{server.url}/docs")


def test_errors_are_shown(page):
    open_form(page, "teams_get")
    assert page.run(f"{FORM.format('teams_get')}.reportValidity()") is False, "the id is needed"
    page.run(f"{FORM.format('teams_get')}.elements.team_id.value = 'a/../b?c'")
    status, text = send(page, "teams_get")
    assert status.startswith("422") and "uuid_parsing" in text and "a%2F..%2Fb%3Fc" not in text and "a/../b?c" in text
    open_form(page, "teams_list")
    page.run(f"{FORM.format('teams_list')}.elements.limit.value = '0'")
    assert send(page, "teams_list")[0].startswith("422")
    page.run(f"{FORM.format('teams_create')} ?? document.querySelector('#teams_create button[aria-expanded]').click()")
    page.run(f"{FORM.format('teams_create')}.elements.body.value = '{{not json'")
    assert send(page, "teams_create")[0].startswith("422")


def test_replies_are_text(page, api):
    """What others wrote into the database is shown, not run; numbers stay what they are."""
    evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    team = make_team(api, description=evil, metadata={"big": 12345678901234567890123, "text": 'a "{,:[" b', "none": [{}, []]})
    open_form(page, "teams_get")
    page.run(f"{FORM.format('teams_get')}.elements.team_id.value = '{team['id']}'")
    _, text = send(page, "teams_get")
    assert "onerror" in text and "12345678901234567890123" in text and r'a \"{,:[\" b' in text and "{},\n" in text
    assert page.run(f"{FORM.format('teams_get')}.querySelector('img, script')") is None
    assert page.run("document.title") == "Tessera API"


def test_the_command_names_this_server(page, server):
    shown = page.run("[...document.querySelectorAll('.curl')].map((node) => node.textContent)")
    assert [command for command in shown if f"'{server.url}/" not in command] == []
