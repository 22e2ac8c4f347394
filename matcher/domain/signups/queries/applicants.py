"""Who asked to take part: for those who run the opportunity. Personal; the page that shows it logs that it did."""

from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from matcher.db import db
from matcher.domain.opportunities.models import Opportunity, Shift, ShiftRole
from matcher.domain.organizations.models import Organization
from matcher.domain.people.models import ContactWay, Person
from matcher.domain.signups.models import LIVE, SignUp, SignUpState


def applicants(shift_id: int, *, states: Collection[SignUpState] = LIVE) -> list[SignUp]:
    """The sign-ups of a shift in the order of turn and asking, with persons, companies, roles and participants."""
    return list(
        db.session.scalars(
            select(SignUp)
            .where(SignUp.shift_id == shift_id, SignUp.state.in_(states))
            .options(
                joinedload(SignUp.asked_by),
                joinedload(SignUp.organization),
                joinedload(SignUp.role),
                selectinload(SignUp.participants),
            )
            .order_by(SignUp.turn, SignUp.created_at, SignUp.id)
        )
    )


def persons_in(sign_ups: Collection[SignUp]) -> list[int]:
    """The ids of the persons the sign-ups name, once each, for the log of views."""
    asked = {sign_up.asked_by_id for sign_up in sign_ups if sign_up.asked_by_id is not None}
    named = {
        participant.person_id
        for sign_up in sign_ups
        for participant in sign_up.participants
        if participant.person_id is not None
    }
    return sorted(asked | named)


def not_reached_by_mail(shift_ids: Collection[int]) -> list[Person]:
    """The persons with a live sign-up for one of the shifts whom no notice reaches by mail, by reading. Personal."""
    found = db.session.scalars(
        select(Person)
        .where(
            Person.id.in_(
                select(SignUp.asked_by_id).where(SignUp.shift_id.in_(shift_ids), SignUp.state.in_(LIVE))
            ),
            or_(Person.email.is_(None), Person.contact_by != ContactWay.MAIL),
        )
        .order_by(Person.name_kana, Person.id)
    )  # fmt: skip
    return list(found)


def sign_up_by_id(sign_up_id: int) -> SignUp:
    """One sign-up with shift and opportunity. Raises NoResultFound."""
    return db.session.execute(
        select(SignUp)
        .where(SignUp.id == sign_up_id)
        .options(joinedload(SignUp.shift).joinedload(Shift.opportunity), joinedload(SignUp.role))
    ).scalar_one()


def opportunity_of_group(slug: str, opportunity_id: int) -> Opportunity:
    """An opportunity at its group's address, with shifts and roles. Raises NoResultFound."""
    return db.session.execute(
        select(Opportunity)
        .join(Organization, Organization.id == Opportunity.organization_id)
        .where(Organization.slug == slug, Opportunity.id == opportunity_id)
        .options(joinedload(Opportunity.organization), selectinload(Opportunity.shifts).selectinload(Shift.roles))
    ).scalar_one()


def shift_of_group(slug: str, shift_id: int) -> Shift:
    """A shift at its group's address, with roles. Raises NoResultFound."""
    return db.session.execute(
        select(Shift)
        .join(Opportunity, Opportunity.id == Shift.opportunity_id)
        .join(Organization, Organization.id == Opportunity.organization_id)
        .where(Organization.slug == slug, Shift.id == shift_id)
        .options(joinedload(Shift.opportunity).joinedload(Opportunity.organization), selectinload(Shift.roles))
    ).scalar_one()


def role_of_group(slug: str, role_id: int) -> ShiftRole:
    """A role at its group's address. Raises NoResultFound."""
    return db.session.execute(
        select(ShiftRole)
        .join(Shift, Shift.id == ShiftRole.shift_id)
        .join(Opportunity, Opportunity.id == Shift.opportunity_id)
        .join(Organization, Organization.id == Opportunity.organization_id)
        .where(Organization.slug == slug, ShiftRole.id == role_id)
        .options(joinedload(ShiftRole.shift).joinedload(Shift.opportunity).joinedload(Opportunity.organization))
    ).scalar_one()


def sign_up_of_group(slug: str, sign_up_id: int) -> SignUp:
    """A sign-up for a shift of the group at this address. Raises NoResultFound."""
    return db.session.execute(
        select(SignUp)
        .join(Shift, Shift.id == SignUp.shift_id)
        .join(Opportunity, Opportunity.id == Shift.opportunity_id)
        .join(Organization, Organization.id == Opportunity.organization_id)
        .where(Organization.slug == slug, SignUp.id == sign_up_id)
        .options(joinedload(SignUp.shift).joinedload(Shift.opportunity), joinedload(SignUp.role))
    ).scalar_one()
