"""What must hold of a list on its way: each check raises one named error."""

from matcher.domain.imports.models import ImportRun, ListKind, RunStatus
from matcher.domain.people.models import Account
from matcher.errors import Conflict, DomainError


class ListNotTakable(Conflict):
    """The list was taken in, thrown away or forgotten meanwhile, or is still being read."""

    code = "list-not-takable"


class NothingToTake(DomainError):
    """Everything the list says is stored already."""

    code = "list-nothing-to-take"


class AnotherIsTaken(Conflict):
    """A list of the same kind is being taken in at this moment."""

    code = "list-another-is-taken"


class ListNotApprovable(DomainError):
    """Whoever handed the list in or took it in does not approve its groups (four eyes, I-21); nor is it done twice."""

    code = "list-not-approvable"


def check_can_be_taken(run: ImportRun) -> None:
    """A list is taken in after it was looked at, without a fault, and if it says anything new."""
    if run.status != RunStatus.READ:
        raise ListNotTakable
    if not run.can_be_taken:
        raise NothingToTake


def check_can_be_dropped(run: ImportRun) -> None:
    """A list is thrown away as long as nobody has it taken in."""
    if run.status not in (RunStatus.READING, RunStatus.READ, RunStatus.FAULTY):
        raise ListNotTakable


def may_approve(run: ImportRun, account: Account) -> bool:
    """Whether the account may approve the groups of the list together: it neither handed the list in nor took it in."""
    is_open = run.kind == ListKind.ORGANIZATIONS and run.status == RunStatus.TAKEN and run.approved_by is None
    return is_open and account.id not in (run.entered_by, run.taken_by)
