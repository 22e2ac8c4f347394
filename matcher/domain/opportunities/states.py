"""The life of an opportunity as one table: actions ask it, a test walks it, pages show what it allows."""

from enum import StrEnum

from matcher.domain.opportunities.models import OpportunityStatus
from matcher.errors import Conflict


class Act(StrEnum):
    """What can be done with an opportunity as a whole."""

    SUBMIT = "submit"
    TAKE_BACK = "take-back"
    APPROVE = "approve"
    RETURN = "return"
    SUSPEND = "suspend"
    RESUME = "resume"
    CLOSE = "close"
    CANCEL = "cancel"
    ADD_DAY = "add-day"


MOVES: dict[tuple[OpportunityStatus, Act], OpportunityStatus] = {
    (OpportunityStatus.DRAFT, Act.SUBMIT): OpportunityStatus.SUBMITTED,
    (OpportunityStatus.RETURNED, Act.SUBMIT): OpportunityStatus.SUBMITTED,
    (OpportunityStatus.SUBMITTED, Act.TAKE_BACK): OpportunityStatus.DRAFT,
    (OpportunityStatus.SUBMITTED, Act.APPROVE): OpportunityStatus.PUBLISHED,
    (OpportunityStatus.SUBMITTED, Act.RETURN): OpportunityStatus.RETURNED,
    (OpportunityStatus.PUBLISHED, Act.SUSPEND): OpportunityStatus.SUSPENDED,
    (OpportunityStatus.SUSPENDED, Act.RESUME): OpportunityStatus.PUBLISHED,
    (OpportunityStatus.PUBLISHED, Act.CLOSE): OpportunityStatus.CLOSED,
    (OpportunityStatus.SUSPENDED, Act.CLOSE): OpportunityStatus.CLOSED,
    (OpportunityStatus.PUBLISHED, Act.CANCEL): OpportunityStatus.CANCELLED,
    (OpportunityStatus.SUSPENDED, Act.CANCEL): OpportunityStatus.CANCELLED,
    (OpportunityStatus.PUBLISHED, Act.ADD_DAY): OpportunityStatus.PUBLISHED,
    (OpportunityStatus.SUSPENDED, Act.ADD_DAY): OpportunityStatus.SUSPENDED,
}

EDITABLE = frozenset({OpportunityStatus.DRAFT, OpportunityStatus.RETURNED})
NOT_YET_PUBLIC = EDITABLE | {OpportunityStatus.SUBMITTED}
SHOWN_TO_ALL = frozenset({OpportunityStatus.PUBLISHED, OpportunityStatus.CLOSED, OpportunityStatus.CANCELLED})


class WrongState(Conflict):
    """The opportunity is not in a state that allows the act, most often because somebody acted first."""

    code = "opportunity-wrong-state"


def is_possible(status: OpportunityStatus, act: Act) -> bool:
    """Whether the table knows the act in that state."""
    return (status, act) in MOVES


def after(status: OpportunityStatus, act: Act) -> OpportunityStatus:
    """The state the act leads to. Raises WrongState where the table does not know it."""
    try:
        return MOVES[status, act]
    except KeyError:
        raise WrongState from None


def check_editable(status: OpportunityStatus) -> None:
    """The text may be changed freely only before it is handed in. Raises WrongState."""
    if status not in EDITABLE:
        raise WrongState
