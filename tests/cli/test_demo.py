"""`flask demo`: fills an empty database, and only an empty one, and never in production."""

import dataclasses

import pytest

from matcher.db import db
from tests.support.databases import on_sqlite
from tests.support.factories import make_person


@pytest.fixture
def demo(app):
    def run(*arguments: str):
        db.session.commit()
        return app.test_cli_runner().invoke(args=["demo", *arguments])

    return run


@on_sqlite
def test_it_fills_an_empty_database_and_the_demo_people_can_sign_in(demo_city, client):
    client.sign_in("citizen@demo.example")

    assert "eight people to sign in as" in demo_city


@on_sqlite
def test_a_database_with_somebody_in_it_is_refused(demo):
    make_person()

    result = demo()

    assert result.exit_code == 1
    assert "Somebody is in this database already" in result.output


@on_sqlite
def test_asked_to_do_it_only_if_empty_it_leaves_a_used_database_alone(demo):
    make_person()

    result = demo("--if-empty")

    assert (result.exit_code, result.output) == (0, "")


@on_sqlite
def test_production_refuses_it(app, demo, monkeypatch):
    production = dataclasses.replace(
        app.extensions["config"], environment="production", base_url="https://example.jp", mail_url="smtp://localhost"
    )
    monkeypatch.setitem(app.extensions, "config", production)

    result = demo("--if-empty")

    assert result.exit_code == 1
    assert "production refuses it" in result.output
