"""A real Chromium in Japanese, in Fujieda's time zone, with a Japanese font of our own."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.support.servers import Server

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = ("--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync")
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


@pytest.fixture
def context(server: Server, new_context: Any) -> Any:
    """A browser profile of its own whose addresses begin at the server's, so `page.goto("/")` is enough."""
    return new_context(base_url=server.url)
