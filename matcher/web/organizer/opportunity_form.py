"""The long form in which a group writes an opportunity. To save it, nothing but the title must be there."""

from dataclasses import replace
from typing import Any

from wtforms import HiddenField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, Regexp

from matcher.clock import today
from matcher.domain.city.plan import current_plan
from matcher.domain.city.queries import departments_on
from matcher.domain.opportunities.completeness import Part
from matcher.domain.opportunities.content import OpportunityContent, content_of
from matcher.domain.opportunities.models import (
    AttendanceMode,
    Decision,
    Joining,
    Opportunity,
    OpportunityKind,
    SignUpWay,
)
from matcher.domain.opportunities.rules import NoLongerComplete, check_ages, check_audiences
from matcher.domain.organizations.models import Organization
from matcher.domain.people.rules import check_email, check_reading
from matcher.errors import DomainError
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.choices import OneOf, OneOfButtons
from matcher.web.forms import Form, Line, Paragraphs, Telephone, checked_by, told_here
from matcher.web.numbers import WholeNumber, number_of
from matcher.words import opportunities as words

WEB_ADDRESS = Regexp(r"https?://[^\s/.]+\.[^\s]+$", message=_l("https:// から始まるアドレスを入れてください。"))
OFFERED_DECISIONS = (Decision.FIRST_COME, Decision.BY_ORGANIZER)


FIELD_OF = {
    Part.PILLAR: "pillars",
    Part.FIELD: "fields",
    Part.FORM: "forms",
    Part.DEPARTMENT: "department_id",
    Part.SIGN_UP_ADDRESS: "sign_up_url",
    Part.CONTACT_WAY: "contact_phone",
}


class OpportunityForm(Form):
    """What a group says of an opportunity. What the city asks for may be missing while it is a draft."""

    kind = OneOfButtons(_l("種類"), default=OpportunityKind.VOLUNTEER.value)
    title = Line(_l("題名"), required=True, most=60)
    title_kana = Line(_l("題名のフリガナ"), most=120, validators=[checked_by(check_reading)])
    summary = Line(_l("ひとことで"), most=120)
    description = Paragraphs(_l("くわしく"), most=4000)
    fields = SelectMultipleField(_l("分野"), validate_choice=False)
    activities = SelectMultipleField(_l("すること"), validate_choice=False)
    pillars = SelectMultipleField(_l("基本指針"), validate_choice=False)
    measures = SelectMultipleField(_l("行動計画"), validate_choice=False)

    attendance_mode = OneOfButtons(_l("会場かオンラインか"), default=AttendanceMode.ON_SITE.value)
    district = OneOf(_l("地区"))
    venue = Line(_l("会場の名前"), most=100)
    address = Line(_l("会場の住所"), most=200)
    meeting_place = Line(_l("集まる所"), most=100)
    access_note = Paragraphs(_l("行き方・段差など"), most=500)
    online_note = Paragraphs(_l("オンラインでの入り方"), most=1000)

    sign_up_way = OneOfButtons(_l("申し込みの方法"), default=SignUpWay.HERE.value)
    sign_up_url = Line(_l("申し込みのページ"), most=300, validators=[Optional(), WEB_ADDRESS])
    joining = OneOfButtons(_l("来る日のえらび方"), default=Joining.EACH_SHIFT.value)
    decision = OneOfButtons(_l("参加の決め方"), default=Decision.FIRST_COME.value)

    audiences = SelectMultipleField(_l("特に来てほしい人"), validate_choice=False)
    criteria = SelectMultipleField(_l("参加しやすさ"), validate_choice=False)

    department_id = OneOf(_l("市の担当課"))
    forms = SelectMultipleField(_l("協働の形"), validate_choice=False)
    shared_purpose = Paragraphs(_l("共通の目的"), most=1000)
    city_role = Paragraphs(_l("市の役割"), most=1000)
    partner_role = Paragraphs(_l("団体の役割"), most=1000)

    things_to_bring = Line(_l("持ち物"), most=200)
    min_age = WholeNumber(_l("何歳から"), most=130)
    max_age = WholeNumber(_l("何歳まで"), most=130)
    fee_yen = WholeNumber(_l("費用（円）"), most=1_000_000)
    fee_note = Line(_l("費用の内わけ"), most=200)
    transport_note = Line(_l("交通費"), most=200)
    insurance_type = OneOf(_l("保険"))
    insurance_note = Line(_l("保険について"), most=300)
    rain_policy = Line(_l("雨のとき"), most=200)
    contact_name = Line(_l("問い合わせ先の名前"), most=60)
    contact_phone = Telephone(_l("問い合わせ先の電話"))
    contact_email = Line(_l("問い合わせ先のメール"), most=254, validators=[checked_by(check_email)])
    version = HiddenField()

    def __init__(self, *args: Any, opportunity: Opportunity | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in _choices(opportunity).items():
            self._fields[name].choices = choices

    def validate_audiences(self, field: SelectMultipleField) -> None:
        """Each audience invited has a criterion that holds."""
        with told_here():
            check_audiences(current_plan().audiences, wished=field.data or (), criteria=self.criteria.data or ())

    def validate_max_age(self, field: WholeNumber) -> None:
        """The youngest age is not above the oldest."""
        ages = (self.min_age.data, field.data)
        if all(isinstance(age, int) for age in ages):
            with told_here():
                check_ages(*ages)

    @classmethod
    def of(cls, opportunity: Opportunity) -> "OpportunityForm":
        """The form, filled with what the opportunity says now unless something was posted."""
        told = {name: _shown(value) for name, value in vars(content_of(opportunity)).items()}
        return cls(opportunity=opportunity, data={**told, "version": opportunity.version})

    @classmethod
    def for_new(cls, organization: Organization) -> "OpportunityForm":
        """The form for a new one: the group's contact desk and district stand in it already."""
        known = {
            name: getattr(organization, name) for name in ("district", "contact_name", "contact_phone", "contact_email")
        }
        return cls(data=known)

    def _refuse(self, refusal: DomainError) -> None:
        super()._refuse(refusal)
        if isinstance(refusal, NoLongerComplete):
            for part in refusal.parameters["missing"]:
                field = self._fields[FIELD_OF.get(part) or part.replace("-", "_")]
                field.errors = [*field.errors, _("公開している間は、空にできません。")]

    def content(self, before: OpportunityContent | None = None) -> OpportunityContent:
        """What was typed, over what was there `before`: parts the form does not show stay as they are."""
        typed: dict[str, Any] = {name: self._typed(name) for name in self._fields if name in CONTROLS}
        return replace(before or OpportunityContent(title=""), **typed)

    def _typed(self, name: str) -> Any:
        value = self._fields[name].data
        if isinstance(value, list):
            return tuple(value)
        if value in (None, ""):
            return None
        return CODES[name](value) if name in CODES else value

    @property
    def read_version(self) -> int:
        """The version somebody read before changing it; 0, which no row has, where the field came back spoiled."""
        return number_of(self.version.data)


CODES = {
    "kind": OpportunityKind,
    "attendance_mode": AttendanceMode,
    "sign_up_way": SignUpWay,
    "joining": Joining,
    "decision": Decision,
    "department_id": int,
}
CONTROLS = frozenset(OpportunityContent.__dataclass_fields__)


def _shown(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _choices(opportunity: Opportunity | None) -> dict[str, list[SelectChoice]]:
    plan = current_plan()
    return {
        "kind": _of_words(words.KINDS),
        "fields": [SelectChoice(str(one.number), one.name) for one in plan.npo_fields],
        "activities": _of_plan(plan.activities),
        "pillars": [SelectChoice(one.code, f"{one.code} {one.name}") for one in plan.pillars],
        "measures": [SelectChoice(one.code, f"{one.code} {one.name}") for one in plan.measures],
        "attendance_mode": _of_words(words.ATTENDANCE_MODES),
        "district": [SelectChoice("", _("選んでください")), *_of_plan(plan.districts)],
        "sign_up_way": _of_words(words.SIGN_UP_WAYS),
        "joining": _of_words(words.JOININGS),
        "decision": [SelectChoice(one.value, words.DECISIONS[one]) for one in _decisions(opportunity)],
        "audiences": _of_plan(plan.audiences),
        "criteria": _of_plan(plan.criteria),
        "department_id": [SelectChoice("", _("市の課とは一緒に行わない")), *_departments(opportunity)],
        "forms": _of_plan(plan.forms),
        "insurance_type": [SelectChoice("", _("選んでください")), *_of_plan(plan.insurance_types)],
    }


def _decisions(opportunity: Opportunity | None) -> list[Decision]:
    kept = opportunity.decision if opportunity else None
    return [one for one in Decision if one in OFFERED_DECISIONS or one == kept]


def _departments(opportunity: Opportunity | None) -> list[SelectChoice]:
    """Those in being today, and the one already chosen, which may be gone since."""
    found = list(departments_on(today()))
    chosen = opportunity.department if opportunity else None
    if chosen is not None and chosen.id not in {one.id for one in found}:
        found.append(chosen)
    return [SelectChoice(str(one.id), one.name) for one in found]


def _of_plan(entries: Any) -> list[SelectChoice]:
    return [SelectChoice(one.code, one.name) for one in entries]


def _of_words(table: Any) -> list[SelectChoice]:
    return [SelectChoice(code.value, word) for code, word in table.items()]
