"""Who signed up, who came, who came without having signed up, and the seats of companies."""

from datetime import datetime, timedelta
from functools import partial

from matcher.demo.cast import Cast
from matcher.demo.days import Days
from matcher.demo.records import OpportunityRecord, ShiftRecord, TeamRecord
from matcher.demo.timeline import Timeline
from matcher.domain.signups.actions import add_walk_in, hold_seats, record_attendance, record_head_count, sign_up
from matcher.domain.signups.models import AttendanceStatus, SignUp


class Participation:
    """The sign-ups made so far, so that attendance finds them."""

    def __init__(self, cast: Cast, days: Days, timeline: Timeline) -> None:
        self._cast = cast
        self._days = days
        self._timeline = timeline
        self._sign_ups: dict[tuple[str, int, str], SignUp] = {}

    def plan(self, known: OpportunityRecord) -> None:
        """Put everything people do in one opportunity on the timeline."""
        self._ask(known, 0, "", known.sign_ups)
        for number, shift in enumerate(known.shifts):
            for task in shift.tasks:
                self._ask(known, number, task.name, task.sign_ups)
            for team in shift.teams:
                at = self._asked_at(known, number, 0, 1)
                self._timeline.at(at, partial(self._hold, known, number, team))
            if shift.came:
                after = self._days.at(shift.on, shift.end_time) + timedelta(minutes=30)
                self._timeline.at(after, partial(self._write_down, known, number, shift))

    def _asked_at(self, known: OpportunityRecord, number: int, order: int, of: int) -> datetime:
        """One after the other, spread over the days between publication and the shift or the anchor."""
        latest = min(self._days.at(known.shifts[number].on), self._days.before(0))
        first = latest - timedelta(days=6 + len(known.title) % 12)
        return first + (latest - first) * (order + 1) / (of + 1)

    def _ask(self, known: OpportunityRecord, number: int, role: str, people: tuple[str, ...]) -> None:
        for order, person in enumerate(people):
            at = self._asked_at(known, number, order, len(people))
            self._timeline.at(at, partial(self._sign_up, known, number, role, person))

    def _sign_up(self, known: OpportunityRecord, number: int, role: str, person: str) -> None:
        self._sign_ups[known.id, number, person] = sign_up(
            role=self._cast.role(known.id, number, role),
            person=self._cast.people[person],
            by=self._cast.speaks_for(person),
            request_key=f"demo-{known.id}-{number}",
        )

    def _hold(self, known: OpportunityRecord, number: int, team: TeamRecord) -> None:
        self._sign_ups[known.id, number, team.organization] = hold_seats(
            organization=self._cast.organizations[team.organization],
            role=self._cast.role(known.id, number, team.role),
            seats=team.seats,
            by=self._cast.owners[team.organization],
            request_key=f"demo-{known.id}-{number}",
        )

    def _write_down(self, known: OpportunityRecord, number: int, shift: ShiftRecord) -> None:
        on, organizer = self._days.day(shift.on), self._cast.owners[known.organization]
        for person in (*shift.came, *shift.absent):
            status = AttendanceStatus.PRESENT if person in shift.came else AttendanceStatus.ABSENT
            (participant,) = self._sign_ups[known.id, number, person].participants
            record_attendance(participant=participant, happened_on=on, status=status, by=organizer)
        for team in shift.teams:
            held = self._sign_ups[known.id, number, team.organization]
            record_head_count(sign_up=held, happened_on=on, present=team.came or 0, by=organizer)
        for person in shift.walked_in:
            walked_in = self._cast.people[person]
            add_walk_in(
                role=self._cast.role(known.id, number),
                happened_on=on,
                by=organizer,
                name=walked_in.name,
                phone=walked_in.phone,
                email=walked_in.email,
                is_adult=True,
                request_key=f"demo-{known.id}-{number}-{person}",
            )
