"""`flask synthesize`: adds a made-up city of any size, for measuring."""

import time

import click
from flask import current_app
from flask.cli import with_appcontext

from matcher.db import db
from matcher.demo.synthesis.city import synthesize as make_up


@click.command("synthesize")
@click.option("--opportunities", default=1_000, show_default=True, type=click.IntRange(min=1))
@click.option("--people", default=1_000, show_default=True, type=click.IntRange(min=10))
@click.option("--sign-ups", default=5_000, show_default=True, type=click.IntRange(min=0))
@click.option("--seed", default=1, show_default=True, type=int, help="The same seed makes the same city.")
@with_appcontext
def synthesize(opportunities: int, people: int, sign_ups: int, seed: int) -> None:
    """Add a made-up city of that size: three fiscal years, all of it or nothing. Never in production."""
    if current_app.extensions["config"].is_production:
        raise click.ClickException("A made-up city stands beside no real one: production refuses it.")
    begun = time.monotonic()
    with db.unit_of_work():
        make_up(db.session.connection(), opportunities=opportunities, people=people, sign_ups=sign_ups, seed=seed)
    click.echo(f"Made up {opportunities} opportunities in {time.monotonic() - begun:.1f} s.")
