"""The language texts are read in."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from flask import Flask, render_template_string
from wtforms import SelectField

from matcher import language as languages
from matcher.language import gettext, language, lazy_gettext, speaking
from matcher.web.forms import Form
from tests.support.databases import on_sqlite


class Choice(Form):
    """A form with a fault that WTForms itself tells."""

    colour = SelectField(choices=["red"])


def test_without_anything_said_the_service_speaks_japanese() -> None:
    assert (language(), gettext("%(count)s人", count=3)) == ("ja", "3人")


def test_another_language_ends_with_its_block_and_reads_japanese_where_it_has_no_catalog() -> None:
    with speaking("en"):
        inside = language(), gettext("団体")

    assert inside == ("en", "団体")
    assert language() == "ja"


def test_a_text_written_beforehand_is_told_in_the_language_of_whoever_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(languages, "CATALOGS", tmp_path)
    add_catalog(tmp_path, "tlh", {"団体%(name)s": "ghom %(name)s"})
    label = lazy_gettext("団体%(name)s", name="A")

    with speaking("tlh"):
        told = str(label)

    assert (told, str(label)) == ("ghom A", "団体A")


@on_sqlite
def test_a_page_escapes_the_values_of_a_text_and_a_letter_does_not(app: Flask) -> None:
    with app.test_request_context():
        page = render_template_string("{{ _('団体<br>%(name)s', name='<b>') }}")
        letter = app.jinja_env.from_string(
            "{% autoescape false %}{{ _('団体%(name)s', name='<b>') }}{% endautoescape %}"
        )

        assert (page, letter.render()) == ("団体<br>&lt;b&gt;", "団体<b>")


@on_sqlite
@pytest.mark.parametrize(
    ("code", "fault"),
    [("ja", "選択肢が正しくありません。"), ("en", "Not a valid choice."), ("easy", "選択肢が正しくありません。")],
)
def test_what_wtforms_finds_wrong_is_told_in_the_language_spoken(app: Flask, code: str, fault: str) -> None:
    with app.test_request_context("/", method="POST", data={"colour": "blue"}), speaking(code):
        form = Choice(meta={"csrf": False})
        form.validate()

    assert form.colour.errors == [fault]


def add_catalog(folder: Path, code: str, told: dict[str, str]) -> None:
    """Put a compiled catalog where the service looks for it."""
    catalog = Catalog(locale=None)
    for msgid, text in told.items():
        catalog.add(msgid, text)
    file = folder / code / "LC_MESSAGES" / "messages.mo"
    file.parent.mkdir(parents=True)
    with file.open("wb") as stream:
        write_mo(stream, catalog)
