"""One transaction per request: a good unsafe request commits once, every other is rolled back.

Safe requests only read. On SQLite an unsafe one begins with BEGIN IMMEDIATE, after its body has been read, so that a
slow sender holds no lock.
"""

import secrets

from flask import Flask, Response, g, request

from matcher.db import db, reads_only
from matcher.domain.audit.actions import request_id

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def _open() -> None:
    g.reading = reads_only.set(request.method in SAFE_METHODS)
    g.request_id = request_id.set(secrets.token_hex(8))
    if request.method not in SAFE_METHODS:
        _ = request.form


def _settle(response: Response) -> Response:
    if request.method not in SAFE_METHODS and response.status_code < 400:
        db.session.commit()
    else:
        db.session.rollback()
    return response


def _close(error: BaseException | None) -> None:
    if "reading" in g:
        reads_only.reset(g.pop("reading"))
        request_id.reset(g.pop("request_id"))


def init_app(app: Flask) -> None:
    """Let every request of the app end its transaction; must be added before anything that reads the database."""
    app.before_request(_open)
    app.after_request(_settle)
    app.teardown_request(_close)
