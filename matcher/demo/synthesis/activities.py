"""Three fiscal years of opportunities, their days, who signed up for them and who came."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from random import Random

from matcher.clock import tokyo_instant
from matcher.demo.records import OpportunityRecord
from matcher.demo.synthesis.population import Group, Population
from matcher.demo.synthesis.vocabulary import Vocabulary
from matcher.demo.synthesis.writing import Writer
from matcher.domain.opportunities.models import (
    Opportunity,
    OpportunityStatus,
    OpportunityTag,
    Shift,
    ShiftRole,
    ShiftStatus,
    SignUpWay,
    TagTaxonomy,
    Timing,
)
from matcher.domain.opportunities.search_text import written
from matcher.domain.signups.models import Attendance, AttendanceStatus, Participant, SignUp, SignUpState, busy_span
from matcher.folding import tokens_of

FULL = 0.02  # of the days
BUSIEST = 10  # one group in so many has half of all opportunities
CAME = 0.9
CAPACITIES = (5, 8, 10, 12, 15, 20, 30, 40, None)
STARTS = (time(9), time(10), time(13), time(14), time(18, 30))
WORDS = {
    TagTaxonomy.PILLAR: "pillars",
    TagTaxonomy.AUDIENCE: "audiences",
    TagTaxonomy.CRITERION: "criteria",
    TagTaxonomy.FIELD: "fields",
    TagTaxonomy.ACTIVITY: "activities",
}
SAME = (
    "kind", "summary", "things_to_bring", "joining", "decision", "district", "meeting_place", "address",
    "attendance_mode", "fee_yen", "insurance_type", "rain_policy",
)  # fmt: skip


class Living:
    """Lets the city live: opportunities one by one, and of each its days, sign-ups and attendances."""

    def __init__(
        self, writer: Writer, words: Vocabulary, population: Population, chance: Random, now: datetime, first_on: date
    ) -> None:
        self.writer, self.words, self.population, self.chance, self.now = writer, words, population, chance, now
        self.first_on = first_on
        self.days = (now.date() - first_on).days + 120  # as far ahead as groups plan
        self.given = 0
        self.seen: Counter[date] = Counter()  # how many people have something to do on a day

    def live(self, *, opportunities: int, sign_ups: int) -> None:
        """So many opportunities, and over all their days so many sign-ups, as far as there are places and people."""
        for number in range(opportunities):
            wanted = sign_ups * (number + 1) // opportunities - self.given
            self.opportunity(wanted)
            self.writer.write_when_many()
        self.writer.write()

    def opportunity(self, wanted: int) -> None:
        """One opportunity like one of the demo city's, by some group, with one day or a few."""
        like, group = self.chance.choice(self.words.opportunities), self.group()
        on = self.first_on + timedelta(days=self.chance.randrange(self.days))
        days = [on + timedelta(days=7 * week) for week in range(self.chance.choice((1, 1, 1, 2, 4)))]
        begins, hours = self.chance.choice(STARTS), self.chance.choice((1, 2, 3))
        spans = [(tokyo_instant(day, begins), tokyo_instant(day, begins) + timedelta(hours=hours)) for day in days]
        capacity = self.chance.choice(CAPACITIES)
        taken = [self.takers(capacity, wanted // len(days)) for _ in days]
        to_come = [(at, n) for (at, ends_at), n in zip(spans, taken, strict=True) if ends_at > self.now]
        row = self.write_opportunity(
            like, group, days[0],
            first_open_starts_at=to_come[0][0] if to_come else None,
            places_left=sum(capacity - n for _, n in to_come) if to_come and capacity else None,
        )  # fmt: skip
        for span, count in zip(spans, taken, strict=True):
            self.shift(row, group, span, capacity, count)

    def group(self) -> Group:
        """One group in ten has half of what is posted."""
        groups = self.population.groups
        busy = groups[: max(1, len(groups) // BUSIEST)]
        return self.chance.choice(busy if self.chance.random() < 0.5 else groups)

    def takers(self, capacity: int | None, wanted: int) -> int:
        """How many sign up for a day: all places on two days in a hundred, else about as many as there should be."""
        if capacity and self.chance.random() < FULL:
            return capacity
        about = max(0, round(wanted * self.chance.uniform(0.5, 1.5)))
        return min(about, capacity - 1) if capacity else about

    def write_opportunity(self, like: OpportunityRecord, group: Group, on: date, **counters: object) -> int:
        """The row and its tags."""
        title, description = self.words.title(self.chance, like), self.words.description(self.chance)
        rest = description, like.venue, like.meeting_place, like.address, group.name
        text = written((title,), like.summary, rest)
        at = tokyo_instant(on, time(9)) - timedelta(days=40)
        published_at = min(at, self.now - timedelta(days=self.chance.randrange(1, 40)))
        row = self.writer.add(
            Opportunity, organization_id=group.id, status=OpportunityStatus.PUBLISHED, title=title,
            description=description, sign_up_way=SignUpWay.HERE, venue=like.venue, contact_name="活動担当",
            created_by=group.owner, created_at=published_at, submitted_by=group.owner, submitted_at=published_at,
            decided_by=self.population.staff, decided_at=published_at, published_at=published_at,
            changed_at=published_at, search_text=text, search_tokens=tokens_of(text), version=1,
            **{name: getattr(like, name) for name in SAME}, **counters,
        )  # fmt: skip
        for taxonomy, name in WORDS.items():
            for code in getattr(like, name):
                self.writer.add(OpportunityTag, opportunity_id=row, taxonomy=taxonomy, code=str(code))
        return row

    def shift(
        self, opportunity: int, group: Group, span: tuple[datetime, datetime], capacity: int | None, count: int
    ) -> None:
        """One day with its places and those who took them; of a day that is over, who came."""
        starts_at, ends_at = span
        people = self.free_people(starts_at.date(), count)
        shift = self.writer.add(
            Shift, opportunity_id=opportunity, timing=Timing.TIMED, starts_at=starts_at, ends_at=ends_at,
            sign_up_until_at=starts_at - timedelta(days=1), label="", status=ShiftStatus.SCHEDULED,
            allows_teams=False, version=1,
        )  # fmt: skip
        role = self.writer.add(
            ShiftRole, shift_id=shift, name="", capacity=capacity, minimum=0, taken=len(people), waiting=0,
            next_turn=1,
        )  # fmt: skip
        for person in people:
            self.sign_up(shift, role, person, span, group)

    def free_people(self, day: date, count: int) -> list[int]:
        """Up to `count` people who have nothing else on the day."""
        people, seen = self.population.people, self.seen[day]
        count = min(count, len(people) - seen)
        self.seen[day] += count
        self.given += count
        start = day.toordinal() * 7919 + seen  # everybody gets their turn over the years
        return [people[(start + number) % len(people)] for number in range(count)]

    def sign_up(self, shift: int, role: int, person: int, span: tuple[datetime, datetime], group: Group) -> None:
        """A confirmed place, and whether its holder came."""
        starts_at, ends_at = span
        at = min(starts_at - timedelta(days=self.chance.randrange(2, 30)), self.now)
        row = self.writer.add(
            SignUp, shift_role_id=role, shift_id=shift, asked_by_id=person, seats=1, state=SignUpState.CONFIRMED,
            request_key=f"synthetic-{shift}-{person}", created_at=at, changed_at=at, version=1,
        )  # fmt: skip
        busy_from, busy_to = busy_span(person, starts_at, ends_at)
        seat = self.writer.add(
            Participant, sign_up_id=row, shift_id=shift, person_id=person, takes_place=True,
            state=SignUpState.CONFIRMED, is_minor=False, walk_in=False, busy_from=busy_from, busy_to=busy_to,
        )  # fmt: skip
        if ends_at < self.now:
            came = self.chance.random() < CAME
            self.writer.add(
                Attendance, participant_id=seat, happened_on=starts_at.date(),
                status=AttendanceStatus.PRESENT if came else AttendanceStatus.ABSENT,
                minutes=int((ends_at - starts_at).total_seconds() // 60) if came else 0,
                recorded_by=group.owner, recorded_at=ends_at, version=1,
            )  # fmt: skip
