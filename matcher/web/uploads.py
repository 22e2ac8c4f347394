"""Routes that take a file may be sent more than the others: their view says so, and the limit is theirs alone.

Only with a session: whoever is not signed in sends no file. `init_app` comes before anything that reads a body.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, request

from matcher.documents.office_list import LIMITS
from matcher.web.identity import brought_session

ENVELOPE = 64 * 1024  # what a form adds around its file
LARGEST = LIMITS.size + ENVELOPE
View = Callable[..., Any]


def takes_file(view: View) -> View:
    """Let the view's route be sent a file of 10 MB in a form of several parts; stands above `@requires`."""
    view.takes_file = True
    return view


def _allow() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    is_file = request.mimetype == "multipart/form-data"
    if is_file and getattr(view, "takes_file", False) and brought_session():
        request.max_content_length = LARGEST


def init_app(app: Flask) -> None:
    """Look at every request before its body is read."""
    app.before_request(_allow)
