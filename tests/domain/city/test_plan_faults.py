"""A plan file that cannot be used says where and why, in sentences, and says everything at once."""

import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.city.plan import Plan, PlanFault, checked, load

UMIBE = Path(__file__).with_name("umibe.toml")
TEXT = UMIBE.read_text(encoding="utf-8")
TABLES = tomllib.loads(TEXT)


def faults_of(text: str, folder: Path) -> tuple[str, ...]:
    file = folder / "plan.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PlanFault) as fault:
        load(file)
    return tuple(sentence.removeprefix(f"{file}: ") for sentence in fault.value.faults)


BREAKS = {
    "a value is missing": ('name = "海辺市"\n', "", "city.name is missing: add it."),
    "a whole table is missing": (
        "[statistics]\nhide_below = 10\n",
        "",
        "statistics is missing: add it.",
    ),
    "a key is misspelled": (
        "from_fiscal_year = 2025",
        "from_fiscal_yaer = 2025",
        "document.from_fiscal_yaer is no key this table knows: correct its spelling or remove it.",
    ),
    "a number stands in quotation marks": (
        "hide_below = 10",
        'hide_below = "10"',
        "statistics.hide_below must be a whole number without quotation marks.",
    ),
    "a switch is a word": (
        "is_support = true",
        'is_support = "yes"',
        "forms[2].is_support must be true or false without quotation marks.",
    ),
    "a text is empty": (
        'name = "浜の清掃"\n\n[[skills]]',
        'name = ""\n\n[[skills]]',
        "activities[0].name is '': it must not be empty: write the text or remove the key.",
    ),
    "a code has capitals": (
        'code = "rowing"',
        'code = "Rowing"',
        "skills[0].code is 'Rowing': it must be 1 to 40 small letters a-z, digits, '_' or '-', no other signs.",
    ),
    "the city's code has a wrong check digit": (
        'code = "999997"',
        'code = "999998"',
        "city.code is '999998': it has a wrong last digit, which is a check digit: compare it with the official list.",
    ),
    "a mail address is none": (
        "machi@umibe.example",
        "machi",
        "city.office.email is 'machi': it must be a mail address such as office@example.jp.",
    ),
    "a word is none of those possible": (
        'part = "basis"',
        'part = "base"',
        "evidence_types[0].part is 'base': it must be 'basis' or 'result'.",
    ),
    "a measure stands under another pillar": (
        'code = "a-2"',
        'code = "b-2"',
        "pillars[0].measures[1].code is 'b-2' under pillar 'a': begin it with 'a-'.",
    ),
    "a measure is there twice": (
        'code = "a-2"',
        'code = "a-1"',
        "pillars[0].measures[1].code is 'a-1', which pillars[0].measures[0].code already is: give each its own.",
    ),
    "a district is there twice": (
        'code = "south_beach"\nname = "南浜"',
        'code = "north_beach"\nname = "南浜"',
        "districts[1].code is 'north_beach', which districts[0].code already is: give each its own.",
    ),
    "an audience asks for a criterion nobody knows": (
        'criteria = ["seated"]',
        'criteria = ["standing"]',
        "audiences[0].criteria[0] is 'standing', no known criterion: choose one of seated.",
    ),
    "a target lies before its baseline": (
        "target = { value = 15, on = 2027-03-31, fiscal_year = 2026 }",
        "target = { value = 15, on = 2022-03-31, fiscal_year = 2021 }",
        "kpis[0].target.fiscal_year must lie after the baseline's 2023: correct it.",
    ),
    "rules are out of order": (
        "from_fiscal_year = 2026\ncountable",
        "from_fiscal_year = 2022\ncountable",
        "counting_rules[1].from_fiscal_year must lie after 2023: order the rules by year, one for each.",
    ),
    "a rule counts a form nobody knows": (
        'countable_forms = ["co_hosting"]',
        'countable_forms = ["hosting"]',
        "counting_rules[1].countable_forms[0] is 'hosting', no known form that is no mere support:"
        " choose one of co_hosting, endorsement.",
    ),
    "a rule counts mere support": (
        'countable_forms = ["co_hosting"]',
        'countable_forms = ["consultation"]',
        "counting_rules[1].countable_forms[0] is 'consultation', no known form that is no mere support:"
        " choose one of co_hosting, endorsement.",
    ),
    "a rule counts the city as its own partner": (
        'countable_parties = ["npo_corp"]',
        'countable_parties = ["city"]',
        "counting_rules[1].countable_parties[0] is 'city', no known party outside government:"
        " choose one of company, npo_corp.",
    ),
    "age bands leave a gap": (
        "from_age = 30",
        "from_age = 31",
        "age_bands[1].from_age must follow the age before: let the bands join without gap or overlap.",
    ),
    "a neighbor is no area": (
        'pairs = [["north_beach", "south_beach"]]',
        'pairs = [["north_beach", "whole_city"]]',
        "nearness.pairs[0][1] is 'whole_city', no known area: choose one of north_beach, south_beach.",
    ),
    "the service's own figure is gone": (
        'code = "kpi_npo_corps"',
        'code = "kpi_other"',
        "kpis lacks 'kpi_npo_corps', which the service counts: add it.",
    ),
    "no office runs the service": (
        "is_support_office = true\n",
        "",
        "departments has 0 with is_support_office = true: mark exactly one.",
    ),
    "a yearly day does not come every year": (
        "closes = { month = 7, day = 31 }",
        "closes = { month = 2, day = 29 }",
        "survey.closes is month 2, day 29: that day does not come every year.",
    ),
    "hiding hides nothing": (
        "hide_below = 10",
        "hide_below = 1",
        "statistics.hide_below would hide nothing: set it to 5, or to what the city decides.",
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_the_fault_is_told_with_its_place_and_the_mend(name, tmp_path):
    sound, broken, sentence = BREAKS[name]
    assert sound in TEXT

    found = faults_of(TEXT.replace(sound, broken, 1), tmp_path)

    assert sentence in found


def test_all_faults_are_told_at_once(tmp_path):
    text = TEXT.replace("hide_below = 10", "hide_below = 1").replace('code = "kpi_npo_corps"', 'code = "kpi_other"')

    assert len(faults_of(text, tmp_path)) == 2


def test_years_before_the_first_rule_are_a_fault_when_the_plan_has_begun(tmp_path):
    text = TEXT.replace("from_fiscal_year = 2023\ncountable", "from_fiscal_year = 2026\ncountable")
    text = text.replace('version = "second"\nfrom_fiscal_year = 2026', 'version = "second"\nfrom_fiscal_year = 2027')

    found = faults_of(text, tmp_path)

    assert found == ("counting_rules[0].from_fiscal_year is 2026: the years of the plan before it would have no rule.",)


def test_a_file_that_is_not_toml_names_the_line(tmp_path):
    (sentence,) = faults_of("[city]\nname = \n", tmp_path)

    assert "line 2" in sentence
    assert "TOML" in sentence


def test_a_file_that_is_not_there_says_which_setting_to_change(tmp_path):
    with pytest.raises(PlanFault, match=r"nowhere\.toml: cannot be read: set PLAN_FILE"):
        load(tmp_path / "nowhere.toml")


def test_a_file_that_is_not_utf8_names_the_line(tmp_path):
    file = tmp_path / "plan.toml"
    file.write_bytes("# 一行目\n".encode() + "name = '藤枝'".encode("cp932"))

    with pytest.raises(PlanFault, match="line 2 is not UTF-8"):
        load(file)


def places(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, part in inner for found in places(part, (*path, key)))]


PLACES = [place for place in places(TABLES) if place]
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=50),
    st.dates(),
    st.lists(st.one_of(st.integers(), st.text(max_size=5), st.dictionaries(st.text(max_size=5), st.text(max_size=5)))),
    st.dictionaries(st.text(max_size=8), st.integers()),
    st.just([copy.deepcopy(TABLES)]),
)


def broken(place: tuple[str | int, ...], junk: Any) -> dict[str, Any]:
    tables = copy.deepcopy(TABLES)
    target: Any = tables
    for step in place[:-1]:
        target = target[step]
    target[place[-1]] = junk
    return tables


def plan_or_faults(tables: dict[str, Any]) -> Plan | tuple[str, ...]:
    try:
        return checked(tables, UMIBE)
    except PlanFault as fault:
        return fault.faults


@given(place=st.sampled_from(PLACES), junk=JUNK)
def test_whatever_stands_in_the_file_it_is_a_plan_or_a_list_of_sentences(place, junk):
    outcome = plan_or_faults(broken(place, junk))

    assert isinstance(outcome, Plan) or outcome
    for sentence in () if isinstance(outcome, Plan) else outcome:
        assert sentence.startswith(f"{UMIBE}: ")
        assert sentence.endswith(".")


@given(content=st.binary(max_size=200))
def test_any_bytes_are_refused_in_a_sentence(content, tmp_path_factory):
    file = tmp_path_factory.mktemp("plan") / "plan.toml"
    file.write_bytes(content)

    with pytest.raises(PlanFault) as fault:
        load(file)

    assert all(sentence.startswith(str(file)) for sentence in fault.value.faults)
