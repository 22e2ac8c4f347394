"""The same story at a real server in a real browser."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys.story import tell
from tests.journeys.test_the_whole_way import city
from tests.journeys.walkers import BrowserWalker

__all__ = ["city"]


def test_from_a_new_group_to_a_counted_project_in_chromium(
    city: dict[str, str], new_window: Callable[[], Page]
) -> None:
    tell(lambda: BrowserWalker(new_window()), city)
