"""What must hold between the tables of a plan. Each check yields sentences with their place and stops at nothing."""

from collections.abc import Iterable, Iterator
from datetime import date

from matcher.domain.city.plan_tables import Plan

KPIS = ("kpi_collab_projects", "kpi_npo_corps")
COMPANY = "company"
CITY = "city"


def faults(plan: Plan) -> list[str]:
    """Every fault between the tables, one sentence each; empty when the plan holds together."""
    checks = (_repeated, _pillars, _kpis, _rules, _districts, _ages, _references, _required, _days)
    return [sentence for check in checks for sentence in check(plan)]


def _repeated(plan: Plan) -> Iterator[str]:
    for table, entries in plan:
        if isinstance(entries, tuple) and entries and hasattr(entries[0], "code"):
            yield from _twice(((f"{table}[{n}].code", entry.code) for n, entry in enumerate(entries)))
    places = ((f"npo_fields[{n}].number", field.number) for n, field in enumerate(plan.npo_fields))
    yield from _twice(places)
    yield from _twice(((f"counting_rules[{n}].version", rule.version) for n, rule in enumerate(plan.counting_rules)))


def _twice(codes: Iterable[tuple[str, str | int]]) -> Iterator[str]:
    seen: dict[str | int, str] = {}
    for place, code in codes:
        if code in seen:
            yield f"{place} is '{code}', which {seen[code]} already is: give each its own."
        seen.setdefault(code, place)


def _pillars(plan: Plan) -> Iterator[str]:
    measures = []
    for n, pillar in enumerate(plan.pillars):
        for m, measure in enumerate(pillar.measures):
            place = f"pillars[{n}].measures[{m}].code"
            measures.append((place, measure.code))
            if measure.code.partition("-")[0] != pillar.code:
                yield f"{place} is '{measure.code}' under pillar '{pillar.code}': begin it with '{pillar.code}-'."
    yield from _twice(measures)
    if plan.document.to_fiscal_year < plan.document.from_fiscal_year:
        yield "document.to_fiscal_year lies before from_fiscal_year: correct one of them."


def _kpis(plan: Plan) -> Iterator[str]:
    for n, kpi in enumerate(plan.kpis):
        if kpi.target.fiscal_year <= kpi.baseline.fiscal_year:
            yield f"kpis[{n}].target.fiscal_year must lie after the baseline's {kpi.baseline.fiscal_year}: correct it."
        if kpi.target.on <= kpi.baseline.on:
            yield f"kpis[{n}].target.on must lie after the baseline's {kpi.baseline.on}: correct it."


def _rules(plan: Plan) -> Iterator[str]:
    forms = {form.code for form in plan.forms if not form.is_support}
    parties = {party.code for party in plan.party_kinds if not party.is_government}
    before = None
    for n, rule in enumerate(plan.counting_rules):
        place = f"counting_rules[{n}]"
        if before is not None and rule.from_fiscal_year <= before:
            yield f"{place}.from_fiscal_year must lie after {before}: order the rules by year, one for each."
        before = rule.from_fiscal_year
        yield from _unknown(f"{place}.countable_forms", rule.countable_forms, forms, "form that is no mere support")
        yield from _unknown(f"{place}.countable_parties", rule.countable_parties, parties, "party outside government")
        programs = tuple(program.form for program in rule.programs)
        yield from _unknown(f"{place}.programs", programs, forms, "form that is no mere support")
    first = plan.counting_rules[0].from_fiscal_year
    if first > plan.document.from_fiscal_year:
        yield f"counting_rules[0].from_fiscal_year is {first}: the years of the plan before it would have no rule."


def _unknown(place: str, codes: Iterable[str], known: Iterable[str], kind: str) -> Iterator[str]:
    listed = sorted(known)
    for n, code in enumerate(codes):
        if code not in listed:
            yield f"{place}[{n}] is '{code}', no known {kind}: choose one of {', '.join(listed)}."


def _districts(plan: Plan) -> Iterator[str]:
    areas = {district.code for district in plan.districts if district.is_area}
    if not areas:
        yield "districts has no area people live in: add at least one of kind 'area'."
    for kind in ("citywide", "online"):
        if sum(district.kind == kind for district in plan.districts) > 1:
            yield f"districts has more than one of kind '{kind}': keep one."
    for n, pair in enumerate(plan.nearness.pairs):
        yield from _unknown(f"nearness.pairs[{n}]", pair, areas, "area")
        if pair[0] == pair[1]:
            yield f"nearness.pairs[{n}] names '{pair[0]}' twice: name two districts."


def _ages(plan: Plan) -> Iterator[str]:
    for n, (band, following) in enumerate(zip(plan.age_bands, plan.age_bands[1:], strict=False)):
        if band.to_age is None or following.from_age != band.to_age + 1:
            yield f"age_bands[{n + 1}].from_age must follow the age before: let the bands join without gap or overlap."
    spans = [(f"age_bands[{n}]", band.from_age, band.to_age) for n, band in enumerate(plan.age_bands)]
    spans += [(f"audiences[{n}]", tag.from_age or 0, tag.to_age) for n, tag in enumerate(plan.audiences)]
    for place, begin, end in spans:
        if end is not None and end < begin:
            yield f"{place}.to_age is {end} and lies before {begin}, where it begins: correct one of them."


def _references(plan: Plan) -> Iterator[str]:
    criteria = [criterion.code for criterion in plan.criteria]
    for n, audience in enumerate(plan.audiences):
        yield from _unknown(f"audiences[{n}].criteria", audience.criteria, criteria, "criterion")
    kinds = [kind.code for kind in plan.organization_kinds]
    for n, condition in enumerate(plan.conditions):
        yield from _unknown(f"conditions[{n}].kinds", condition.kinds, kinds, "kind of organization")
    parties = sorted(party.code for party in plan.party_kinds if not party.is_government)
    for n, kind in enumerate(plan.organization_kinds):
        if kind.party_kind not in parties:
            place = f"organization_kinds[{n}].party_kind"
            yield f"{place} is '{kind.party_kind}', no known party: choose one of {', '.join(parties)}."


def _required(plan: Plan) -> Iterator[str]:
    for code in KPIS:
        if code not in [kpi.code for kpi in plan.kpis]:
            yield f"kpis lacks '{code}', which the service counts: add it."
    if COMPANY not in [kind.code for kind in plan.organization_kinds]:
        yield f"organization_kinds lacks '{COMPANY}', the kind that holds seats and posts offers: add it."
    if CITY not in [party.code for party in plan.party_kinds if party.is_government]:
        yield f"party_kinds lacks '{CITY}' with is_government = true: add it."
    offices = sum(department.is_support_office for department in plan.departments)
    if offices != 1:
        yield f"departments has {offices} with is_support_office = true: mark exactly one."
    if plan.statistics.hide_below < 2:
        yield "statistics.hide_below would hide nothing: set it to 5, or to what the city decides."


def _days(plan: Plan) -> Iterator[str]:
    for name in ("results_due", "closes"):
        day = getattr(plan.survey, name)
        try:
            date(2027, day.month, day.day)
        except ValueError:
            yield f"survey.{name} is month {day.month}, day {day.day}: that day does not come every year."
