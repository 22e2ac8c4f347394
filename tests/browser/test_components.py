"""Every component in every state, in a real browser: what axe finds, and whether the page scrolls aside."""

from typing import Any

import pytest

from tests.support.databases import on_sqlite
from tests.support.looking import faults_of, resize

pytestmark = on_sqlite


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 375, 1280])
def test_no_component_breaks_a_rule_of_accessibility_or_its_frame(page: Any, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    resize(page, width)

    page.goto("/components")

    assert faults_of(page) == []


def test_icons_and_style_pass_the_content_security_policy(page: Any) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))

    page.goto("/components")

    assert complaints == []
    assert page.locator("main svg.icon use").first.evaluate("use => use.getBBox().width > 0")
