"""Another city replaces one file, and everything is that city's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from config import ROOT, Config
from matcher import create_app
from matcher.domain.city.plan import Plan, adopt, current_plan, load

UMIBE = Path(__file__).with_name("umibe.toml")


@pytest.fixture
def plan() -> Plan:
    return load(UMIBE)


@pytest.fixture
def as_before() -> Iterator[None]:
    yield
    adopt(load(ROOT / "matcher" / "plan" / "fujieda.toml"))


def test_its_pillars_measures_and_districts_are_its_own(plan):
    assert [pillar.code for pillar in plan.pillars] == ["a", "b"]
    assert plan.pillar_of("a-2").name == "海を守ろう"
    assert [district.name for district in plan.areas] == ["北浜", "南浜"]
    assert [district.name for district in plan.neighbors("south_beach")] == ["北浜"]
    assert plan.neighbors("whole_city") == ()


def test_its_guide_line_need_not_be_whole_and_may_fall(plan):
    assert plan.kpi("kpi_collab_projects").guide_line == ((2023, 10), (2024, 11.7), (2025, 13.3), (2026, 15))
    assert plan.kpi("kpi_npo_corps").guide_value(2026) == 2


def test_each_year_is_counted_by_the_rule_then_in_force(plan):
    assert plan.counting_rule(2025).version == "first"
    assert plan.counting_rule(2026).version == "second"
    assert plan.counting_rule(2040).version == "second"
    assert plan.counting_rule(2025).endorsement_counts
    assert not plan.counting_rule(2026).endorsement_counts
    assert plan.counting_rule(2026).program_unit("co_hosting") == "per_program"


def test_an_older_rule_stays_as_it_was_when_a_newer_one_comes(plan):
    assert plan.counting_rule(2024).counts_party("company")
    assert not plan.counting_rule(2026).counts_party("company")


def test_what_an_account_accepts_names_both_versions(plan):
    assert plan.accepted_version == "terms-3_purposes-2"


def test_only_what_is_marked_needs_confirming(plan):
    assert plan.unconfirmed == ("conditions[1]",)


def test_the_service_adopts_the_plan_of_its_configuration(tmp_path, as_before):
    config = Config(
        environment="test",
        database_url=f"sqlite:///{tmp_path}/umibe.db",
        secret_key="s" * 40,
        personal_key="p" * 40,
        plan_file=UMIBE,
        instance_path=tmp_path,
    )

    create_app(config)

    assert current_plan().city.name == "海辺市"
