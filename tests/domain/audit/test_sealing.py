"""The audit log cannot be changed, and tampering below the database is found."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matcher.db import constraint_name
from matcher.domain.audit.actions import CLI, record
from matcher.domain.audit.models import AuditEntry, AuditSeal
from matcher.domain.audit.sealing import broken_seals, seal_entries
from matcher.guards import missing_guards
from tests.support.factories import make_department


@pytest.mark.parametrize("act", ["UPDATE audit_entry SET act = 'other'", "DELETE FROM audit_entry"])
def test_an_entry_is_never_changed_or_removed(session: Session, act: str) -> None:
    record("found", make_department(), by=CLI)
    session.flush()

    with pytest.raises(IntegrityError) as refusal:
        session.execute(text(act))

    assert "audit_entry_is_append_only" in constraint_name(refusal.value)


def test_every_entry_is_sealed_once_and_an_intact_chain_is_found_intact(session: Session) -> None:
    department = make_department()
    for act in ("found", "rename"):
        record(act, department, by=CLI, changes={"name": "見本課"})
        session.flush()

    assert (seal_entries(), seal_entries()) == (2, 0)
    record("close", department, by=CLI)
    session.flush()
    assert seal_entries() == 1

    assert broken_seals() == (2, [])


def test_a_seal_that_does_not_fit_its_entries_is_found(session: Session) -> None:
    record("found", make_department(), by=CLI)
    session.flush()
    seal_entries()
    entry = session.query(AuditEntry).one()
    forged = AuditSeal(sealed_at=entry.at, previous_hash="0" * 64, hash="f" * 64)
    session.add(forged)
    session.flush()

    assert broken_seals() == (2, [forged.id])


def test_no_guard_is_missing_after_the_migrations(session: Session) -> None:
    assert missing_guards(session.connection()) == []
