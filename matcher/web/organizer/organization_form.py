"""The form in which an organization describes itself: when it registers and whenever something changes."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Optional, Regexp

from matcher.domain.city.plan import current_plan
from matcher.domain.organizations.actions import details_of
from matcher.domain.organizations.models import Organization
from matcher.domain.organizations.rules import (
    ConditionsNotAccepted,
    Details,
    check_corporate_number,
    check_slug,
    missing_parts,
)
from matcher.domain.people.rules import check_email, check_reading
from matcher.errors import DomainError
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.forms import Form, Line, Paragraphs, Telephone, checked_by, told_here
from matcher.web.numbers import number_of
from matcher.words import sentence

CONTROLS = ("kind", "name", "name_kana", "corporate_number", "description", "district", "website")
CONTACT = ("contact_name", "contact_phone", "contact_email")
WEB_ADDRESS = Regexp(r"https?://[^\s/.]+\.[^\s]+$", message=_l("https:// から始まるアドレスを入れてください。"))


def _digits(text: str | None) -> str | None:
    """A number as it is kept, however its digits were parted."""
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)) if text else None


class OrganizationForm(Form):
    """What an organization says of itself. What only the office needs may be missing while it is a draft."""

    kind = RadioField(_l("種類"), validators=[DataRequired(_l("種類を選んでください。"))])
    name = Line(_l("名前"), required=True, most=80)
    name_kana = Line(_l("フリガナ"), most=120, validators=[checked_by(check_reading)])
    corporate_number = Line(_l("法人番号"), most=30)
    description = Paragraphs(_l("どんな活動をしていますか"), most=2000)
    field_numbers = SelectMultipleField(_l("活動の分野"), coerce=int)
    district = SelectField(_l("主に活動する地区"), validators=[DataRequired(_l("地区を選んでください。"))])
    website = Line(_l("ホームページのアドレス"), most=300, validators=[Optional(), WEB_ADDRESS])
    contact_name = Line(_l("窓口の名前"), most=60)
    contact_phone = Telephone(_l("電話番号"))
    contact_email = Line(_l("メールアドレス"), most=254, validators=[checked_by(check_email)])
    conditions_accepted = SelectMultipleField(_l("登録の条件"))
    version = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan = current_plan()
        nothing = SelectChoice("", _("選んでください"))
        self.kind.choices = [SelectChoice(kind.code, kind.name) for kind in plan.organization_kinds]
        self.district.choices = [nothing, *(SelectChoice(one.code, one.name) for one in plan.districts)]
        self.field_numbers.choices = [SelectChoice(one.number, one.name) for one in plan.npo_fields]
        self.conditions_accepted.choices = [SelectChoice(one.code, one.name) for one in plan.conditions]

    @classmethod
    def of(cls, organization: Organization) -> "OrganizationForm":
        """The form, filled with what the organization says now unless something was posted."""
        told = vars(details_of(organization))
        return cls(data={**told, "version": organization.version})

    def details(self) -> Details:
        """What was typed."""
        told = {name: self._fields[name].data or None for name in (*CONTROLS, *CONTACT)}
        return Details(
            **{**told, "corporate_number": _digits(self.corporate_number.data)},
            field_numbers=tuple(self.field_numbers.data or ()),
            conditions_accepted=tuple(self.conditions_accepted.data or ()),
        )

    def validate_corporate_number(self, field: Line) -> None:
        """A corporation has a number, and its digits fit."""
        kinds = current_plan().organization_kinds
        is_corporation = any(one.code == self.kind.data and one.corporate_number == "required" for one in kinds)
        with told_here():
            check_corporate_number(_digits(field.data), is_corporation=is_corporation)

    def is_good(self, *, whole: bool, taken: Iterable[DomainError]) -> bool:
        """Whether it can be kept; `whole`: whether it can be handed in. All that is not right is told at once.

        `taken`: what another has already; it is told at fields that are right by themselves.
        """
        self.validate()
        for refusal in taken:
            if refusal.field and not self._fields[refusal.field].errors:
                self._tell(refusal.field, sentence(refusal))
        if whole:
            details = self.details()
            for name in missing_parts(details):
                self._tell(name, _("支援室に送るときは、書いてください。"))
            needed = {condition.code for condition in current_plan().conditions_for(details.kind)}
            if not needed <= set(details.conditions_accepted):
                self._tell("conditions_accepted", sentence(ConditionsNotAccepted()))
        return not self.errors

    def _tell(self, name: str, words: str) -> None:
        field = self._fields[name]
        field.errors = [*field.errors, words]

    @property
    def read_version(self) -> int:
        """The version somebody read before changing it; 0, which no row has, where the field came back spoiled."""
        return number_of(self.version.data)


class RegistrationForm(OrganizationForm):
    """The same for somebody new, who may also choose the address of the page."""

    slug = Line(_l("ページのアドレス"), most=60)

    def validate_slug(self, field: Line) -> None:
        """An address that can be one."""
        if field.data:
            with told_here():
                check_slug(field.data)
