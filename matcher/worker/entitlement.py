"""Whether the recipient of a notice is still entitled to it when it is about to be sent (I-38)."""

from collections.abc import Callable

from matcher.domain.notifications.models import Notification
from matcher.domain.people.models import Person

Question = Callable[[Notification, Person], bool]

# Kind of notice → whether the recipient is still entitled; kinds without an entry need only a living address.
ENTITLED: dict[str, Question] = {}


def refusal_to_send(notice: Notification, person: Person) -> str | None:
    """Why the letter must not go out any more, as a code; None where it may."""
    if person.anonymized_at is not None or person.merged_into_id is not None:
        return "recipient-gone"
    if person.email is None:
        return "no-address"
    entitled = ENTITLED.get(notice.kind)
    if entitled is not None and not entitled(notice, person):
        return "no-longer-entitled"
    return None
