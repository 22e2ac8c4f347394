"""Addresses of pages as files and records give them: whole, with the service's own host, whoever asked."""

from flask import current_app, url_for


def address_of(endpoint: str, **parts: object) -> str:
    """The whole address of a page, made of the configured one, never of the request."""
    return current_app.extensions["config"].base_url.rstrip("/") + url_for(endpoint, **parts)


def page_of_event(opportunity_id: int) -> str:
    """The page of an opportunity."""
    return address_of("public.opportunities.show", opportunity_id=opportunity_id)


def page_of_organization(slug: str) -> str:
    """The page of an organization."""
    return address_of("public.organizations.show", slug=slug)


def page_of_project(project_id: int) -> str:
    """The page of a project."""
    return address_of("public.projects.show", project_id=project_id)
