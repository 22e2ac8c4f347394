"""Organizations, project years and yearly figures as records."""

from matcher.documents.open_data.event_record import Contact
from matcher.documents.open_data.list_records import KpiRecord, OrganizationRecord, PartnerRecord, ProjectRecord
from matcher.documents.open_data.names import name_of
from matcher.domain.city.plan import Plan
from matcher.domain.organizations.public_list import PublicOrganization
from matcher.domain.projects.public_list import PublicProjectYear
from matcher.domain.statistics.yearly_figures import YearlyFigure


def organization_record(one: PublicOrganization, *, plan: Plan, url: str) -> OrganizationRecord:
    """The organization; `url` is its page."""
    return OrganizationRecord(
        id=one.slug,
        name=one.name,
        name_kana=one.name_kana,
        organization_type=one.kind,
        organization_type_name=name_of(plan.organization_kind, one.kind),
        corporate_number=one.corporate_number,
        district=one.district,
        district_name=name_of(plan.district, one.district),
        field_numbers=list(one.field_numbers),
        field_names=[name_of(plan.npo_field, number) for number in one.field_numbers],
        description=one.description,
        url=one.website,
        page_url=url,
        contact_point_information=Contact(name=one.name, telephone=one.contact_phone),
    )


def project_record(year: PublicProjectYear, *, plan: Plan, url: str) -> ProjectRecord:
    """The project in its fiscal year; `url` is its page."""
    return ProjectRecord(
        id=f"{year.project_id}-{year.fiscal_year}",
        project_id=str(year.project_id),
        name=year.name,
        fiscal_year=year.fiscal_year,
        purpose=year.purpose,
        city_role=year.city_role,
        partner_role=year.partner_role,
        department=year.department,
        partners=[
            PartnerRecord(name=party.name, kind=party.kind, kind_name=name_of(plan.party_kind, party.kind))
            for party in year.parties
        ],
        primary_form=year.primary_form,
        primary_form_name=name_of(plan.form, year.primary_form) if year.primary_form else None,
        form_names=[name_of(plan.form, form) for form in year.forms],
        pillar=year.pillar,
        pillar_name=name_of(plan.pillar, year.pillar) if year.pillar else None,
        measure=year.measure,
        date_of_start=year.from_on,
        date_of_end=year.to_on,
        page_url=url,
    )


def kpi_record(figure: YearlyFigure) -> KpiRecord:
    """One goal in one fiscal year."""
    kpi, year = figure.kpi, figure.year
    return KpiRecord(
        indicator=kpi.code,
        indicator_name=kpi.name,
        unit=kpi.unit,
        fiscal_year=year.fiscal_year,
        official=year.official,
        guide=year.guide,
        counted=year.counted,
        expected=year.expected,
        as_of=figure.as_of_on,
        source=figure.source,
        definition=kpi.definition,
    )
