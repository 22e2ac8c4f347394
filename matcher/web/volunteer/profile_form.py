"""The form of what a person tells of themselves. Only the name is needed; lists are the plan's."""

from collections.abc import Iterable
from datetime import time

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import Optional, ValidationError

from matcher.domain.city.plan import current_plan
from matcher.domain.people.models import ContactWay, Taxonomy
from matcher.domain.people.profile import FreeTime, Profile, Tag
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.formats import WEEKDAYS
from matcher.web.forms import Form, Line, Telephone

PARTS_OF_DAY = {
    "mornings": (time(9), time(12)),
    "afternoons": (time(13), time(17)),
    "evenings": (time(18), time(21)),
}
TAXONOMIES = {
    "fields": Taxonomy.FIELD,
    "activities": Taxonomy.ACTIVITY,
    "skills": Taxonomy.SKILL,
    "criteria": Taxonomy.CRITERION,
}
Choices = list[tuple[str, object]]


class ProfileForm(Form):
    """What the person tells; an empty answer is one."""

    name = Line(_l("名前"), required=True)
    name_kana = Line(_l("フリガナ"))
    phone = Telephone(_l("電話番号"))
    contact_by = RadioField(_l("お知らせの受けとり方"))
    is_student = BooleanField(_l("生徒・学生です"))
    district = SelectField(_l("お住まいの地区"))
    age_band = SelectField(_l("年代"))
    gender = RadioField(_l("性別"), [Optional()], validate_choice=False)
    fields = SelectMultipleField(_l("好きな分野"))
    activities = SelectMultipleField(_l("してみたいこと"))
    skills = SelectMultipleField(_l("得意なこと"))
    criteria = SelectMultipleField(_l("こうだと参加しやすい"))
    mornings = SelectMultipleField(_l("午前（9時〜12時）に空いている曜日"))
    afternoons = SelectMultipleField(_l("午後（1時〜5時）に空いている曜日"))
    evenings = SelectMultipleField(_l("夜（6時〜9時）に空いている曜日"))

    def __init__(self, told: Profile) -> None:
        super().__init__(data=_as_typed(told))
        for name, choices in _choices().items():
            self[name].choices = choices

    def validate_gender(self, field: RadioField) -> None:
        """One of the answers, or none."""
        if field.data and field.data not in {gender.code for gender in current_plan().genders}:
            raise ValidationError(_("もう一度選んでください。"))

    def profile(self, told: Profile) -> Profile:
        """What the person tells now; free times that fit no part of a day stay as they were."""
        others = {span for span in told.free_times if (span.from_time, span.to_time) not in PARTS_OF_DAY.values()}
        return Profile(
            name=self.name.data,
            name_kana=self.name_kana.data,
            phone=self.phone.data,
            contact_by=ContactWay(self.contact_by.data),
            is_student=self.is_student.data,
            district=self.district.data or None,
            age_band=self.age_band.data or None,
            gender=self.gender.data or None,
            tags=frozenset(Tag(kind, code) for name, kind in TAXONOMIES.items() for code in self[name].data),
            free_times=frozenset(others | set(self._parts())),
        )

    def _parts(self) -> Iterable[FreeTime]:
        for name, (from_time, to_time) in PARTS_OF_DAY.items():
            yield from (FreeTime(int(weekday), from_time, to_time) for weekday in self[name].data)


def _as_typed(told: Profile) -> dict[str, object]:
    plain = ("name", "name_kana", "phone", "is_student")
    typed: dict[str, object] = {name: getattr(told, name) for name in plain}
    typed |= {name: getattr(told, name) or "" for name in ("district", "age_band", "gender")}
    typed["contact_by"] = told.contact_by.value
    for name, kind in TAXONOMIES.items():
        typed[name] = [tag.code for tag in told.tags if tag.taxonomy == kind]
    for name, part in PARTS_OF_DAY.items():
        typed[name] = [str(span.weekday) for span in told.free_times if (span.from_time, span.to_time) == part]
    return typed


def _choices() -> dict[str, Choices]:
    plan = current_plan()
    none: Choices = [("", _("答えない"))]
    coded = {
        "district": none + _named(plan.areas),
        "age_band": none + _named(plan.age_bands),
        "gender": _named(plan.genders),
        "activities": _named(plan.activities),
        "skills": _named(plan.skills),
        "criteria": _named(plan.criteria),
    }
    ways = {"mail": _("メール"), "phone": _("電話"), "post": _("郵便・窓口")}
    weekdays: Choices = [(str(number), name) for number, name in enumerate(WEEKDAYS, 1)]
    return {
        **coded,
        "contact_by": list(ways.items()),
        "fields": [(str(one.number), one.name) for one in plan.npo_fields],
        **dict.fromkeys(PARTS_OF_DAY, weekdays),
    }


def _named(entries: Iterable[object]) -> Choices:
    return [(entry.code, entry.name) for entry in entries]
