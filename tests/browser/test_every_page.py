"""Every page of the demo city that a link leads to, as each of its people: accessible, and within its frame."""

from collections import deque
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask import Flask
from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from tests.support.databases import on_sqlite
from tests.support.looking import ASIDE, faults_of, resize, sign_in

pytestmark = on_sqlite
PEOPLE = (None, "citizen", "student", "organizer", "company", "department", "staff")
FILES = (".ics", ".csv", ".json", ".xlsx")


def test_every_page_that_a_link_leads_to(app: Flask, demo_city: Any, new_window: Callable[[], Page]) -> None:
    faults, seen = [], set()
    for who in PEOPLE:
        page = new_window()
        resize(page, 375)
        if who:
            sign_in(page, f"{who}@demo.example")
        for path, endpoint in walk(app, page):
            if endpoint not in seen:
                page.goto(path)
                faults += [f"as {who}: {fault}" for fault in every_fault_of(page)]
            seen.add(endpoint)

    assert faults == []
    assert len(seen) >= 60, sorted(seen)


def every_fault_of(page: Page) -> list[str]:
    """What is wrong on a phone, and with the frame on a desk; and how many titles there are if not one."""
    found = faults_of(page)
    resize(page, 1280)
    aside = page.evaluate(ASIDE)
    resize(page, 375)
    found += [f"{page.url} scrolls {aside} px aside at 1280"] if aside else []
    titles = page.locator("h1").count()
    return found + ([f"{page.url} has {titles} h1"] if titles != 1 else [])


def walk(app: Flask, page: Page) -> Iterator[tuple[str, str]]:
    """The address and the kind of each page that links lead to, one address for each kind, asked as this visitor."""
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
        answer = page.request.get(path)
        assert answer.status == 200, f"a link leads to {path}, which answered {answer.status}"
        if "text/html" not in answer.headers["content-type"]:
            continue
        yield path, endpoint
        waiting += links_of(answer.text(), answer.url)


def links_of(html: str, url: str) -> list[str]:
    """Where the links of a page lead within the service."""
    reader = _Links()
    reader.feed(html)
    targets = [urlsplit(urljoin(url, href)) for href in reader.targets]
    here = urlsplit(url).netloc
    return [target._replace(scheme="", netloc="", fragment="").geturl() for target in targets if target.netloc == here]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (target := dict(attrs).get("href")):
            self.targets.append(target)
