"""Any order of joining, leaving, resizing, moving and calling off keeps every promise (I-1 to I-6, I-8, I-9, I-11).

That the machine sees anything is proved by faults planted in the service: played by hand, each must be found.
"""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import true
from sqlalchemy.exc import IntegrityError

from matcher.domain.signups.actions import joining, leaving, places, promotion, shifts
from tests.domain.signups.machine import Signing
from tests.support.databases import on_sqlite

QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck)}
PLAY = settings(max_examples=12, stateful_step_count=25, **QUIET)


def test_no_order_of_acts_breaks_a_promise(session: Any) -> None:
    run_state_machine_as_test(Signing, settings=PLAY)


Acts = list[tuple[Any, ...]]
FULL: Acts = [("join", 0, "a"), ("join", 0, "b"), ("join", 0, "c")]
LEAVING: Acts = [*FULL, ("leave", 0, "a")]
LEAVING_THE_LINE: Acts = [*FULL, ("leave", 0, "b"), ("join", 0, "b")]
GROWING: Acts = [*FULL, ("resize", 0, 3)]
BUSY: Acts = [("join", 0, "a"), ("join", 0, "b"), ("join", 1, "b"), ("leave", 0, "a")]  # b waits, and cannot come
PASSING: Acts = [*BUSY, ("join", 0, "c"), ("join", 0, "d")]
FREEING_TIME: Acts = [*BUSY, ("leave", 1, "b")]
MOVING: Acts = [("join", 0, "a"), ("move", 0, (12, 14)), ("join", 2, "a"), ("join", 1, "a")]
CANCELLING: Acts = [*FULL, ("cancel", 0), ("join", 0, "d")]


def last_first(role_id: int, queue: Any = promotion._queue) -> Any:
    return list(reversed(queue(role_id)))


def first_only(role_id: int, queue: Any = promotion._queue) -> Any:
    return queue(role_id)[:1]


def never(*args: Any, **kwargs: Any) -> None:
    return None


# That newcomers may pass a line nobody in it can leave is no fault one could see: whoever fits has been promoted
# before. It becomes one when offers wait for an answer, and then belongs into this list.
FAULTS = {
    "the last in line is promoted first": (promotion, "_queue", last_first, LEAVING),
    "only one is promoted": (promotion, "_queue", first_only, GROWING),
    "nobody is promoted when somebody leaves": (leaving, "settle", never, LEAVING),
    "nobody is promoted when there are more places": (shifts, "settle", never, GROWING),
    "a place is not given back": (places, "free", never, LEAVING),
    "who leaves the line is still counted": (places, "leave_queue", never, LEAVING_THE_LINE),
    "freed time is not used where the person waits": (leaving, "roles_waited_for", lambda people: set(), FREEING_TIME),
    "a newcomer is not promoted though nobody else fits": (joining, "promote", never, PASSING),
    "the hours do not move with the shift": (shifts, "_follow", lambda *args: True, MOVING),
    "who waits stays in a cancelled shift": (shifts, "end_shift", never, CANCELLING),
    "whether a person may come is not asked": (joining, "eligibility", never, CANCELLING),
    "more are taken than there are places": (places, "_has_free", lambda seats: true(), LEAVING),
}


@pytest.mark.parametrize("fault", FAULTS)
@on_sqlite
def test_the_machine_finds_the_fault(session: Any, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    module, name, wrong, acts = FAULTS[fault]
    play(acts)
    monkeypatch.setattr(module, name, wrong)

    with pytest.raises((AssertionError, IntegrityError)):
        play(acts)


def play(acts: Acts) -> None:
    """The acts one after the other, with everything compared after each."""
    machine = Signing()
    machine.begin((1, 1, 2))
    for act, *facts in acts:
        getattr(machine, act)(*facts)
        machine.the_service_says_what_the_model_says()
        machine.every_promise_holds()
    machine.teardown()
