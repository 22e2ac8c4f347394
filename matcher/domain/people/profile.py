"""What a person tells of themselves, as one value: from the form, the counter, a command or the demo city."""

from dataclasses import dataclass
from datetime import time
from typing import NamedTuple

from matcher.domain.people.models import ContactWay, Taxonomy


class Tag(NamedTuple):
    """A field or activity somebody likes, a skill, a need: the taxonomy and the plan's code."""

    taxonomy: Taxonomy
    code: str


class FreeTime(NamedTuple):
    """A time of the week; weekday 1 = Monday … 7 = Sunday."""

    weekday: int
    from_time: time
    to_time: time


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Everything but the name is optional; codes are the plan's."""

    name: str
    name_kana: str | None = None
    phone: str | None = None
    contact_by: ContactWay = ContactWay.MAIL
    district: str | None = None
    gender: str | None = None
    age_band: str | None = None
    is_student: bool = False
    tags: frozenset[Tag] = frozenset()
    free_times: frozenset[FreeTime] = frozenset()
