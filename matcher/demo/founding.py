"""Before anything happens: departments, people with their accounts, organizations with their members."""

from datetime import date

from matcher.clock import now
from matcher.db import db
from matcher.demo.cast import Cast
from matcher.demo.days import Days
from matcher.demo.records import DemoCity, OrganizationRecord, PersonRecord
from matcher.domain.audit.actions import CLI, record
from matcher.domain.city.actions import add_department
from matcher.domain.city.plan import current_plan
from matcher.domain.organizations import actions as organizations
from matcher.domain.organizations.models import MemberRole, Membership, OrganizationStatus
from matcher.domain.organizations.rules import Details
from matcher.domain.people.accounts import add_account
from matcher.domain.people.actions import add_person
from matcher.domain.people.models import Guardianship, Person, Taxonomy
from matcher.domain.people.profile import FreeTime, Profile, Tag


def found_departments(city: DemoCity, cast: Cast, valid_from: date) -> None:
    """The plan's departments and the demo's own."""
    office = current_plan().support_office.code
    names = {planned.code: planned.name for planned in current_plan().departments}
    names |= {known.code: known.name for known in city.departments}
    for code, name in names.items():
        cast.departments[code] = add_department(
            code=code, name=name, valid_from_on=valid_from, by=CLI, is_support_office=code == office
        )


def settle_people(city: DemoCity, cast: Cast, days: Days, password_hash: str) -> None:
    """Everybody, with an account where the file gives one; then who stands for which child."""
    for known in city.people:
        person = add_person(
            profile=_profile(known),
            email=known.email,
            is_adult=known.born_on is None,
            born_on=days.day(known.born_on) if known.born_on else None,
        )
        cast.people[known.key] = person
        if known.account is not None:
            _open_account(known, person, cast, password_hash)
    for known in city.people:
        if known.guardian_of is not None:
            _stand_for(cast.people[known.guardian_of], cast.people[known.key])


def _profile(known: PersonRecord) -> Profile:
    likes = {
        Taxonomy.FIELD: known.likes.fields,
        Taxonomy.ACTIVITY: known.likes.activities,
        Taxonomy.SKILL: known.likes.skills,
        Taxonomy.CRITERION: known.likes.criteria,
    }
    return Profile(
        name=known.name,
        name_kana=known.name_kana,
        phone=known.phone,
        contact_by=known.contact_by,
        district=known.district,
        gender=known.gender,
        age_band=known.age_band,
        is_student=known.is_student,
        tags=frozenset(Tag(taxonomy, str(code)) for taxonomy, codes in likes.items() for code in codes),
        free_times=frozenset(FreeTime(*span) for span in known.free_times),
    )


def _open_account(known: PersonRecord, person: Person, cast: Cast, password_hash: str) -> None:
    assert known.account is not None
    assert known.email is not None, "whoever signs in has an address"
    department = cast.departments[known.account.department] if known.account.department else None
    cast.accounts[known.key] = add_account(
        person=person,
        email=known.email,
        by=CLI,
        password_hash=password_hash if known.account.password else None,
        terms_version=current_plan().accepted_version,
        is_staff=known.account.staff,
        department_id=department.id if department else None,
    )


def _stand_for(child: Person, guardian: Person) -> None:
    if child.adult_on is None:
        return
    guardianship = Guardianship(child_id=child.id, guardian_id=guardian.id, confirmed_at=now(), ends_on=child.adult_on)
    db.session.add(guardianship)
    record("confirm-guardianship", guardianship, by=CLI)


def register_organization(known: OrganizationRecord, cast: Cast) -> None:
    """The organization as a draft of its owner, with its other members."""
    owner = cast.accounts[known.owner]
    organization = organizations.register(details=_details(known), by=owner, slug=known.slug)
    cast.introduce(known, organization)
    for key in known.editors:
        editor = Membership(
            organization_id=organization.id,
            account_id=cast.accounts[key].id,
            role=MemberRole.EDITOR,
            started_at=now(),
        )
        db.session.add(editor)
        record("add-member", editor, by=owner.actor, changes={"role": MemberRole.EDITOR})


def decide_organization(known: OrganizationRecord, cast: Cast) -> None:
    """What the support office decides about a registration that was handed in."""
    organization = cast.organizations[known.slug]
    if known.status == OrganizationStatus.APPROVED:
        organizations.approve(organization, by=cast.staff, version=organization.version)
    elif known.status == OrganizationStatus.RETURNED:
        assert known.return_reason is not None
        organizations.return_for_changes(
            organization, reason=known.return_reason, by=cast.staff, version=organization.version
        )


def submit_organization(known: OrganizationRecord, cast: Cast) -> None:
    """The owner hands the registration in."""
    organizations.submit(cast.organizations[known.slug], by=cast.accounts[known.owner])


def _details(known: OrganizationRecord) -> Details:
    conditions = current_plan().conditions_for(known.kind)
    return Details(
        kind=known.kind,
        name=known.name,
        name_kana=known.name_kana,
        corporate_number=known.corporate_number,
        district=known.district,
        description=known.description,
        contact_name=known.contact_name,
        contact_phone=known.contact_phone,
        contact_email=known.contact_email,
        conditions_accepted=tuple(condition.code for condition in conditions),
        field_numbers=known.fields,
    )
