"""A database in use is brought up to date with its rows; each revision can be taken back and done again."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import select, text

from config import driver_url
from matcher import create_app
from matcher.db import db
from matcher.domain.opportunities.models import Opportunity
from matcher.domain.opportunities.search_index import has_words
from matcher.guards import missing_guards
from tests.support import databases
from tests.support.databases import Database, PostgresqlDatabase

ROWS = (
    "INSERT INTO organization (id, slug, kind, name, district, status, conditions_accepted, search_text, created_at,"
    " version) VALUES (1, 'kai', 'civic_group', '会', 'okabe', 'draft', '[]', '', '2026-11-01 00:00:00', 1)",
    "INSERT INTO person (id, name, email, contact_by, language, is_student, has_guardian, created_at)"
    " VALUES (1, '見本', 'a@example.jp', 'mail', 'ja', false, false, '2026-11-01 00:00:00')",
    "INSERT INTO account (id, person_id, email, status, session_version, is_staff, created_at)"
    " VALUES (1, 1, 'a@example.jp', 'active', 1, true, '2026-11-01 00:00:00')",
    "INSERT INTO opportunity (id, organization_id, kind, status, title, created_at, search_text, version, summary,"
    " description, things_to_bring, district, sign_up_way, joining, decision, attendance_mode, insurance_type,"
    " contact_name, decided_by, first_open_starts_at)"
    " VALUES (1, 1, 'event', 'published', '花ダンの手入れ', '2026-11-01 00:00:00', '花ダンの手入れ', 1,"
    " '', '', '', 'okabe', 'here', 'each-shift', 'first-come', 'on-site', 'event', '見本', 1, '2026-12-01 00:00:00')",
    "INSERT INTO link_token (id, token_hash, purpose, subject_type, subject_id, created_at, expires_at)"
    " VALUES (1, 'hash', 'invitation', 'invitation', 1, '2026-11-01 00:00:00', '2026-12-01 00:00:00')",
)


@pytest.fixture
def empty_url(database: Database, tmp_path: Path) -> Iterator[str]:
    """The address of a database of this kind in which nothing is yet."""
    if not isinstance(database, PostgresqlDatabase):
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    name = f"wakiai_empty_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(database.address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield driver_url(database.server.format(name))
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_rows_of_the_first_revision_live_on_in_the_newest(empty_url: str, tmp_path: Path) -> None:
    with create_app(databases.testing_config(empty_url, tmp_path)).app_context():
        upgrade(revision="0001")
        for row in ROWS:
            db.session.execute(text(row))
        db.session.commit()

        for _ in range(2):
            upgrade()
            found = select(Opportunity.title).where(has_words(["花だん"]))
            assert db.session.scalars(found).all() == ["花ダンの手入れ"]
            assert db.session.execute(text("SELECT purpose, sealed FROM link_token")).all() == [("invitation", None)]
            db.session.execute(text("UPDATE link_token SET purpose = 'change-email'"))
            db.session.rollback()
            assert missing_guards(db.session.connection()) == []
            db.session.rollback()
            downgrade(revision="0001")
        db.engine.dispose()
