"""`flask demo`: fills an empty database with the demo city."""

import click
from flask import current_app
from flask.cli import with_appcontext

from matcher.db import db
from matcher.demo.loading import is_empty, load
from matcher.demo.records import demo_city
from matcher.domain.people.passwords import hash_password

PASSWORD = "wakiai-demo"  # noqa: S105 of fictional people, who cannot exist in production


@click.command("demo")
@click.option("--if-empty", is_flag=True, help="Do nothing where somebody is in the database already.")
@with_appcontext
def demo(if_empty: bool) -> None:
    """Fill the database with the demo city: fictional people, groups and their past. Never in production."""
    if current_app.extensions["config"].is_production:
        raise click.ClickException("The demo city has sign-ins everybody knows, so production refuses it.")
    with db.unit_of_work():
        free = is_empty()
    if not free:
        if if_empty:
            return
        raise click.ClickException("Somebody is in this database already: take an empty one, or remove it first.")
    click.echo("Filling the database with the demo city (some seconds) …")
    password_hash = hash_password(PASSWORD)  # slow, so before the transaction
    with db.unit_of_work():
        load(demo_city(), password_hash=password_hash)
    click.echo("The demo city is there: eight people to sign in as, each with the password " + PASSWORD + ".")
