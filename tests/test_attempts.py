"""Counting attempts: shared, exact under pressure, each window over in its time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import time_machine

from matcher import attempts
from matcher.clock import now

QUARTER = timedelta(minutes=15)


def test_hits_add_up_until_the_window_is_over(app):
    attempts.count("a", window=QUARTER)
    attempts.count("a", window=QUARTER, hits=3)

    assert attempts.hits_of("a") == 4
    assert attempts.hits_of("b") == 0
    assert now() < attempts.window_end("a") <= now() + QUARTER
    with time_machine.travel(now() + QUARTER + timedelta(seconds=1)):
        assert attempts.hits_of("a") == 0
        assert attempts.count("a", window=QUARTER) == 1


def test_no_hit_is_lost_when_many_count_at_once(app):
    def hit(_: int) -> int:
        with app.app_context():
            return attempts.count("a", window=QUARTER)

    with ThreadPoolExecutor(8) as people:
        counted = sorted(people.map(hit, range(40)))

    assert counted == list(range(1, 41))


def test_counts_that_are_over_are_forgotten(app):
    attempts.count("over", window=timedelta(0))
    attempts.count("live", window=QUARTER)

    assert attempts.forget_ended() == 1
    assert attempts.hits_of("live") == 1
    assert attempts.forget() == 1
