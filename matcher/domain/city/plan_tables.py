"""The plan as a whole: all its tables, and lookups by code. A code the plan does not know raises UnknownCode.

Lists keep the order of the file: that is the order in which people see them.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Protocol, TypeVar

from pydantic import Field

from matcher.domain.city.authority import City, PlanDocument, Statistics, Survey
from matcher.domain.city.counting_rules import CountingRule, EvidenceType, Form, PartyKind
from matcher.domain.city.entries import Entry, Table, UnknownCode
from matcher.domain.city.goals import Kpi, Measure, Pillar
from matcher.domain.city.taxonomy import (
    AgeBand,
    Audience,
    Condition,
    Criterion,
    District,
    Nearness,
    NpoField,
    OrganizationKind,
    PlannedDepartment,
    Skill,
)
from matcher.domain.city.texts import Texts, VersionedText


class HasCode(Protocol):
    """Anything the plan names by a code."""

    @property
    def code(self) -> str: ...


Coded = TypeVar("Coded", bound=HasCode)


def _found(kind: str, entries: Sequence[Coded], code: str) -> Coded:
    for entry in entries:
        if entry.code == code:
            return entry
    raise UnknownCode(kind, code)


class Plan(Table):
    """Everything that is a city's own: another city writes another file."""

    city: City
    document: PlanDocument
    pillars: tuple[Pillar, ...] = Field(min_length=1)
    kpis: tuple[Kpi, ...] = Field(min_length=1)
    counting_rules: tuple[CountingRule, ...] = Field(min_length=1)
    forms: tuple[Form, ...] = Field(min_length=1)
    party_kinds: tuple[PartyKind, ...] = Field(min_length=1)
    evidence_types: tuple[EvidenceType, ...] = Field(min_length=1)
    districts: tuple[District, ...] = Field(min_length=1)
    nearness: Nearness = Nearness()
    organization_kinds: tuple[OrganizationKind, ...] = Field(min_length=1)
    npo_fields: tuple[NpoField, ...] = Field(min_length=1)
    activities: tuple[Entry, ...] = Field(min_length=1)
    skills: tuple[Skill, ...] = Field(min_length=1)
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    audiences: tuple[Audience, ...] = Field(min_length=1)
    age_bands: tuple[AgeBand, ...] = Field(min_length=1)
    genders: tuple[Entry, ...] = Field(min_length=1)
    support_types: tuple[Entry, ...] = Field(min_length=1)
    insurance_types: tuple[Entry, ...] = Field(min_length=1)
    conditions: tuple[Condition, ...] = Field(min_length=1)
    departments: tuple[PlannedDepartment, ...] = Field(min_length=1)
    statistics: Statistics
    survey: Survey
    texts: Texts

    def pillar(self, code: str) -> Pillar:
        """The pillar (基本指針) with that code."""
        return _found("pillar", self.pillars, code)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """All measures (行動計画), pillar by pillar."""
        return tuple(measure for pillar in self.pillars for measure in pillar.measures)

    def measure(self, code: str) -> Measure:
        """The measure with that code, such as `1-①`."""
        for measure in self.measures:
            if measure.code == code:
                return measure
        raise UnknownCode("measure", code)

    def pillar_of(self, measure_code: str) -> Pillar:
        """The pillar a measure belongs to."""
        wanted = self.measure(measure_code)
        return next(pillar for pillar in self.pillars if wanted in pillar.measures)

    def kpi(self, code: str) -> Kpi:
        """The figure with that code: `kpi_collab_projects` or `kpi_npo_corps`."""
        return _found("figure", self.kpis, code)

    def counting_rule(self, fiscal_year: int) -> CountingRule:
        """The rule in force in that fiscal year; UnknownCode for years before the first one."""
        for rule in reversed(self.counting_rules):
            if rule.from_fiscal_year <= fiscal_year:
                return rule
        raise UnknownCode("counting rule of the fiscal year", fiscal_year)

    def form(self, code: str) -> Form:
        """The form of collaboration with that code."""
        return _found("form of collaboration", self.forms, code)

    def party_kind(self, code: str) -> PartyKind:
        """The kind of party with that code."""
        return _found("kind of party", self.party_kinds, code)

    def evidence_type(self, code: str) -> EvidenceType:
        """The kind of document with that code."""
        return _found("kind of document", self.evidence_types, code)

    def district(self, code: str) -> District:
        """The district with that code."""
        return _found("district", self.districts, code)

    @cached_property
    def areas(self) -> tuple[District, ...]:
        """The districts somebody can live in."""
        return tuple(district for district in self.districts if district.is_area)

    def neighbors(self, code: str) -> tuple[District, ...]:
        """The districts beside a district, in the order of the file."""
        home = self.district(code).code
        beside = {other for pair in self.nearness.pairs if home in pair for other in pair} - {home}
        return tuple(district for district in self.districts if district.code in beside)

    def organization_kind(self, code: str) -> OrganizationKind:
        """The kind of organization with that code."""
        return _found("kind of organization", self.organization_kinds, code)

    def npo_field(self, number: int) -> NpoField:
        """The field of the NPO law with that number."""
        for npo_field in self.npo_fields:
            if npo_field.number == number:
                return npo_field
        raise UnknownCode("field", number)

    def activity(self, code: str) -> Entry:
        """The activity type with that code."""
        return _found("activity", self.activities, code)

    def skill(self, code: str) -> Skill:
        """The skill with that code."""
        return _found("skill", self.skills, code)

    def criterion(self, code: str) -> Criterion:
        """The criterion with that code."""
        return _found("criterion", self.criteria, code)

    def audience(self, code: str) -> Audience:
        """The audience tag with that code."""
        return _found("audience", self.audiences, code)

    def age_band(self, code: str) -> AgeBand:
        """The age band with that code."""
        return _found("age band", self.age_bands, code)

    def age_band_at(self, age: int) -> AgeBand | None:
        """The age band in which somebody of that age lies; None where the plan has none."""
        for band in self.age_bands:
            if band.from_age <= age and (band.to_age is None or age <= band.to_age):
                return band
        return None

    def gender(self, code: str) -> Entry:
        """The answer to the question for gender with that code."""
        return _found("gender", self.genders, code)

    def support_type(self, code: str) -> Entry:
        """The kind of support (CSR) with that code; needs and offers share the list."""
        return _found("kind of support", self.support_types, code)

    def insurance_type(self, code: str) -> Entry:
        """The kind of insurance with that code."""
        return _found("kind of insurance", self.insurance_types, code)

    def condition(self, code: str) -> Condition:
        """The condition of registration with that code."""
        return _found("condition", self.conditions, code)

    def conditions_for(self, organization_kind: str) -> tuple[Condition, ...]:
        """The conditions an organization of that kind must accept."""
        return tuple(condition for condition in self.conditions if condition.is_asked_of(organization_kind))

    @property
    def support_office(self) -> PlannedDepartment:
        """The department that runs the service; the checks see to it that there is exactly one."""
        return next(department for department in self.departments if department.is_support_office)

    @property
    def accepted_version(self) -> str:
        """What an account records as accepted: terms and purposes, each in its version."""
        return "_".join(self._accepted_texts)

    def changes_since(self, accepted_version: str | None) -> tuple[str, ...]:
        """What is new in the texts for whoever accepted them in that version; nothing for who accepts them first."""
        if accepted_version is None:
            return ()
        texts = [text for part, text in self._accepted_texts.items() if f"_{part}_" not in f"_{accepted_version}_"]
        return tuple(change for text in texts for change in text.changes)

    @property
    def _accepted_texts(self) -> dict[str, VersionedText]:
        terms, purposes = self.texts.terms, self.texts.purposes
        return {f"terms-{terms.version}": terms, f"purposes-{purposes.version}": purposes}

    @cached_property
    def unconfirmed(self) -> tuple[str, ...]:
        """The places of the file the city has not confirmed yet, such as `criteria[3]`."""
        return tuple(_unconfirmed(self.model_dump(), ""))


def _unconfirmed(value: object, path: str) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("confirmed") is False:
            yield path
        for key, inner in value.items():
            yield from _unconfirmed(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _unconfirmed(inner, f"{path}[{number}]")
