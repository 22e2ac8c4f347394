"""What the address of a list asks for. A value nobody could have chosen is a bad request (400), said in a page."""

from collections.abc import Collection

from flask import request
from werkzeug.exceptions import BadRequest

LONGEST_TEXT = 100
LARGEST_ID = 2**31 - 1


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
