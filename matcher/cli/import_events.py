"""`flask import-events`: the event lists municipalities publish, as drafts of one organization."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import NoResultFound

from matcher.db import db
from matcher.documents import event_list
from matcher.documents.csvfile import DEFAULT_LIMITS
from matcher.documents.event_drafts import content_of, shift_of
from matcher.documents.event_list import EventList
from matcher.documents.fault import Fault
from matcher.domain.audit.actions import CLI
from matcher.domain.opportunities.import_actions import RowToImport, import_rows
from matcher.domain.organizations.models import Organization
from matcher.domain.organizations.queries import organization as organization_at
from matcher.errors import DomainError
from matcher.language import gettext as _
from matcher.words import sentence
from matcher.words.documents import fault_sentence

ROWS_NAMED = 10


@click.command("import-events")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organization", "slug", required=True, help="The group that gets the drafts: its name in addresses.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and keep nothing.")
@click.option("--skip-bad-rows", is_flag=True, help="Take a file without the rows that are listed as faults.")
@with_appcontext
def import_events(files: tuple[Path, ...], slug: str, dry_run: bool, skip_bad_rows: bool) -> None:
    """Read event lists (CSV of 32 or 50 columns) into drafts of a group; nothing is published.

    A file goes in whole or not at all; rows read before are passed over. Ends with 1 if a file was refused.
    """
    organization = _organization(slug)
    taken = [_import_file(path, organization, dry_run, skip_bad_rows) for path in files]
    if not all(taken):
        raise SystemExit(1)


def _organization(slug: str) -> Organization:
    try:
        return organization_at(slug)
    except NoResultFound:
        sought = _(
            "「%(slug)s」という団体はありません。団体のページの、アドレスの最後の部分を書いてください。", slug=slug
        )
        raise click.ClickException(sought) from None


def _import_file(path: Path, organization: Organization, dry_run: bool, skip_bad_rows: bool) -> bool:
    """Import one file, or say why not; whether it was taken."""
    with path.open("rb") as file:
        listed = event_list.read(file.read(DEFAULT_LIMITS.size + 1))
    if listed.is_unusable or (listed.faults and not skip_bad_rows):
        _tell(_refusal(path.name, listed), listed)
        return False
    try:
        made = _import_rows(listed, organization, dry_run)
    except DomainError as error:
        _tell(_("%(file)s：入れませんでした。%(why)s", file=path.name, why=sentence(error)), listed)
        return False
    _tell(_summary(path.name, listed, made, dry_run), listed)
    return True


def _import_rows(listed: EventList, organization: Organization, dry_run: bool) -> int:
    rows = [RowToImport(key=row.key, content=content_of(row), shift=shift_of(row.event)) for row in listed.rows]
    with db.unit_of_work():
        made = len(import_rows(organization, str(listed.layout), rows, by=CLI))
        if dry_run:
            db.session.rollback()
    return made


def _refusal(name: str, listed: EventList) -> str:
    count = len(listed.faults)
    if listed.is_unusable:
        return _("%(file)s：入れませんでした。直すところが%(count)s件あります。", file=name, count=count)
    return _(
        "%(file)s：入れませんでした。直すところが%(count)s件あります。"
        "直してから入れるか、--skip-bad-rows を付けてその行を除いて入れてください。",
        file=name,
        count=count,
    )


def _summary(name: str, listed: EventList, made: int, dry_run: bool) -> str:
    counts = {"file": name, "rows": len(listed.rows), "made": made, "known": len(listed.rows) - made}
    if dry_run:
        told = _("%(file)s：%(rows)s件のうち%(made)s件が下書きになります（取り込み済み%(known)s件）。", **counts)
        told += _("試しに読んだだけで、何も書いていません。")
    else:
        told = _("%(file)s：%(rows)s件のうち%(made)s件を下書きにしました（取り込み済み%(known)s件）。", **counts)
    bad = len({fault.row for fault in listed.faults})
    return told + (_("次の%(count)s行は除きました。", count=bad) if bad else "")


def _tell(line: str, listed: EventList) -> None:
    click.echo(line)
    for fault in listed.faults:
        click.echo(f"  {fault_sentence(fault)}")
    for told in _remarks(listed.remarks):
        click.echo(f"  {told}")


def _remarks(remarks: Iterable[Fault]) -> Iterator[str]:
    """One line for the rows that share a remark."""
    alike: dict[str, list[str]] = defaultdict(list)
    for remark in remarks:
        without_row = Fault(remark.code, None, remark.column, remark.parameters)
        alike[fault_sentence(without_row)].append(str(remark.row))
    for told, rows in alike.items():
        named = "・".join(rows[:ROWS_NAMED])
        if len(rows) > ROWS_NAMED:
            named = _("%(rows)sなど%(count)s", rows=named, count=len(rows))
        yield _("注意 %(rows)s行目%(what)s", rows=named, what=told)
