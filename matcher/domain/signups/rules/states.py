"""The life of a sign-up as one table: actions ask it, a test walks it, pages show what it allows."""

from enum import StrEnum

from matcher.domain.signups.models import LIVE, SignUpState
from matcher.errors import Conflict


class Act(StrEnum):
    """What can be done with a sign-up."""

    ACCEPT = "accept"
    DECLINE = "decline"
    PUT_ON_WAITING_LIST = "put-on-waiting-list"
    PROMOTE = "promote"
    WITHDRAW = "withdraw"
    REMOVE = "remove"
    CANCEL = "cancel"
    EXPIRE = "expire"


class SignUpMoved(Conflict):
    """The sign-up is no longer in a state that allows the act, most often because somebody acted first."""

    code = "sign-up-moved"


MOVES: dict[tuple[SignUpState, Act], SignUpState] = {
    (SignUpState.REQUESTED, Act.ACCEPT): SignUpState.CONFIRMED,
    (SignUpState.WAITING, Act.ACCEPT): SignUpState.CONFIRMED,
    (SignUpState.REQUESTED, Act.DECLINE): SignUpState.DECLINED,
    (SignUpState.WAITING, Act.DECLINE): SignUpState.DECLINED,
    (SignUpState.REQUESTED, Act.PUT_ON_WAITING_LIST): SignUpState.WAITING,
    (SignUpState.WAITING, Act.PROMOTE): SignUpState.CONFIRMED,
    (SignUpState.CONFIRMED, Act.REMOVE): SignUpState.CANCELLED,
    (SignUpState.REQUESTED, Act.EXPIRE): SignUpState.EXPIRED,
    (SignUpState.WAITING, Act.EXPIRE): SignUpState.EXPIRED,
    (SignUpState.OFFERED, Act.EXPIRE): SignUpState.EXPIRED,
    (SignUpState.AWAITING_CONSENT, Act.EXPIRE): SignUpState.EXPIRED,
    **{(state, Act.WITHDRAW): SignUpState.WITHDRAWN for state in LIVE},
    **{(state, Act.CANCEL): SignUpState.CANCELLED for state in LIVE},
}


def is_possible(state: SignUpState, act: Act) -> bool:
    """Whether the table knows the act in that state."""
    return (state, act) in MOVES


def after(state: SignUpState, act: Act) -> SignUpState:
    """The state the act leads to. Raises SignUpMoved where the table does not know it."""
    try:
        return MOVES[state, act]
    except KeyError:
        raise SignUpMoved from None
