"""One small city for the tests that walk every route: nine principals, what is theirs, and the same of somebody else.

`own` belongs to, or is decided by, organizer@, company@, citizen@ or department@; `other` to people who never ask.
tests/privacy marks what is personal in it.
"""

from datetime import date, timedelta
from typing import Any

from matcher.clock import now
from matcher.db import db
from matcher.domain.city.models import Department
from matcher.domain.imports.models import RunStatus
from matcher.domain.notifications.actions import notify
from matcher.domain.notifications.models import Channel, NoticeState, Notification
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus
from matcher.domain.organizations.membership import invite
from matcher.domain.organizations.models import MemberRole, Membership, Organization, OrganizationStatus
from matcher.domain.people.links import issue_link, open_link
from matcher.domain.people.models import Account, AccountStatus, Guardianship, LinkPurpose
from matcher.domain.projects.models import Evidence, ProjectYear
from matcher.domain.signups.models import Participant, SignUp, SignUpState
from matcher.domain.support.models import Direction, SupportItem
from matcher.duty import Duty
from tests.permissions.sign_ups import sign_up_for
from tests.support.collaboration import make_verified_year, make_year, prove
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
from tests.support.lists import make_run
from tests.support.signing_in import cheap_hash

PASSWORD = "wakiai-demo"
SIGNED_IN = ("citizen", "student", "guardian", "organizer", "company", "department", "staff", "counter")
PRINCIPALS = ("anonymous", *SIGNED_IN)
BORN_ON = date(2011, 3, 17)
NOWHERE = 987654321
Values = dict[str, dict[str, Any]]


class World:
    """Builds the city in the present database, a quarter at a time; `values` says what each URL parameter can be."""

    def __init__(self) -> None:
        self.password_hash = cheap_hash(PASSWORD)
        self.values: Values = {}
        self.special: dict[str, Values] = {}
        self.people()
        self.organizations()
        self.opportunities()
        self.sign_ups()
        self.projects()
        self.support()
        self.lists()
        self.links()
        self.notices()
        self.files()

    def offer(self, name: str, own: Any, other: Any = None, **more: Any) -> None:
        """What stands for a parameter in each relation; `other` None where there is no such thing."""
        self.values[name] = _relations(own, other, **more)

    def offer_at(self, endpoint: str, name: str, own: Any, other: Any = None, **more: Any) -> None:
        """The same for the endpoints that begin so."""
        self.special.setdefault(endpoint, {})[name] = _relations(own, other, **more)

    def account(self, name: str, **facts: Any) -> Account:
        """An account that can sign in as name@demo.example."""
        person = facts.pop("person", None) or make_person(name=name, phone="0540000001", email=f"{name}@demo.example")
        return make_account(person=person, email=f"{name}@demo.example", password_hash=self.password_hash, **facts)

    def people(self) -> None:
        """The eight demo accounts and the strangers."""
        self.department, self.other_department = make_department(), make_department()
        office = make_department(is_support_office=True)
        self.citizen, self.guardian = self.account("citizen"), self.account("guardian")
        pupil = make_person(name="student", phone="0540000001", email="student@demo.example", adult_declared_at=None)
        pupil.seal_birth_date(BORN_ON)
        pupil.adult_on, pupil.is_student = BORN_ON.replace(year=BORN_ON.year + 18), True
        self.student = self.account("student", person=pupil)
        add(
            Guardianship(
                child_id=pupil.id, guardian_id=self.guardian.person_id, confirmed_at=now(), ends_on=pupil.adult_on
            )
        )
        self.clerk = self.account("department", department_id=self.department.id)
        self.staff = self.account("staff", is_staff=True)
        self.counter = self.account("counter", is_staff=True, department_id=office.id)
        self.stranger = make_account(person=make_person(phone="0540000002"))
        self.offer("account_id", self.citizen.id, self.stranger.id)
        self.offer("department_id", self.department.id, self.other_department.id)

    def organizations(self) -> None:
        """A group and a company of ours, the same of strangers, and one that waits for the office."""
        self.group, self.other_group = make_organization(), make_organization()
        self.firm, self.other_firm = make_organization(kind="company"), make_organization(kind="company")
        self.organizer = self.account("organizer")
        self.firms_account = self.account("company")
        for organization, owner in ((self.group, self.organizer), (self.firm, self.firms_account)):
            make_owner(organization, owner)
        self.other_owner = make_member(self.other_group)
        make_member(self.other_firm)
        self.waiting_group = make_organization(
            status=OrganizationStatus.SUBMITTED, submitted_by=self.other_owner.id, submitted_at=now()
        )
        make_owner(self.waiting_group, self.other_owner)
        editor = make_owner(self.group, make_account())
        other_editor = make_owner(self.other_group, make_account())
        self.offer("membership_id", editor.id, other_editor.id)
        mine = invite(self.group, email="citizen@demo.example", role=MemberRole.EDITOR, by=self.organizer)
        theirs = invite(self.other_group, email=self.stranger.email, role=MemberRole.EDITOR, by=self.other_owner)
        invitations = [open_link(secret, LinkPurpose.INVITATION).subject_id for secret in (mine, theirs)]
        self.offer("invitation_id", *invitations)
        self.offer_at("accounts.invitation", "token", mine, theirs, nonexistent="no-such-link")
        self.offer("slug", self.group.slug, self.other_group.slug, nonexistent="no-such-group")
        self.offer_at("company.", "slug", self.firm.slug, self.other_firm.slug, nonexistent="no-such-firm")
        self.offer_at("public.", "slug", self.group.slug, self.waiting_group.slug, nonexistent="no-such-group")
        self.offer_at("staff.", "slug", self.waiting_group.slug, self.group.slug, nonexistent="no-such-group")

    def opportunities(self) -> None:
        """In every state that matters, ours with the city."""
        facts = {
            "department_id": self.department.id,
            "city_role": "用具",
            "partner_role": "企画",
            "shared_purpose": "水辺",
        }
        self.published = self.opportunity(self.group, **facts)
        self.draft = self.opportunity(self.group, status=OpportunityStatus.DRAFT, created_by=self.organizer.id)
        self.submitted = self.opportunity(
            self.group, status=OpportunityStatus.SUBMITTED, submitted_by=self.organizer.id
        )
        self.other_published = self.opportunity(self.other_group, department_id=self.other_department.id)
        self.other_draft = self.opportunity(self.other_group, status=OpportunityStatus.DRAFT)
        self.other_submitted = self.opportunity(
            self.other_group, status=OpportunityStatus.SUBMITTED, submitted_by=self.other_owner.id
        )
        self.offer("opportunity_id", self.published.id, self.other_published.id)
        self.offer_at("public.", "opportunity_id", self.published.id, self.other_draft.id)
        self.offer_at("volunteer.", "opportunity_id", self.published.id, self.other_draft.id)
        self.offer_at("opendata.", "opportunity_id", self.published.id, self.other_draft.id)
        self.offer_at("organizer.opportunities", "opportunity_id", self.draft.id, self.other_draft.id)
        self.offer_at("organizer.deletion", "opportunity_id", self.draft.id, self.other_draft.id)
        self.offer_at("staff.opportunities", "opportunity_id", self.submitted.id, self.other_submitted.id)
        self.offer("shift_id", self.published.shifts[0].id, self.other_published.shifts[0].id)
        self.offer("role_id", self.published.shifts[1].roles[0].id, self.other_draft.shifts[1].roles[0].id)
        self.offer_at("organizer.opportunities", "shift_id", self.draft.shifts[0].id, self.other_draft.shifts[0].id)

    def opportunity(self, organization: Organization, **facts: Any) -> Opportunity:
        """With a shift to come and one that is over."""
        made = make_opportunity(organization=organization, **facts)
        make_shift(made, allows_teams=True)
        make_shift(made, starts_at=now() - timedelta(days=2))
        db.session.refresh(made)
        return made

    def sign_ups(self) -> None:
        """Of the citizen with our group, of a stranger with another's; a place that is held, and a day that is over."""
        mine = sign_up_for(self.published.shifts[1], self.citizen.person)
        theirs = sign_up_for(self.other_published.shifts[1], self.stranger.person)
        came = sign_up_for(self.published.shifts[0], self.citizen.person, minutes=120)
        also_came = sign_up_for(self.other_published.shifts[0], self.stranger.person, minutes=120)
        self.asked = sign_up_for(self.published.shifts[1], self.stranger.person, state=SignUpState.REQUESTED)
        self.offer("sign_up_id", mine.id, theirs.id)
        self.offer("participant_id", came.participants[0].id, also_came.participants[0].id)
        seats = self.team(self.published, self.firm), self.team(self.other_published, self.other_firm)
        self.offer_at("company.", "sign_up_id", seats[0].id, seats[1].id)

    def team(self, opportunity: Opportunity, firm: Organization) -> SignUp:
        """Two places held by a company."""
        shift = opportunity.shifts[1]
        seats = add(
            SignUp(
                shift_role_id=shift.roles[0].id,
                shift_id=shift.id,
                organization_id=firm.id,
                seats=2,
                state=SignUpState.CONFIRMED,
                request_key=f"firm-{firm.id}",
                created_at=now(),
                changed_at=now(),
            )
        )
        for _seat in range(seats.seats):
            add(Participant(sign_up_id=seats.id, shift_id=shift.id, state=seats.state))
        return seats

    def projects(self) -> None:
        """A year our department handles, the same of another department, and a public one of each."""
        self.year = self.project_year(lead_department_id=self.department.id)
        self.other_year = self.project_year(lead_department_id=self.other_department.id, name="他課の事業")
        public = make_verified_year(name="公開の事業", lead_department_id=self.department.id)
        hidden = self.project_year(lead_department_id=self.other_department.id, name="公開しない事業", publish=False)
        self.offer("project_year_id", self.year.id, self.other_year.id)
        self.offer("evidence_id", evidence_of(self.year).id, evidence_of(self.other_year).id)
        self.offer("project_id", public.project_id, hidden.project_id)

    def project_year(self, **facts: Any) -> ProjectYear:
        """A draft with proof, entered by somebody who never asks."""
        year = make_year(by=make_staff(), **facts)
        prove(year, by=make_staff())
        return year

    def support(self) -> None:
        """A need of each group and an offer of each company."""
        need, other_need = (self.item(Direction.NEED, group) for group in (self.group, self.other_group))
        offer, other_offer = (self.item(Direction.OFFER, firm) for firm in (self.firm, self.other_firm))
        self.offer("item_id", need.id, other_need.id)
        self.offer_at("company.", "item_id", offer.id, other_offer.id)
        of_the_city = [self.item(Direction.NEED, one) for one in (self.department, self.other_department)]
        self.offer_at("staff.support", "item_id", of_the_city[0].id, of_the_city[1].id)

    def item(self, direction: Direction, owner: Organization | Department) -> SupportItem:
        """Open, of things."""
        owned = {"organization_id" if isinstance(owner, Organization) else "department_id": owner.id}
        return add(
            SupportItem(
                direction=direction, **owned, type="goods", title="長机", detail="十台ほど",
                created_at=now(),
            )
        )  # fmt: skip

    def lists(self) -> None:
        """A list of groups that was looked at and one with faults, of somebody of the office who never asks."""
        read, faulty = make_run(), make_run(status=RunStatus.FAULTY)
        self.offer("run_id", read.id, faulty.id)

    def links(self) -> None:
        """One usable link for each purpose that has a page."""
        newcomer = make_account(status=AccountStatus.UNCONFIRMED)
        self.secret("accounts.email", LinkPurpose.CONFIRM_EMAIL, newcomer)
        self.secret("accounts.new_email", LinkPurpose.CHANGE_EMAIL, self.stranger, carries="moved@example.jp")
        self.secret("accounts.password", LinkPurpose.RESET_PASSWORD, self.stranger)

    def secret(self, endpoint: str, purpose: LinkPurpose, subject: Any, *, carries: str | None = None) -> None:
        """A link's secret where the endpoint's page takes one."""
        secret = issue_link(purpose, subject, lifetime=timedelta(days=1), carries=carries)
        self.offer_at(endpoint, "token", secret, nonexistent="no-such-link")

    def notices(self) -> None:
        """One in each demo inbox; one to be told by telephone; one that could not be delivered."""
        for owner in (self.citizen, self.organizer, self.stranger):
            notify("opportunity-published", owner.person, self.published, parameters={"title": self.published.title})
        call = self.notice(self.stranger, channel=Channel.PHONE)
        dead = self.notice(self.citizen, state=NoticeState.DEAD, reason="550")
        self.offer("notification_id", call.id, dead.id)

    def notice(self, owner: Account, **facts: Any) -> Notification:
        """A row of the outbox."""
        key = f"world-{owner.id}-{facts}"
        given = {"channel": Channel.MAIL, "state": NoticeState.QUEUED, **facts}
        return add(
            Notification(
                kind="opportunity-published", recipient_id=owner.person_id, subject_type="opportunity",
                subject_id=self.published.id, subject_version=9, parameters={"title": self.published.title},
                created_at=now(), due_at=now() + timedelta(days=300), dedupe_key=key, message_id=key, **given,
            )
        )  # fmt: skip

    def files(self) -> None:
        """Addresses of files; and a worker that has just done its duty."""
        add(Duty(name="letters", last_run_at=now() + timedelta(days=1)))
        self.offer("name", "wakiai.css", nonexistent="no-such.css")
        self.offer("city_code", "222143", nonexistent="999999")


def _relations(own: Any, other: Any, nonexistent: Any = NOWHERE) -> dict[str, Any]:
    told = {"own": own, "other": other, "nonexistent": nonexistent}
    return {relation: value for relation, value in told.items() if value is not None}


def make_owner(organization: Organization, account: Account) -> Membership:
    """Let an account act for an organization."""
    return add(
        Membership(organization_id=organization.id, account_id=account.id, role=MemberRole.OWNER, started_at=now())
    )


def evidence_of(year: ProjectYear) -> Evidence:
    """The first proof of a year."""
    db.session.refresh(year)
    return year.evidence[0]
