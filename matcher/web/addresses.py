"""Addresses: the numbers in them, as many as a key of the database can be, and whole ones for who is elsewhere."""

from flask import Flask, current_app, url_for
from werkzeug.routing import IntegerConverter

GREATEST_KEY = 2**31 - 1


class Number(IntegerConverter):
    """`<int:…>` in a route: 1 to the greatest key in the digits 0 to 9; anything else matches no page."""

    regex = "[0-9]+"

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **{"min": 1, "max": GREATEST_KEY, **options})


def whole_address(path: str) -> str:
    """A path of this service as a file or a mail must write it, with the service's own name before it."""
    return str(current_app.extensions["config"].base_url).rstrip("/") + path


def address_of(endpoint: str, **parts: object) -> str:
    """The whole address of a page, made of the configured name, never of the request's."""
    return whole_address(url_for(endpoint, **parts))


def page_of_event(opportunity_id: int) -> str:
    """The whole address of an opportunity's page."""
    return address_of("public.opportunities.show", opportunity_id=opportunity_id)


def page_of_organization(slug: str) -> str:
    """The whole address of an organization's page."""
    return address_of("public.organizations.show", slug=slug)


def page_of_project(project_id: int) -> str:
    """The whole address of a project's page."""
    return address_of("public.projects.show", project_id=project_id)


def init_app(app: Flask) -> None:
    """Let every `<int:…>` of the app be such a number; must come before the pages."""
    app.url_map.converters["int"] = Number
