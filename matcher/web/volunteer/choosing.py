"""What the sign-up page knows: the days one can choose, why others cannot be, and what stands in the line."""

from dataclasses import dataclass
from typing import Any

from flask import abort, request

from matcher.clock import now
from matcher.domain.opportunities.models import Opportunity, Shift, ShiftStatus
from matcher.domain.people.models import Person
from matcher.domain.signups.eligibility import eligibilities
from matcher.domain.signups.rules.refusals import Refusal
from matcher.words import sentence


@dataclass(frozen=True)
class Choice:
    """The days still to come of one opportunity for one person, and the chosen one if any."""

    opportunity: Opportunity
    shifts: list[Shift]
    refusals: dict[int, Refusal | None]
    chosen: Shift | None

    @property
    def refusal(self) -> Refusal | None:
        """Why the chosen day cannot be had; of a course, why any of its days cannot."""
        if self.opportunity.is_course:
            return next((one for one in self.refusals.values() if one), None)
        return self.refusals.get(self.chosen.id) if self.chosen else None

    @property
    def why_not(self) -> str | None:
        """The same in words."""
        return sentence(self.refusal) if self.refusal else None

    @property
    def reasons(self) -> dict[int, str]:
        """For each day that cannot be had, why, in words."""
        return {shift_id: sentence(refusal) for shift_id, refusal in self.refusals.items() if refusal}

    @property
    def possible(self) -> list[Shift]:
        """The days that can be had, places left or not."""
        return [shift for shift in self.shifts if not self.refusals[shift.id]]

    @property
    def days(self) -> list[Shift]:
        """The days one sign-up is about: the chosen one, of a course all of them."""
        return self.shifts if self.opportunity.is_course else [self.chosen] if self.chosen else []


def choice(opportunity: Opportunity, person: Person) -> Choice:
    """The choice with the day named by `?shift=`; a single day and a course need not be named. Unknown days are 404."""
    moment = now()
    shifts = [one for one in opportunity.shifts if one.ends_at > moment and one.status != ShiftStatus.POSTPONED]
    chosen = _chosen(opportunity, shifts)
    judged = {one.id: one for one in (*shifts, chosen) if one}
    return Choice(opportunity, shifts, eligibilities(person, judged.values(), at=moment), chosen)


def _chosen(opportunity: Opportunity, shifts: list[Shift]) -> Shift | None:
    named: Any = request.args.get("shift")
    if named is None:
        is_clear = opportunity.is_course or len(shifts) == 1
        return shifts[0] if shifts and is_clear else None
    chosen = next((one for one in opportunity.shifts if str(one.id) == named), None)
    if chosen is None:
        abort(404)
    return chosen
