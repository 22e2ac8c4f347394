"""What demo_city.json may say, read strictly: a misspelled key is a fault, not a silence."""

from datetime import date, time
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from matcher.domain.opportunities.models import (
    AttendanceMode,
    Decision,
    Joining,
    OpportunityKind,
    SignUpWay,
    Timing,
)
from matcher.domain.organizations.models import OrganizationStatus
from matcher.domain.people.models import ContactWay
from matcher.domain.projects.models import EvidencePart, Origin, ProjectYearStatus

FILE = Path(__file__).with_name("demo_city.json")


class Record(BaseModel):
    """One object of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Meta(Record):
    """What the file is, and the day from which its days are moved."""

    title: str
    note: str
    anchor_date: date
    shift_rule: str


class DepartmentRecord(Record):
    """A department beside those of the plan."""

    code: str
    name: str


class AccountRecord(Record):
    """What somebody may do; only the eight demo sign-ins have a password."""

    password: bool = False
    staff: bool = False
    department: str | None = None


class LikesRecord(Record):
    """Codes of the plan."""

    fields: tuple[int, ...] = ()
    activities: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()


class PersonRecord(Record):
    """A person: an adult by their own word unless a birth date is given."""

    key: str
    name: str
    name_kana: str
    email: str | None = None
    phone: str | None = None
    contact_by: ContactWay = ContactWay.MAIL
    district: str | None = None
    gender: str | None = None
    age_band: str | None = None
    born_on: date | None = None
    is_student: bool = False
    guardian_of: str | None = None
    likes: LikesRecord = LikesRecord()
    free_times: tuple[tuple[int, time, time], ...] = ()
    account: AccountRecord | None = None


class OrganizationRecord(Record):
    """An organization and who acts for it."""

    slug: str
    kind: str
    name: str
    name_kana: str
    corporate_number: str | None = None
    district: str
    fields: tuple[int, ...]
    description: str
    contact_name: str
    contact_phone: str
    contact_email: str
    status: OrganizationStatus
    return_reason: str | None = None
    owner: str
    editors: tuple[str, ...] = ()


class TeamRecord(Record):
    """Seats of a company; `came` of a shift that is over."""

    organization: str
    seats: int
    came: int | None = None
    role: str = ""


class RoleRecord(Record):
    """A task of a shift with who signed up for it, in the order of asking."""

    name: str = ""
    capacity: int | None = None
    minimum: int = 0
    sign_ups: tuple[str, ...] = ()


class ShiftRecord(Record):
    """One dated block. Past ones say who came, who did not, and who came without having signed up."""

    on: date = Field(alias="date")
    start_time: time
    end_time: time
    end_date: date | None = None
    timing: Timing = Timing.TIMED
    label: str = ""
    capacity: int | None = None
    allows_teams: bool = False
    roles: tuple[RoleRecord, ...] = ()
    sign_ups: tuple[str, ...] = ()
    teams: tuple[TeamRecord, ...] = ()
    came: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    walked_in: tuple[str, ...] = ()

    @property
    def tasks(self) -> tuple[RoleRecord, ...]:
        """The roles, or the one without a name."""
        whole = RoleRecord(capacity=self.capacity, sign_ups=self.sign_ups or (*self.came, *self.absent))
        return self.roles or (whole,)


class BasisRecord(Record):
    """The document a collaboration rests on."""

    type: str
    title: str
    document_number: str
    dated_on: date


class CollaborationRecord(Record):
    """The city's part in an opportunity."""

    department: str
    forms: tuple[str, ...]
    city_role: str
    partner_role: str
    shared_purpose: str
    basis: BasisRecord


class NeedRecord(Record):
    """Something an opportunity needs."""

    type: str
    detail: str
    quantity_text: str | None = None


class OpportunityRecord(Record):
    """An opportunity with its shifts, and where it stands."""

    id: str
    organization: str
    kind: OpportunityKind
    status: Literal["draft", "submitted", "returned", "published"]
    return_reason: str | None = None
    title: str
    title_kana: str
    summary: str | None = None
    description: str | None = None
    things_to_bring: str | None = None
    sign_up_way: SignUpWay | None = None
    sign_up_url: str | None = None
    joining: Joining | None = None
    decision: Decision | None = None
    pillars: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    fields: tuple[int, ...] = ()
    activities: tuple[str, ...] = ()
    district: str | None = None
    venue: str | None = None
    address: str | None = None
    meeting_place: str | None = None
    attendance_mode: AttendanceMode | None = None
    online_note: str | None = None
    access_note: str | None = None
    min_age: int | None = None
    fee_yen: int | None = None
    transport_note: str | None = None
    insurance_type: str | None = None
    insurance_note: str | None = None
    rain_policy: str | None = None
    sign_up_until: date | None = None
    sign_ups: tuple[str, ...] = ()  # of a course: for all its shifts
    collaboration: CollaborationRecord | None = None
    needs: tuple[NeedRecord, ...] = ()
    shifts: tuple[ShiftRecord, ...] = Field(min_length=1)


class OfferRecord(Record):
    """Something a company offers."""

    organization: str
    type: str
    title: str
    detail: str
    conditions: str
    until: date
    quantity: int | None = None
    unit: str | None = None


class PartnerRecord(Record):
    """A partner: registered here, or a kind and a name."""

    organization: str | None = None
    kind: str | None = None
    name: str | None = None


class EvidenceRecord(BasisRecord):
    """A document of the basis or of the result."""

    part: EvidencePart


class YearRecord(Record):
    """A project's year; the fiscal year is that in which its last day lies once moved."""

    status: ProjectYearStatus
    origin: Origin
    department: str
    forms: tuple[str, ...]
    primary_form: str
    measure: str
    purpose: str
    city_role: str
    partner_role: str
    from_on: date = Field(alias="from")
    to_on: date = Field(alias="to")
    partners: tuple[PartnerRecord, ...]
    opportunities: tuple[str, ...] = ()
    evidence: tuple[EvidenceRecord, ...]
    return_reason: str | None = None


class ProjectRecord(Record):
    """A project across its years."""

    name: str
    years: tuple[YearRecord, ...]


class FigureRecord(Record):
    """A yearly figure from outside, taken at the end of a fiscal year so many years ago."""

    kpi: str
    years_ago: int
    value: int
    source: str


class DemoCity(Record):
    """The whole file."""

    meta: Meta
    departments: tuple[DepartmentRecord, ...]
    people: tuple[PersonRecord, ...]
    organizations: tuple[OrganizationRecord, ...]
    opportunities: tuple[OpportunityRecord, ...]
    past_opportunities: tuple[OpportunityRecord, ...]
    offers: tuple[OfferRecord, ...]
    projects: tuple[ProjectRecord, ...]
    kpi_figures: tuple[FigureRecord, ...]


def demo_city(file: Path = FILE) -> DemoCity:
    """The demo city as its file tells it; raises pydantic's ValidationError where the file is wrong."""
    return DemoCity.model_validate_json(file.read_bytes())
