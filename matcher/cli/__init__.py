"""Commands for whoever runs the service: `flask --app matcher <command>`. One module per command."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Add every command to the app."""
