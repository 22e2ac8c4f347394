"""The list of a group's opportunities: what is written, what is public, what is over."""

from typing import Any

import pytest

from matcher.domain.opportunities.models import OpportunityStatus
from matcher.domain.organizations.models import Organization
from tests.support.contents import in_days
from tests.support.factories import make_member, make_opportunity, make_organization, make_shift
from tests.support.signing_in import sign_in
from tests.support.visitor import Visitor


@pytest.fixture
def group(client: Visitor, session: Any) -> Organization:
    """A group of which the visitor is a member."""
    made = make_organization(slug="hasuike")
    sign_in(client, make_member(made))
    return made


def test_the_list_parts_what_is_written_from_what_is_public(client: Visitor, group: Organization) -> None:
    make_opportunity(organization=group, title="書きかけの募集", status=OpportunityStatus.DRAFT)
    make_shift(make_opportunity(organization=group, title="公開中の募集"))

    writing = client.get("/organizer/hasuike/opportunities?view=writing").text
    public = client.get("/organizer/hasuike/opportunities?view=public").text

    assert "書きかけの募集" in writing
    assert "公開中の募集" not in writing
    assert "公開中の募集" in public
    assert client.get("/organizer/hasuike/opportunities?view=x").status_code == 400
    assert client.get("/organizer/hasuike/opportunities?before=y").status_code == 400


def test_what_is_over_says_so_where_the_group_sees_its_posts(client: Visitor, group: Organization) -> None:
    make_shift(make_opportunity(organization=group), starts_at=in_days(-3))

    for path in ("/organizer/hasuike/", "/organizer/hasuike/opportunities?view=public"):
        page = client.get(path).text
        assert "終わりました" in page, path
        assert "公開中" not in page.replace("公開中の", ""), path
