"""Makes sign-ups as rows: a person's place on a shift, with attendance where it is over."""

import itertools

from matcher.clock import now, tokyo_date
from matcher.domain.opportunities.models import Shift
from matcher.domain.people.models import Person
from matcher.domain.signups.models import Attendance, AttendanceStatus, Participant, SignUp, SignUpState
from tests.support.factories import add, make_account

_numbers = itertools.count(1)


def sign_up_for(
    shift: Shift, person: Person, *, state: SignUpState = SignUpState.CONFIRMED, minutes: int | None = None
) -> SignUp:
    """The person's sign-up with one seat; present for that many minutes where told."""
    role = shift.roles[0]
    sign_up = add(
        SignUp(
            shift_role_id=role.id,
            shift_id=shift.id,
            asked_by_id=person.id,
            state=state,
            message="よろしくお願いします",
            request_key=f"world-{next(_numbers)}",
            created_at=now(),
            changed_at=now(),
        )
    )
    seat = add(Participant(sign_up_id=sign_up.id, shift_id=shift.id, person_id=person.id, state=state))
    role.taken += state == SignUpState.CONFIRMED
    if minutes is not None:
        add(
            Attendance(
                participant_id=seat.id,
                happened_on=tokyo_date(shift.starts_at),
                status=AttendanceStatus.PRESENT,
                minutes=minutes,
                recorded_by=make_account().id,
                recorded_at=now(),
            )
        )
    return sign_up
