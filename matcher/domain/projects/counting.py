"""What counts: rules C1–C9 of the city's counting rule, as one pure function over the facts of a project's year.

The unit is project × fiscal year. A match, a shift, a partner and a form are never units: a match alone counts nothing.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from matcher.domain.city.counting_rules import CountingRule


class Condition(StrEnum):
    """The conditions that must all hold for a project's year to count."""

    CITY = "C1"
    PARTNER = "C2"
    FORM = "C3"
    PURPOSE_AND_ROLES = "C4"
    CARRIED_OUT = "C5"
    EVIDENCE = "C6"
    CONFIRMED_BY_TWO = "C7"
    NOT_A_DUPLICATE = "C8"
    NOT_EXCLUDED = "C9"


@dataclass(frozen=True, kw_only=True)
class YearFacts:
    """All that counting looks at in one project's year."""

    project_year_id: int = 0
    fiscal_year: int = 0
    has_department: bool = True
    city_role: str = ""
    partner_role: str = ""
    purpose: str = ""
    party_kinds: frozenset[str] = field(default_factory=frozenset)
    forms: frozenset[str] = field(default_factory=frozenset)
    attended: int = 0  # rows of attendance within the fiscal year, over the linked opportunities
    results_in_year: int = 0  # documents of the result dated within the fiscal year
    basis_documents: int = 0
    results: int = 0
    is_confirmed: bool = False
    is_verified: bool = False
    is_merged: bool = False
    is_excluded: bool = False


@dataclass(frozen=True)
class Finding:
    """Whether one condition holds."""

    condition: Condition
    holds: bool


def findings(facts: YearFacts, rule: CountingRule) -> tuple[Finding, ...]:
    """Each condition with whether it holds, in the order C1 to C9.

    C5 asks for work done within the fiscal year: attendance of a linked opportunity, or a dated document of the
    result for work without shifts. Planned work never counts.
    """
    held = {
        Condition.CITY: facts.has_department and bool(facts.city_role.strip()),
        Condition.PARTNER: any(rule.counts_party(kind) for kind in facts.party_kinds),
        Condition.FORM: any(rule.counts_form(form) for form in facts.forms),
        Condition.PURPOSE_AND_ROLES: bool(facts.purpose.strip()) and bool(facts.partner_role.strip()),
        Condition.CARRIED_OUT: facts.attended >= rule.minimum_attended or facts.results_in_year > 0,
        Condition.EVIDENCE: facts.basis_documents >= rule.minimum_basis_documents
        and facts.results >= rule.minimum_result_documents,
        Condition.CONFIRMED_BY_TWO: facts.is_confirmed and facts.is_verified,
        Condition.NOT_A_DUPLICATE: not facts.is_merged,
        Condition.NOT_EXCLUDED: not facts.is_excluded,
    }
    return tuple(Finding(condition, held[condition]) for condition in Condition)


def counts(facts: YearFacts, rule: CountingRule) -> bool:
    """Whether the year counts: every condition holds."""
    return all(finding.holds for finding in findings(facts, rule))


def lacks(facts: YearFacts, rule: CountingRule) -> tuple[Condition, ...]:
    """The conditions that do not hold yet, C7 (the two confirmations) left aside: what people must still supply."""
    return tuple(
        finding.condition
        for finding in findings(facts, rule)
        if not finding.holds and finding.condition != Condition.CONFIRMED_BY_TWO
    )


def is_expected(facts: YearFacts, rule: CountingRule) -> bool:
    """Whether the year would count once it has been carried out, shown and confirmed (見込)."""
    later = {Condition.CARRIED_OUT, Condition.EVIDENCE, Condition.CONFIRMED_BY_TWO}
    return all(finding.holds for finding in findings(facts, rule) if finding.condition not in later)
