"""What an opportunity lacks is said by name, section by section."""

from typing import Any

import pytest

from matcher.domain.audit.actions import CLI
from matcher.domain.opportunities.actions import draft
from matcher.domain.opportunities.completeness import SECTION_OF, Part, Section, lacks, missing_parts
from matcher.domain.opportunities.content import RoleContent
from matcher.domain.opportunities.models import AttendanceMode, Joining, Opportunity, SignUpWay
from matcher.domain.opportunities.shift_actions import add_shift
from tests.support.contents import in_days, opportunity_content, shift_content
from tests.support.factories import make_department, make_organization

pytestmark = pytest.mark.usefixtures("app")


def written(**facts: Any) -> Opportunity:
    opportunity = draft(make_organization(), opportunity_content(**facts), by=CLI)
    add_shift(opportunity, shift_content(), by=CLI)
    return opportunity


def test_nothing_is_missing_of_one_that_says_everything() -> None:
    assert missing_parts(written()) == []


@pytest.mark.parametrize(
    ("facts", "part"),
    [
        ({"summary": None}, Part.SUMMARY),
        ({"description": None}, Part.DESCRIPTION),
        ({"pillars": ()}, Part.PILLAR),
        ({"fields": ()}, Part.FIELD),
        ({"things_to_bring": None}, Part.THINGS_TO_BRING),
        ({"district": None}, Part.DISTRICT),
        ({"attendance_mode": None}, Part.ATTENDANCE_MODE),
        ({"venue": None}, Part.VENUE),
        ({"attendance_mode": AttendanceMode.ONLINE}, Part.ONLINE_NOTE),
        ({"sign_up_way": None}, Part.SIGN_UP_WAY),
        ({"joining": None}, Part.JOINING),
        ({"decision": None}, Part.DECISION),
        ({"insurance_type": None}, Part.INSURANCE_TYPE),
        ({"contact_name": None}, Part.CONTACT_NAME),
        ({"contact_phone": None}, Part.CONTACT_WAY),
    ],
)
def test_each_missing_part_is_named(facts: dict[str, Any], part: Part) -> None:
    assert missing_parts(written(**facts)) == [part]


def test_sign_up_elsewhere_needs_an_address_or_a_way_to_reach_the_group() -> None:
    reached = written(sign_up_way=SignUpWay.ELSEWHERE)
    unreached = written(sign_up_way=SignUpWay.ELSEWHERE, contact_phone=None)

    assert missing_parts(reached) == []
    assert missing_parts(unreached) == [Part.SIGN_UP_ADDRESS, Part.CONTACT_WAY]


def test_a_day_to_come_is_missing_when_all_its_days_are_over() -> None:
    opportunity = draft(make_organization(), opportunity_content(), by=CLI)
    add_shift(opportunity, shift_content(starts_at=in_days(-3)), by=CLI)

    assert missing_parts(opportunity) == [Part.DAY_TO_COME]


def test_the_days_of_a_course_have_the_same_roles() -> None:
    course = written(joining=Joining.ALL_SHIFTS)
    add_shift(course, shift_content(starts_at=in_days(17), roles=(RoleContent(name="受付"),)), by=CLI)

    assert missing_parts(course) == [Part.SAME_ROLES]


def test_whoever_works_with_the_city_says_with_whom_how_and_why() -> None:
    begun = written(city_role="会場の提供")
    told = written(
        department_id=make_department().id,
        city_role="会場の提供",
        partner_role="運営",
        shared_purpose="池を守る",
        forms=("co_hosting",),
    )

    assert missing_parts(begun) == [Part.DEPARTMENT, Part.FORM, Part.PARTNER_ROLE, Part.SHARED_PURPOSE]
    assert missing_parts(told) == []


def test_every_section_says_what_it_lacks() -> None:
    found = lacks(written(summary=None, venue=None, contact_name=None))

    assert found == {
        Section.WHAT: [Part.SUMMARY],
        Section.PLACE: [Part.VENUE],
        Section.DAYS: [],
        Section.AUDIENCE: [],
        Section.CITY: [],
        Section.SAFETY: [Part.CONTACT_NAME],
    }


def test_every_part_has_its_section() -> None:
    assert set(SECTION_OF) == set(Part)
