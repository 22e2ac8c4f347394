"""Every page of the demo city that a link leads to, as each of its people: accessible, and within its frame."""

from collections import deque
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from tests.support.databases import on_sqlite
from tests.support.servers import Server

pytestmark = on_sqlite
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PEOPLE = (None, "citizen", "student", "organizer", "company", "department", "staff")
FILES = (".ics", ".csv", ".json")
PASSWORD = "wakiai-demo"


@pytest.fixture
def demo_city(app: Flask) -> None:
    """The demo city, in the database the server reads."""
    result = app.test_cli_runner().invoke(args=["demo"])
    assert result.exit_code == 0, result.output


def test_every_page_that_a_link_leads_to(
    app: Flask, demo_city: None, server: Server, browser: Browser, browser_context_args: dict[str, object]
) -> None:
    faults, seen = [], set()
    for who in PEOPLE:
        context = browser.new_context(**{**browser_context_args, "base_url": server.url})
        page = context.new_page()
        page.set_viewport_size({"width": 375, "height": 900})
        if who:
            page.goto("/sign-in")
            page.fill("[name=email]", f"{who}@demo.example")
            page.fill("[name=password]", PASSWORD)
            page.press("[name=password]", "Enter")
            page.wait_for_load_state()
        for path, endpoint in walk(app, page):
            if endpoint not in seen:
                faults += [f"{path} as {who}: {fault}" for fault in faults_of(page)]
            seen.add(endpoint)
        context.close()

    assert faults == []
    assert len(seen) >= 60, sorted(seen)


def walk(app: Flask, page: Page) -> Iterator[tuple[str, str]]:
    """Each page reached by links from where the visitor is, one address for each kind of page; the page shows it."""
    adapter, known = app.url_map.bind("localhost"), set()
    waiting = deque(["/", urlsplit(page.url).path or "/"])
    while waiting:
        path = waiting.popleft()
        try:
            endpoint, _ = adapter.match(urlsplit(path).path, "GET")
        except (HTTPException, RequestRedirect):
            continue
        if endpoint in known or path.split("?")[0].endswith(FILES):
            continue
        known.add(endpoint)
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, f"a link leads to {path}, which answered {answer.status}"
        yield path, endpoint
        waiting += page.eval_on_selector_all(
            "a[href]",
            "all => all.filter(a => a.origin === location.origin).map(a => a.pathname + a.search)",
        )


def faults_of(page: Page) -> list[str]:
    """What is wrong with the page that is shown."""
    found = [
        f"axe {rule['id']} at {rule['nodes'][0]['target']}"
        for rule in Axe().run(page, options=RULES).response["violations"]
    ]
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        aside = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [f"scrolls {aside} px aside at {width}"] if aside else []
    page.set_viewport_size({"width": 375, "height": 900})
    titles = page.locator("h1").count()
    return found + ([f"has {titles} h1"] if titles != 1 else [])
