"""What must hold when a project's year moves on, each rule one sentence; the life cycle as a table."""

import re
import unicodedata
from collections.abc import Iterable
from typing import ClassVar

from matcher.domain.people.models import Account
from matcher.domain.projects.counting import Condition
from matcher.domain.projects.models import ProjectYear, ProjectYearStatus
from matcher.errors import DomainError

Status = ProjectYearStatus

STATES: dict[tuple[Status, str], Status] = {
    (Status.DRAFT, "submit"): Status.SUBMITTED,
    (Status.RETURNED, "submit"): Status.SUBMITTED,
    (Status.SUBMITTED, "confirm"): Status.DEPARTMENT_CONFIRMED,
    (Status.DEPARTMENT_CONFIRMED, "verify"): Status.VERIFIED,
    (Status.SUBMITTED, "return"): Status.RETURNED,
    (Status.DEPARTMENT_CONFIRMED, "return"): Status.RETURNED,
    (Status.VERIFIED, "return"): Status.RETURNED,
    (Status.SUBMITTED, "reject"): Status.REJECTED,
    (Status.DEPARTMENT_CONFIRMED, "reject"): Status.REJECTED,
    (Status.DRAFT, "withdraw"): Status.WITHDRAWN,
    (Status.RETURNED, "withdraw"): Status.WITHDRAWN,
    (Status.SUBMITTED, "withdraw"): Status.WITHDRAWN,
    (Status.DRAFT, "merge"): Status.MERGED,
    (Status.SUBMITTED, "merge"): Status.MERGED,
    (Status.DEPARTMENT_CONFIRMED, "merge"): Status.MERGED,
    (Status.VERIFIED, "merge"): Status.MERGED,
    (Status.RETURNED, "merge"): Status.MERGED,
    (Status.VERIFIED, "close"): Status.CLOSED,
}

YEAR = re.compile(r"(令和|平成)?(\d+|元)年度?")
TURN = re.compile(r"第(\d+|[一二三四五六七八九十百]+)回")

EDITABLE = frozenset({Status.DRAFT, Status.RETURNED})


class NotPossibleNow(DomainError):
    """The act does not fit the state the project's year is in."""

    code = "project-act-not-possible"


class NotEditable(DomainError):
    """Only drafts and returned ones can be changed: what is being checked must not move."""

    code = "project-not-editable"


class SameYearTwice(DomainError):
    """The project already has a row for that fiscal year: it counts at most once a year (C8)."""

    code = "project-year-exists"
    field = "fiscal_year"


class StillLacking(DomainError):
    """Conditions of counting that can be supplied now are not met; parameter `conditions` lists their codes."""

    code = "project-lacks"


class SameEyes(DomainError):
    """Whoever entered or confirmed a project may not verify it (C7, two people)."""

    code = "project-same-eyes"


class ReasonNeeded(DomainError):
    """Returning, rejecting, merging and correcting need a reason somebody can read later."""

    code = "project-reason-needed"
    field: ClassVar[str | None] = "reason"


class PartyTwice(DomainError):
    """The same partner stands twice in one project's year."""

    code = "project-party-twice"
    field: ClassVar[str | None] = "parties"


class DuplicateOfItself(DomainError):
    """A project cannot be merged into itself, nor into one of another fiscal year."""

    code = "project-merge-target"
    field: ClassVar[str | None] = "target"


class FigureKnown(DomainError):
    """The day has another figure; `value` and `source` tell which. It is replaced only on purpose, with a reason."""

    code = "kpi-figure-known"
    field: ClassVar[str | None] = "as_of_on"


def next_status(year: ProjectYear, act: str) -> ProjectYearStatus:
    """The status after `act`. Raises NotPossibleNow where the table has no such step."""
    status = STATES.get((year.status, act))
    if status is None:
        raise NotPossibleNow
    return status


def check_editable(year: ProjectYear) -> None:
    """Contents change only while nobody is checking them. Raises NotEditable."""
    if year.status not in EDITABLE:
        raise NotEditable


def check_supplied(lacking: Iterable[Condition]) -> None:
    """All that people must supply is there. Raises StillLacking with the conditions' codes."""
    conditions = [condition.value for condition in lacking]
    if conditions:
        raise StillLacking(conditions=conditions)


def check_other_eyes(year: ProjectYear, verifier: Account) -> None:
    """The verifier neither entered nor confirmed the year (rule C7). Raises SameEyes."""
    if verifier.id in (year.entered_by, year.confirmed_by):
        raise SameEyes


def check_reason(reason: str | None) -> str:
    """The reason, without blanks around it. Raises ReasonNeeded where there is none."""
    if reason is None or not reason.strip():
        raise ReasonNeeded
    return reason.strip()


def name_key(name: str) -> str:
    """A project's name as compared for duplicates: NFKC, lower case, no blanks, no year, no "第n回" (rule C8)."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name).casefold())
    return re.sub(YEAR, "", re.sub(TURN, "", folded)) or folded
