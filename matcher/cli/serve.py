"""`flask serve`: the server and the worker of one machine, started, watched and ended together."""

import os
import socket
import sys
from http.client import HTTPConnection, HTTPException

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from matcher.cli.demo import PASSWORD
from matcher.cli.supervision import Supervisor
from matcher.db import db
from matcher.domain.people.models import Account
from matcher.readiness import faults_before_start

SERVER = (
    "-m granian --interface wsgi --factory matcher:create_app --no-ws --log-level warning --blocking-threads 1"
    " --respawn-failed-workers --workers-kill-timeout 4"
)
WORKER = "-m flask --app matcher worker"
DEMO = {
    "citizen": "a citizen",
    "student": "a pupil of 16",
    "guardian": "a guardian",
    "organizer": "someone who acts for a group",
    "company": "someone who acts for a company",
    "department": "a department of the city",
    "staff": "the support office",
    "counter": "the support office's counter",
}


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", envvar="PORT", default=8000, show_default=True, type=click.IntRange(1, 65535))
@with_appcontext
def serve(host: str, port: int) -> None:
    """Run server and worker together until a signal, or until one of them ends."""
    if is_taken(host, port):
        raise click.ClickException(
            f"Port {port} is taken by another program: end that one, or choose another port: make run PORT={port + 1}"
        )
    if faults := faults_before_start():
        raise click.ClickException(" ".join(faults.values()))
    address, accounts = f"http://{host}:{port}", demo_accounts()
    with Supervisor(commands(host, port), {**os.environ, "PORT": str(port)}) as children:
        ended = children.watch(lambda: answers(host, port), lambda: click.echo(greeting(address, accounts)))
    if ended:
        name, code = ended
        raise click.ClickException(f"The {name} ended by itself (exit {code}), so all was stopped. It said why above.")
    click.echo("Stopped.")


def commands(host: str, port: int) -> dict[str, list[str]]:
    """What runs, by name: one server process per core, each with one thread (the fastest of what was measured)."""
    cores = len(os.sched_getaffinity(0))
    where = ["--host", host, "--port", str(port), "--workers", str(cores)]
    return {"server": [sys.executable, *SERVER.split(), *where], "worker": [sys.executable, *WORKER.split()]}


def is_taken(host: str, port: int) -> bool:
    """Whether somebody listens there already. The server itself would share the port with them without a word."""
    try:
        socket.create_server((host, port)).close()
    except OSError:
        return True
    return False


def answers(host: str, port: int) -> bool:
    """Whether the server is up and finds itself healthy."""
    connection = HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def demo_accounts() -> list[str]:
    """The addresses of the demo city's accounts that this database holds; never any in production."""
    if current_app.extensions["config"].is_production:
        return []
    wanted = [f"{name}@demo.example" for name in DEMO]
    held = set(db.session.scalars(select(Account.email).where(Account.email.in_(wanted))))
    db.session.rollback()
    db.engine.dispose()
    return [address for address in wanted if address in held]


def greeting(address: str, accounts: list[str]) -> str:
    """What the person at the terminal reads once the service answers."""
    lines = ["", f"  わきあい is at {address}", ""]
    if accounts:
        lines.append(f"  Sign in at {address}/sign-in, each with the password {PASSWORD}:")
        lines += [f"    {account:<24} {DEMO[account.partition('@')[0]]}" for account in accounts]
        lines.append("")
    return "\n".join([*lines, "  Ctrl-C stops it; what was entered is kept.", ""])
