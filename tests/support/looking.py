"""What is wrong with a page that a browser shows: for people who cannot see it, and for people with a small screen."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# Every rule is checked. Only what is broken is described node by node: describing the rest takes as long again.
# Contrast takes two thirds of the time. The style sheets know only elements, classes and widths, so two texts below
# the same elements with the same classes look alike: the contrast of each look is measured once in a run. Where axe
# could not tell (a single letter, a picture behind), the look is measured again where it is met next.
RULES = {"runOnly": LEVELS, "resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": False}}}
CONTRAST = {"runOnly": ["color-contrast"], "resultTypes": ["violations", "incomplete"], "elementRef": True}
FINDING = """
async ({rules, contrast, measured}) => {
  const known = new Set(measured), fresh = new Map(), spoken = "a[href], button, input, select, summary, textarea";
  const around = `${innerWidth} ${matchMedia("(prefers-color-scheme: dark)").matches}`;
  const one = node => `${node.localName}.${node.className}[${node.getAttributeNames().filter(
    name => /^(aria-(current|invalid)|checked|disabled|open|type)$/.test(name))}]`;
  const looks = new Map([[document.documentElement, around]]);
  for (const node of document.body ? document.documentElement.querySelectorAll("*") : []) {
    const look = `${looks.get(node.parentNode) ?? ""} ${one(node)}`;
    looks.set(node, look);
    const says = [...node.childNodes].some(child => child.nodeType === Node.TEXT_NODE && child.data.trim());
    if ((says || node.matches(spoken)) && node.checkVisibility() && !known.has(look)) fresh.set(look, node);
  }
  const broken = (await axe.run(document, rules)).violations;
  if (!fresh.size) return {broken, looks: []};
  const found = await axe.run({include: [...fresh.values()]}, contrast);
  const unclear = new Set(found.incomplete.flatMap(rule => rule.nodes.map(one => one.element)));
  const told = [...fresh].filter(([, node]) => !unclear.has(node)).map(([look]) => look);
  return {broken: [...broken, ...found.violations], looks: told};
}
"""
AXE, MEASURED = Axe().axe_script, set[str]()
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
    page.evaluate(AXE)
    found = page.evaluate(FINDING, {"rules": RULES, "contrast": CONTRAST, "measured": list(MEASURED)})
    MEASURED.update([] if found["broken"] else found["looks"])
    aside = page.evaluate(ASIDE)
    return [
        *(f"{page.url}: {rule['id']} at {rule['nodes'][0]['html'][:200]}" for rule in found["broken"]),
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
