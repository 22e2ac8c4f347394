"""The public directory shows approved organizations only, page by page."""

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session, scoped_session

from matcher.domain.organizations.directory import OrganizationFilters, directory, directory_size
from matcher.domain.organizations.models import OrganizationField, OrganizationStatus
from matcher.folding import folded
from tests.support.factories import add, make_organization

Sessions = scoped_session[Session]


@pytest.mark.parametrize("status", [status for status in OrganizationStatus if status != OrganizationStatus.APPROVED])
def test_nothing_is_public_before_approval_nor_after_it_ends(session: Sessions, status: OrganizationStatus) -> None:
    make_organization(status=status)

    assert directory(OrganizationFilters()).organizations == []


def test_every_organization_comes_once_in_the_order_of_its_kana(session: Sessions) -> None:
    names = ["ウメ", "アジサイ", "イチョウ", "イチョウ", "エノキ"]
    for name in names:
        make_organization(name_kana=name)

    first = directory(OrganizationFilters(), size=2)
    second = directory(OrganizationFilters(), after=first.after, size=2)
    third = directory(OrganizationFilters(), after=second.after, size=2)

    pages = [*first.organizations, *second.organizations, *third.organizations]
    assert [one.name_kana for one in pages] == sorted(names)
    assert len({one.id for one in pages}) == 5
    assert third.after is None


def test_filters_hold_together(session: Sessions) -> None:
    wanted = make_organization(district="osu", kind="school", name="ひまわり学校", search_text=folded("ひまわり学校"))
    add(OrganizationField(organization_id=wanted.id, field_no=13))
    add(OrganizationField(organization_id=wanted.id, field_no=2))
    make_organization(district="osu", kind="school", search_text=folded("ひまわり学校"))
    make_organization(district="takasu")

    filters = OrganizationFilters(district="osu", kind="school", field_no=13, q="学校 ひまわり")

    found = directory(filters).organizations
    assert [(one.id, one.field_numbers) for one in found] == [(wanted.id, (2, 13))]
    assert directory_size(filters) == 1


@pytest.mark.parametrize("query", ["ＮＰＯ", "npo 茶", "100%"])
def test_width_and_case_make_no_difference(session: Sessions, query: str) -> None:
    make_organization(search_text=folded("NPO お茶の会", "自然100%"))
    make_organization(search_text=folded("1000人の会"))

    assert directory_size(OrganizationFilters(q=query)) == 1


def test_a_page_is_one_statement_however_many_it_shows(session: Sessions) -> None:
    for number in range(12):
        add(OrganizationField(organization_id=make_organization().id, field_no=number + 1))
    asked: list[str] = []
    event.listen(session.connection(), "before_cursor_execute", lambda *given: asked.append(given[2]))

    directory(OrganizationFilters(q="", district="takasu"), after=1)

    assert len(asked) == 1
