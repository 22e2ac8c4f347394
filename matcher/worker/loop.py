"""The worker's day: look which duty is due, lease it, do it, note it. Several workers share the duties."""

import logging
import threading
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select, update
from sqlalchemy.exc import SQLAlchemyError

from config import Config
from matcher.clock import now
from matcher.db import db
from matcher.worker.duties import DUTIES, DutyPlan
from matcher.worker.models import Duty

LEASE = timedelta(minutes=5)
ALIVE_WITHIN = timedelta(seconds=90)
PAUSE = 0.5

log = logging.getLogger("wakiai.worker")


def work(config: Config, stop: threading.Event) -> None:
    """Do duties as they come due until `stop` is set; a duty that fails is logged and tried again."""
    enlist()
    while not stop.is_set():
        for duty in DUTIES:
            if not stop.is_set():
                attempt(duty, config)
        stop.wait(PAUSE)


def enlist() -> None:
    """Make a row for each duty that has none yet."""
    with db.unit_of_work():
        known = set(db.session.execute(select(Duty.name)).scalars())
        for duty in DUTIES:
            if duty.name not in known:
                db.session.merge(Duty(name=duty.name))


def attempt(duty: DutyPlan, config: Config) -> int | None:
    """Do the duty if it is due and nobody else has it; returns how much was done, None where it was not ours."""
    try:
        if not _leased(duty):
            return None
        done = duty.act(config)
        _note(duty.name, done)
    except SQLAlchemyError:
        db.session.rollback()
        log.exception("duty %s failed and will be tried again", duty.name)
        return None
    return done


def _leased(duty: DutyPlan) -> bool:
    at = now()
    mine = (
        update(Duty)
        .where(
            Duty.name == duty.name,
            or_(Duty.lease_until_at.is_(None), Duty.lease_until_at < at),
            or_(Duty.last_run_at.is_(None), Duty.last_run_at <= at - duty.every),
        )
        .values(lease_until_at=at + LEASE)
        .returning(Duty.name)
    )
    with db.unit_of_work():
        return db.session.execute(mine).scalar() is not None


def _note(name: str, done: int) -> None:
    with db.unit_of_work():
        db.session.execute(
            update(Duty).where(Duty.name == name).values(lease_until_at=None, last_run_at=now(), backlog=done)
        )


def last_sign_of_life() -> datetime | None:
    """When a worker last finished a duty; None where none ever did."""
    return db.session.scalar(select(func.max(Duty.last_run_at)))


def is_alive() -> bool:
    """Whether a worker has finished a duty within the last 90 seconds."""
    seen = last_sign_of_life()
    return seen is not None and now() - seen < ALIVE_WITHIN
