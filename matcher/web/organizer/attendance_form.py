"""The forms of a day's list: a row for each who was to come, and two short ones for who came unannounced."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request
from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms import Form as Part
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired

from matcher.domain.opportunities.models import Shift, ShiftRole
from matcher.domain.people.models import Account
from matcher.domain.signups import actions
from matcher.domain.signups.models import Attendance, AttendanceStatus, Participant, SignUp
from matcher.domain.signups.rules.attendance import MINUTES_OF_A_DAY, WalkInIsMinor, usual_minutes
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.forms import Form, Line, Telephone, Whole
from matcher.words import SENTENCES

PRESENT, ABSENT = AttendanceStatus.PRESENT, AttendanceStatus.ABSENT


class PersonPart(Part):
    """来た or 休み, and for how long."""

    status = RadioField(
        _l("出席"),
        choices=[SelectChoice(PRESENT.value, _l("来た")), SelectChoice(ABSENT.value, _l("休み"))],
        validate_choice=False,
    )
    minutes = Whole(_l("時間"))


class HeadsPart(Part):
    """How many of the seats without names came, and for how long."""

    present = Whole(_l("来た人数"))
    minutes = Whole(_l("時間"))


@dataclass(frozen=True)
class Row:
    """One line of the list: a person, or seats without names that are counted."""

    name: str
    sign_up: SignUp
    participants: Sequence[Participant]
    part: Any

    @property
    def is_person(self) -> bool:
        """Whether it is about one person with a name."""
        return isinstance(self.part, PersonPart)

    @property
    def is_marked(self) -> bool:
        """Whether something is to be written."""
        return bool(self.part.status.data) if self.is_person else self.part.present.data is not None

    @property
    def is_possible(self) -> bool:
        """Whether the mark is one of the two."""
        return self.part.status.data in (None, "", PRESENT.value, ABSENT.value)

    def mark_as_come(self) -> None:
        """Take the people for present where nothing is said of them."""
        if self.is_person:
            self.part.status.data = self.part.status.data or PRESENT.value
        elif self.part.present.data is None and not self.part.present.errors:
            self.part.present.data = len(self.participants)


class ListForm(Form):
    """Everybody of one day; rows nobody touched stay unwritten."""

    def __init__(
        self, shift: Shift, on: date, sign_ups: Sequence[SignUp], known: Mapping[int, Attendance], *, sent: bool
    ) -> None:
        typed = request.form if sent else None
        super().__init__(formdata=typed)
        self.on, self.usual = on, usual_minutes(shift, on)
        self.rows = [_row(*line, known, self.usual, typed) for line in _lines(shift, sign_ups)]

    def is_good(self, *, rest_came: bool) -> bool:
        """Whether every row can be written; `rest_came`: those of whom nothing is said were there."""
        good = self.validate()
        for row in self.rows:
            row.part.validate()
            if rest_came:
                row.mark_as_come()
            self._check(row)
            for field in row.part:
                self.form_errors.extend(f"{row.name}：{words}" for words in field.errors)
        return good and not self.form_errors

    def _check(self, row: Row) -> None:
        minutes = row.part.minutes
        if row.is_person and ((not row.is_marked and minutes.data not in (None, self.usual)) or not row.is_possible):
            _fault(row.part.status, _("来た・休みのどちらかを選んでください。"))
        if not row.is_person and row.part.present.data is not None:
            most = len(row.participants)
            if not 0 <= row.part.present.data <= most:
                _fault(row.part.present, _("0人から%(most)d人までで入れてください。", most=most))
        if minutes.data is not None and not 0 <= minutes.data <= MINUTES_OF_A_DAY:
            _fault(minutes, _("0分から1440分までで入れてください。"))
        elif row.is_person and row.part.status.data == PRESENT.value and minutes.data is None and self.usual is None:
            _fault(minutes, _("活動した時間を、分で入れてください。"))

    def record(self, by: Account) -> None:
        """Write what the rows say. Raises the errors of `record_attendance`."""
        for row in self.rows:
            if row.is_marked:
                self._record(row, by)

    def _record(self, row: Row, by: Account) -> None:
        came = int(row.part.status.data == PRESENT.value) if row.is_person else row.part.present.data
        for number, participant in enumerate(row.participants):
            status = PRESENT if number < came else ABSENT
            actions.record_attendance(
                participant=participant, happened_on=self.on, status=status, by=by, minutes=row.part.minutes.data
            )


class WalkInForm(Form):
    """Somebody who came without having signed up: name and number."""

    name = Line(_l("名前"), required=True)
    phone = Telephone(_l("電話"), required=True)
    role = SelectField(_l("役割"), coerce=int)
    minutes = Whole(_l("活動した時間（分）"))
    is_adult = BooleanField(_l("18歳以上です"), [DataRequired(SENTENCES[WalkInIsMinor.code])])
    key = HiddenField()

    def __init__(self, shift: Shift, on: date, *, sent: bool) -> None:
        given = {"minutes": usual_minutes(shift, on), "key": secrets.token_hex(8)}
        super().__init__(formdata=request.form if sent else None, prefix="person", data=given)
        _offer_roles(self, shift.roles)


class HeadsForm(Form):
    """People who came without having signed up and leave no name."""

    heads = Whole(_l("人数"), [InputRequired(_l("入れてください。"))])
    role = SelectField(_l("役割"), coerce=int)
    minutes = Whole(_l("活動した時間（分）"))
    key = HiddenField()

    def __init__(self, shift: Shift, on: date, *, sent: bool) -> None:
        given = {"minutes": usual_minutes(shift, on), "key": secrets.token_hex(8)}
        super().__init__(formdata=request.form if sent else None, prefix="heads", data=given)
        _offer_roles(self, shift.roles)


def chosen_role(form: Any, shift: Shift) -> ShiftRole:
    """The role the form names, or the only one."""
    return next(role for role in shift.roles if "role" not in form or role.id == form.role.data)


def _offer_roles(form: Any, roles: Sequence[ShiftRole]) -> None:
    if len(roles) == 1:
        del form.role
    else:
        form.role.choices = [SelectChoice(role.id, role.name) for role in roles]


def _lines(shift: Shift, sign_ups: Sequence[SignUp]) -> Iterator[tuple[SignUp, str, list[Participant]]]:
    """People one by one; seats of a company together; the group's own nameless walk-ins together, last."""
    own = shift.opportunity.organization_id
    walked_in = [one for one in sign_ups if one.organization_id == own]
    for one in sign_ups:
        if one.organization_id is None:
            yield from ((one, each.person.name if each.person else "", [each]) for each in one.participants)
        elif one.organization_id != own:
            yield one, one.organization.name if one.organization else "", list(one.participants)
    if walked_in:
        yield walked_in[0], _("名前を書かなかった人"), [each for one in walked_in for each in one.participants]


def _row(
    sign_up: SignUp,
    name: str,
    participants: Sequence[Participant],
    known: Mapping[int, Attendance],
    usual: int | None,
    typed: Any,
) -> Row:
    written = [known[each.id] for each in participants if each.id in known]
    came = [each for each in written if each.status == PRESENT]
    minutes = came[0].minutes if came else usual
    prefix = f"seat-{participants[0].id}"
    if len(participants) == 1 and participants[0].person_id is not None:
        status = written[0].status.value if written else None
        part: Part = PersonPart(typed, prefix=prefix, data={"status": status, "minutes": minutes})
    else:
        part = HeadsPart(typed, prefix=prefix, data={"present": len(came) if written else None, "minutes": minutes})
    return Row(name, sign_up, participants, part)


def _fault(field: Any, words: str) -> None:
    field.errors = [*field.errors, words]
