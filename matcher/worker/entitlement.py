"""Whether the recipient of a notice is still entitled to it when it is about to be sent (I-38)."""

from collections.abc import Callable

from matcher.domain.notifications.models import Notification
from matcher.domain.organizations.queries import is_open_invitation, is_owner
from matcher.domain.people.models import Person

Question = Callable[[Notification, Person], bool]


def _still_owns(notice: Notification, person: Person) -> bool:
    return is_owner(person.id, notice.subject_id)


def _can_still_accept(notice: Notification, person: Person) -> bool:
    return is_open_invitation(notice.subject_id)


# Kind of notice → whether the recipient is still entitled; kinds without an entry need only a living address.
ENTITLED: dict[str, Question] = {
    "invitation": _can_still_accept,
    "organization-approved": _still_owns,
    "organization-returned": _still_owns,
    "organization-suspended": _still_owns,
    "organization-resumed": _still_owns,
}


def refusal_to_send(notice: Notification, person: Person, address: str | None) -> str | None:
    """Why the letter to `address` must not go out any more, as a code; None where it may."""
    if person.anonymized_at is not None or person.merged_into_id is not None:
        return "recipient-gone"
    if address is None:
        return "no-address"
    entitled = ENTITLED.get(notice.kind)
    if entitled is not None and not entitled(notice, person):
        return "no-longer-entitled"
    return None
