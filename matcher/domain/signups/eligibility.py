"""Whether somebody may have a place: the one function every way to a place asks.

It joins what the database knows of the person with the order of reasons in rules. Free places are not judged here:
the guarded update decides about them at the moment of taking.
"""

from collections.abc import Iterable
from datetime import datetime

from matcher.clock import now
from matcher.domain.opportunities.models import Shift
from matcher.domain.people.models import Person
from matcher.domain.signups.queries.mine import Place, places_of
from matcher.domain.signups.rules.refusals import Held, Refusal, Standing, of_the_person, refusal


def eligibility(person: Person, shift: Shift, *, at: datetime | None = None) -> Refusal | None:
    """The one primary reason why the person cannot sign up for the shift; None: nothing speaks against it."""
    moment = at or now()
    return refusal(_standing(person, shift, places_of(person.id, since=_since([shift], moment)), moment))


def eligibilities(person: Person, shifts: Iterable[Shift], *, at: datetime | None = None) -> dict[int, Refusal | None]:
    """The same for several shifts by id, with one question to the database."""
    moment = at or now()
    wanted = list(shifts)
    places = places_of(person.id, since=_since(wanted, moment)) if wanted else []
    return {shift.id: refusal(_standing(person, shift, places, moment)) for shift in wanted}


def fitness(person: Person, shift: Shift, *, at: datetime | None = None) -> Refusal | None:
    """Why somebody already on the list of the shift cannot be given a place in it now: age, consent or a clash."""
    moment = at or now()
    places = [place for place in places_of(person.id, since=_since([shift], moment)) if place.shift_id != shift.id]
    return of_the_person(_standing(person, shift, places, moment))


def _since(shifts: list[Shift], moment: datetime) -> datetime:
    return min([moment, *(shift.starts_at for shift in shifts)])


def _standing(person: Person, shift: Shift, places: list[Place], at: datetime) -> Standing:
    return Standing(
        person=person,
        shift=shift,
        at=at,
        is_signed_up=any(place.shift_id == shift.id for place in places),
        clash=next((_held(place) for place in places if _clashes(place, shift)), None),
    )


def _clashes(place: Place, shift: Shift) -> bool:
    """Whether a held place in another shift with hours overlaps: half-open, so back to back is allowed."""
    return (
        shift.is_timed
        and place.is_held
        and place.has_hours
        and place.shift_id != shift.id
        and place.starts_at < shift.ends_at
        and shift.starts_at < place.ends_at
    )


def _held(place: Place) -> Held:
    return Held(title=place.title, starts_at=place.starts_at, ends_at=place.ends_at)
