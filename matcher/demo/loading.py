"""Tells the whole demo city in one transaction: all of it stands, or nothing."""

from datetime import timedelta
from functools import partial

from sqlalchemy import select, update

from matcher.clock import fiscal_year, fiscal_year_days, pretending, today
from matcher.db import db
from matcher.demo.activities import plan_activity, plan_end
from matcher.demo.cast import Cast
from matcher.demo.days import Days
from matcher.demo.founding import (
    decide_organization,
    found_departments,
    register_organization,
    settle_people,
    submit_organization,
)
from matcher.demo.participation import Participation
from matcher.demo.projects import plan_figures, plan_projects
from matcher.demo.records import DemoCity, OrganizationRecord
from matcher.demo.support import plan_support
from matcher.demo.timeline import Timeline
from matcher.domain.notifications.models import NoticeState, Notification
from matcher.domain.opportunities.counters import refresh_passed_counters
from matcher.domain.organizations.models import OrganizationStatus
from matcher.domain.people.models import Person

FOUNDED_BEFORE = 440  # days before the anchor: earlier than everything the file tells
LAST_NEWS = timedelta(days=3)


def is_empty() -> bool:
    """Whether nobody is in the database yet."""
    return db.session.execute(select(Person.id).limit(1)).first() is None


def load(city: DemoCity, *, password_hash: str) -> None:
    """Tell the city. The caller gives the hash of the one demo password and commits."""
    days = Days.around(city.meta.anchor_date, today())
    cast, timeline = Cast(), Timeline()
    with pretending(days.before(FOUNDED_BEFORE)):
        valid_from = fiscal_year_days(fiscal_year(today()) - 1)[0]
        found_departments(city, cast, valid_from)
        settle_people(city, cast, days, password_hash)
        for known in city.organizations:
            if known.status == OrganizationStatus.APPROVED:
                _register(known, cast)
    _plan(city, cast, days, timeline)
    timeline.play()
    _file_away(days)
    refresh_passed_counters()


def _plan(city: DemoCity, cast: Cast, days: Days, timeline: Timeline) -> None:
    participation = Participation(cast, days, timeline)
    for number, known in enumerate(city.organizations):
        if known.status != OrganizationStatus.APPROVED:
            timeline.at(days.before(number % 4 + 1), partial(_register, known, cast))
    for past in city.past_opportunities:
        plan_activity(past, cast, days, timeline)
        participation.plan(past)
        plan_end(past, cast, days, timeline)
    for coming in city.opportunities:
        plan_activity(coming, cast, days, timeline)
        participation.plan(coming)
    plan_support(city, cast, days, timeline)
    plan_projects(city, cast, days, timeline)
    plan_figures(city, cast, days, timeline)


def _register(known: OrganizationRecord, cast: Cast) -> None:
    register_organization(known, cast)
    submit_organization(known, cast)
    decide_organization(known, cast)


def _file_away(days: Days) -> None:
    """Notices of the past went out in the past, and were read; those of the last days still wait."""
    old = Notification.created_at < days.before(0) - LAST_NEWS
    db.session.flush()
    arrived = {"state": NoticeState.SENT, "sent_at": Notification.created_at, "read_at": Notification.created_at}
    db.session.execute(update(Notification).where(old).values(**arrived))
