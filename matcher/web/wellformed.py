"""Refuses what is no proper request before anything reads it.

That is another host, bytes that are no UTF-8, in forms NUL too (pages judge it in addresses), or more fields than any
page has. The framework would put replacement letters in the place of such bytes, and no database takes NUL.
"""

from urllib.parse import unquote_to_bytes

from flask import Flask, current_app, request
from flask.globals import request_ctx
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, SecurityError

URLENCODED = "application/x-www-form-urlencoded"
REPLACED = "\ufffd"


def _check() -> None:
    if isinstance(request.routing_exception, SecurityError):
        # The page that says so needs addresses of this service: those of its own host, not of the one asked for.
        request_ctx.url_adapter = current_app.url_map.bind(current_app.extensions["config"].host)
        raise request.routing_exception
    environ = request.environ
    _check_text(environ.get("PATH_INFO", "").encode("latin-1", "replace"))
    _check_text(environ.get("HTTP_COOKIE", "").encode("latin-1", "replace"))
    _check_text(unquote_to_bytes(environ.get("QUERY_STRING", "")))
    if request.mimetype == URLENCODED:
        body = request.get_data(cache=True)
        if body.count(b"&") >= current_app.config["MAX_FORM_PARTS"]:
            raise RequestEntityTooLarge
        if b"\0" in _check_text(unquote_to_bytes(body)):
            raise BadRequest
    elif request.mimetype.startswith("multipart/"):
        for name, values in request.form.lists():
            if any(REPLACED in text or "\0" in text for text in (name, *values)):
                raise BadRequest


def _check_text(written: bytes) -> bytes:
    try:
        written.decode()
    except UnicodeDecodeError:
        raise BadRequest from None
    return written


def init_app(app: Flask) -> None:
    """Look at every request first."""
    app.before_request(_check)
