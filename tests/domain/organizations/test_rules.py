"""What must hold of a registration."""

import itertools

import pytest

from matcher.domain.city.plan import current_plan
from matcher.domain.organizations.models import OrganizationStatus
from matcher.domain.organizations.rules import (
    MOVES,
    CodeUnknown,
    ConditionsNotAccepted,
    CorporateNumberMissing,
    CorporateNumberWrong,
    Details,
    OrganizationAct,
    OrganizationActNotPossible,
    OwnRegistration,
    RegistrationIncomplete,
    SlugNotPossible,
    check_codes,
    check_complete,
    check_corporate_number,
    check_decider,
    check_digit,
    check_move,
    check_slug,
    missing_parts,
)

CITY_HALL = "1000020222143"
WHOLE = Details(
    kind="civic_group",
    name="見本の会",
    name_kana="ミホンノカイ",
    district="takasu",
    description="公園を清掃しています。",
    contact_name="活動担当",
    contact_phone="0540000000",
    field_numbers=(7,),
    conditions_accepted=("rules",),
)


@pytest.mark.parametrize(("status", "act"), [*itertools.product(OrganizationStatus, OrganizationAct)])
def test_a_registration_moves_only_as_the_table_says(status: OrganizationStatus, act: OrganizationAct) -> None:
    if (status, act) in MOVES:
        assert check_move(status, act) == MOVES[status, act]
    else:
        with pytest.raises(OrganizationActNotPossible):
            check_move(status, act)


def test_every_status_is_reached_from_a_draft_and_only_closed_is_an_end() -> None:
    reached = {OrganizationStatus.DRAFT} | set(MOVES.values())
    left = {status for status, _ in MOVES}

    assert reached == set(OrganizationStatus)
    assert set(OrganizationStatus) - left == {OrganizationStatus.CLOSED}


def test_the_check_digit_is_that_of_the_ordinance() -> None:
    assert check_digit(CITY_HALL[1:]) == int(CITY_HALL[0])


@pytest.mark.parametrize("place", range(13))
def test_one_wrong_digit_in_a_corporate_number_is_found(place: int) -> None:
    wrong = f"{(int(CITY_HALL[place]) + 1) % 10}"
    number = CITY_HALL[:place] + wrong + CITY_HALL[place + 1 :]

    with pytest.raises(CorporateNumberWrong):
        check_corporate_number(number, is_corporation=True)


@pytest.mark.parametrize("number", ["", "100002022214", "10000202221430", "１000020222143", "T000020222143"])
def test_a_corporate_number_is_thirteen_plain_digits(number: str) -> None:
    with pytest.raises(CorporateNumberWrong):
        check_corporate_number(number, is_corporation=False)


def test_only_a_corporation_must_give_its_number() -> None:
    check_corporate_number(None, is_corporation=False)
    check_corporate_number(CITY_HALL, is_corporation=True)

    with pytest.raises(CorporateNumberMissing):
        check_corporate_number(None, is_corporation=True)


@pytest.mark.parametrize("slug", ["hasuike", "a-1-b", "2026", "x" * 60])
def test_an_address_is_of_small_letters_digits_and_hyphens(slug: str) -> None:
    check_slug(slug)


@pytest.mark.parametrize(
    "slug", ["", "ab", "x" * 61, "Hasuike", "a--b", "-ab", "ab-", "蓮池", "a_b", "a b", "new", "group-12", "abc\n"]
)
def test_other_addresses_and_our_own_words_are_refused(slug: str) -> None:
    with pytest.raises(SlugNotPossible):
        check_slug(slug)


@pytest.mark.parametrize(
    ("part", "value"),
    [("kind", "club"), ("district", "mars"), ("field_numbers", (21,)), ("conditions_accepted", ("x",))],
)
@pytest.mark.usefixtures("app")
def test_a_code_that_the_plan_does_not_have_is_refused(part: str, value: object) -> None:
    known = {"kind": "civic_group", "name": "見本の会", "district": "takasu", "field_numbers": (1, 20)}

    check_codes(Details(**known), current_plan())
    with pytest.raises(CodeUnknown):
        check_codes(Details(**{**known, part: value}), current_plan())


def test_a_whole_registration_can_be_handed_in() -> None:
    check_complete(WHOLE, conditions=["rules"])


@pytest.mark.parametrize("part", ["name_kana", "description", "field_numbers", "contact_name"])
def test_each_missing_part_is_named(part: str) -> None:
    details = Details(**{**vars(WHOLE), part: None if part != "field_numbers" else ()})

    with pytest.raises(RegistrationIncomplete) as refusal:
        check_complete(details, conditions=[])

    assert refusal.value.parameters["missing"] == [part]


def test_telephone_or_mail_is_enough_to_be_reached() -> None:
    by_mail = Details(**{**vars(WHOLE), "contact_phone": None, "contact_email": "desk@example.jp"})
    by_nothing = Details(**{**vars(WHOLE), "contact_phone": None})

    assert missing_parts(by_mail) == []
    assert missing_parts(by_nothing) == ["contact_phone"]


def test_every_condition_is_to_be_accepted() -> None:
    with pytest.raises(ConditionsNotAccepted):
        check_complete(WHOLE, conditions=["rules", "no_gangs"])


def test_who_decides_neither_submitted_nor_belongs_to_the_organization() -> None:
    check_decider(3, submitted_by=1, member_ids={1, 2})

    for decider in (1, 2):
        with pytest.raises(OwnRegistration):
            check_decider(decider, submitted_by=1, member_ids={2})
