"""How an opportunity can be joined right now: which days can be chosen, why others cannot, what to say of it all."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from matcher.domain.opportunities.models import Opportunity, OpportunityStatus, Shift, ShiftStatus, SignUpWay
from matcher.domain.signups.queries.mine import OwnDay
from matcher.language import gettext as _
from matcher.web.formats import date_time


class Way(StrEnum):
    """What the box of the act shows."""

    CHOOSE = "choose"
    COURSE = "course"
    SIGNED_UP = "signed-up"
    ELSEWHERE = "elsewhere"
    NOT_NEEDED = "not-needed"
    TOO_LATE = "too-late"
    OVER = "over"
    CALLED_OFF = "called-off"


@dataclass(frozen=True)
class Joining:
    """The way to join, the days to show, and for those that cannot be chosen the reason in words, by shift id."""

    way: Way
    shifts: list[Shift]
    reasons: dict[int, str]
    days_gone_by: int
    own: Mapping[int, OwnDay]

    @property
    def first_open(self) -> Shift | None:
        """The first day that can be chosen."""
        return next(iter(self._open), None)

    @property
    def is_full(self) -> bool:
        """Whether no day that can be chosen has a place left; of a course, whether one of its days has none."""
        judge = any if self.way == Way.COURSE else all
        return bool(self._open) and judge(all(role.is_full for role in one.roles) for one in self._open)

    @property
    def _open(self) -> list[Shift]:
        return [
            one
            for one in self.shifts
            if one.id not in self.reasons and one.id not in self.own and one.status == ShiftStatus.SCHEDULED
        ]


def joining(opportunity: Opportunity, now: datetime, own: Mapping[int, OwnDay] | None = None) -> Joining:
    """How it can be joined at that moment, by somebody whose days `own` are already.

    Days gone by are only counted; days called off stay in sight.
    """
    shifts = [shift for shift in opportunity.shifts if now < shift.ends_at]
    reasons = {shift.id: told for shift in shifts if (told := _reason(opportunity, shift, now))}
    days_gone_by = len(opportunity.shifts) - len(shifts)
    way = _way(opportunity, shifts, reasons)
    found = Joining(way, shifts, reasons, days_gone_by, own or {})
    nothing_left = found.own and (way == Way.COURSE or (way == Way.CHOOSE and not found.first_open))
    return replace(found, way=Way.SIGNED_UP) if nothing_left else found


def _way(opportunity: Opportunity, shifts: list[Shift], reasons: dict[int, str]) -> Way:
    coming = [shift for shift in shifts if shift.status == ShiftStatus.SCHEDULED]
    if opportunity.status == OpportunityStatus.CANCELLED:
        return Way.CALLED_OFF
    if opportunity.status == OpportunityStatus.CLOSED or not coming:
        return Way.OVER
    if opportunity.sign_up_way == SignUpWay.NOT_NEEDED:
        return Way.NOT_NEEDED
    if _is_too_late(opportunity, coming, reasons):
        return Way.TOO_LATE
    if opportunity.sign_up_way == SignUpWay.ELSEWHERE:
        return Way.ELSEWHERE
    return Way.COURSE if opportunity.is_course else Way.CHOOSE


def _is_too_late(opportunity: Opportunity, coming: list[Shift], reasons: dict[int, str]) -> bool:
    if opportunity.is_course:  # all its days or none
        held = [shift for shift in opportunity.shifts if shift.status == ShiftStatus.SCHEDULED]
        return len(held) > len(coming) or any(shift.id in reasons for shift in coming)
    return all(shift.id in reasons for shift in coming)


def _reason(opportunity: Opportunity, shift: Shift, now: datetime) -> str | None:
    if shift.status != ShiftStatus.SCHEDULED or opportunity.sign_up_way == SignUpWay.NOT_NEEDED:
        return None
    if now < shift.sign_up_until_at:
        return None
    return _("申し込みは、%(at)sに締め切りました", at=date_time(shift.sign_up_until_at))
