"""The lists of the city's people."""

from datetime import timedelta
from typing import Any

from matcher.clock import fiscal_year, now, today
from matcher.domain.audit.actions import record
from matcher.domain.notifications.models import Channel, NoticeState, Notification
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus
from matcher.domain.organizations.models import OrganizationStatus
from matcher.domain.people.models import Account
from matcher.domain.projects.models import ProjectYearStatus
from tests.support.collaboration import make_year
from tests.support.factories import (
    add,
    make_account,
    make_department,
    make_member,
    make_opportunity,
    make_organization,
    make_person,
    make_shift,
    make_staff,
)
from tests.support.long_lists.making import Lists, Looking, drafts, figures, items, shown, tokens, waiting_organizations

CITY: Lists = {}


@shown(CITY, "figures entered")
def figures_entered() -> Looking:
    figures(23)
    return make_staff(), "/staff/kpi-figures"


@shown(CITY, "support of a department")
def support_of_a_department() -> Looking:
    department = make_department()
    items(None, 23, department_id=department.id)
    return make_account(department_id=department.id), f"/staff/support/{department.id}"


@shown(CITY, "what waits for the city")
def worklist() -> Looking:
    staff = make_staff()
    waiting(staff, own=False)
    return staff, "/staff/"


@shown(CITY, "registrations that wait for the city")
def worklist_of_one_kind() -> Looking:
    waiting_organizations()
    make_opportunity(title="q900q", status=OpportunityStatus.SUBMITTED, submitted_at=now())
    return make_staff(), "/staff/?view=organization"


@shown(CITY, "what waits for other eyes")
def worklist_of_own() -> Looking:
    staff = make_staff()
    waiting(staff, own=True)
    return staff, "/staff/?view=own"


def waiting(staff: Account, *, own: bool) -> None:
    """Registrations, opportunities and projects in turn, many of one instant; one of the other view beside them."""
    colleague, group, moment = make_staff(), make_organization(), now()
    by, other = (staff, colleague) if own else (colleague, staff)
    department, confirmer = make_department().id, make_account().id
    for number, token in tokens(60):
        since = {"submitted_at": moment - timedelta(days=number % 4), "submitted_by": by.id}
        if number % 3 == 0:
            make_organization(name=token, status=OrganizationStatus.SUBMITTED, **since)
        elif number % 3 == 1:
            make_opportunity(organization=group, title=token, status=OpportunityStatus.SUBMITTED, **since)
        else:
            year = make_year(name=token, by=by, lead_department_id=department)
            year.confirmed_at, year.confirmed_by = since["submitted_at"], confirmer
            year.status = ProjectYearStatus.DEPARTMENT_CONFIRMED
    make_organization(name="q900q", status=OrganizationStatus.SUBMITTED, submitted_at=moment, submitted_by=other.id)


@shown(CITY, "organizations that wait")
def organizations_for_the_office() -> Looking:
    waiting_organizations()
    make_organization(name="q900q")
    return make_staff(), "/staff/organizations"


@shown(CITY, "opportunities that wait")
def opportunities_for_the_office() -> Looking:
    group = make_organization()
    drafts(group, OpportunityStatus.SUBMITTED, submitted_by=make_member(group).id)
    make_opportunity(title="q900q")
    return make_staff(), "/staff/opportunities"


@shown(CITY, "opportunities that are public, for the office")
def published_for_the_office() -> Looking:
    drafts(make_organization(), OpportunityStatus.PUBLISHED, decided_by=make_staff().id)
    make_opportunity(title="q900q", status=OpportunityStatus.DRAFT)
    return make_staff(), "/staff/opportunities?status=published"


@shown(CITY, "ledger of a department")
def ledger() -> Looking:
    department = make_department()
    for _number, token in tokens(55):
        make_year(name=token, fiscal_year=fiscal_year(today()), lead_department_id=department.id)
    make_year(name="q900q", fiscal_year=fiscal_year(today()))
    return make_account(department_id=department.id), f"/staff/projects?year={fiscal_year(today())}&status=draft"


@shown(CITY, "candidates")
def candidates() -> Looking:
    department = make_department()
    with_city: dict[str, Any] = {"city_role": "用具", "partner_role": "企画", "shared_purpose": "水辺"}
    for _number, token in tokens(55):
        make_shift(make_opportunity(title=token, department_id=department.id, **with_city), starts_at=now())
    make_shift(make_opportunity(title="q900q", department_id=make_department().id, **with_city), starts_at=now())
    return make_account(department_id=department.id), "/staff/candidates"


@shown(CITY, "departments")
def departments() -> Looking:
    for _number, token in tokens(23):
        make_department(name=token)
    return make_staff(), "/staff/departments"


@shown(CITY, "accounts")
def accounts() -> Looking:
    for _number, token in tokens(55):
        make_staff(person=make_person(name=token))
    make_account(person=make_person(name="q900q"))
    return make_staff(), "/staff/accounts"


@shown(CITY, "log")
def log() -> Looking:
    clerk, subject = make_staff(), make_organization()
    for _number, token in tokens(55):
        record("suspend-organization", subject, by=clerk.actor, reason=token)
    record("resume-organization", subject, by=clerk.actor, reason="q900q")
    return clerk, "/staff/audit?act=suspend-organization&subject_type=organization"


@shown(CITY, "people to call")
def people_to_call() -> Looking:
    notices(55, channel=Channel.PHONE, state=NoticeState.QUEUED)
    notices(1, first=900, channel=Channel.MAIL, state=NoticeState.DEAD, reason="550")
    return make_staff(), "/staff/notices"


@shown(CITY, "people no letter reached")
def people_no_letter_reached() -> Looking:
    notices(55, channel=Channel.MAIL, state=NoticeState.DEAD, reason="550")
    notices(1, first=900, channel=Channel.PHONE, state=NoticeState.QUEUED)
    return make_staff(), "/staff/notices?view=undelivered"


def notices(number: int, *, first: int = 0, **facts: Any) -> None:
    about = make_opportunity()
    for one, token in tokens(number, first=first):
        notice(make_person(name=token), about, due_at=now() - timedelta(hours=one % 7), **facts)


def notice(person: Any, about: Opportunity, **facts: Any) -> None:
    add(
        Notification(
            kind="opportunity-published", recipient_id=person.id, subject_type="opportunity", subject_id=about.id,
            subject_version=1, parameters={"title": about.title}, created_at=now(),
            dedupe_key=person.name, message_id=person.name, **facts,
        )
    )  # fmt: skip
