"""Two ways to be somebody at a screen: without a network, and in a real browser."""

from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

from tests.journeys.story import PASSWORD
from tests.support.looking import press
from tests.support.visitor import Visitor


class HttpWalker:
    """Somebody whose screen is Flask's test client."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor

    def read(self, path: str) -> str:
        """The page, which must be there."""
        answer = self.visitor.get(path, follow_redirects=True)
        assert answer.status_code == 200, f"{path} answered {answer.status_code}"
        return answer.text

    def submit(self, path: str, *, form: str | None = None, **fields: object) -> str:
        """Send the form; it must be taken."""
        answer = self.visitor.submit(path, form=form, **fields)
        assert answer.status_code == 303, f"{path} answered {answer.status_code}: {answer.text}"
        return str(answer.location)

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        """Sign in."""
        self.visitor.sign_in(email, password)


class BrowserWalker:
    """Somebody at Chromium."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def read(self, path: str) -> str:
        """The page, which must be there."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == 200, f"{path} answered {answer.status}"
        return self.page.content()

    def submit(self, path: str, *, form: str | None = None, **fields: object) -> str:
        """Fill in what is on the screen and press the form's first button."""
        self.read(path)
        chosen = self._form(path, form)
        for name, value in fields.items():
            self._fill(chosen.locator(f'[name="{name}"]'), value)
        press(chosen.locator("button[type=submit]").first)
        address = urlsplit(self.page.url)
        errors = self.page.locator(".error").all_inner_texts()
        assert not errors, f"{path} came back: {errors}"
        return address.path

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        """Sign in."""
        self.submit("/sign-in", email=email, password=password)

    def _form(self, path: str, action: str | None) -> Locator:
        forms = self.page.locator("form[method=post]")
        if action is None:
            return forms.first
        return forms.and_(self.page.locator(f'[action$="{action}"]')).first if action else forms.first

    def _fill(self, control: Locator, value: object) -> None:
        first = control.first
        kind = first.evaluate("one => one.tagName === 'INPUT' ? one.type : one.tagName")
        if kind == "SELECT":
            first.select_option(str(value))
        elif kind in ("checkbox", "radio"):
            for each in value if isinstance(value, list) else [value]:
                control.and_(self.page.locator(f'[value="{each}"]')).check(force=True)
        else:
            first.fill(str(value))
