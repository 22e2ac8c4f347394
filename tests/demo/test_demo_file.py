"""The demo city's file: complete, fictional, in the plan's own codes, and without a minor in its past."""

import itertools
from collections import Counter

import pytest
from pydantic import ValidationError

from config import ROOT
from matcher.demo.records import DemoCity, OpportunityRecord, demo_city
from matcher.domain.city.plan import Plan, load

SIGN_INS = {"citizen", "student", "guardian", "organizer", "company", "department", "staff", "counter"}


@pytest.fixture(scope="module")
def city() -> DemoCity:
    return demo_city()


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load(ROOT / "matcher" / "plan" / "fujieda.toml")


def everything(city: DemoCity) -> list[OpportunityRecord]:
    return [*city.opportunities, *city.past_opportunities]


def test_the_thirty_opportunities_have_their_days_needs_and_offers(city):
    thirty = [each for each in city.opportunities if each.id.startswith("D")]

    assert len(thirty) == 30
    assert sum(len(each.shifts) for each in thirty) == 88
    assert sum(len(each.needs) for each in thirty) == 39
    assert len(city.offers) == 8


def test_every_opportunity_with_the_city_says_who_does_what_and_on_which_paper(city):
    with_city = [each for each in city.opportunities if each.collaboration]

    assert len(with_city) >= 13
    for each in with_city:
        assert each.collaboration.partner_role
        assert each.collaboration.shared_purpose
        assert each.collaboration.basis.document_number


def test_only_the_eight_demo_sign_ins_have_a_password(city):
    with_password = {known.key for known in city.people if known.account and known.account.password}

    assert with_password == SIGN_INS


def test_a_demo_candidate_names_the_department_that_signs_in(city):
    department = next(known for known in city.people if known.key == "department").account.department
    named = {each.collaboration.department for each in everything(city) if each.collaboration}

    assert department in named
    assert department != "support_office"


def test_nobody_under_age_has_taken_part(city):
    minors = {known.key for known in city.people if known.born_on}
    taking_part = {
        person
        for each in everything(city)
        for shift in each.shifts
        for person in (*each.sign_ups, *shift.walked_in, *itertools.chain(*(task.sign_ups for task in shift.tasks)))
    }

    assert minors == {"student"}
    assert not minors & taking_part


def test_addresses_and_numbers_belong_to_nobody(city):
    addresses = [known.email for known in (*city.people,) if known.email]
    addresses += [known.contact_email for known in city.organizations]
    numbers = [known.phone for known in city.people if known.phone]
    numbers += [known.contact_phone for known in city.organizations]

    assert all(address.endswith("@demo.example") for address in addresses)
    assert all(number.startswith(("054000", "090000")) for number in numbers)
    assert [number for number, count in Counter(numbers).items() if count > 1] == []


def test_every_audience_tag_is_true(city, plan):
    for each in everything(city):
        for code in each.audiences:
            assert plan.audience(code).is_shown_with(each.criteria), f"{each.id} is not for {code}"


def test_every_code_is_one_of_the_plan(city, plan):
    for each in everything(city):
        [plan.measure(code) for code in each.measures]
        [plan.criterion(code) for code in each.criteria]
        [plan.activity(code) for code in each.activities]
        [plan.npo_field(number) for number in each.fields]
        assert {plan.pillar_of(code).code for code in each.measures} <= set(each.pillars)
    for known in city.organizations:
        plan.organization_kind(known.kind)
    for year in itertools.chain(*(project.years for project in city.projects)):
        [plan.form(form) for form in year.forms]
        [plan.evidence_type(paper.type) for paper in year.evidence]


def test_projects_of_the_year_under_way_stand_in_every_state(city):
    years = list(itertools.chain(*(project.years for project in city.projects)))
    under_way = {year.status.value for year in years if year.to_on.isoformat() > "2026-04"}

    assert under_way >= {"draft", "submitted", "returned", "department-confirmed", "verified"}


def test_a_misspelled_key_is_a_fault(tmp_path):
    file = tmp_path / "city.json"
    file.write_text('{"meta": {"titel": "x"}}', encoding="utf-8")

    with pytest.raises(ValidationError, match="titel"):
        demo_city(file)
