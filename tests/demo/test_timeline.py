"""Acts are played in the order of their time, each as if it were that time."""

from datetime import timedelta

import pytest

from matcher.clock import now
from matcher.demo.timeline import Timeline


def test_acts_happen_in_the_order_of_their_time_and_see_that_time():
    timeline, seen, begin = Timeline(), [], now() - timedelta(days=9)
    for days in (2, 0, 1):
        timeline.at(begin + timedelta(days=days), lambda: seen.append(now()))

    timeline.play()

    assert seen == [begin, begin + timedelta(days=1), begin + timedelta(days=2)]


def test_acts_of_one_time_keep_their_order():
    timeline, seen, at = Timeline(), [], now() - timedelta(days=1)
    for number in range(5):
        timeline.at(at, lambda number=number: seen.append(number))

    timeline.play()

    assert seen == [0, 1, 2, 3, 4]


def test_what_is_still_to_come_cannot_have_happened():
    with pytest.raises(ValueError, match="still to come"):
        Timeline().at(now() + timedelta(minutes=1), lambda: None)


def test_the_time_is_the_real_one_again_even_after_an_act_that_failed():
    timeline = Timeline()
    timeline.at(now() - timedelta(days=400), lambda: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        timeline.play()

    assert now().year >= 2026
