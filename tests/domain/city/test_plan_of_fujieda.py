"""The plan file says what the printed plan says: its numbers, its words and its lists."""

from datetime import date
from pathlib import Path

import pytest

import config
from matcher.domain.city.plan import Plan, UnknownCode, load

PLAN_FILE = config.ROOT / "matcher" / "plan" / "fujieda.toml"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load(Path(PLAN_FILE))


def test_the_plan_has_six_pillars_with_eighteen_measures(plan):
    measures = {pillar.code: len(pillar.measures) for pillar in plan.pillars}

    assert measures == {"1": 4, "2": 2, "3": 4, "4": 3, "5": 2, "6": 3}
    assert len(plan.measures) == 18


def test_the_pillars_carry_the_printed_names(plan):
    assert [pillar.name for pillar in plan.pillars] == [
        "協働意識の醸成を進めよう",
        "市民が活動しやすい環境整備を目指そう",
        "市民活動の支援体制を充実させよう",
        "様々な主体が連携できる環境整備を進めよう",
        "地域課題の解決に向けた連携体制を強化しよう",
        "若者や女性、高齢者の活躍を支援しよう",
    ]


def test_a_measure_is_found_by_the_printed_number_and_knows_its_pillar(plan):
    measure = plan.measure("6-③")

    assert measure.name == "高齢者が生きがいのある暮らしを送り、活躍できる環境づくりの推進"
    assert measure.number == "③"
    assert plan.pillar_of("6-③") is plan.pillar("6")


def test_the_figures_go_from_baseline_to_target_by_march_2031(plan):
    projects, corporations = plan.kpi("kpi_collab_projects"), plan.kpi("kpi_npo_corps")

    assert (projects.baseline.value, projects.target.value) == (202, 214)
    assert (corporations.baseline.value, corporations.target.value) == (40, 46)
    for kpi in (projects, corporations):
        assert (kpi.baseline.on, kpi.target.on) == (date(2025, 3, 31), date(2031, 3, 31))
        assert (kpi.baseline.fiscal_year, kpi.target.fiscal_year) == (2024, 2030)


def test_the_definition_of_a_project_is_the_one_printed_beside_the_number(plan):
    printed = "市と市民活動団体等が、対等なパートナーとして一緒に取り組んだ事業の数"

    assert printed in plan.kpi("kpi_collab_projects").definition


def test_the_guide_line_rises_by_two_projects_and_one_corporation_a_year(plan):
    projects = [value for _, value in plan.kpi("kpi_collab_projects").guide_line]
    corporations = [value for _, value in plan.kpi("kpi_npo_corps").guide_line]

    assert projects == [202, 204, 206, 208, 210, 212, 214]
    assert corporations == [40, 41, 42, 43, 44, 45, 46]


@pytest.mark.parametrize("fiscal_year", [2023, 2031])
def test_the_guide_line_ends_with_the_years_of_the_plan(plan, fiscal_year):
    assert plan.kpi("kpi_collab_projects").guide_value(fiscal_year) is None


def test_lending_the_name_counts_for_nothing_and_a_subsidy_counts(plan):
    rule = plan.counting_rule(2026)

    assert not rule.endorsement_counts
    assert rule.subsidy_counts
    assert not rule.counts_form("designated_management")
    assert (rule.program_unit("adopt"), rule.program_unit("subsidy")) == ("per_program", "per_group")


def test_no_government_is_ever_the_counterpart(plan):
    rule = plan.counting_rule(2026)

    assert not rule.counts_party("city")
    assert not rule.counts_party("other_government")
    assert rule.counts_party("company")


def test_what_the_city_has_not_confirmed_is_marked(plan):
    marked = plan.unconfirmed

    assert "counting_rules[0]" in marked
    assert "nearness" in marked
    assert "audiences[0]" in marked
    assert not [place for place in marked if place.startswith(("kpis", "pillars", "districts", "npo_fields"))]


def test_eleven_districts_and_their_ten_centers_with_one_annex(plan):
    centers = [center for district in plan.areas for center in district.centers]

    assert len(plan.areas) == 11
    assert len(centers) == 11
    assert plan.district("takasu").centers[0].address == "藤枝市高柳四丁目9番13号"
    assert plan.district("okabe").centers == ()
    assert [district.kind for district in plan.districts[-2:]] == ["citywide", "online"]


def test_being_neighbors_is_mutual(plan):
    for district in plan.areas:
        for neighbor in plan.neighbors(district.code):
            assert district in plan.neighbors(neighbor.code)


def test_the_twenty_fields_of_the_law_stand_in_its_order(plan):
    assert [field.number for field in plan.npo_fields] == list(range(1, 21))
    assert plan.npo_field(12).full_name == "男女共同参画社会の形成の促進を図る活動"


def test_a_tag_shows_only_while_one_of_its_criteria_holds(plan):
    women = plan.audience("women")

    assert women.is_shown_with(["childcare"])
    assert not women.is_shown_with(["certificate"])
    assert not women.is_shown_with([])
    assert plan.audience("everyone").is_shown_with([])


def test_what_days_and_place_can_judge_is_judged_by_them(plan):
    judged = {one.code: one.judged_by for one in plan.criteria if one.judged_by}

    assert judged == {
        "short": "within-two-hours",
        "weekday_evening": "weekday-evening",
        "online": "not-on-site-only",
    }


def test_every_age_has_exactly_one_band(plan):
    assert plan.age_band_at(17).code == "from_15"
    assert plan.age_band_at(18).code == "from_18"
    assert all(plan.age_band_at(age) for age in range(131))


def test_a_company_is_not_asked_to_renounce_profit(plan):
    of_company = [condition.code for condition in plan.conditions_for("company")]
    of_group = [condition.code for condition in plan.conditions_for("civic_group")]

    assert "not_for_profit" not in of_company
    assert "not_for_profit" in of_group
    assert set(of_company) < set(of_group)


def test_the_office_is_reached_as_printed(plan):
    office = plan.city.office

    assert plan.city.code == "222143"
    assert office.full_name == "市民協働部 市民活動団体支援室"
    assert (office.phone, office.fax) == ("054-643-3274", "054-643-3327")
    assert office.email == "siminkatsudou@city.fujieda.lg.jp"
    assert office.shown_postal_code == "426-8722"
    assert plan.support_office.name == office.name


@pytest.mark.parametrize(
    ("lookup", "code"),
    [("pillar", "7"), ("measure", "1-⑤"), ("kpi", "x"), ("district", ""), ("npo_field", 21), ("counting_rule", 2000)],
)
def test_an_unknown_code_is_told_apart_from_every_other_fault(plan, lookup, code):
    with pytest.raises(UnknownCode) as refusal:
        getattr(plan, lookup)(code)

    assert refusal.value.code == code
