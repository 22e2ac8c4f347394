"""Answers of the API: JSON that caches may keep, with links to the next page and to the licence."""

from collections.abc import Callable
from urllib.parse import urlencode

from flask import Response, request

from matcher.documents.open_data.openapi import JSON, LICENSE
from matcher.documents.open_data.record import Record, to_json
from matcher.web.addresses import address_of
from matcher.web.opendata.freshness import fresh

SECONDS_KEPT = 60


def answer(version: object, record: Callable[[], Record], *, next_page: str | None = None) -> Response:
    """The record as JSON, made only for who does not have it in that version."""
    response = fresh(version, lambda: Response(to_json(record()), content_type=JSON), seconds=SECONDS_KEPT)
    response.headers.add("Link", f'<{LICENSE["url"]}>; rel="license"')
    if next_page:
        response.headers["Link"] = f'<{next_page}>; rel="next", {response.headers["Link"]}'
    return response


def next_address(after: object) -> str | None:
    """The whole address of the page behind this one, with the same question; None where `after` is."""
    if after is None:
        return None
    given = [(name, value) for name, value in request.args.items(multi=True) if name != "after"]
    return f"{address_of(str(request.endpoint))}?{urlencode([*given, ('after', str(after))])}"
