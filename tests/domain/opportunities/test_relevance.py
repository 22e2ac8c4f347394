"""In which order words are answered: the same on both databases."""

from dataclasses import replace
from typing import Any

import pytest

from matcher.domain.opportunities import keys
from matcher.domain.opportunities.filters import OpportunityFilters, Sort
from matcher.domain.opportunities.finding import open_opportunities
from tests.support.contents import in_days
from tests.support.factories import make_opportunity, make_organization, make_shift

pytestmark = pytest.mark.usefixtures("app")


def found(**question: Any) -> list[str]:
    return [card.title for card in open_opportunities(OpportunityFilters(**question)).cards]


def make_found(title: str, days: int, **facts: Any) -> None:
    make_shift(make_opportunity(title=title, **facts), starts_at=in_days(days))


def test_what_is_about_the_words_leads_before_what_only_names_them() -> None:
    make_found("清掃は名前だけ", 2, summary="池へ。", description="防災の前に清掃。")
    make_found("名前にある", 3, summary="池へ。", organization=make_organization(name="防災と清掃"))
    make_found("あとの清掃", 9, summary="防災も。")
    make_found("先の清掃", 5, summary="防災も。")
    make_found("読みにある", 7, title_kana="ボウサイの清掃", summary="防災。")
    make_found("防災と清掃", 20)

    ranked = ["防災と清掃", "先の清掃", "読みにある", "あとの清掃", "清掃は名前だけ", "名前にある"]

    assert found(q="防災　清掃") == ranked
    assert found(q="清掃 防災", sort=Sort.RELEVANCE) == ranked
    assert found(q="防災　清掃", sort=Sort.SOONEST)[0] == "清掃は名前だけ"


def test_where_words_are_found_in_very_many_the_soonest_lead_to_the_last_page(monkeypatch: pytest.MonkeyPatch) -> None:
    make_found("清掃", 9)
    make_found("池へ", 3)
    make_found("川へ", 5)
    question = OpportunityFilters(q="清掃")
    with monkeypatch.context() as fewer:
        fewer.setattr(keys, "COUNTED_UP_TO", 2)
        first = open_opportunities(question, limit=2)

    last = open_opportunities(replace(question, after=first.after), limit=2)

    assert [card.title for card in first.cards + last.cards] == ["池へ", "川へ", "清掃"]
    assert found(q="清掃") == ["清掃", "池へ", "川へ"]


@pytest.mark.parametrize("letter", ["%", "_", "/"])
def test_a_letter_that_stands_for_others_elsewhere_is_only_itself(letter: str) -> None:
    make_found("1つ", 3, summary=f"この{letter}")
    make_found(f"x{letter}", 9, summary="この")

    assert found(q=letter) == [f"x{letter}", "1つ"]
