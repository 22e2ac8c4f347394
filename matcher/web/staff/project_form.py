"""The form of a project's year, and of one document that proves it."""

from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    FormField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms import Form as Part
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from matcher.clock import fiscal_year, today
from matcher.domain.city.plan import current_plan
from matcher.domain.organizations.queries import approved_by_name
from matcher.domain.people.models import Account
from matcher.domain.projects.contents import Party, YearContents
from matcher.domain.projects.models import ProjectYear
from matcher.domain.projects.queries import departments_valid_on_year
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.formats import fiscal_year_name
from matcher.web.forms import AtMost, Form, Line, Paragraphs, clean

EMPTY_PARTIES = 3


class PartyPart(Part):
    """One partner: its name as written in the agreement, and its kind."""

    name = StringField(_l("相手方の名前"), [AtMost(100)], filters=(clean,))
    kind = SelectField(_l("区分"), validate_choice=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [SelectChoice(kind.code, kind.name) for kind in current_plan().party_kinds if kind.code != "city"]
        self.kind.choices = kinds


class ProjectForm(Form):
    """What people write about a project's year; what counting asks for is marked, drafts may lack it."""

    name = Line(_l("事業名"), required=True, most=120)
    fiscal_year = SelectField(_l("年度"), coerce=int)
    lead_department_id = SelectField(_l("主な担当課"), coerce=int)
    purpose = Paragraphs(_l("共通の目的（地域の課題）"), most=1000)
    city_role = Paragraphs(_l("市の役割"), most=1000)
    partner_role = Paragraphs(_l("相手方の役割"), most=1000)
    parties = FieldList(FormField(PartyPart), min_entries=EMPTY_PARTIES, max_entries=30)
    forms = SelectMultipleField(
        _l("協働の形（あてはまるものすべて）"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    primary_form = SelectField(_l("主な形"))
    measure = SelectField(_l("基本指針・行動計画"))
    from_on = DateField(_l("はじまり"), [Optional()])
    to_on = DateField(_l("おわり"), [Optional()])
    publish = BooleanField(_l("確認が終わったら公表する"), default=True)
    is_excluded = BooleanField(_l("政治・宗教・営利などを主な目的とするので、数えない"))

    def __init__(self, *, by: Account, year: ProjectYear | None = None, **kwargs: Any) -> None:
        super().__init__(obj=None, data=_as_typed(year) if year else None, **kwargs)
        plan, present = current_plan(), fiscal_year(today())
        in_force = year.fiscal_year if year else present
        self.fiscal_year.choices = [
            SelectChoice(each, fiscal_year_name(each)) for each in range(present + 1, present - 6, -1)
        ]
        if self.fiscal_year.data is None:
            self.fiscal_year.data = in_force
        departments = departments_valid_on_year(in_force)
        self.lead_department_id.choices = [
            SelectChoice(each.id, each.name) for each in departments if by.is_staff or each.id == by.department_id
        ]
        countable = [SelectChoice(form.code, form.name) for form in plan.forms]
        self.forms.choices = countable
        self.primary_form.choices = [SelectChoice("", _("えらんでください")), *countable]
        self.measure.choices = [
            SelectChoice("", _("えらんでください")),
            *(SelectChoice(measure.code, f"{measure.code} {measure.name}") for measure in plan.measures),
        ]

    def validate_to_on(self, field: DateField) -> None:
        """The end does not come before the beginning."""
        if field.data and self.from_on.data and field.data < self.from_on.data:
            raise ValidationError(_("おわりの日が、はじまりより前になっています。"))

    def validate_primary_form(self, field: SelectField) -> None:
        """The primary form is one of the forms ticked."""
        if field.data and field.data not in (self.forms.data or ()):
            raise ValidationError(_("主な形は、上でえらんだ形から一つえらんでください。"))

    @property
    def contents(self) -> YearContents:
        """What was typed, for the actions; partners registered here are recognized by their exact name."""
        named = [part for part in self.parties.data if part["name"]]
        known = approved_by_name([part["name"] for part in named])
        measure = self.measure.data or None
        return YearContents(
            lead_department_id=self.lead_department_id.data,
            purpose=self.purpose.data or "",
            city_role=self.city_role.data or "",
            partner_role=self.partner_role.data or "",
            forms=tuple(self.forms.data or ()),
            primary_form=self.primary_form.data or None,
            parties=tuple(
                Party(kind=part["kind"], name=part["name"], organization_id=known.get(part["name"])) for part in named
            ),
            measure=measure,
            pillar=current_plan().pillar_of(measure).code if measure else None,
            from_on=self.from_on.data,
            to_on=self.to_on.data,
            is_excluded=self.is_excluded.data,
            publish=self.publish.data,
        )


def _as_typed(year: ProjectYear) -> dict[str, Any]:
    kept = {name: getattr(year, name) for name in YearContents.__dataclass_fields__ if hasattr(year, name)}
    return {
        **kept,
        "name": year.project.name,
        "fiscal_year": year.fiscal_year,
        "forms": [form.form for form in year.forms],
        "parties": [{"name": party.name, "kind": party.kind} for party in year.parties] + [{}],
    }


class EvidenceForm(Form):
    """One document: what it shows, which it is, its day and where it is kept."""

    type = SelectField(_l("書類の種類"))
    dated_on = DateField(_l("書類の日付"), [DataRequired(_l("日付を入れてください。"))])
    title = Line(_l("題名"), required=True, most=120)
    document_number = Line(_l("文書番号"), required=True, most=60)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        parts = {"basis": _("根拠"), "result": _("行った記録")}
        self.type.choices = [
            SelectChoice(each.code, f"{parts[each.part]}：{each.name}") for each in current_plan().evidence_types
        ]


class ReasonForm(Form):
    """A reason somebody will read."""

    reason = Paragraphs(_l("理由"), required=True, most=500)


class MergeForm(Form):
    """Which row keeps the work, and why."""

    target = SelectField(_l("残す記録"), coerce=int, validate_choice=False)
    reason = Paragraphs(_l("理由"), required=True, most=500)


class CandidateForm(Form):
    """Whether a candidate becomes a project of its own or supports one that exists."""

    target = SelectField(_l("どの事業に入れるか"), coerce=int, validate_choice=False)
