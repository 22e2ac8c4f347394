"""The append-only log of who did what, newest first, in words."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from matcher.domain.audit.models import ActorKind, AuditEntry
from matcher.domain.audit.queries import PAGE, entries
from matcher.domain.city.queries import departments
from matcher.domain.people.queries import people_of_accounts
from matcher.domain.permissions.table import Permission
from matcher.domain.statistics.subjects import WHERE, Subject, subjects_of
from matcher.web.access import requires
from matcher.web.asked import asked_code, asked_number
from matcher.web.disclosure import disclose
from matcher.web.forms import clean
from matcher.web.numbers import number_of
from matcher.words import audit as words
from matcher.words.audit_changes import told_changes

bp = Blueprint("audit", __name__, url_prefix="/audit")


@bp.get("")
@requires(Permission.WORK_IN_SUPPORT_OFFICE)
def index() -> Any:
    """A page of entries, by the act, the kind of thing or the one thing where asked; 400 in words for a bad number."""
    filters: dict[str, Any] = {
        "act": asked_code("act", words.ACTS),
        "subject_type": asked_code("subject_type", words.SUBJECTS),
        "subject_id": _asked_subject(),
    }
    before = asked_number("before")
    if isinstance(filters["subject_id"], str):
        refusal = _("対象の番号は、数字で入れてください。例：42")
        return _page([], filters, before=before, refusal=refusal), 400
    return _page(entries(before=before, **filters), filters, before=before)


def _asked_subject() -> int | str | None:
    """The number asked for, in whatever width; else what was typed."""
    typed = clean(request.args.get("subject_id"))
    return number_of(unicodedata.normalize("NFKC", typed)) or typed if typed else None


def _page(
    rows: Sequence[AuditEntry], filters: dict[str, Any], *, before: int | None, refusal: str | None = None
) -> str:
    shown = rows[:PAGE]
    known = subjects_of(shown)
    names = {one.id: one.name for one in departments()}
    actors = _actors(shown)
    return render_template(
        "staff/audit.html",
        rows=[
            (row, _actor(row, actors), _subject(row, known.get((row.subject_type, row.subject_id or 0))),
             told_changes(row, names))
            for row in shown
        ],
        words=words,
        filters=filters,
        is_narrowed=any(value is not None for value in filters.values()),
        following=shown[-1].id if len(rows) > PAGE else None,
        before=before,
        refusal=refusal,
    )  # fmt: skip


def _actors(shown: Sequence[AuditEntry]) -> dict[int, str]:
    """The names of those who acted, by account; that they were seen is kept."""
    people = people_of_accounts({row.actor_id for row in shown if row.actor_id is not None})
    disclose([person.id for person in people.values()], "staff-audit")
    return {account_id: person.name for account_id, person in people.items()}


def _actor(row: AuditEntry, names: dict[int, str]) -> str:
    if row.actor_kind == ActorKind.ACCOUNT and row.actor_id in names:
        return names[row.actor_id]
    kind = str(words.ACTORS[row.actor_kind])
    return _("%(kind)s 番号 %(id)s", kind=kind, id=row.actor_id) if row.actor_id else kind


def _subject(row: AuditEntry, found: Subject | None) -> tuple[str, str, str | None]:
    """The kind of thing, its title or number, and the address of its page where it has one."""
    kind = str(words.SUBJECTS.get(row.subject_type, row.subject_type))
    if found is not None:
        return kind, found.title, _address(found.kind, found.key)
    number = _("番号 %(id)s", id=row.subject_id) if row.subject_id is not None else ""
    is_gone = row.subject_type in WHERE
    return kind, number, None if is_gone else _address(row.subject_type, row.subject_id)


def _address(kind: str, key: int | str | None) -> str | None:
    pages = {
        "organization": ("staff.organizations.show", "slug"),
        "opportunity": ("staff.opportunities.show", "opportunity_id"),
        "project_year": ("staff.projects.show", "project_year_id"),
        "department": ("staff.departments.form", "department_id"),
        "account": ("staff.accounts.form", "account_id"),
    }
    if kind in ("kpi_figure", "kpi_snapshot"):
        return url_for("staff.kpi_figures.form")
    if kind not in pages or key is None:
        return None
    endpoint, name = pages[kind]
    return url_for(endpoint, **{name: key})
