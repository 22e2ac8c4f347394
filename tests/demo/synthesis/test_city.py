"""A made-up city is of the size asked for, keeps every promise of the product, and comes out the same again."""

import dataclasses

import pytest
from sqlalchemy import func, select

from matcher.cli.doctor import findings
from matcher.db import db
from matcher.demo.synthesis.city import synthesize
from matcher.domain.opportunities.filters import OpportunityFilters
from matcher.domain.opportunities.finding import open_opportunities
from matcher.domain.opportunities.models import Opportunity, ShiftRole
from matcher.domain.signups.models import Attendance, SignUp
from tests.support.databases import on_sqlite
from tests.support.factories import make_opportunity, make_shift

SIZE = {"opportunities": 300, "people": 200, "sign_ups": 900}


def make_up(seed: int = 1, **size: int) -> None:
    synthesize(db.session.connection(), **{**SIZE, **size}, seed=seed)
    db.session.commit()


def number_of(table: type) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.usefixtures("app")
def test_it_is_of_the_size_asked_for_and_keeps_every_promise() -> None:
    make_up()

    assert number_of(Opportunity) == SIZE["opportunities"]
    assert SIZE["sign_ups"] * 0.9 <= number_of(SignUp) <= SIZE["sign_ups"] * 1.1
    assert number_of(Attendance) > SIZE["sign_ups"] / 2
    assert db.session.scalar(select(func.count()).where(ShiftRole.taken == ShiftRole.capacity)) > 0
    assert [finding for finding in findings() if not finding.holds] == []


@pytest.mark.usefixtures("app")
def test_it_is_found_by_its_words_and_what_comes_after_it_too() -> None:
    make_up()
    cards = open_opportunities(OpportunityFilters()).cards
    word = cards[0].title.split()[-1]

    assert cards[0].id in {card.id for card in open_opportunities(OpportunityFilters(q=word)).cards}
    make_shift(make_opportunity(title="よその花壇の手入れ"))
    assert [card.title for card in open_opportunities(OpportunityFilters(q="よその花壇")).cards] == [
        "よその花壇の手入れ"
    ]


@pytest.mark.usefixtures("app")
def test_a_second_city_beside_the_first_keeps_every_promise_too() -> None:
    make_up()
    make_up(seed=2)

    assert number_of(Opportunity) == 2 * SIZE["opportunities"]
    assert [finding for finding in findings() if not finding.holds] == []


@on_sqlite
def test_one_group_in_ten_has_about_half_of_the_posts(app) -> None:
    make_up(opportunities=1000)

    number = func.count(Opportunity.id)
    posts = db.session.scalars(select(number).group_by(Opportunity.organization_id).order_by(number.desc())).all()
    assert 0.4 < sum(posts[: len(posts) // 10]) / sum(posts) < 0.7


@on_sqlite
def test_the_same_seed_makes_the_same_city(app) -> None:
    wanted = select(Opportunity.title, Opportunity.first_open_starts_at).order_by(Opportunity.id)
    made = []
    for seed in (7, 7, 8):
        synthesize(db.session.connection(), opportunities=20, people=20, sign_ups=10, seed=seed)
        made.append(db.session.execute(wanted).all())
        db.session.rollback()

    assert made[0] == made[1] != made[2]


@on_sqlite
def test_production_refuses_it(app, monkeypatch) -> None:
    production = {"environment": "production", "base_url": "https://example.jp", "mail_url": "smtp://localhost"}
    monkeypatch.setitem(app.extensions, "config", dataclasses.replace(app.extensions["config"], **production))

    result = app.test_cli_runner().invoke(args=["synthesize"])

    assert result.exit_code == 1
    assert "production refuses it" in result.output
