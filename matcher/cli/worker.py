"""`flask worker`: does the duties that come due until it is told to stop."""

import signal
import threading

import click
from flask import current_app
from flask.cli import with_appcontext

from matcher.worker.loop import go_round, work


@click.command("worker")
@click.option("--once", is_flag=True, help="Do what is due now, then stop.")
@with_appcontext
def worker(once: bool) -> None:
    """Sends letters, seals the audit log and does whatever else comes due."""
    config = current_app.extensions["config"]
    if once:
        for name, number in go_round(config).items():
            click.echo(f"{name}: {number}")
        return
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    work(config, stop)
