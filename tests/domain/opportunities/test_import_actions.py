"""Rows of a list become drafts once; the database, not a look beforehand, keeps them from coming twice."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import insert, select

from matcher.clock import now
from matcher.db import db
from matcher.domain.audit.actions import CLI
from matcher.domain.audit.models import AuditEntry
from matcher.domain.opportunities.content import OpportunityContent, RoleContent
from matcher.domain.opportunities.import_actions import ImportedMeanwhile, RowToImport, import_rows
from matcher.domain.opportunities.models import Opportunity
from tests.support.contents import in_days, shift_content
from tests.support.factories import make_organization

pytestmark = pytest.mark.usefixtures("app")


def row(key: str, title: str = "朝市") -> RowToImport:
    return RowToImport(key=key * 64, content=OpportunityContent(title=title))


def test_a_row_that_comes_twice_in_a_list_is_one_draft() -> None:
    made = import_rows(make_organization(), "event-list-32", [row("a"), row("b"), row("a")], by=CLI)

    assert len(made) == 2


def test_the_same_key_from_another_source_or_group_is_another_row() -> None:
    group, other = make_organization(), make_organization()

    import_rows(group, "event-list-32", [row("a")], by=CLI)

    assert len(import_rows(group, "event-list-50", [row("a")], by=CLI)) == 1
    assert len(import_rows(other, "event-list-32", [row("a")], by=CLI)) == 1
    assert import_rows(group, "event-list-32", [row("a")], by=CLI) == []


def test_a_draft_that_was_changed_since_is_left_as_it_is() -> None:
    group = make_organization()
    first = import_rows(group, "event-list-32", [row("a")], by=CLI)[0]
    first.title = "朝市と花市"

    import_rows(group, "event-list-32", [row("a")], by=CLI)

    assert first.title == "朝市と花市"


def test_the_counters_of_each_draft_are_those_of_its_day() -> None:
    day = shift_content(starts_at=in_days(7), roles=(RoleContent(capacity=8),))
    made = import_rows(make_organization(), "event-list-32", [row("a"), replace(row("b"), shift=day)], by=CLI)

    db.session.expire_all()
    assert [(one.places_left, one.first_open_starts_at) for one in made] == [(None, None), (8, day.starts_at)]


def test_each_draft_is_in_the_audit_log_as_done_by_the_command() -> None:
    made = import_rows(make_organization(), "event-list-32", [row("a")], by=CLI)[0]

    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "draft-opportunity")).one()
    assert (entry.actor_kind, entry.subject_id) == ("cli", made.id)


def test_of_two_that_read_the_same_rows_at_once_the_second_is_told() -> None:
    group = make_organization()

    def rows_while_another_imports() -> Iterator[RowToImport]:
        facts = {"organization_id": group.id, "kind": "event", "title": "朝市", "created_at": now(), "search_text": ""}
        db.session.execute(insert(Opportunity).values(source="event-list-32", source_key="a" * 64, **facts))
        yield row("a")

    with pytest.raises(ImportedMeanwhile):
        import_rows(group, "event-list-32", rows_while_another_imports(), by=CLI)
