"""A model of places and waiting lists, small enough to be seen to be right: the machine compares the service to it."""

from dataclasses import dataclass, field

CONFIRMED, WAITING = "confirmed", "waiting"


@dataclass
class Line:
    """One shift: its hours, its places, and everybody live in it in the order of turns."""

    hours: tuple[int, int]
    capacity: int | None
    cancelled: bool = False
    live: dict[str, str] = field(default_factory=dict)  # who → state, in the order in which they came
    seats: int = 0  # held by a company

    @property
    def taken(self) -> int:
        return self.seats + sum(state == CONFIRMED for state in self.live.values())

    def has_free(self, seats: int = 1) -> bool:
        return self.capacity is None or self.taken + seats <= self.capacity

    @property
    def waits(self) -> list[str]:
        return [who for who, state in self.live.items() if state == WAITING]

    def overlaps(self, other: "Line") -> bool:
        return self.hours[0] < other.hours[1] and other.hours[0] < self.hours[1]


@dataclass
class Town:
    """All shifts. Each act answers as the service must: what came of it, or the code of the refusal."""

    lines: list[Line]

    def join(self, number: int, who: str) -> str:
        line = self.lines[number]
        if line.cancelled:
            return "shift-is-cancelled"
        if who in line.live:
            return "already-signed-up"
        if self.is_busy(line, who):
            return "clash"
        line.live[who] = CONFIRMED if line.has_free() and not line.waits else WAITING
        self.promote(line)
        return line.live[who]

    def leave(self, number: int, who: str) -> None:
        line = self.lines[number]
        del line.live[who]
        self.settle([line], [who])

    def resize(self, number: int, capacity: int | None) -> str | None:
        line = self.lines[number]
        if line.cancelled:
            return "shift-not-to-come"
        if capacity is not None and capacity < line.taken:
            return "capacity-below-taken"
        line.capacity = capacity
        self.settle([line], [])
        return None

    def cancel(self, number: int) -> None:
        line = self.lines[number]
        people = list(line.live)
        line.cancelled, line.live, line.seats = True, {}, 0
        self.settle([], people)

    def move(self, number: int, hours: tuple[int, int]) -> None:
        line = self.lines[number]
        people = list(line.live)
        line.hours = hours
        for who in people:
            if line.live[who] == CONFIRMED and self.is_busy(line, who):
                del line.live[who]
        self.settle([line], people)

    def hold(self, number: int, seats: int) -> str | None:
        line = self.lines[number]
        if line.cancelled:
            return "shift-is-cancelled"
        if line.seats:
            return "seats-already-held"
        if line.waits or not line.has_free(seats):
            return "seats-not-left"
        line.seats = seats
        return None

    def give_back(self, number: int) -> None:
        line = self.lines[number]
        line.seats = 0
        self.settle([line], [])

    def is_busy(self, line: Line, who: str) -> bool:
        return any(
            other is not line and other.live.get(who) == CONFIRMED and line.overlaps(other) for other in self.lines
        )

    def settle(self, touched: list[Line], people: list[str]) -> None:
        """Promote in every line an act touched and in those where people it freed wait, in the order of the lines."""
        for line in self.lines:
            if any(line is one for one in touched) or any(line.live.get(who) == WAITING for who in people):
                self.promote(line)

    def promote(self, line: Line) -> None:
        for who in line.waits:
            if line.cancelled or not line.has_free():
                return
            if not self.is_busy(line, who):
                line.live[who] = CONFIRMED
