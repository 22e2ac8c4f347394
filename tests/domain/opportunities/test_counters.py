"""The counters on the row say what a recount of the days says."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest
import time_machine
from flask import Flask

from matcher.clock import now
from matcher.db import db
from matcher.domain.opportunities.counters import refresh_counters, refresh_passed_counters
from matcher.domain.opportunities.models import Opportunity, ShiftStatus, Timing
from tests.support.contents import in_days
from tests.support.databases import PostgresqlDatabase, on_postgresql
from tests.support.factories import make_opportunity, make_shift
from tests.support.servers import until

pytestmark = pytest.mark.usefixtures("app")


def test_places_are_counted_over_the_days_to_come() -> None:
    opportunity = make_opportunity()
    make_shift(opportunity, starts_at=in_days(-2), capacity=100)
    make_shift(opportunity, starts_at=in_days(5), capacity=50, status=ShiftStatus.CANCELLED)
    first = make_shift(opportunity, starts_at=in_days(7), capacity=8)
    make_shift(opportunity, starts_at=in_days(9), capacity=4)
    first.roles[0].taken = 3

    refresh_counters(opportunity)

    assert opportunity.first_open_starts_at == in_days(7)
    assert opportunity.places_left == 5 + 4


def test_one_day_without_a_limit_leaves_the_places_unlimited() -> None:
    opportunity = make_opportunity()
    make_shift(opportunity, capacity=8)
    make_shift(opportunity, starts_at=in_days(12), capacity=None)

    assert opportunity.places_left is None


def test_a_running_period_is_still_to_come() -> None:
    opportunity = make_shift(starts_at=in_days(-5), hours=24 * 30, timing=Timing.PERIOD).opportunity

    assert opportunity.first_open_starts_at == in_days(-5)


def test_counting_again_is_no_new_version() -> None:
    opportunity = make_shift().opportunity
    before = opportunity.version

    refresh_counters(opportunity)
    db.session.flush()

    assert opportunity.version == before


def test_the_counters_move_on_when_the_first_day_has_gone_by() -> None:
    opportunity = make_opportunity()
    make_shift(opportunity, starts_at=in_days(1), capacity=5)
    make_shift(opportunity, starts_at=in_days(8), capacity=7)
    untouched = make_shift(starts_at=in_days(8)).opportunity

    with time_machine.travel(now() + timedelta(days=2)):
        changed = refresh_passed_counters()
    db.session.expire_all()

    assert changed == 1
    assert (opportunity.first_open_starts_at, opportunity.places_left) == (in_days(8), 7)
    assert untouched.first_open_starts_at == in_days(8)


def test_nothing_to_come_is_left_when_all_days_have_gone_by() -> None:
    opportunity = make_shift(starts_at=in_days(1)).opportunity

    with time_machine.travel(now() + timedelta(days=2)):
        refresh_passed_counters()
    db.session.expire_all()

    assert (opportunity.first_open_starts_at, opportunity.places_left) == (None, None)


@on_postgresql
def test_a_sign_up_that_is_committed_while_the_count_waits_is_counted(app: Flask, database: PostgresqlDatabase) -> None:
    opportunity = make_opportunity()
    make_shift(opportunity, starts_at=in_days(1), capacity=5)
    role_id = make_shift(opportunity, starts_at=in_days(8), capacity=7).roles[0].id
    opportunity_id = opportunity.id
    db.session.commit()

    with (
        time_machine.travel(now() + timedelta(days=2)),
        ThreadPoolExecutor(1) as pool,
        psycopg.connect(database.address) as sign_up,
    ):
        sign_up.execute("UPDATE shift_role SET taken = taken + 1 WHERE id = %s", [role_id])
        sign_up.execute("UPDATE opportunity SET places_left = places_left - 1 WHERE id = %s", [opportunity_id])
        counting = pool.submit(count_in_a_transaction, app)
        until(database.somebody_waits, "the count to wait for the row")
        sign_up.commit()
        counting.result()

    assert db.session.get_one(Opportunity, opportunity_id).places_left == 6


def count_in_a_transaction(app: Flask) -> None:
    with app.app_context(), db.unit_of_work():
        refresh_passed_counters()
