"""The people and the organizations of a made-up city, and the accounts that act in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from matcher.demo.synthesis.vocabulary import Vocabulary
from matcher.demo.synthesis.writing import Writer
from matcher.domain.city.plan import Plan
from matcher.domain.organizations.models import (
    MemberRole,
    Membership,
    Organization,
    OrganizationField,
    OrganizationStatus,
)
from matcher.domain.people.models import Account, AccountStatus, ContactWay, Person
from matcher.folding import folded

KINDS = ("civic_group", "civic_group", "civic_group", "npo_corp", "neighborhood_assoc")
OPPORTUNITIES_EACH = 25  # on average, over three years


@dataclass(frozen=True)
class Group:
    """An organization as later rows need it: its ids, its name and where it is at home."""

    id: int
    owner: int
    name: str
    district: str


@dataclass(frozen=True)
class Population:
    """Who lives in the city: ids."""

    people: Sequence[int]
    groups: Sequence[Group]
    staff: int


class Settling:
    """Settles people and organizations of one plan with one sequence of chances."""

    def __init__(self, writer: Writer, words: Vocabulary, plan: Plan, chance: Random, founded_at: datetime) -> None:
        self.writer, self.words, self.plan, self.chance = writer, words, plan, chance
        self.founded_at = founded_at
        self.districts = [district.code for district in plan.districts]
        self.run = f"{chance.getrandbits(32):08x}"  # so that a second city beside the first has other addresses

    def settle(self, *, people: int, opportunities: int) -> Population:
        """So many people, and groups enough for so many opportunities."""
        settled = [self.person(number) for number in range(people)]
        staff = self.account(self.person(people), is_staff=True)
        number_of_groups = max(3, opportunities // OPPORTUNITIES_EACH)
        owners = [self.account(person) for person in settled[:number_of_groups]]
        groups = [self.group(number, owners[number % len(owners)], staff) for number in range(number_of_groups)]
        self.writer.write()
        return Population(settled, groups, staff)

    def person(self, number: int) -> int:
        """An adult by their own word."""
        writer = self.writer
        return writer.add(
            Person, name=self.words.person(self.chance), name_kana=self.chance.choice(self.words.kana),
            email=f"p{number}.{self.run}@synthetic.example", contact_by=ContactWay.MAIL, language="ja",
            district=self.chance.choice(self.districts), adult_declared_at=self.founded_at, is_student=False,
            has_guardian=False, created_at=self.founded_at,
        )  # fmt: skip

    def account(self, person_id: int, *, is_staff: bool = False) -> int:
        """An account nobody can sign in with: it has no password."""
        return self.writer.add(
            Account, person_id=person_id, email=f"a{person_id}.{self.run}@synthetic.example",
            status=AccountStatus.ACTIVE, session_version=1, is_staff=is_staff, created_at=self.founded_at,
        )  # fmt: skip

    def group(self, number: int, owner: int, staff: int) -> Group:
        """An approved organization with its owner and one to three fields."""
        name = f"{self.chance.choice(self.words.organizations)} {number + 1}"
        district, description = self.chance.choice(self.districts), self.words.description(self.chance)
        organization = self.writer.add(
            Organization, slug=f"g{number + 1}-{self.run}", kind=self.chance.choice(KINDS), name=name,
            district=district, status=OrganizationStatus.APPROVED, description=description, contact_name="活動担当",
            contact_phone="0540000000", contact_email="group@synthetic.example", conditions_accepted=[],
            submitted_by=owner, submitted_at=self.founded_at, decided_by=staff, decided_at=self.founded_at,
            search_text=folded(name, description), created_at=self.founded_at, version=1,
        )  # fmt: skip
        self.writer.add(
            Membership, organization_id=organization, account_id=owner, role=MemberRole.OWNER,
            started_at=self.founded_at,
        )  # fmt: skip
        for field in self.chance.sample(self.plan.npo_fields, self.chance.randint(1, 3)):
            self.writer.add(OrganizationField, organization_id=organization, field_no=field.number)
        return Group(organization, owner, name, district)
