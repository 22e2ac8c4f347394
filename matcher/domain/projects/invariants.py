"""What must always be true of collaboration projects and of the numbers made of them."""

from collections import Counter

from sqlalchemy import select

from matcher.db import db
from matcher.domain.city.plan import current_plan
from matcher.domain.projects.counting import findings
from matcher.domain.projects.models import KpiSnapshot, ProjectYear, ProjectYearStatus
from matcher.domain.projects.queries import year_facts
from matcher.domain.projects.yearly import rows_hash
from matcher.invariants import Finding


def invariants() -> list[Finding]:
    """I-25 to I-27: once a year, only what two people found, closed years as they were found."""
    years = db.session.scalars(select(ProjectYear)).all()
    facts, plan = year_facts(years), current_plan()
    twice = Counter((year.project_id, year.fiscal_year) for year in years)
    verified = [year for year in years if year.is_verified]
    unproved = [
        year
        for year in verified
        if year.status == ProjectYearStatus.VERIFIED
        and not all(each.holds for each in findings(facts[year.id], plan.counting_rule(year.fiscal_year)))
    ]
    same_eyes = [year for year in verified if year.verified_by in (year.entered_by, year.confirmed_by)]
    snapshots = db.session.scalars(select(KpiSnapshot)).all()
    forged = [each for each in snapshots if rows_hash(each.rows) != each.rows_hash or len(each.rows) != each.value]
    return [
        Finding("projects: at most one row a fiscal year", len(years), sum(n > 1 for n in twice.values())),
        Finding("projects: what is verified meets C1 to C9", len(verified), len(unproved)),
        Finding("projects: verified by other eyes", len(verified), len(same_eyes)),
        Finding("projects: snapshots are as they were taken", len(snapshots), len(forged)),
    ]
