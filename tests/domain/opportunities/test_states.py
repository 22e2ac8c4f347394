"""The life of an opportunity: what the table allows leads where it says, and nothing else is possible."""

from itertools import product

import pytest

from matcher.domain.opportunities.models import OpportunityStatus
from matcher.domain.opportunities.states import EDITABLE, MOVES, Act, WrongState, after, check_editable, is_possible

EVERY_PAIR = list(product(OpportunityStatus, Act))


@pytest.mark.parametrize(("status", "act"), EVERY_PAIR)
def test_an_act_leads_where_the_table_says_or_is_refused(status: OpportunityStatus, act: Act) -> None:
    if is_possible(status, act):
        assert after(status, act) == MOVES[status, act]
    else:
        with pytest.raises(WrongState):
            after(status, act)


def test_every_state_but_the_first_is_reached() -> None:
    assert set(MOVES.values()) == set(OpportunityStatus)


def test_nothing_leads_out_of_the_last_states() -> None:
    beginnings = {status for status, _ in MOVES}

    assert set(OpportunityStatus) - beginnings == {OpportunityStatus.CLOSED, OpportunityStatus.CANCELLED}


def test_only_the_city_makes_something_public_for_the_first_time() -> None:
    public = OpportunityStatus.PUBLISHED
    ways = {act for (status, act), to in MOVES.items() if to == public and status != public}

    assert ways == {Act.APPROVE, Act.RESUME}


@pytest.mark.parametrize("status", list(OpportunityStatus))
def test_the_text_changes_freely_only_before_it_is_handed_in(status: OpportunityStatus) -> None:
    if status in EDITABLE:
        check_editable(status)
    else:
        with pytest.raises(WrongState):
            check_editable(status)
