"""What a request of the API asks for, judged by the table that also describes it."""

from flask import Response, current_app, request
from flask.blueprints import BlueprintSetupState
from werkzeug.exceptions import NotAcceptable

from matcher.documents.open_data.openapi import JSON
from matcher.documents.open_data.operations import USUAL, Operation, operations
from matcher.domain.city.plan import current_plan
from matcher.web.problems import BadParameter

KEPT_WITH = "api_operations"


def note_operations(state: BlueprintSetupState) -> None:
    """Keep what can be asked, with the codes of the plan that is in force."""
    state.app.extensions[KEPT_WITH] = operations(current_plan())


def known_operations() -> dict[str, Operation]:
    """Every operation by its code."""
    found: dict[str, Operation] = current_app.extensions[KEPT_WITH]
    return found


def check_accepted() -> None:
    """Refuse (406) whoever says not to take JSON; whoever says nothing takes anything."""
    accepted = request.accept_mimetypes
    if accepted and not accepted[JSON]:
        raise NotAcceptable


def say_what_it_depends_on(response: Response) -> Response:
    """Tell caches that another Accept may be answered otherwise."""
    response.vary.add("Accept")
    return response


def asked(operation: str) -> dict[str, list[str]]:
    """The parameters given, each known and with values it takes. Raises BadParameter naming the first that is not.

    A page passes over what it does not know; a program would take the whole list for the part it misspelled.
    """
    taken = known_operations()[operation]
    given = request.args.to_dict(flat=False)
    for name, values in given.items():
        parameter = taken.parameter(name)
        if parameter is None or not parameter.accepts_all(values):
            raise BadParameter(name)
    return given


def one(given: dict[str, list[str]], name: str) -> str | None:
    """The value given under a name that takes one; None without it."""
    return given[name][0] if name in given else None


def number(given: dict[str, list[str]], name: str, otherwise: int) -> int:
    """The same as a number."""
    text = one(given, name)
    return otherwise if text is None else int(text)


def limit(given: dict[str, list[str]]) -> int:
    """How many records a page has."""
    return number(given, "limit", USUAL)
