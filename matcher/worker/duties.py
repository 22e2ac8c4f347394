"""The table of duties: what comes due, and how often to look."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from config import Config
from matcher.attempts import forget_ended
from matcher.db import db
from matcher.domain.audit.sealing import seal_entries
from matcher.domain.imports.actions import forget_lists
from matcher.domain.imports.queries import runs_to_work_on
from matcher.domain.notifications.delivery import are_inbox_notices_due, settle_inbox_notices
from matcher.domain.opportunities.counters import refresh_passed_counters
from matcher.domain.people.links import forget_old_links
from matcher.domain.privacy.actions import end_unfinished_registrations
from matcher.domain.signups.actions import end_unanswered, forget_messages
from matcher.duty import LEASE
from matcher.worker.letters import are_letters_due, deliver
from matcher.worker.lists import work_on_lists


def always(config: Config) -> bool:
    """For what goes by the clock alone: there may be something to do at any time."""
    return True


@dataclass(frozen=True)
class DutyPlan:
    """A duty: its name, how often it is looked at, and the act, which returns how much it did.

    `waiting`: whether there is anything to do, asked by reading alone, so that a quiet service writes next to nothing.
    `lease`: for how long one worker has it; should that one die, another takes it up afterwards.
    """

    name: str
    every: timedelta
    act: Callable[[Config], int]
    lease: timedelta = LEASE
    waiting: Callable[[Config], bool] = always


def _in_one_transaction(act: Callable[[], int]) -> Callable[[Config], int]:
    def run(config: Config) -> int:
        with db.unit_of_work():
            return act()

    return run


DUTIES = (
    # A short lease, for each letter has one of its own: what a worker died over goes out within two minutes.
    DutyPlan("deliver-letters", timedelta(seconds=1), deliver, lease=timedelta(minutes=1), waiting=are_letters_due),
    DutyPlan(
        "settle-inbox",
        timedelta(seconds=1),
        _in_one_transaction(settle_inbox_notices),
        waiting=lambda config: are_inbox_notices_due(),
    ),
    DutyPlan("move-counters-on", timedelta(minutes=1), _in_one_transaction(refresh_passed_counters)),
    DutyPlan("end-unanswered", timedelta(minutes=1), _in_one_transaction(end_unanswered)),
    DutyPlan("forget-messages", timedelta(minutes=15), _in_one_transaction(forget_messages)),
    DutyPlan("seal-audit", timedelta(minutes=1), _in_one_transaction(seal_entries)),
    DutyPlan(
        "work-on-lists",
        timedelta(seconds=1),
        work_on_lists,
        lease=timedelta(minutes=2),
        waiting=lambda config: bool(runs_to_work_on()),
    ),
    DutyPlan("forget-lists", timedelta(minutes=15), _in_one_transaction(forget_lists)),
    DutyPlan("forget-counts", timedelta(minutes=15), lambda config: forget_ended()),
    DutyPlan("forget-links", timedelta(hours=6), _in_one_transaction(forget_old_links)),
    DutyPlan("end-unfinished", timedelta(hours=6), _in_one_transaction(end_unfinished_registrations)),
)
