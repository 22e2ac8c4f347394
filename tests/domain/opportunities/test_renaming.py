"""A group that changes its name is found under the new one."""

from dataclasses import replace

import pytest

from matcher.domain.opportunities.filters import OpportunityFilters
from matcher.domain.opportunities.finding import open_opportunities
from matcher.domain.opportunities.renaming import change_organization
from matcher.domain.organizations.actions import details_of
from tests.support.factories import make_opportunity, make_organization, make_shift, make_staff

pytestmark = pytest.mark.usefixtures("app")


def test_the_old_name_finds_nothing_any_more_and_the_new_one_does() -> None:
    group = make_organization(name="蓮池クリーンクラブ")
    make_shift(make_opportunity(organization=group))

    renamed = replace(details_of(group), name="蓮華池を守る会")
    change_organization(group, details=renamed, by=make_staff(), version=group.version)

    assert open_opportunities(OpportunityFilters(q="クリーンクラブ")).count == 0
    assert open_opportunities(OpportunityFilters(q="守る会")).count == 1
