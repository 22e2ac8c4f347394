"""Open data may be read by the pages of any site: no cookie goes with it, and nothing in it is anybody's own."""

from flask import Response, request

from matcher.web.identity import is_for_machines

METHODS = "GET, HEAD, OPTIONS"
READABLE = "ETag, Link, Retry-After, Allow"
A_DAY = "86400"


def share(response: Response) -> Response:
    """Let scripts of other sites read the answer; to a question beforehand (OPTIONS) also say what they may ask."""
    if not is_for_machines():
        return response
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = READABLE
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = METHODS
        response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
        response.headers["Access-Control-Max-Age"] = A_DAY
    return response
