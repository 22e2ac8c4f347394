"""The same story at a real server in a real browser."""

from playwright.sync_api import Browser

from tests.journeys.story import tell
from tests.journeys.test_the_whole_way import city
from tests.journeys.walkers import BrowserWalker
from tests.support.servers import Server

__all__ = ["city"]


def test_from_a_new_group_to_a_counted_project_in_chromium(
    browser: Browser, server: Server, city: dict[str, str], browser_context_args: dict[str, object]
) -> None:
    def newcomer() -> BrowserWalker:
        context = browser.new_context(**{**browser_context_args, "base_url": server.url})
        return BrowserWalker(context.new_page())

    tell(newcomer, city)
