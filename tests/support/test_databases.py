"""Every test begins with an empty database, whatever the one before it did."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from matcher.db import db
from matcher.domain.audit.actions import CLI, record
from matcher.domain.audit.models import AuditEntry
from matcher.domain.people.models import Person
from tests.support.factories import make_person


@pytest.mark.parametrize("turn", ["first", "second"])
def test_rows_and_counts_begin_anew_even_where_rows_are_never_removed(
    session: scoped_session[Session], turn: str
) -> None:
    found = [session.scalar(select(func.count()).select_from(table)) for table in (Person, AuditEntry)]

    with db.unit_of_work():
        person = make_person(name=turn)
        record("enter", person, by=CLI)

    assert found == [0, 0]
    assert person.id == 1
