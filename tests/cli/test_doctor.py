"""`flask doctor` finds what is broken and says so with its exit code."""

from flask import Flask
from sqlalchemy import text

from matcher.db import db
from tests.support.collaboration import make_verified_year


def test_a_sound_database_is_found_sound(app: Flask) -> None:
    with db.unit_of_work():
        make_verified_year()

    answer = app.test_cli_runner().invoke(args=["doctor"])

    assert answer.exit_code == 0, answer.output
    assert "ok    projects: what is verified meets C1 to C9: 1 checked, 0 wrong" in answer.output


def test_a_verified_project_that_lost_its_proof_is_found(app: Flask) -> None:
    with db.unit_of_work():
        year = make_verified_year()
        db.session.execute(text(f"DELETE FROM evidence WHERE project_year_id = {year.id}"))

    answer = app.test_cli_runner().invoke(args=["doctor"])

    assert answer.exit_code == 1
    assert "WRONG projects: what is verified meets C1 to C9: 1 checked, 1 wrong" in answer.output
