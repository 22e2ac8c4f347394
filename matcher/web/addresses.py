"""Numbers in addresses: as many as a key of the database can be, so that a longer one is simply not found."""

from flask import Flask
from werkzeug.routing import IntegerConverter

GREATEST_KEY = 2**31 - 1


class Number(IntegerConverter):
    """`<int:…>` in a route: 1 to the greatest key in the digits 0 to 9; anything else matches no page."""

    regex = "[0-9]+"

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **{"min": 1, "max": GREATEST_KEY, **options})


def init_app(app: Flask) -> None:
    """Let every `<int:…>` of the app be such a number; must come before the pages."""
    app.url_map.converters["int"] = Number
