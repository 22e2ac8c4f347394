"""What a person writes about a project's year, and how it is put into the row and told to the log."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from matcher.db import db
from matcher.domain.audit.actions import Replaced
from matcher.domain.projects.models import ProjectYear, ProjectYearForm, ProjectYearParty


@dataclass(frozen=True, kw_only=True)
class Party:
    """A partner as entered: its kind (a code of the plan), its name, and its id where it is registered here."""

    kind: str
    name: str
    organization_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class YearContents:
    """What a person writes about a project's year."""

    lead_department_id: int
    purpose: str = ""
    city_role: str = ""
    partner_role: str = ""
    forms: tuple[str, ...] = ()
    primary_form: str | None = None
    parties: tuple[Party, ...] = field(default=())
    pillar: str | None = None
    measure: str | None = None
    from_on: date | None = None
    to_on: date | None = None
    is_excluded: bool = False
    publish: bool = True


WRITTEN = tuple(one.name for one in fields(YearContents) if one.name not in ("forms", "parties"))


def told_contents(year: ProjectYear) -> dict[str, object]:
    """What a row says, as the log keeps it."""
    return {
        "name": year.project.name,
        **{field: getattr(year, field) for field in WRITTEN},
        "forms": [one.form for one in year.forms],
        "parties": [party.name for party in year.parties],
    }


def write_contents(year: ProjectYear, contents: YearContents) -> None:
    """Put contents into a row, its forms and parties anew; checks nothing."""
    for name in WRITTEN:
        setattr(year, name, getattr(contents, name))
    if year.id is not None:
        year.forms, year.parties = [], []
        db.session.flush()  # the old rows go first, so that a name may be entered again
    year.forms = [ProjectYearForm(form=form) for form in dict.fromkeys(contents.forms)]
    year.parties = [
        ProjectYearParty(kind=party.kind, name=party.name.strip(), organization_id=party.organization_id)
        for party in contents.parties
    ]


def changes_since(before: Mapping[str, object], year: ProjectYear) -> dict[str, object]:
    """What is another now than `told_contents` said before, as the log keeps it."""
    after = told_contents(year)
    return {name: Replaced(before[name], value) for name, value in after.items() if before[name] != value}
