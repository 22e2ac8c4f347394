"""The command that asks the index of words what a look through every text tells."""

from flask import Flask

from matcher.db import db
from matcher.domain.opportunities.models import Opportunity
from matcher.domain.opportunities.search_text import search_text
from tests.support.factories import make_opportunity, make_shift


def make_texts(*titles: str) -> list[Opportunity]:
    found = [make_shift(make_opportunity(title=title)).opportunity for title in titles]
    for opportunity in found:
        opportunity.search_text = search_text(opportunity)
    db.session.commit()
    return found


def test_an_index_that_answers_as_a_look_through_all_is_well(app: Flask) -> None:
    make_texts("ＮＰＯのこどもの会", "公園の清掃", "コドモの防災と花𠮷")

    told = app.test_cli_runner().invoke(args=["check-search"])

    assert told.exit_code == 0, told.output
    assert "3 texts, 100 questions" in told.output
    assert ": 0 answers differ from a plain scan." in told.output


def test_an_answer_that_differs_is_told(app: Flask) -> None:
    opportunity = make_texts("公園の清掃")[0]
    db.session.execute(db.update(Opportunity).where(Opportunity.id == opportunity.id).values(search_tokens="0000"))
    db.session.commit()

    told = app.test_cli_runner().invoke(args=["check-search"])

    assert told.exit_code == 1
    assert "WRONG" in told.output


def test_where_nothing_is_found_there_is_nothing_to_ask(app: Flask) -> None:
    assert "0 texts, 0 questions" in app.test_cli_runner().invoke(args=["check-search"]).output
