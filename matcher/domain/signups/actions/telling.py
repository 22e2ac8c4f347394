"""Who is told what about sign-ups. Notices are written in the transaction of the act they tell of.

Every notice's parameters hold `opportunity_id`, `title`, `organization`, `slug`; those about one shift also
`starts_at`, `ends_at` (ISO, UTC), `is_timed`, `label`, `role`, `venue`, and for who is to go there `meeting_place`,
`things_to_bring`, `contact_phone` (the group's desk) and `sign_up_id`; those about several days of a course also
`course`: the first four of each day. Nothing personal.

kind                     to whom                          more parameters
sign-up-confirmed        who asked                        -
sign-up-requested        who asked                        -
sign-up-waiting          who asked                        position
sign-up-promoted         who waited                       -
sign-up-accepted         who asked                        -
sign-up-declined         who asked                        reason
sign-up-removed          who had a place                  reason
sign-up-withdrawn        who withdrew                     -
sign-up-expired          who asked or waited              -
shift-cancelled          everybody live in the shift      reason
shift-moved              everybody live in the shift      old_starts_at, old_ends_at, reason
shift-moved-away         whose other place clashes now    old_starts_at, old_ends_at, reason
opportunity-cancelled    everybody live, once             reason
opportunity-suspended    everybody live, once             -
opportunity-resumed      everybody live, once             -
opportunity-changed      everybody live, once per change  changes (as `changes_told` gives them)
                         a new day: who waits             changes (`new_day_on`)
seats-held               members of the company           seats
seats-changed            members of the company           seats
seats-given-back         members of the company           seats
sign-up-to-decide        members of the group             -
late-withdrawal          members of the group             seats
post-suspended           members of the group             reason
post-resumed             members of the group             -
"""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import select

from matcher.db import db
from matcher.domain.notifications.actions import notify
from matcher.domain.opportunities.actions import PERSONAL
from matcher.domain.opportunities.content import Change
from matcher.domain.opportunities.models import Opportunity, Shift
from matcher.domain.organizations.models import Membership
from matcher.domain.people.models import Account, AccountStatus, Person
from matcher.domain.signups.models import SignUp

SHORT = 60  # letters: of a longer text only the new one is told


def tell(kind: str, sign_up: SignUp, *, course: Collection[SignUp] = (), **more: Any) -> None:
    """Tell whoever the sign-up is of: its person, or the members of the company that holds the seats.

    `course`: the sign-ups for all days it is told of, itself among them.
    """
    if sign_up.asked_by is not None:
        recipients = [sign_up.asked_by]
    elif sign_up.organization_id == sign_up.shift.opportunity.organization_id:
        recipients = []  # the group's own nameless walk-ins
    else:
        recipients = members_of(sign_up.organization_id or 0)
    _notify(kind, recipients, sign_up, {**_course(course), **more})


def tell_group(kind: str, sign_up: SignUp, *, course: Collection[SignUp] = (), **more: Any) -> None:
    """Tell those who act for the group that runs the shift; `course` as for `tell`."""
    _notify(kind, members_of(sign_up.shift.opportunity.organization_id), sign_up, {**_course(course), **more})


def tell_everybody(kind: str, opportunity: Opportunity, sign_ups: Iterable[SignUp], **more: Any) -> None:
    """Tell each person and each company with one of the sign-ups once, about the opportunity as a whole."""
    recipients: dict[int, Person] = {}
    for sign_up in sign_ups:
        found = [sign_up.asked_by] if sign_up.asked_by else members_of(sign_up.organization_id or 0)
        recipients.update((person.id, person) for person in found)
    for _, person in sorted(recipients.items()):
        notify(kind, person, opportunity, parameters={**about(opportunity), **more}, version=opportunity.version)


def tell_runners(kind: str, opportunity: Opportunity, **more: Any) -> None:
    """Tell those who act for the group about its opportunity as a whole."""
    for person in members_of(opportunity.organization_id):
        notify(kind, person, opportunity, parameters={**about(opportunity), **more}, version=opportunity.version)


def members_of(organization_id: int) -> list[Person]:
    """The persons whose accounts act for the organization now."""
    return list(
        db.session.scalars(
            select(Person)
            .join(Account, Account.person_id == Person.id)
            .join(Membership, Membership.account_id == Account.id)
            .where(
                Membership.organization_id == organization_id,
                Membership.ended_at.is_(None),
                Account.status == AccountStatus.ACTIVE,
            )
            .order_by(Person.id)
        )
    )


def about(opportunity: Opportunity) -> dict[str, Any]:
    """What every notice says of the opportunity."""
    return {
        "opportunity_id": opportunity.id,
        "title": opportunity.title,
        "organization": opportunity.organization.name,
        "slug": opportunity.organization.slug,
    }


def about_shift(sign_up: SignUp) -> dict[str, Any]:
    """What a notice says of the shift a sign-up is for."""
    shift = sign_up.shift
    return {
        **about(shift.opportunity),
        **_hours(shift),
        "role": sign_up.role.name,
        "venue": shift.opportunity.venue,
        "meeting_place": shift.opportunity.meeting_place,
        "things_to_bring": shift.opportunity.things_to_bring,
        "contact_phone": shift.opportunity.contact_phone,
        "sign_up_id": sign_up.id,
    }


def changes_told(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """The changes with their new words, short ones with the old beside; of what may name a person, the name only."""
    return [{"name": change.name, **_words_of(change)} for change in changes]


def _words_of(change: Change) -> dict[str, Any]:
    if change.name in PERSONAL:
        return {}
    if any(isinstance(value, str) and len(value) > SHORT for value in (change.before, change.after)):
        return {"after": change.after}
    return {"before": change.before, "after": change.after}


def _hours(shift: Shift) -> dict[str, Any]:
    return {
        "starts_at": shift.starts_at.isoformat(),
        "ends_at": shift.ends_at.isoformat(),
        "is_timed": shift.is_timed,
        "label": shift.label,
    }


def _course(sign_ups: Collection[SignUp]) -> dict[str, Any]:
    shifts = sorted((sign_up.shift for sign_up in sign_ups), key=lambda shift: shift.starts_at)
    return {"course": [_hours(shift) for shift in shifts]} if len(shifts) > 1 else {}


def _notify(kind: str, recipients: Iterable[Person], sign_up: SignUp, more: dict[str, Any]) -> None:
    parameters = {**about_shift(sign_up), **more}
    for person in recipients:
        notify(kind, person, sign_up, parameters=parameters, version=sign_up.version)
