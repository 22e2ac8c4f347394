"""Authority at the door: every route declares exactly one permission, and what may not be seen does not exist."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import abort, current_app, redirect, request, url_for
from werkzeug.exceptions import BadRequest, HTTPException
from werkzeug.urls import iri_to_uri

from matcher.domain.permissions.queries import is_public, may, must_accept_terms
from matcher.domain.permissions.table import Permission
from matcher.web.identity import account

View = Callable[..., Any]
PATH = re.compile(r"/(?!/)[^\\\x00-\x20\x7f]*\Z")
DOTS = re.compile(r"/(\.|%2e){1,2}(/|\Z)", re.IGNORECASE)
LONGEST = 2000  # letters of a destination: a session cookie holds it, and a browser keeps 4,096 bytes
# From these one is sent on at once or loses the session: as destinations they would only lead round in circles.
NO_DESTINATIONS = ("accounts.sign_in.", "accounts.sign_out.", "accounts.register.", "assets.")


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
    here = iri_to_uri(request.url).removeprefix(request.host_url.rstrip("/"))
    can_come_back = request.method == "GET" and _is_page_to_go_on_to(here)
    return redirect(url_for(endpoint, next=here if can_come_back else None), 303)


def destination(text: str | None, otherwise: str) -> str:
    """Where to go on to after an act, in ASCII: a page of this service with its query; `otherwise` where none is asked.

    Never a free address: anything but the path of a known page raises BadRequest.
    """
    if not text:
        return otherwise
    written = iri_to_uri(text.partition("#")[0]) if PATH.match(text) else ""
    if not _is_page_to_go_on_to(written):
        raise BadRequest
    return written


def _is_page_to_go_on_to(written: str) -> bool:
    """Whether an address is one of ours, judged by its letters: what a parser reads, a browser may read otherwise."""
    path = written.partition("?")[0]
    if len(written) > LONGEST or not PATH.match(written) or DOTS.search(path):
        return False
    try:
        endpoint, _ = current_app.url_map.bind(request.host).match(path, "GET")
    except HTTPException:
        return False
    return not endpoint.startswith(NO_DESTINATIONS)
