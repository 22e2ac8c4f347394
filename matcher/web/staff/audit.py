"""The append-only log of who did what, newest first, in words."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from flask import Blueprint, render_template, request, url_for
from werkzeug.exceptions import BadRequest

from matcher.domain.audit.models import ActorKind, AuditEntry
from matcher.domain.audit.queries import PAGE, entries
from matcher.domain.city.queries import departments
from matcher.domain.people.queries import people_of_accounts
from matcher.domain.permissions.table import Permission
from matcher.domain.statistics.subjects import WHERE, Subject, subjects_of
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.asked import asked_code, asked_number
from matcher.web.disclosure import disclose
from matcher.web.forms import clean
from matcher.web.list_files import AT_ONCE, ListFile, all_pages
from matcher.web.numbers import number_of
from matcher.words import audit as words
from matcher.words.audit_changes import ToldChange, told_changes

bp = Blueprint("audit", __name__, url_prefix="/audit")


class Told(NamedTuple):
    """An entry in words: who acted, on what (kind, title, address of its page), what changed."""

    entry: AuditEntry
    actor: str
    subject: tuple[str, str, str | None]
    changes: list[ToldChange]


FILE: ListFile[Told] = ListFile(
    _l("操作の記録"),
    (
        (_l("いつ"), lambda row: row.entry.at),
        (_l("だれが"), lambda row: row.actor),
        (_l("操作"), lambda row: str(words.ACTS.get(row.entry.act, row.entry.act))),
        (_l("対象"), lambda row: row.subject[0]),
        (_l("対象の名前"), lambda row: row.subject[1]),
        (_l("理由"), lambda row: str(words.REASONS.get(row.entry.reason, row.entry.reason or ""))),
        (_l("内容"), lambda row: "\n".join(map(_change_in_words, row.changes))),
    ),
)


@bp.get("")
@requires(Permission.WORK_IN_SUPPORT_OFFICE)
def index() -> Any:
    """A page of entries, by the act, the kind of thing or the one thing where asked; 400 in words for a bad number."""
    filters, before = _filters(), asked_number("before")
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
    return render_template(
        "staff/audit.html",
        rows=_told(shown),
        words=words,
        filters=filters,
        is_narrowed=any(value is not None for value in filters.values()),
        following=shown[-1].id if len(rows) > PAGE else None,
        before=before,
        refusal=refusal,
    )


@FILE.of(bp, "index", "", Permission.WORK_IN_SUPPORT_OFFICE)
def listed() -> Iterator[Told]:
    """All that fit, newest first."""
    filters = _filters()
    if isinstance(filters["subject_id"], str):
        raise BadRequest

    def page(before: int | None) -> tuple[list[Told], int | None]:
        rows = entries(before=before, size=AT_ONCE, **filters)
        return _told(rows[:AT_ONCE]), rows[AT_ONCE - 1].id if len(rows) > AT_ONCE else None

    return all_pages(page)


def _filters() -> dict[str, Any]:
    return {
        "act": asked_code("act", words.ACTS),
        "subject_type": asked_code("subject_type", words.SUBJECTS),
        "subject_id": _asked_subject(),
    }


def _told(shown: Sequence[AuditEntry]) -> list[Told]:
    known, actors = subjects_of(shown), _actors(shown)
    names = {one.id: one.name for one in departments()}
    return [
        Told(
            row,
            _actor(row, actors),
            _subject(row, known.get((row.subject_type, row.subject_id or 0))),
            told_changes(row, names),
        )
        for row in shown
    ]


def _change_in_words(change: ToldChange) -> str:
    if change.after is None:
        return _("%(field)s：変わりました（中身は残しません）", field=change.field)
    before = f"{change.before} → " if change.before is not None else ""
    return f"{change.field}：{before}{change.after}"


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
