"""Cards of lists: what they say of the places of the day they name."""

from datetime import timedelta

import pytest

from matcher.clock import now
from matcher.domain.opportunities.counters import refresh_counters
from matcher.domain.opportunities.models import Joining
from tests.support.factories import make_opportunity, make_shift
from tests.support.visitor import Visitor


def test_a_card_speaks_of_the_places_of_the_day_it_names(client: Visitor) -> None:
    opportunity = make_shift().opportunity
    make_shift(opportunity, starts_at=now() + timedelta(days=2), capacity=3)

    page = client.get("/opportunities").text

    assert "この日は、あと3人" in page
    assert "あと13人" not in page


def test_a_card_whose_day_is_closed_or_full_says_so(client: Visitor) -> None:
    closed = make_shift(starts_at=now() + timedelta(days=1), sign_up_until_at=now() - timedelta(days=1))
    course = make_shift(make_opportunity(joining=Joining.ALL_SHIFTS))
    course.roles[0].taken = 10

    page = client.get("/opportunities").text

    assert closed.opportunity.title in page
    assert "締め切りました" in page
    assert "満員" in page
    assert "キャンセル待ち" not in page


@pytest.mark.parametrize(("taken", "words"), [(0, "この日は満員、ほかの日に空き"), (10, "この日は満員")])
def test_a_card_whose_day_is_full_tells_whether_another_is_free(client: Visitor, taken: int, words: str) -> None:
    opportunity = make_opportunity()
    first, other = make_shift(opportunity), make_shift(opportunity, starts_at=now() + timedelta(days=20))
    first.roles[0].taken, other.roles[0].taken = 10, taken
    refresh_counters(opportunity)

    page = client.get("/opportunities").text

    assert f"{words}<" in page


def test_a_card_that_was_shown_before_tells_what_has_changed_since(client: Visitor) -> None:
    shift = make_shift(make_opportunity(title="池の清掃"), capacity=10)
    first = client.get("/opportunities").text

    shift.roles[0].taken = 4
    shift.opportunity.title = "池と水路の清掃"
    then = client.get("/opportunities").text

    assert ("あと10人" in first, "池の清掃" in first) == (True, True)
    assert ("あと6人" in then, "池と水路の清掃" in then, "あと10人" in then) == (True, True, False)
