"""What is wrong with a page that a browser shows: for people who cannot see it, and for people with a small screen."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# Every rule is checked. Only what is broken is described node by node: describing the rest takes as long again.
RULES = {"runOnly": LEVELS, "resultTypes": ["violations"]}
PHONE, DESK = 375, 1280
ASIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def sign_in(page: Page, email: str, password: str = "wakiai-demo") -> None:
    """Sign in as a person does, and wait for the page behind."""
    page.goto("/sign-in")
    page.fill("[name=email]", email)
    page.fill("[name=password]", password)
    press(page.locator("main button[type=submit]"))


def press(control: Locator) -> None:
    """Click what leads to another page, and wait until that one is there: a click alone may return on neither."""
    with control.page.expect_navigation():
        control.click()


def faults_of(page: Page) -> list[str]:
    """What axe finds in the page as it is shown (WCAG 2.2 AA and best practice), and whether it scrolls aside."""
    found = Axe().run(page, options=RULES).response["violations"]
    aside = page.evaluate(ASIDE)
    return [
        *(f"{page.url}: {rule['id']} at {rule['nodes'][0]['html'][:200]}" for rule in found),
        *([f"{page.url} scrolls {aside} px aside"] if aside else []),
    ]


def look(page: Page) -> None:
    """The page is without fault on a phone, and stays in its frame on a desk; raises an AssertionError with each fault.

    What a rule finds only on a desk is found in the components, which are shown at every width.
    """
    resize(page, DESK)
    aside = page.evaluate(ASIDE)
    assert not aside, f"{page.url} scrolls {aside} px aside at {DESK}"
    resize(page, PHONE)
    assert faults_of(page) == []


def resize(page: Page, width: int) -> None:
    """Give the window another width."""
    page.set_viewport_size({"width": width, "height": 900})
