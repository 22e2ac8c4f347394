"""`flask accounts`: what must be possible before anybody of the city can sign in, and when nobody can any more."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import current_app
from flask.cli import AppGroup

from matcher.db import db
from matcher.domain.audit.actions import CLI
from matcher.domain.city.models import Department
from matcher.domain.city.queries import department_with_code
from matcher.domain.people.accounts import add_account, change_authority, resume_account, suspend_account
from matcher.domain.people.actions import add_person
from matcher.domain.people.models import Account
from matcher.domain.people.password_changes import issue_password_link
from matcher.domain.people.profile import Profile
from matcher.domain.people.queries import account_with_email, city_accounts
from matcher.errors import DomainError
from matcher.words import sentence

accounts = AppGroup("accounts", help="Adds, shows and bars accounts.")


@accounts.command("add-staff")
@click.argument("email")
@click.option("--name", default="", help="The name colleagues see; the address's first part where none is given.")
@click.option("--department", "code", help="Code of a department; without it: staff of the support office.")
def add_staff(email: str, name: str, code: str | None) -> None:
    """Makes EMAIL an account of the city and prints the link with which its owner sets a password (7 days, once)."""
    with _in_words(), db.unit_of_work():
        account = _city_account(email, name or email.partition("@")[0], _department(code))
        secret = issue_password_link(account)
    click.echo(f"{current_app.extensions['config'].base_url}/password/reset/{secret}")


@accounts.command("list")
def show() -> None:
    """Prints the city's accounts: id, state, what for, address."""
    for account in city_accounts():
        office = account.department.code if account.department else "support-office"
        click.echo(f"{account.id}\t{account.status.value}\t{office}\t{account.email}")


@accounts.command("suspend")
@click.argument("email")
@click.option("--reason", required=True, help="Why; kept in the audit log.")
def suspend(email: str, reason: str) -> None:
    """Bars the account of EMAIL at once."""
    with _in_words(), db.unit_of_work():
        suspend_account(_known(email), by=CLI, reason=reason)


@accounts.command("resume")
@click.argument("email")
@click.option("--reason", required=True, help="Why; kept in the audit log.")
def resume(email: str, reason: str) -> None:
    """Lets the barred account of EMAIL in again."""
    with _in_words(), db.unit_of_work():
        resume_account(_known(email), by=CLI, reason=reason)


@contextmanager
def _in_words() -> Iterator[None]:
    """A rule's refusal ends the command with its sentence."""
    try:
        yield
    except DomainError as error:
        raise click.ClickException(sentence(error)) from error


def _city_account(email: str, name: str, department: Department | None) -> Account:
    is_staff = department is None or department.is_support_office
    department_id = department.id if department else None
    account = account_with_email(email)
    if account is None:
        person = add_person(profile=Profile(name=name), email=email, is_adult=True)
        return add_account(person=person, email=email, by=CLI, is_staff=is_staff, department_id=department_id)
    change_authority(account, is_staff=is_staff, department_id=department_id, by=CLI)
    return account


def _department(code: str | None) -> Department | None:
    department = department_with_code(code) if code else None
    if code and department is None:
        raise click.ClickException(f"No department has the code '{code}': see /staff/departments.")
    return department


def _known(email: str) -> Account:
    account = account_with_email(email)
    if account is None:
        raise click.ClickException(f"No account has the address {email}.")
    return account
