"""Open data shows shifts still to come of published opportunities, and nothing else."""

from datetime import timedelta

import pytest
from flask import Flask

from matcher.clock import now, tokyo_instant
from matcher.db import db
from matcher.domain.opportunities.models import OpportunityStatus, Shift, ShiftRole, ShiftStatus, Timing
from matcher.domain.opportunities.public_shifts import PublicShift, public_shifts
from matcher.domain.organizations.models import OrganizationStatus
from tests.support.factories import add, make_opportunity, make_organization, make_shift, make_staff

pytestmark = pytest.mark.usefixtures("app")


def shown() -> list[PublicShift]:
    return public_shifts(now())


def test_a_published_shift_to_come_is_shown_with_its_group() -> None:
    opportunity = make_opportunity(
        organization=make_organization(name="蓮池クリーンクラブ", contact_phone="0540000001")
    )
    shift = make_shift(opportunity, capacity=40)

    row = shown()[0]

    assert (row.opportunity_id, row.ordinal, row.title) == (opportunity.id, 1, "公園の清掃")
    assert (row.starts_at, row.ends_at, row.timing) == (shift.starts_at, shift.ends_at, Timing.TIMED)
    assert (row.organization_name, row.organization_phone) == ("蓮池クリーンクラブ", "0540000001")
    assert row.capacity == 40


@pytest.mark.parametrize("status", [status for status in OpportunityStatus if status != OpportunityStatus.PUBLISHED])
def test_an_opportunity_that_is_not_published_is_not_shown(status: OpportunityStatus) -> None:
    make_shift(make_opportunity(status=status))

    assert shown() == []


@pytest.mark.parametrize("status", [OrganizationStatus.SUSPENDED, OrganizationStatus.CLOSED])
def test_nothing_is_shown_of_a_group_that_is_not_public(status: OrganizationStatus) -> None:
    make_shift(make_opportunity(organization=make_organization(status=status)))

    assert shown() == []


@pytest.mark.parametrize("status", [ShiftStatus.CANCELLED, ShiftStatus.POSTPONED])
def test_a_shift_that_does_not_take_place_is_not_shown(status: ShiftStatus) -> None:
    make_shift(status=status)

    assert shown() == []


def test_a_shift_is_shown_until_it_ends_and_not_after() -> None:
    opportunity = make_opportunity()
    make_shift(opportunity, starts_at=now() - timedelta(hours=3), hours=2)
    running = make_shift(opportunity, starts_at=now() - timedelta(hours=1), hours=2)

    assert [(row.starts_at, row.ordinal) for row in shown()] == [(running.starts_at, 2)]


def test_the_number_of_a_shift_stays_when_earlier_ones_are_over() -> None:
    opportunity = make_opportunity()
    other = make_opportunity()
    make_shift(opportunity, starts_at=tokyo_instant(now().date() - timedelta(days=3)))
    make_shift(other)
    make_shift(opportunity)

    assert [(row.opportunity_id, row.ordinal) for row in shown()] == [(opportunity.id, 2), (other.id, 1)]


def test_places_are_counted_over_all_roles_and_a_role_without_limit_makes_them_unlimited() -> None:
    limited, unlimited = make_shift(role="受付", capacity=3), make_shift(role="受付", capacity=3)
    add(ShiftRole(shift_id=limited.id, name="清掃", capacity=5))
    add(ShiftRole(shift_id=unlimited.id, name="清掃", capacity=None))

    assert [row.capacity for row in shown()] == [8, None]


def test_no_field_shown_comes_from_a_person(app: Flask) -> None:
    staff = make_staff()
    organization = make_organization(contact_name="個人 花子", contact_email="hanako@example.jp")
    opportunity = make_opportunity(
        organization=organization,
        contact_name="個人 太郎",
        contact_phone="09000000000",
        contact_email="taro@example.jp",
        online_note="会議室ネムノキ",
        submitted_by=staff.id,
    )
    make_shift(opportunity)

    texts = " ".join(str(getattr(row, name)) for row in shown() for name in PublicShift.__dataclass_fields__)

    for personal in ("花子", "hanako", "太郎", "taro", "09000000000", "ネムノキ"):
        assert personal not in texts


def test_the_list_is_read_with_one_statement_of_columns() -> None:
    opportunity = make_opportunity()
    for _ in range(3):
        make_shift(opportunity)
    db.session.flush()
    db.session.expunge_all()

    rows = shown()

    assert len(rows) == 3
    assert not [entity for entity in db.session if isinstance(entity, Shift)]
