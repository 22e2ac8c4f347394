"""The worker's day: look which duty is due, lease it, do it, note it. Several workers share the duties."""

import logging
import threading

from config import Config
from matcher import duty
from matcher.db import db, reading
from matcher.logs import WORKER
from matcher.worker.duties import DUTIES, DutyPlan

PAUSE = 0.5

log = logging.getLogger(WORKER)


def work(config: Config, stop: threading.Event) -> None:
    """Do duties as they come due until `stop` is set; a duty that fails is logged and tried again."""
    while not stop.is_set():
        go_round(config, stop)
        stop.wait(PAUSE)


def go_round(config: Config, stop: threading.Event | None = None) -> dict[str, int]:
    """Attempt each duty once that is due and finds something to do; returns how much was done by each that was ours."""
    done = {}
    for plan in _due(config):
        if stop is not None and stop.is_set():
            break
        number = attempt(plan, config)
        if number is not None:
            done[plan.name] = number
    return done


def _due(config: Config) -> list[DutyPlan]:
    """What is to be attempted now. Only reads: most rounds of a quiet service end here, without a write."""
    try:
        with reading():
            due = duty.due({plan.name: plan.every for plan in DUTIES})
            return [plan for plan in DUTIES if plan.name in due and plan.waiting(config)]
    except Exception:  # a database that does not answer now will do so later
        log.exception("what is due could not be read and will be asked again")
        return []
    finally:
        db.session.rollback()


def attempt(plan: DutyPlan, config: Config) -> int | None:
    """Do the duty if it is due and nobody else has it; None where it was not ours or failed."""
    try:
        duty.enlist([plan.name])
        with db.unit_of_work():
            leased_until = duty.lease(plan.name, plan.every, plan.lease)
        if leased_until is None:
            return None
        done = plan.act(config)
        with db.unit_of_work():
            duty.note(plan.name, done, leased_until=leased_until)
    except Exception:  # whatever it was, the worker lives on and does its other duties
        db.session.rollback()
        log.exception("duty %s failed and will be tried again", plan.name)
        return None
    return done
