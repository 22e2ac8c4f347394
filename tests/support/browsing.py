"""A real Chromium in Japanese, in Fujieda's time zone, with a Japanese font of our own."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.support.servers import Server

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
SWITCHES = ("--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync")
USUAL: ViewportSize = {"width": 1280, "height": 720}
FONT = Path(__file__).parent / "fonts" / "NotoSansJP-Regular.ttf"


def chromium() -> str:
    """The path of this machine's Chromium; raises where there is none, for a browser test is never left out."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    assert found, "No Chromium on PATH: `make test` installs it, or says what an administrator must install."
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], tmp_path_factory: Any) -> dict[str, Any]:
    """How Chromium starts: ours, without a sandbox as root (it refuses otherwise), nothing kept at home."""
    home = tmp_path_factory.mktemp("chromium")
    fonts = home / "share" / "fonts"
    fonts.mkdir(parents=True)
    shutil.copy(FONT, fonts)
    places = {"XDG_DATA_HOME": home / "share", "XDG_CONFIG_HOME": home / "config", "XDG_CACHE_HOME": home / "cache"}
    root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return {
        **browser_type_launch_args,
        "executable_path": chromium(),
        "args": [*SWITCHES, *root],
        "env": {**os.environ, **{name: str(path) for name, path in places.items()}},
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Who looks: somebody in Fujieda."""
    return {**browser_context_args, "locale": "ja-JP", "timezone_id": "Asia/Tokyo"}


@pytest.fixture(scope="session")
def left_windows() -> dict[str, list[Page]]:
    """The windows that earlier tests have left, by the server their addresses begin at."""
    return {}


@pytest.fixture
def new_window(
    browser: Browser, browser_context_args: dict[str, Any], server: Server, left_windows: dict[str, list[Page]]
) -> Iterator[Callable[[], Page]]:
    """Gives a window of somebody else each time: nobody is signed in, and `goto("/")` is enough.

    The window that a test has left is emptied and taken again: a new one with its profile costs Chromium a second.
    """
    left, taken = left_windows.setdefault(server.url, []), list[Page]()

    def opened() -> Page:
        page = left.pop() if left else browser.new_context(**browser_context_args, base_url=server.url).new_page()
        taken.append(page)
        return page

    yield opened
    for page in taken:
        page.goto("about:blank")
        page.context.clear_cookies()
        page.emulate_media(color_scheme="null")
        page.set_viewport_size(USUAL)
    left += taken


@pytest.fixture
def page(new_window: Callable[[], Page]) -> Page:
    """One such window."""
    return new_window()
