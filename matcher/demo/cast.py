"""Who is who while the city is told: the rows made so far, by the names the file gives them."""

from dataclasses import dataclass, field

from matcher.demo.records import OrganizationRecord
from matcher.domain.city.models import Department
from matcher.domain.opportunities.models import Opportunity, Shift, ShiftRole
from matcher.domain.organizations.models import Organization
from matcher.domain.people.models import Account, Person
from matcher.domain.projects.models import Project


@dataclass
class Cast:
    """Rows by key. A key nobody has raises KeyError: the file names somebody it does not introduce."""

    departments: dict[str, Department] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    owners: dict[str, Account] = field(default_factory=dict)
    opportunities: dict[str, Opportunity] = field(default_factory=dict)
    shifts: dict[tuple[str, int], Shift] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)

    def introduce(self, record: OrganizationRecord, organization: Organization) -> None:
        """Remember an organization and whoever acts for it."""
        self.organizations[record.slug] = organization
        self.owners[record.slug] = self.accounts[record.owner]

    @property
    def staff(self) -> Account:
        """The support office."""
        return self.accounts["staff"]

    @property
    def counter(self) -> Account:
        """The support office's counter, which also confirms for the office as a department."""
        return self.accounts["counter"]

    def speaks_for(self, person_key: str) -> Account:
        """Who asks for a person: their own account, or the counter for somebody who telephones."""
        return self.accounts.get(person_key, self.counter)

    def confirms_for(self, department: str) -> Account:
        """The account that confirms for a department."""
        return next(
            account
            for account in self.accounts.values()
            if account.department is not None and account.department.code == department
        )

    def role(self, opportunity_id: str, number: int, name: str = "") -> ShiftRole:
        """A role of the opportunity's shift with that number, by its name."""
        return next(role for role in self.shifts[opportunity_id, number].roles if role.name == name)
