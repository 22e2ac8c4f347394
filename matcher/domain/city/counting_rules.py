"""How collaboration projects are counted: forms, kinds of partners, documents, and rules by version.

No national rule exists: what a city counts is a setting with a version, in force from a fiscal year on.
"""

from typing import Literal

from pydantic import Field

from matcher.domain.city.entries import Code, Count, Entry, Switch, Table, Text, Year


class Form(Entry):
    """A form of collaboration (協働の形態); support (支援) is listed apart and never counts alone."""

    gloss: Text
    is_support: Switch = False


class PartyKind(Entry):
    """A kind of party. Governments are never the counterpart (rule C2)."""

    is_government: Switch = False


class EvidenceType(Entry):
    """A kind of document: what the work rests on (basis) or that it was done (result), rule C6."""

    part: Literal["basis", "result"]


class ProgramCounting(Table):
    """How a program with many groups is counted: the program once, or each group's project."""

    form: Code
    unit: Literal["per_program", "per_group"]


class CountingRule(Table):
    """The settings of rules C1–C9 that hold from one fiscal year until the next version."""

    version: Code
    from_fiscal_year: Year
    countable_forms: tuple[Code, ...] = Field(min_length=1)
    countable_parties: tuple[Code, ...] = Field(min_length=1)
    programs: tuple[ProgramCounting, ...] = ()
    planned_counts: Switch = False
    minimum_attended: Count
    minimum_basis_documents: Count
    minimum_result_documents: Count
    excluded_purposes: tuple[Text, ...] = ()
    note: Text
    confirmed: Switch = True

    def counts_form(self, form: str) -> bool:
        """Whether a project of this form alone may count (rule C3)."""
        return form in self.countable_forms

    def counts_party(self, kind: str) -> bool:
        """Whether a partner of this kind alone makes a project count (rule C2)."""
        return kind in self.countable_parties

    def program_unit(self, form: str) -> Literal["per_program", "per_group"]:
        """Whether a program of this form is one project, or each group's part in it is; the latter unless set."""
        return next((program.unit for program in self.programs if program.form == form), "per_group")

    @property
    def endorsement_counts(self) -> bool:
        """Whether lending the city's name alone (後援) counts."""
        return self.counts_form("endorsement")

    @property
    def subsidy_counts(self) -> bool:
        """Whether the city's money for a group's own project (補助) counts."""
        return self.counts_form("subsidy")
