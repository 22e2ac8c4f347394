"""The worker's day: look which duty is due, lease it, do it, note it. Several workers share the duties."""

import logging
import threading

from sqlalchemy.exc import IntegrityError

from config import Config
from matcher import duty
from matcher.db import db
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
    """Attempt each duty once; returns how much was done by each that was due and ours."""
    try:
        duty.enlist(plan.name for plan in DUTIES)
    except IntegrityError:
        db.session.rollback()  # another worker enlisted the same duty at this moment
    done = {}
    for plan in DUTIES:
        if stop is not None and stop.is_set():
            break
        number = attempt(plan, config)
        if number is not None:
            done[plan.name] = number
    return done


def attempt(plan: DutyPlan, config: Config) -> int | None:
    """Do the duty if it is due and nobody else has it; None where it was not ours or failed."""
    try:
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
