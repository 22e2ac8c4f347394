"""What the address of a list asks for. A value nobody could have chosen is a bad request (400), said in a page."""

from collections.abc import Collection, Sequence
from urllib.parse import urlencode

from flask import request
from werkzeug.exceptions import BadRequest

LONGEST_TEXT = 100
LARGEST_ID = 2**31 - 1
PLACES = ("after", "before")  # from where on a page of a list is shown


def asked_text(name: str) -> str | None:
    """A line of text; None where nothing is asked. Raises BadRequest for more than 100 letters or a null sign."""
    text = request.args.get(name, "").strip()
    if len(text) > LONGEST_TEXT or "\0" in text:
        raise BadRequest
    return text or None


def asked_code(name: str, known: Collection[str]) -> str | None:
    """One of the codes known; None where nothing is asked. Raises BadRequest."""
    code = request.args.get(name, "")
    if code and code not in known:
        raise BadRequest
    return code or None


def asked_number(name: str) -> int | None:
    """An id; None where nothing is asked. Raises BadRequest."""
    text = request.args.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or int(text[:12]) > LARGEST_ID:
        raise BadRequest
    return int(text)


def conditions() -> list[tuple[str, str]]:
    """What narrows the list: every argument of the address with a value, but where its page begins."""
    return [(name, value) for name, value in request.args.items(multi=True) if value and name not in PLACES]


def same_list(**place: object) -> str:
    """The list with the same conditions, from a place on.

    Never by `url_for(**arguments)`: that would take what somebody typed for options of its own (_scheme, endpoint).
    """
    return addressed(request.path, [*conditions(), *((name, str(value)) for name, value in place.items())])


def addressed(path: str, arguments: Sequence[tuple[str, str]]) -> str:
    """The path with its arguments."""
    return f"{path}?{urlencode(arguments)}" if arguments else path
