"""Writing projects: entering, opening a candidate, evidence, and the way from draft to verified.

Acts on a whole fiscal year (carrying over, snapshots) are in `yearly.py`.
"""

from collections.abc import Iterable
from datetime import date

from matcher.clock import fiscal_year_days, now, today, tokyo_date
from matcher.db import db, refused_as
from matcher.domain.audit.actions import Replaced, record
from matcher.domain.city.plan import current_plan
from matcher.domain.opportunities.models import Opportunity, TagTaxonomy
from matcher.domain.organizations.models import Organization
from matcher.domain.people.models import Account
from matcher.domain.projects import rules
from matcher.domain.projects.contents import Party, YearContents, changes_since, told_contents, write_contents
from matcher.domain.projects.counting import lacks
from matcher.domain.projects.models import (
    Evidence,
    EvidencePart,
    Origin,
    Project,
    ProjectYear,
    ProjectYearOpportunity,
    ProjectYearStatus,
)
from matcher.domain.projects.queries import attendance_figures, year_facts

PARTICIPATION = "attendance_record"


def enter_project(
    *,
    name: str,
    fiscal_year: int,
    contents: YearContents,
    by: Account,
    origin: Origin = Origin.SURVEY,
    project: Project | None = None,
) -> ProjectYear:
    """A new draft for the fiscal year, of a new project or of one known from other years.

    Raises SameYearTwice where the project has a row for that year already, PartyTwice where a partner stands twice.
    """
    whole = project or Project(name=name.strip(), name_key=rules.name_key(name), created_at=now())
    db.session.add(whole)
    db.session.flush()
    year = ProjectYear(
        project_id=whole.id,
        fiscal_year=fiscal_year,
        status=ProjectYearStatus.DRAFT,
        origin=origin,
        entered_by=by.id,
        created_at=now(),
    )
    year.project = whole
    write_contents(year, contents)
    with refused_as({"uq_project_year": rules.SameYearTwice, "uq_project_year_party_name": rules.PartyTwice}):
        db.session.add(year)
    record("enter-project", year, by=by.actor, changes={"fiscal_year": fiscal_year, "origin": origin})
    return year


def open_candidate(*, opportunity: Opportunity, fiscal_year: int, by: Account) -> ProjectYear:
    """A draft made of an opportunity with the city, filled in from what the service knows, and linked to it."""
    assert opportunity.department_id is not None, "only opportunities with the city are candidates"
    organization = opportunity.organization
    forms = tuple(opportunity.codes(TagTaxonomy.FORM))
    first, last = fiscal_year_days(fiscal_year)
    days = [on for shift in opportunity.shifts if first <= (on := tokyo_date(shift.starts_at)) <= last]
    pillars, measures = opportunity.codes(TagTaxonomy.PILLAR), opportunity.codes(TagTaxonomy.MEASURE)
    contents = YearContents(
        lead_department_id=opportunity.department_id,
        purpose=opportunity.shared_purpose or "",
        city_role=opportunity.city_role or "",
        partner_role=opportunity.partner_role or "",
        forms=forms,
        primary_form=forms[0] if forms else None,
        parties=(_party_of(organization),),
        pillar=pillars[0] if pillars else None,
        measure=measures[0] if measures else None,
        from_on=min(days, default=None),
        to_on=max(days, default=None),
    )
    year = enter_project(
        name=opportunity.title, fiscal_year=fiscal_year, contents=contents, by=by, origin=Origin.SERVICE
    )
    link_opportunity(year=year, opportunity=opportunity, by=by)
    return year


def _party_of(organization: Organization) -> Party:
    kind = current_plan().organization_kind(organization.kind).party_kind
    return Party(kind=kind, name=organization.name, organization_id=organization.id)


def change_year(*, year: ProjectYear, name: str, contents: YearContents, by: Account) -> None:
    """Write new contents into a draft or a returned row. Raises NotEditable, PartyTwice."""
    rules.check_editable(year)
    before = told_contents(year)
    year.project.name, year.project.name_key = name.strip(), rules.name_key(name)
    with refused_as({"uq_project_year_party_name": rules.PartyTwice}):
        write_contents(year, contents)
    record("change-project", year, by=by.actor, changes=changes_since(before, year))


def link_opportunity(*, year: ProjectYear, opportunity: Opportunity, by: Account) -> None:
    """Say that the opportunity's activity supports the year; its attendance then shows that work was done."""
    link = db.session.get(ProjectYearOpportunity, (year.id, opportunity.id))
    if link is None:
        db.session.add(ProjectYearOpportunity(project_year_id=year.id, opportunity_id=opportunity.id))
        record("link-opportunity", year, by=by.actor, changes={"opportunity": opportunity.id})


def add_evidence(
    *,
    year: ProjectYear,
    part: EvidencePart,
    type: str,  # noqa: A002 the column's name
    dated_on: date,
    title: str,
    document_number: str,
    by: Account,
) -> Evidence:
    """A document that shows what the work rests on, or that it was done (rule C6). Raises NotEditable."""
    rules.check_editable(year)
    evidence = Evidence(
        part=part, type=type, dated_on=dated_on, title=title.strip(), document_number=document_number.strip()
    )
    year.evidence.append(evidence)
    record("add-evidence", year, by=by.actor, changes={"part": part, "type": type, "dated_on": dated_on})
    return evidence


def remove_evidence(*, year: ProjectYear, evidence_id: int, by: Account) -> None:
    """Take a document out of a draft or returned row; unknown ones are none. Raises NotEditable."""
    rules.check_editable(year)
    for evidence in [paper for paper in year.evidence if paper.id == evidence_id]:
        year.evidence.remove(evidence)
        record("remove-evidence", year, by=by.actor, changes={"evidence": evidence_id})


def record_attendance_as_evidence(*, year: ProjectYear, opportunities: Iterable[Opportunity], by: Account) -> bool:
    """Freeze the attendance of the linked opportunities as evidence of the result; False where nobody came yet."""
    rules.check_editable(year)
    linked = list(opportunities)
    figures = attendance_figures([opportunity.id for opportunity in linked], year.fiscal_year)
    if figures.attendances == 0:
        return False
    for old in [paper for paper in year.evidence if paper.type == PARTICIPATION]:
        year.evidence.remove(old)
    year.evidence.append(
        Evidence(
            part=EvidencePart.RESULT,
            type=PARTICIPATION,
            dated_on=min(today(), fiscal_year_days(year.fiscal_year)[1]),
            title="・".join(opportunity.title for opportunity in linked),
            figures=vars(figures),
        )
    )
    record("freeze-attendance", year, by=by.actor, changes=vars(figures))
    return True


def submit(*, year: ProjectYear, by: Account) -> None:
    """Hand the year to its department. Conditions that can be supplied must be (StillLacking names them)."""
    status = rules.next_status(year, "submit")
    rule = current_plan().counting_rule(year.fiscal_year)
    rules.check_supplied(lacks(year_facts([year])[year.id], rule))
    year.submitted_at = now()
    _move(year, status, "submit-project", by)


def confirm(*, year: ProjectYear, by: Account) -> None:
    """The leading department says that it was so (first of the two confirmations)."""
    status = rules.next_status(year, "confirm")
    year.confirmed_by, year.confirmed_at = by.id, now()
    _move(year, status, "confirm-project", by)


def verify(*, year: ProjectYear, by: Account) -> None:
    """The support office finds that it counts (second confirmation): from now on the number holds it.

    Raises SameEyes where the verifier entered or confirmed it, StillLacking where a condition fails by now.
    """
    status = rules.next_status(year, "verify")
    rules.check_other_eyes(year, by)
    rule = current_plan().counting_rule(year.fiscal_year)
    rules.check_supplied(lacks(year_facts([year])[year.id], rule))
    with refused_as({"ck_project_year_four_eyes": rules.SameEyes}):
        year.verified_by, year.verified_at, year.rule_version = by.id, now(), rule.version
        before, year.status = year.status, status
    changes = {"status": Replaced(before, status), "rule_version": rule.version}
    record("verify-project", year, by=by.actor, changes=changes)


def send_back(*, year: ProjectYear, reason: str, by: Account) -> None:
    """Return a year to whoever entered it, also a verified one: it leaves the number until proved again."""
    _leave(year, rules.next_status(year, "return"), "return-project", rules.check_reason(reason), by)


def reject(*, year: ProjectYear, reason: str, by: Account) -> None:
    """Find that the year is no collaboration project (非該当), with the reason."""
    _leave(year, rules.next_status(year, "reject"), "reject-project", rules.check_reason(reason), by)


def withdraw(*, year: ProjectYear, by: Account) -> None:
    """Take back a row that should not have been entered."""
    _leave(year, rules.next_status(year, "withdraw"), "withdraw-project", None, by)


def merge(*, year: ProjectYear, into: ProjectYear, reason: str, by: Account) -> None:
    """Find that two rows of one fiscal year are the same work: `year` stops counting, `into` keeps its identity."""
    if into.id == year.id or into.fiscal_year != year.fiscal_year or into.status == ProjectYearStatus.MERGED:
        raise rules.DuplicateOfItself
    status = rules.next_status(year, "merge")
    year.project.merged_into_id = into.project_id if into.project_id != year.project_id else None
    _leave(year, status, "merge-project", rules.check_reason(reason), by, into=into.id)


def _leave(
    year: ProjectYear, status: ProjectYearStatus, act: str, reason: str | None, by: Account, **changes: object
) -> None:
    year.confirmed_by = year.confirmed_at = None
    year.verified_by = year.verified_at = year.rule_version = None
    year.return_reason = reason
    _move(year, status, act, by, reason=reason, **changes)


def _move(
    year: ProjectYear,
    status: ProjectYearStatus,
    act: str,
    by: Account,
    *,
    reason: str | None = None,
    **changes: object,
) -> None:
    before, year.status = year.status, status
    record(act, year, by=by.actor, changes={"status": Replaced(before, status), **changes}, reason=reason)
