"""Every component in every state, in a real browser: what axe finds, and whether the page scrolls aside."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.support.databases import on_sqlite

pytestmark = on_sqlite
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 375, 1280])
def test_no_component_breaks_a_rule_of_accessibility_or_its_frame(page: Any, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/components")

    found = Axe().run(page, options=RULES).response["violations"]
    aside = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found] == []
    assert aside == 0


def test_icons_and_style_pass_the_content_security_policy(page: Any) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))

    page.goto("/components")

    assert complaints == []
    assert page.locator("main svg.icon use").first.evaluate("use => use.getBBox().width > 0")
