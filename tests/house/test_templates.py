"""What templates never hold: scripts and styles the policy forbids, other hosts, words without gettext."""

import re
from pathlib import Path

import pytest

from config import ROOT
from tests.house.tree import JAPANESE_WORD, hold, line_of, templates

FOLDER = ROOT / "matcher" / "templates"
STRINGS_OF_GETTEXT = re.compile(
    r"""\b(?:_|gettext|ngettext|pgettext)\(\s*(?:"[^"]*"|'[^']*')(?:\s*,\s*(?:"[^"]*"|'[^']*'))?"""
)
FORBIDDEN = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)", re.IGNORECASE),
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "something fetched from another host": re.compile(
        r"<(?:script|img|source|iframe|video|audio)\b[^>]*\ssrc=[\"'](?:https?:)?//|<link\b[^>]*\shref=[\"'](?:https?:)?//",
        re.IGNORECASE,
    ),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds_what_the_content_security_policy_forbids(what: str) -> None:
    found = [
        f"{name(path)}:{line_of(text, hit.start())}: {hit.group()[:60]}"
        for path in templates()
        for text in [path.read_text()]
        for hit in FORBIDDEN[what].finditer(text)
    ]

    hold(f"{what} in a template:", found)


def test_every_visible_word_goes_through_gettext() -> None:
    spoken = [
        f"{name(path)}:{number}: {line.strip()[:60]}"
        for path in templates()
        for number, line in enumerate(without_gettext(path.read_text()).splitlines(), 1)
        if JAPANESE_WORD.search(line)
    ]

    hold('Write {{ _("…") }}, so that the page can be had in every language:', spoken)


def test_markup_classes_stand_only_in_components_and_layouts() -> None:
    styled = [
        f"{name(path)}:{line_of(text, hit.start())}"
        for path in templates(of_pages_only=True)
        if "mail" not in path.parts
        for text in [path.read_text()]
        for hit in re.finditer(r"\sclass=", text)
    ]

    hold("A page is extends, imports and blocks; what has a look is a component:", styled)


def test_every_component_is_one_file_with_the_macro_of_its_name() -> None:
    nameless = [
        name(path)
        for path in sorted((FOLDER / "components").glob("*.html"))
        if not re.search(rf"\{{%-?\s*macro\s+{path.stem}\(", path.read_text())
    ]

    hold("components/x.html holds the macro x:", nameless)


def without_gettext(text: str) -> str:
    """The template with what gettext translates and what nobody sees taken out, line by line as before."""
    text = re.sub(r"\{#.*?#\}|\{%-?\s*trans\b.*?endtrans\s*-?%\}", blank, text, flags=re.DOTALL)
    return STRINGS_OF_GETTEXT.sub(blank, text)


def blank(hit: re.Match[str]) -> str:
    return "\n" * hit.group().count("\n")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))
