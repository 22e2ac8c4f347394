"""Reads the forms of pages we wrote ourselves: attributes in double quotes, no sign `<` or `>` within a text.

The standard library's parser reads every letter of a page and took a tenth of the page tests.
"""

import re
from html import unescape

TAG = re.compile(r"<(/?)(form|input|select|option|textarea|button)\b([^>]*)>([^<]*)")
ATTRIBUTE = re.compile(r'([\w:-]+)(?:="([^"]*)")?')


class FormTags:
    """Calls, like `HTMLParser`, what a reader wants to know of each tag of a form."""

    def feed(self, html: str) -> None:
        """Read a page."""
        for closes, tag, told, text in TAG.findall(html):
            if closes:
                self.handle_endtag(tag)
            else:
                self.handle_starttag(tag, {name: unescape(value) for name, value in ATTRIBUTE.findall(told)})
                self.handle_data(unescape(text))

    def handle_starttag(self, tag: str, given: dict[str, str]) -> None:
        """A tag begins; attributes without a value have an empty one."""

    def handle_data(self, data: str) -> None:
        """The text directly behind the beginning of a tag."""

    def handle_endtag(self, tag: str) -> None:
        """A tag ends."""
