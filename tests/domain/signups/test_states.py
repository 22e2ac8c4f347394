"""The table of states of a sign-up."""

import pytest

from matcher.domain.signups.models import LIVE, SignUpState
from matcher.domain.signups.rules.states import MOVES, Act, SignUpMoved, after


def test_what_has_ended_never_comes_back() -> None:
    assert {state for state, _ in MOVES} == LIVE


def test_everything_live_can_be_withdrawn_and_called_off() -> None:
    assert all(after(state, Act.WITHDRAW) == SignUpState.WITHDRAWN for state in LIVE)
    assert all(after(state, Act.CANCEL) == SignUpState.CANCELLED for state in LIVE)


@pytest.mark.parametrize("state", SignUpState)
@pytest.mark.parametrize("act", Act)
def test_what_the_table_does_not_know_is_refused(state: SignUpState, act: Act) -> None:
    if (state, act) in MOVES:
        assert after(state, act) == MOVES[state, act]
    else:
        with pytest.raises(SignUpMoved):
            after(state, act)
