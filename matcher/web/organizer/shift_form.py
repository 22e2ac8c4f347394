"""The form of one day: when, until when one signs up, which roles with how many places."""

from datetime import timedelta
from typing import Any

from wtforms import BooleanField, FieldList, FormField, HiddenField, StringField
from wtforms import Form as Part
from wtforms.fields.choices import SelectChoice

from matcher.clock import end_of_day, tokyo_date, tokyo_instant
from matcher.domain.opportunities.content import RoleContent, ShiftContent
from matcher.domain.opportunities.models import Opportunity, Shift, Timing
from matcher.domain.opportunities.timing import Rhythm, deadline_at
from matcher.language import lazy_gettext as _l
from matcher.web.choices import OneOf, OneOfButtons
from matcher.web.forms import AtMost, Form, Line, clean
from matcher.web.numbers import WholeNumber, number_of
from matcher.web.times import ClockTime, Day, needed
from matcher.words import opportunities as words

MOST_ROLES = 8
SPARE_ROLES = 1


class RolePart(Part):
    """One role with its places; without a number there is no limit."""

    name = StringField(_l("役割"), [AtMost(40)], filters=(clean,))
    capacity = WholeNumber(_l("定員"), least=1, most=100_000)
    minimum = WholeNumber(_l("最低の人数"), most=100_000)
    requirement = StringField(_l("条件"), [AtMost(100)], filters=(clean,))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written in the row."""
        return not any(field.data not in (None, "", 0) for field in self)

    def content(self) -> RoleContent:
        """What was typed."""
        return RoleContent(
            name=self.name.data or "",
            capacity=self.capacity.data,
            minimum=self.minimum.data or 0,
            requirement=self.requirement.data,
        )


class ShiftForm(Form):
    """One day as it is wanted; a period has days, a timed one hours."""

    timing = OneOfButtons(_l("いつ"), default=Timing.TIMED.value)
    on = Day(_l("日にち"))
    starts = ClockTime(_l("はじまり"))
    ends = ClockTime(_l("おわり"))
    last_on = Day(_l("期間の最後の日"))
    sign_up_until_on = Day(_l("申し込みの締め切り"))
    label = Line(_l("呼び名"), most=60)
    allows_teams = BooleanField(_l("企業・学校が、人数だけ先に席をとれる"))
    roles = FieldList(FormField(RolePart), min_entries=1 + SPARE_ROLES, max_entries=MOST_ROLES)
    version = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.timing.choices = [SelectChoice(code.value, word) for code, word in words.TIMINGS.items()]

    @classmethod
    def of(cls, shift: Shift, **kwargs: Any) -> "ShiftForm":
        """The form, filled with the day as it is unless something was posted; one row is spare for another role.

        `formdata=None`: as it is, whatever was posted to another form of the page.
        """
        roles = [
            {"name": role.name, "capacity": role.capacity, "minimum": role.minimum, "requirement": role.requirement}
            for role in shift.roles
        ]
        spare: list[dict[str, Any]] = [{}] * min(SPARE_ROLES, MOST_ROLES - len(roles))
        return cls(data={**_times(shift), "roles": roles + spare, "version": shift.version}, **kwargs)

    @classmethod
    def like_the_last(cls, opportunity: Opportunity) -> "ShiftForm":
        """The form for one day more: hours and roles of the last one stand in it, for they are mostly the same."""
        if not opportunity.shifts:
            return cls(data={"version": opportunity.version})
        last = cls.of(opportunity.shifts[-1])
        told = {name: last._fields[name].data for name in ("timing", "starts", "ends", "allows_teams", "roles")}
        return cls(data={**told, "version": opportunity.version})

    def validate_on(self, field: Day) -> None:
        """Every day needs a date."""
        needed(field)

    def validate_starts(self, field: ClockTime) -> None:
        """A timed day needs its beginning."""
        if self._is_timed and not field.errors:
            needed(field)

    def validate_ends(self, field: ClockTime) -> None:
        """A timed day needs its end."""
        if self._is_timed and not field.errors:
            needed(field)

    def validate_last_on(self, field: Day) -> None:
        """A period needs its last day."""
        if not self._is_timed:
            needed(field)

    @property
    def _is_timed(self) -> bool:
        return self.timing.data != Timing.PERIOD.value

    @property
    def read_version(self) -> int:
        """The version somebody read before changing it."""
        return number_of(self.version.data)

    def content(self) -> ShiftContent:
        """What was typed; a deadline is the end of its day, at the latest the beginning."""
        midnight = tokyo_instant(self.on.data)
        if self._is_timed:
            starts_at = midnight + timedelta(minutes=self.starts.data)
            ends_at = midnight + timedelta(minutes=self.ends.data)
        else:
            starts_at, ends_at = midnight, end_of_day(self.last_on.data)
        until_at = deadline_at(
            self.sign_up_until_on.data, starts_at=starts_at, ends_at=ends_at, is_period=not self._is_timed
        )
        rows = [row.form for row in self.roles]
        return ShiftContent(
            timing=Timing.TIMED if self._is_timed else Timing.PERIOD,
            starts_at=starts_at,
            ends_at=ends_at,
            sign_up_until_at=until_at,
            label=self.label.data or "",
            allows_teams=self.allows_teams.data,
            roles=tuple(row.content() for row in rows[:1] + [row for row in rows[1:] if not row.is_empty]),
        )


class RepeatForm(Form):
    """The same day again."""

    rhythm = OneOf(_l("いつ"), default=Rhythm.WEEKLY.value)
    count = WholeNumber(_l("あと何回"), least=1, most=52)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rhythm.choices = [SelectChoice(code.value, word) for code, word in words.RHYTHMS.items()]

    def validate_count(self, field: WholeNumber) -> None:
        """It must be said how often."""
        needed(field)


def _times(shift: Shift) -> dict[str, Any]:
    on = tokyo_date(shift.starts_at)
    midnight = tokyo_instant(on)
    latest = shift.starts_at if shift.is_timed else shift.ends_at
    until_on = tokyo_date(shift.sign_up_until_at - timedelta(microseconds=1))
    return {
        "timing": shift.timing.value,
        "on": on,
        "starts": (shift.starts_at - midnight) // timedelta(minutes=1),
        "ends": (shift.ends_at - midnight) // timedelta(minutes=1),
        "last_on": tokyo_date(shift.ends_at - timedelta(microseconds=1)),
        "sign_up_until_on": None if shift.sign_up_until_at == latest else until_on,
        "label": shift.label,
        "allows_teams": shift.allows_teams,
    }
