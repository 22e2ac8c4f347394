"""What came of a storm, in figures and plain words: what was answered against what is stored."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from matcher.cli.doctor import findings
from matcher.db import db, reading
from matcher.domain.people.models import Account
from matcher.domain.signups.models import LIVE, SignUp
from matcher.invariants import Finding
from tests.storms.clients import NO_ANSWER, Answer
from tests.storms.storm import Storm, holders

WANTED = frozenset({200, 303, 422})  # done, or refused in words


@dataclass(frozen=True)
class Tally:
    """The figures of one storm."""

    storm: Storm
    answers: Sequence[Answer]
    holders: Sequence[tuple[int, int, int]]
    lost: int
    doubled: int
    doctor: Sequence[Finding]

    @property
    def signed_up(self) -> int:
        """How many sign-ups were acknowledged, each once."""
        return sum(len(volunteer.told) for volunteer in self.storm.volunteers)

    @property
    def unwanted(self) -> Counter[int]:
        """Answers that are neither a page, nor done, nor a refusal in words, by status."""
        return Counter(answer.status for answer in self.answers if answer.status not in WANTED)

    def broken(self) -> list[str]:
        """The promises that were broken, a sentence each; none when all held."""
        faults = {
            f"{self.storm.overbooked} seats too many were held at the worst moment": self.storm.overbooked,
            f"{self.lost} sign-ups were acknowledged and are not there": self.lost,
            f"{self.doubled} sign-ups are there of which nobody was told": self.doubled,
            f"unwanted answers by status: {_listed(self.unwanted)}": len(self.unwanted),
            "nobody was signed up": not self.signed_up,
        }
        wrong = [f"flask doctor: {found.promise}: {found.wrong} wrong" for found in self.doctor if not found.holds]
        return [sentence for sentence, is_so in faults.items() if is_so] + wrong

    def told(self) -> list[str]:
        """The figures, a line each."""
        storm, wrong = self.storm, sum(not found.holds for found in self.doctor)
        return [
            f"{len(storm.clients)} clients, {len(self.answers):,} requests in {storm.seconds:.1f} s",
            f"answers: {self._statuses()}",
            f"{self.signed_up:,} sign-ups, {self.signed_up / storm.seconds:.0f} a second; {self._times()}",
            *(
                f"{day.name}: {held} hold {places} places, {waiting} wait"
                for day, (held, places, waiting) in zip(storm.days, self.holders, strict=True)
                if day.is_hot
            ),
            f"overbooked {storm.overbooked} (at the worst of {storm.looks} looks), lost {self.lost},"
            f" doubled {self.doubled}, answers 5xx {self._failures()}, none at all {self.unwanted[NO_ANSWER]}",
            f"flask doctor: {len(self.doctor)} promises, {wrong} broken",
        ]

    def _statuses(self) -> str:
        acts = Counter((answer.act, answer.status) for answer in self.answers)
        return ", ".join(f"{act} {status}: {number:,}" for (act, status), number in sorted(acts.items()))

    def _times(self) -> str:
        times = sorted(answer.seconds for answer in self.answers if answer.act == "sign up") or [0.0]
        half, most = times[len(times) // 2], times[len(times) * 99 // 100]
        return (
            f"half were answered within {half:.2f} s, 99 of 100 within {most:.2f} s, the last after {times[-1]:.2f} s"
        )

    def _failures(self) -> int:
        return sum(number for status, number in self.unwanted.items() if status >= 500)


def tally(storm: Storm) -> Tally:
    """Compare what the server told the clients with what it stored."""
    with reading():
        lost, doubled = _compared(storm)
        doctor = findings()
        db.session.rollback()
    answers = [answer for client in storm.clients for answer in client.answers]
    return Tally(storm, answers, holders(storm.days), lost, doubled, doctor)


def _compared(storm: Storm) -> tuple[int, int]:
    """How many sign-ups are missing of those acknowledged, and how many are there that were not (or not any more)."""
    own = select(SignUp.id, SignUp.state).join(Account, Account.person_id == SignUp.asked_by_id)  # walk-ins have none
    stored = {key: state for key, state in db.session.execute(own)}
    told = {key for volunteer in storm.volunteers for key in volunteer.told}
    live = {key for volunteer in storm.volunteers for key in volunteer.live.values()}
    there = {key for key, state in stored.items() if state in LIVE}
    return len(told - stored.keys()) + len(live - there), len(stored.keys() - told) + len(there - live)


def _listed(numbers: Counter[int]) -> str:
    return ", ".join(f"{status or 'none'}: {number}" for status, number in sorted(numbers.items()))
