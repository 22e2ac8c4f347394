"""The days of the demo city, moved by whole weeks: weekdays stay, and the city is always current."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from matcher.clock import tokyo_instant


@dataclass(frozen=True)
class Days:
    """How far the file's days are moved: its anchor comes to lie on today or up to six days before."""

    anchor: date
    moved_by: timedelta

    @classmethod
    def around(cls, anchor: date, today: date) -> "Days":
        """The days so moved that the anchor is as close before `today` as whole weeks allow."""
        return cls(anchor=anchor, moved_by=timedelta(days=(today - anchor).days // 7 * 7))

    def day(self, on: date) -> date:
        """Where a day of the file lies now."""
        return on + self.moved_by

    def at(self, on: date, clock: time = time(10)) -> datetime:
        """The instant of a day of the file and an hour, now."""
        return tokyo_instant(self.day(on), clock)

    def before(self, days: int, clock: time = time(10)) -> datetime:
        """So many days before the anchor: always in the past."""
        return self.at(self.anchor - timedelta(days=days), clock)
