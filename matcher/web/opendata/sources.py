"""The files of open data: for each table, which version it is in, how it is written and when it last changed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from matcher.clock import now
from matcher.documents import event_list
from matcher.documents.event import Event
from matcher.documents.open_data import tables
from matcher.documents.open_data.lists import kpi_record, organization_record, project_record
from matcher.documents.open_data.tables import OpenTable
from matcher.documents.public_events import event_of
from matcher.domain.city.plan import current_plan
from matcher.domain.opportunities.public_shifts import PublicShift, newest_change, public_shifts, shift_versions
from matcher.domain.organizations.directory import OrganizationFilters
from matcher.domain.organizations.public_list import PublicOrganization, newest_confirmation, public_organizations
from matcher.domain.projects.public_list import (
    ProjectFilters,
    PublicProjectYear,
    newest_verification,
    public_project_years,
)
from matcher.domain.statistics.yearly_figures import newest_figure, yearly_figures
from matcher.web.addresses import page_of_event, page_of_organization, page_of_project


@dataclass(frozen=True)
class Source:
    """Where a table's file comes from. `version` is cheap beside `write`, which gives the file and its rows.

    `api`: the endpoint that tells the same as JSON.
    """

    table: OpenTable
    version: Callable[[], object]
    write: Callable[[], tuple[bytes, int]]
    newest: Callable[[], datetime | None]
    api: str

    @property
    def code(self) -> str:
        """The end of the file's name."""
        return self.table.code

    @property
    def file(self) -> str:
        """The endpoint that gives the file."""
        return f"opendata.files.{self.code}"


def _organizations() -> list[PublicOrganization]:
    return list(public_organizations(OrganizationFilters())[0])


def _project_years() -> list[PublicProjectYear]:
    return list(public_project_years(ProjectFilters())[0])


def _event(shift: PublicShift) -> Event:
    city, url = current_plan().city, page_of_event(shift.opportunity_id)
    return event_of(shift, city_code=city.code, prefecture=city.prefecture, city=city.name, url=url)


def _write_events() -> tuple[bytes, int]:
    shifts = public_shifts(now())
    return event_list.write(map(_event, shifts)), len(shifts)


def _write_organizations() -> tuple[bytes, int]:
    plan, rows = current_plan(), _organizations()
    records = [organization_record(one, plan=plan, url=page_of_organization(one.slug)) for one in rows]
    return tables.write(tables.ORGANIZATIONS, records), len(rows)


def _write_projects() -> tuple[bytes, int]:
    plan, rows = current_plan(), _project_years()
    records = [project_record(one, plan=plan, url=page_of_project(one.project_id)) for one in rows]
    return tables.write(tables.PROJECTS, records), len(rows)


def _write_kpi() -> tuple[bytes, int]:
    records = [kpi_record(figure) for figure in yearly_figures()]
    return tables.write(tables.KPI, records), len(records)


SOURCES = {
    source.code: source
    for source in (
        Source(
            tables.EVENTS,
            version=lambda: shift_versions(now()),
            write=_write_events,
            newest=lambda: newest_change(now()),
            api="opendata.api.events.index",
        ),
        Source(
            tables.ORGANIZATIONS,
            version=_organizations,
            write=_write_organizations,
            newest=newest_confirmation,
            api="opendata.api.organizations.index",
        ),
        Source(
            tables.PROJECTS,
            version=_project_years,
            write=_write_projects,
            newest=newest_verification,
            api="opendata.api.projects.index",
        ),
        Source(
            tables.KPI, version=yearly_figures, write=_write_kpi, newest=newest_figure, api="opendata.api.kpi.index"
        ),
    )
}
