"""The posting forms of a page with the kind of each control, so that a test can fill in what nobody should."""

from dataclasses import dataclass, field

from tests.support.form_tags import FormTags

KEPT = {"text", "search", "tel", "email", "url", "number", "date", "time", "datetime-local", "textarea"}


@dataclass
class PostingForm:
    """Where a form goes; its hidden values, the kind of every other control by name, what can be chosen or pressed."""

    action: str
    hidden: dict[str, str] = field(default_factory=dict)
    controls: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[dict[str, str]] = field(default_factory=list)

    @property
    def typed(self) -> list[str]:
        """The controls whose text must still be there when the page comes back."""
        return [name for name, kind in self.controls.items() if kind in KEPT]

    def filled_with(self, value: str) -> dict[str, str]:
        """Everything a browser would send with `value` typed, chosen and ticked everywhere."""
        return {**self.hidden, **dict.fromkeys(self.controls, value)}


class _Reader(FormTags):
    def __init__(self) -> None:
        self.forms: list[PostingForm] = []
        self.current: PostingForm | None = None
        self.select = ""

    def handle_starttag(self, tag: str, given: dict[str, str]) -> None:
        if tag == "form":
            self.current = PostingForm(given.get("action", "")) if given.get("method", "").lower() == "post" else None
            if self.current:
                self.forms.append(self.current)
        elif self.current and given.get("name") and tag in ("input", "textarea", "select"):
            kind = given.get("type", "text") if tag == "input" else tag
            if kind == "hidden":
                self.current.hidden[given["name"]] = given.get("value", "")
            elif kind not in ("submit", "button", "file"):
                self.current.controls[given["name"]] = kind
                self._choice(given, kind)
        elif self.current and tag == "option" and given.get("value"):
            self.current.choices[self.select].append(given["value"])
        elif self.current and tag == "button" and given.get("name"):
            self.current.buttons.append({given["name"]: given.get("value", "")})

    def _choice(self, given: dict[str, str], kind: str) -> None:
        name = given["name"]
        if kind in ("select", "radio", "checkbox"):
            self.select = name
            self.current.choices.setdefault(name, [])
            self.current.choices[name] += [given.get("value", "on")] if kind != "select" else []

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.current = None


def posting_forms(html: str) -> list[PostingForm]:
    """The forms of a page that post."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms
