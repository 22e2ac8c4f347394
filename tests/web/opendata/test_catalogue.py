"""The page about open data: what there is, what each column means, how it may be used."""

import re

import pytest
import time_machine

from matcher.clock import now
from matcher.documents.open_data.tables import TABLES
from matcher.web.opendata.copies import GOOD_FOR
from tests.support.databases import on_sqlite
from tests.support.factories import make_shift
from tests.support.visitor import Visitor

PAGE = "/opendata"


@on_sqlite
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)
def test_each_table_is_told_with_its_links_and_every_column(client: Visitor, table: object) -> None:
    text = client.get(PAGE).text

    assert f'href="/opendata/222143_{table.code}.csv"' in text
    assert all(column.name in text and column.meaning in text for column in table.columns)
    assert table.title in text


@on_sqlite
def test_it_says_how_the_data_may_be_used_and_how_to_name_the_source(client: Visitor) -> None:
    text = client.get(PAGE).text

    assert "https://creativecommons.org/licenses/by/4.0/deed.ja" in text
    assert "出典：藤枝市「わきあい オープンデータ」（CC BY 4.0）" in text
    assert "を加工して作成" in text
    assert 'href="/api/v1/openapi.json"' in text


def test_every_link_of_it_answers(client: Visitor) -> None:
    make_shift()

    own = {link for link in re.findall(r'href="(/(?:opendata|api)[^"]*)"', client.get(PAGE).text)}

    assert len(own) == 10
    assert {client.get(link).status_code for link in own} == {200}


def test_an_empty_city_says_that_there_is_nothing_yet(client: Visitor) -> None:
    text = client.get(PAGE).text

    assert "0行" in text
    assert "まだ、なにもありません" in text


def test_rows_and_size_are_those_of_the_last_ten_minutes(client: Visitor) -> None:
    assert "0行" in client.get(PAGE).text
    make_shift()

    with time_machine.travel(now() + GOOD_FOR, tick=False):
        later = client.get(PAGE).text

    assert re.search(r"イベント・ボランティア募集.*?1行", later, re.DOTALL)


def test_the_footer_of_every_page_leads_to_it(client: Visitor) -> None:
    assert f'href="{PAGE}"' in client.get("/").text
