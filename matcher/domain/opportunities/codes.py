"""Which codes of the plan an opportunity may carry."""

from collections.abc import Mapping

from matcher.domain.city.plan import Plan

Codes = Mapping[str, frozenset[str]]


def known_codes(plan: Plan) -> Codes:
    """Name of a part of the content → the plan's codes for it; the fields of the NPO law by their numbers."""
    return {
        "pillars": frozenset(pillar.code for pillar in plan.pillars),
        "measures": frozenset(measure.code for measure in plan.measures),
        "audiences": frozenset(audience.code for audience in plan.audiences),
        "criteria": frozenset(criterion.code for criterion in plan.criteria),
        "fields": frozenset(str(field.number) for field in plan.npo_fields),
        "activities": frozenset(activity.code for activity in plan.activities),
        "forms": frozenset(form.code for form in plan.forms),
        "district": frozenset(district.code for district in plan.districts),
        "insurance_type": frozenset(kind.code for kind in plan.insurance_types),
    }


def codes_to_ask_for(plan: Plan) -> Codes:
    """Argument of a search → the plan's codes it may ask for."""
    known = known_codes(plan)
    return {
        "audience": known["audiences"],
        "pillar": known["pillars"],
        "field": known["fields"],
        "activity": known["activities"],
        "criterion": known["criteria"],
        "district": known["district"],
    }
