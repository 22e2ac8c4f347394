"""Authority at the door: every route declares exactly one permission, and what may not be seen does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from flask import abort, current_app, redirect, request, url_for
from werkzeug.exceptions import BadRequest, HTTPException
from werkzeug.routing import RequestRedirect

from matcher.domain.permissions.queries import is_public, may, must_accept_terms
from matcher.domain.permissions.table import Permission
from matcher.web.identity import account

View = Callable[..., Any]


def requires(permission: Permission, load: Callable[..., Any] | None = None) -> Callable[[View], View]:
    """Let the view run only for those who have `permission`, on the thing `load(**url parameters)` finds.

    With `load` the view gets the thing, else the parameters. Nothing found and nothing allowed are both 404, alike to
    the byte; whoever is not signed in is sent to sign in before anything is looked up, and whoever has not accepted
    the terms in force is sent to do so.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**parameters: Any) -> Any:
            asking = account()
            if asking is None and not is_public(permission):
                return _first("accounts.sign_in.form")
            if asking is not None and must_accept_terms(asking, permission):
                return _first("accounts.terms.form")
            if not all(map(_can_exist, parameters.values())):
                abort(404)
            thing = load(**parameters) if load else None
            if not may(asking, permission, thing):
                abort(404)
            return view(thing) if load else view(**parameters)

        guarded.permission = permission  # type: ignore[attr-defined]  # both are read by the tests over all routes
        guarded.loads = load is not None  # type: ignore[attr-defined]  # read by the same test
        return guarded

    return decorate


def _can_exist(parameter: object) -> bool:
    """Whether a part of an address can name anything: no database takes a null sign, and ids end at 2,147,483,647."""
    if isinstance(parameter, int):
        return parameter < 2**31
    return "\0" not in str(parameter)


def _first(endpoint: str) -> Any:
    """On to a page that comes first, and from there back to this one where it can be asked for again."""
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for(endpoint, next=back), 303)


def destination(text: str | None, otherwise: str) -> str:
    """A path of this service to go on to after an act; `otherwise` where none is asked for.

    Only the path and query of a known page are accepted (never a free address): anything else raises BadRequest.
    """
    if not text:
        return otherwise
    parts = urlsplit(text)
    hostile = any(ord(letter) < 33 or letter == "\\" for letter in text) or text.startswith("//")
    if hostile or parts.scheme or parts.netloc or not parts.path.startswith("/"):
        raise BadRequest
    try:
        current_app.url_map.bind(request.host).match(parts.path, "GET")
    except RequestRedirect:
        raise BadRequest from None
    except HTTPException:
        raise BadRequest from None
    return parts.path + (f"?{parts.query}" if parts.query else "")
