"""Commands for whoever runs the service: `flask --app matcher <command>`. One module per command."""

from flask import Flask

from matcher.cli.accounts import accounts
from matcher.cli.check_search import check_search
from matcher.cli.demo import demo
from matcher.cli.doctor import doctor
from matcher.cli.import_events import import_events
from matcher.cli.serve import serve
from matcher.cli.synthesize import synthesize
from matcher.cli.worker import worker


def init_app(app: Flask) -> None:
    """Add every command to the app."""
    for command in (accounts, check_search, demo, doctor, import_events, serve, synthesize, worker):
        app.cli.add_command(command)
