"""`flask doctor`: looks at everything that must always be true, one line each."""

import click
from flask.cli import with_appcontext

from matcher.db import db, reading
from matcher.domain.audit.invariants import invariants as of_audit
from matcher.domain.imports.invariants import invariants as of_lists
from matcher.domain.notifications.invariants import invariants as of_notices
from matcher.domain.people.invariants import invariants as of_people
from matcher.domain.projects.invariants import invariants as of_projects
from matcher.domain.signups.invariants import invariants as of_sign_ups
from matcher.guards import missing_guards
from matcher.invariants import Finding

CHECKS = (of_audit, of_lists, of_notices, of_people, of_projects, of_sign_ups)


def findings() -> list[Finding]:
    """Every promise of the product with how it stands in this database."""
    missing = missing_guards(db.session.connection())
    found = [Finding("database: every guard is in place", 1, len(missing))]
    for check in CHECKS:
        found += check()
    return found


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Checks every promise; exits with 1 if any is broken."""
    with reading():
        found = findings()
        db.session.rollback()
    for finding in found:
        mark = "ok   " if finding.holds else "WRONG"
        click.echo(f"{mark} {finding.promise}: {finding.checked} checked, {finding.wrong} wrong")
    if not all(finding.holds for finding in found):
        raise SystemExit(1)
