"""The form every page that posts builds on. Forms check shape; rules check the world.

A refusal of a rule goes to the field it names, in words, and the page comes back with what was typed.
"""

import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask_wtf import FlaskForm
from sqlalchemy.orm.exc import StaleDataError
from wtforms import Field, IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired, ValidationError

from matcher.db import db
from matcher.domain.people.rules import check_phone
from matcher.errors import Conflict, DomainError
from matcher.language import SOURCE, language
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.telephone import phone
from matcher.words import sentence

LARGEST = 999_999_999  # what every database holds


class Form(FlaskForm):
    """A form with a place for refusals that concern no single field (`form_errors`)."""

    class Meta(FlaskForm.Meta):
        @property
        def locales(self) -> list[str]:
            """What WTForms tells its own faults in: Japanese where it does not know the language spoken."""
            return [language(), SOURCE]

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Run one action; a rule's refusal becomes an error of the form and everything written is rolled back.

        Leave the block with `return redirect(…)`; what follows it is the refused case: render again with 422.
        """
        try:
            yield
        except DomainError as refusal:
            self._refuse(refusal)
        except StaleDataError:
            self._refuse(Conflict())

    def _refuse(self, refusal: DomainError) -> None:
        db.session.rollback()
        field = self._fields.get(refusal.field or "")
        if field is None:
            self.form_errors.append(sentence(refusal))
        else:
            field.errors = [*field.errors, sentence(refusal)]


def clean(text: str | None) -> str | None:
    """What somebody typed, without blanks around it and without control characters; None where nothing is left.

    Names stay as typed (髙, 﨑 and 𠮷 survive): no width or form of a letter is changed.
    """
    if text is None:
        return None
    kept = "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs"))
    return kept.replace("\r\n", "\n").strip() or None


@contextmanager
def told_here() -> Iterator[None]:
    """Inside a field's validator: a rule's refusal stands at this field, in words, beside whatever others say."""
    try:
        yield
    except DomainError as refusal:
        raise ValidationError(sentence(refusal)) from refusal


def checked_by(check: Callable[[str], Any]) -> Callable[[Form, Field], None]:
    """A validator: what was typed becomes what the rule `check` writes; its refusal stands at the field, in words."""

    def validate(form: Form, field: Field) -> None:
        if not field.data:
            return
        with told_here():
            field.data = check(field.data)

    return validate


class AtMost:
    """A validator: at most `most` letters; more are kept as typed, and how many are too many is said.

    Not WTForms' `Length`: that writes `maxlength`, by which browsers cut what is pasted without a word.
    """

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: Any, field: Field) -> None:
        length = len(field.data or "")
        if length > self.most:
            told = _("%(max)d文字までで入れてください。", max=self.most)
            raise ValidationError(
                told + _("いま%(length)d文字で、%(over)d文字多いです。", length=length, over=length - self.most)
            )


class Line(StringField):
    """One line of text, at most `most` letters; optional unless `required`."""

    def __init__(self, label: Any = None, *, required: bool = False, most: int = 100, **kwargs: Any) -> None:
        super().__init__(label, _checks(required, most, kwargs.pop("validators", ())), filters=(clean,), **kwargs)


class Paragraphs(TextAreaField):
    """Text of several lines, at most `most` letters; optional unless `required`."""

    def __init__(self, label: Any = None, *, required: bool = False, most: int = 2000, **kwargs: Any) -> None:
        super().__init__(label, _checks(required, most, kwargs.pop("validators", ())), filters=(clean,), **kwargs)


class Telephone(Line):
    """A telephone number: kept in digits, shown with hyphens, or as it was typed."""

    def __init__(self, label: Any = None, **kwargs: Any) -> None:
        super().__init__(label, most=30, validators=[checked_by(check_phone)], **kwargs)

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else phone(self.data)


class Whole(IntegerField):
    """A whole number in figures; nothing typed is None. What is no number, or too long, is said in words and kept."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if text:
            try:
                self.data = int(text)
            except ValueError:
                raise ValueError(_("数字で入れてください。")) from None
            if abs(self.data) > LARGEST:
                self.data = None
                raise ValueError(_("数字が大きすぎます。9けたまでで入れてください。"))


def _checks(required: bool, most: int, more: Any) -> list[Any]:
    first = DataRequired(_l("入れてください。")) if required else None
    return [check for check in (first, AtMost(most), *more) if check is not None]
