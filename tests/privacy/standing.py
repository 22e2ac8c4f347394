"""How somebody stands to a row that holds something personal: the relations of seen.csv.

own        about oneself, or of one's own organization
public     the contact desk of what is published
applicant  of somebody who signed up with one's organization
colleague  of somebody who acts for the same organization
child      of somebody whose guardian one is
member     of somebody who acts for another organization
led        of what one's department has a part in
held       of what one holds a place in
other      anything else
"""

from sqlalchemy import select

from matcher.db import db
from matcher.domain.opportunities.models import Opportunity, Shift
from matcher.domain.organizations.models import Invitation, Membership, Organization
from matcher.domain.people.models import Account, Guardianship, PersonalView
from matcher.domain.projects.models import ProjectYear
from matcher.domain.signups.models import Participant, SignUp

Relations = dict[str, set[int]]
DESK = ("contact_name", "contact_phone", "contact_email")


class Standing:
    """One principal's: `to("person.name", 3)` is a relation. Asks the database once, when made."""

    def __init__(self, account: Account | None) -> None:
        self.account = account
        self.person = account.person_id if account else 0
        self.groups = ids(select(Membership.organization_id).where(Membership.account_id == self.account_id))
        published = select(Opportunity.id).where(Opportunity.status == "published")
        self.tables: dict[str, Relations] = {
            "person": self.to_persons(),
            "account": self.to_accounts(),
            "person_tag": self.to_persons(),
            "invitation": self.to_invitations(),
            "sign_up": self.to_sign_ups(),
            "personal_view": {"own": ids(select(PersonalView.id).where(PersonalView.person_id == self.person))},
            "audit_entry": {},
            "organization": {"own": self.groups},
            "opportunity": self.to_opportunities(),
            "project_year": {"led": ids(select(ProjectYear.id).where(ProjectYear.lead_department_id == self.city))},
        }
        self.published = {
            "organization": ids(select(Organization.id).where(Organization.status == "approved")),
            "opportunity": ids(published),
        }

    @property
    def account_id(self) -> int:
        return self.account.id if self.account else 0

    @property
    def city(self) -> int:
        """The principal's department; the office's own reads everything of the city anyhow."""
        return (self.account.department_id or 0) if self.account else 0

    def to(self, column: str, row: int) -> str:
        """The relation to a column of a row."""
        table, name = column.split(".")
        if not row:
            return "secret"
        if name in DESK and row in self.published[table]:
            return "public"
        return next((relation for relation, rows in self.tables[table].items() if row in rows), "other")

    def of_ours(self) -> Relations:
        """Opportunities of one's organizations."""
        return {"own": ids(select(Opportunity.id).where(Opportunity.organization_id.in_(self.groups)))}

    def to_persons(self) -> Relations:
        at_ours = select(Participant.person_id).join(Shift, Shift.id == Participant.shift_id).join(Opportunity)
        beside = select(Account.person_id).join(Membership, Membership.account_id == Account.id)
        return {
            "own": {self.person},
            "applicant": ids(at_ours.where(Opportunity.organization_id.in_(self.groups))),
            "colleague": ids(beside.where(Membership.organization_id.in_(self.groups))),
            "child": ids(select(Guardianship.child_id).where(Guardianship.guardian_id == self.person)),
            "member": ids(beside),
        }

    def to_accounts(self) -> Relations:
        return {
            relation: ids(select(Account.id).where(Account.person_id.in_(persons)))
            for relation, persons in self.to_persons().items()
        }

    def to_invitations(self) -> Relations:
        address = self.account.email if self.account else ""
        return {
            "own": ids(select(Invitation.id).where(Invitation.email == address)),
            "colleague": ids(select(Invitation.id).where(Invitation.organization_id.in_(self.groups))),
        }

    def to_sign_ups(self) -> Relations:
        own = select(SignUp.id).where((SignUp.asked_by_id == self.person) | SignUp.organization_id.in_(self.groups))
        at_ours = select(SignUp.id).join(Shift, Shift.id == SignUp.shift_id).join(Opportunity)
        return {"own": ids(own), "applicant": ids(at_ours.where(Opportunity.organization_id.in_(self.groups)))}

    def to_opportunities(self) -> Relations:
        places = select(Shift.opportunity_id).join(SignUp, SignUp.shift_id == Shift.id)
        held = places.where(SignUp.state == "confirmed", SignUp.asked_by_id == self.person)
        led = select(Opportunity.id).where(Opportunity.department_id == self.city)
        return {**self.of_ours(), "held": ids(held), "led": ids(led)}


def ids(query: object) -> set[int]:
    """The numbers a query gives."""
    return {one for one in db.session.scalars(query) if one is not None}  # type: ignore[call-overload]
