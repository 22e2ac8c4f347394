"""The lists for everybody."""

from matcher.clock import fiscal_year, today
from matcher.domain.organizations.models import OrganizationStatus
from tests.support.collaboration import attend
from tests.support.contents import in_days
from tests.support.factories import (
    make_opportunity,
    make_organization,
    make_shift,
    make_staff,
)
from tests.support.long_lists.making import (
    Lists,
    Looking,
    another_district,
    figures,
    items,
    left_out,
    shown,
    tokens,
    verified,
)

PUBLIC: Lists = {}


@shown(PUBLIC, "opportunities, soonest first")
def opportunities() -> Looking:
    group, office = make_organization(), make_staff()
    for number, token in tokens(45):
        one = make_opportunity(organization=group, decided_by=office.id, title=token)
        make_shift(one, starts_at=in_days(1 + number % 17))
    for _number, token in left_out():
        elsewhere = make_opportunity(organization=group, decided_by=office.id, title=token, district=another_district())
        make_shift(elsewhere)
    return None, "/opportunities?district=takasu"


@shown(PUBLIC, "opportunities, newest first")
def newest_opportunities() -> Looking:
    return None, f"{opportunities()[1]}&sort=newest"


@shown(PUBLIC, "organizations")
def organizations() -> Looking:
    office = make_staff().id
    for number, token in tokens(45):
        make_organization(name=token, name_kana=f"ミホン{'アイウ'[number % 3]}", decided_by=office)
    for _number, token in left_out():
        make_organization(name=token, status=OrganizationStatus.DRAFT)
    return None, "/organizations?district=takasu"


@shown(PUBLIC, "projects")
def projects() -> Looking:
    verified(23)
    return None, f"/projects?year={fiscal_year(today())}"


@shown(PUBLIC, "projects behind a number")
def counted_projects() -> Looking:
    verified(23)
    return None, f"/kpi/projects?year={fiscal_year(today())}&by=form&code=co_hosting"


@shown(PUBLIC, "companies beside groups")
def private_collaborations() -> Looking:
    firm = make_organization(kind="company")
    for _number, token in tokens(23):
        came = make_shift(make_opportunity(title=token), starts_at=in_days(-3))
        attend(came, asked_by_id=None, organization_id=firm.id, happened_on=today())
    return None, "/kpi/private-collaborations"


@shown(PUBLIC, "corporations")
def corporations() -> Looking:
    figures(23)
    return None, "/kpi/npo"


@shown(PUBLIC, "participation")
def participation() -> Looking:
    for number, token in tokens(23):
        came = make_shift(make_opportunity(title=token), starts_at=in_days(-3))
        for _person in range(1 + number % 7):
            attend(came, happened_on=today())
    return None, "/kpi/participation"


@shown(PUBLIC, "support")
def support() -> Looking:
    items(make_organization(), 45)
    return None, "/support?direction=offer"
