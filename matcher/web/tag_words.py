"""The tags of an opportunity in words: names of the plan's codes, in its order; codes the plan lost are left out."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from matcher.domain.city.plan import Plan, current_plan
from matcher.domain.city.taxonomy import Criterion
from matcher.domain.opportunities.audiences import shown_audiences
from matcher.domain.opportunities.models import Opportunity, TagTaxonomy

BEGINNER_ICON = "beginner"
Tags = Mapping[TagTaxonomy, Collection[str]]


@dataclass(frozen=True)
class TagWords:
    """What the tags say. `criteria` without the one for beginners, which has a mark of its own."""

    audiences: list[str]
    criteria: list[Criterion]
    is_for_beginners: bool
    fields: list[str]
    activities: list[str]
    pillars: list[str]
    measures: list[str]
    forms: list[str]

    @property
    def kinds_of_work(self) -> list[str]:
        """What one does there: the activity types, else the fields."""
        return self.activities or self.fields


def tag_words(tags: Tags) -> TagWords:
    """The words for the codes in `tags`; an audience is named only while one of its criteria holds."""
    plan = current_plan()
    held = tags.get(TagTaxonomy.CRITERION, ())
    criteria = [criterion for criterion in plan.criteria if criterion.code in held]
    audiences = shown_audiences(plan.audiences, wished=tags.get(TagTaxonomy.AUDIENCE, ()), criteria=held)
    return TagWords(
        audiences=[audience.name for audience in audiences],
        criteria=[criterion for criterion in criteria if criterion.icon != BEGINNER_ICON],
        is_for_beginners=any(criterion.icon == BEGINNER_ICON for criterion in criteria),
        fields=[field.name for field in plan.npo_fields if str(field.number) in tags.get(TagTaxonomy.FIELD, ())],
        activities=_names(plan.activities, tags.get(TagTaxonomy.ACTIVITY, ())),
        pillars=_names(plan.pillars, tags.get(TagTaxonomy.PILLAR, ())),
        measures=_names(plan.measures, tags.get(TagTaxonomy.MEASURE, ())),
        forms=_names(plan.forms, tags.get(TagTaxonomy.FORM, ())),
    )


def tag_words_of(opportunity: Opportunity) -> TagWords:
    """The words for the opportunity's own tags."""
    return tag_words({taxonomy: opportunity.codes(taxonomy) for taxonomy in TagTaxonomy})


def district_name(code: str | None, plan: Plan | None = None) -> str:
    """The district in words; empty where there is none or the plan lost it."""
    districts = (plan or current_plan()).districts
    return next((district.name for district in districts if district.code == code), "")


def insurance_name(code: str | None) -> str:
    """The kind of insurance in words; empty where there is none or the plan lost it."""
    return next((kind.name for kind in current_plan().insurance_types if kind.code == code), "")


def ease(opportunity: Opportunity) -> list[tuple[str, str]]:
    """How easy it is to take part: for each criterion that holds, its icon and what it means."""
    held = opportunity.codes(TagTaxonomy.CRITERION)
    return [
        (criterion.icon or "check", criterion.hint) for criterion in current_plan().criteria if criterion.code in held
    ]


def _names(entries: Iterable[object], codes: Collection[str]) -> list[str]:
    return [entry.name for entry in entries if entry.code in codes]
