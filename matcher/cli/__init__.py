"""Commands for whoever runs the service: `flask --app matcher <command>`. One module per command."""

from flask import Flask

from matcher.cli.serve import serve


def init_app(app: Flask) -> None:
    """Add every command to the app."""
    app.cli.add_command(serve)
