"""Words that were searched for: how they order the list, and where they are marked."""

from typing import Any

import pytest

from matcher.domain.opportunities import finding
from matcher.domain.opportunities.models import Opportunity
from tests.support.factories import make_opportunity, make_shift
from tests.support.visitor import Visitor


def make_found(title: str = "公園の清掃", **facts: Any) -> Opportunity:
    return make_shift(make_opportunity(title=title, **facts)).opportunity


def test_the_words_that_were_searched_for_are_marked_on_the_card_and_on_the_page(client: Visitor) -> None:
    opportunity = make_found(
        "こうえんの<清掃>", summary="三班に分かれて。", description="池の<b>コウエン</b>まで", venue="公園"
    )

    cards = client.get("/opportunities?q=コウエン").text
    page = client.get(f"/opportunities/{opportunity.id}?q=コウエン").text

    assert f'href="/opportunities/{opportunity.id}?q=%E3%82%B3%E3%82%A6%E3%82%A8%E3%83%B3"' in cards
    for shown in (cards, page):
        assert "<mark>こうえん</mark>の&lt;清掃&gt;" in shown
        assert "池の&lt;b&gt;<mark>コウエン</mark>&lt;/b&gt;まで" in shown
    assert "<title>こうえんの&lt;清掃&gt; - " in page


def test_nothing_is_marked_for_whoever_does_not_search(client: Visitor) -> None:
    opportunity = make_found("<mark>")

    for address in ("/opportunities", "/opportunities?q=", f"/opportunities/{opportunity.id}?q=%20"):
        assert "<mark>" not in client.get(address).text


def test_a_search_too_long_for_the_list_is_too_long_for_the_page(client: Visitor) -> None:
    assert client.get(f"/opportunities/{make_found().id}?q={'a' * 101}").status_code == 400


def test_words_can_be_ordered_by_how_well_they_fit(client: Visitor) -> None:
    make_found()

    assert "よく合う順</a>" not in client.get("/opportunities").text
    assert 'aria-current="page">よく合う順' in client.get("/opportunities?q=清掃").text


def test_where_too_many_are_found_to_be_ranked_the_page_says_so(
    client: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_found()
    make_found()
    monkeypatch.setattr(finding, "COUNTED_UP_TO", 1)

    assert "たくさん見つかったので、日にちの近い順に並べています" in client.get("/opportunities?q=清掃").text
    assert "たくさん見つかったので" not in client.get("/opportunities?q=清掃&sort=newest").text
