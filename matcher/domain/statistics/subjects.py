"""What the entries of the log were done to: its title and the key of its page, however deep it lies. Nobody's name."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from matcher.db import db
from matcher.domain.audit.models import AuditEntry
from matcher.domain.city.models import Department
from matcher.domain.opportunities.models import Opportunity, Shift, ShiftRole
from matcher.domain.organizations.models import Invitation, Membership, Organization
from matcher.domain.projects.models import Project, ProjectYear
from matcher.domain.signups.models import SignUp
from matcher.domain.support.models import SupportItem


@dataclass(frozen=True, slots=True)
class Subject:
    """`kind`: whose page it has (organization, opportunity, project_year, department, support_item); `key` of it."""

    kind: str
    key: int | str
    title: str


SubjectKey = tuple[str, int]

_OPPORTUNITY = (Opportunity.id, Opportunity.title)
_GROUP = (Organization.slug, Organization.name)
WHERE: dict[str, tuple[str, Any, Select[*tuple[Any, ...]]]] = {
    "organization": ("organization", Organization.id, select(Organization.id, *_GROUP)),
    "membership": ("organization", Membership.id, select(Membership.id, *_GROUP).join(Membership.organization)),
    "invitation": (
        "organization",
        Invitation.id,
        select(Invitation.id, *_GROUP).join(Organization, Organization.id == Invitation.organization_id),
    ),
    "opportunity": ("opportunity", Opportunity.id, select(Opportunity.id, *_OPPORTUNITY)),
    "shift": ("opportunity", Shift.id, select(Shift.id, *_OPPORTUNITY).join(Shift.opportunity)),
    "shift_role": (
        "opportunity",
        ShiftRole.id,
        select(ShiftRole.id, *_OPPORTUNITY).join(ShiftRole.shift).join(Shift.opportunity),
    ),
    "sign_up": (
        "opportunity",
        SignUp.id,
        select(SignUp.id, *_OPPORTUNITY).join(Shift, Shift.id == SignUp.shift_id).join(Shift.opportunity),
    ),
    "project_year": (
        "project_year",
        ProjectYear.id,
        select(ProjectYear.id, ProjectYear.id, Project.name).join(Project, Project.id == ProjectYear.project_id),
    ),
    "department": ("department", Department.id, select(Department.id, Department.id, Department.name)),
    "support_item": ("support_item", SupportItem.id, select(SupportItem.id, SupportItem.id, SupportItem.title)),
}


def subjects_of(entries: Iterable[AuditEntry]) -> dict[SubjectKey, Subject]:
    """The subjects that still exist, by (type, id); one statement for each type. Persons and accounts have none."""
    asked: dict[str, set[int]] = {}
    for entry in entries:
        if entry.subject_type in WHERE and entry.subject_id is not None:
            asked.setdefault(entry.subject_type, set()).add(entry.subject_id)
    found: dict[SubjectKey, Subject] = {}
    for subject_type, ids in asked.items():
        kind, column, query = WHERE[subject_type]
        for row_id, key, title in db.session.execute(query.where(column.in_(ids))):
            found[subject_type, row_id] = Subject(kind, key, title)
    return found
