"""Every way a request can fail, as a page that says what happened, what is safe and the next step."""

from flask import Flask, Response, render_template, request
from sqlalchemy.exc import NoResultFound, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, InternalServerError

from matcher.db import db
from matcher.errors import Conflict, DomainError
from matcher.web.problems import is_for_api, problem
from matcher.web.transaction import SAFE_METHODS
from matcher.words import sentence

PAGES = frozenset({400, 403, 404, 405, 409, 413, 422, 429, 500, 503})


def _page(status: int, message: str | None = None, parameter: str | None = None) -> tuple[str | Response, int]:
    if request.method not in SAFE_METHODS or status >= 500:
        db.session.rollback()
    if is_for_api():
        return problem(status, message, parameter=parameter), status
    shown = status if status in PAGES else 400
    return render_template(f"errors/{shown}.html", message=message), status


def _http(error: HTTPException) -> object:
    if error.code is None or error.code < 400:
        return error
    page, status = _page(error.code, parameter=getattr(error, "parameter", None))
    kept = [(name, value) for name, value in error.get_headers() if name in ("Allow", "Retry-After")]
    return page, status, kept


def _refused(error: DomainError) -> object:
    return _page(409 if isinstance(error, Conflict) else 422, sentence(error))


def _busy(error: OperationalError) -> object:
    page, status = _page(503)
    return page, status, [("Retry-After", "5")]


def _broken(error: InternalServerError) -> object:
    return _page(500)


def init_app(app: Flask) -> None:
    """Give the app a page for each failure; what an unsafe request began is rolled back first."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(NoResultFound, lambda error: _page(404))
    app.register_error_handler(StaleDataError, lambda error: _page(409, sentence(Conflict())))
    app.register_error_handler(DomainError, _refused)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(500, _broken)
