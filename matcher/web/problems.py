"""Refusals of the API, as problem details (RFC 9457) instead of pages."""

from http import HTTPStatus

from flask import Response, request
from werkzeug.exceptions import UnprocessableEntity

from matcher.documents.open_data.list_records import Problem
from matcher.documents.open_data.openapi import PROBLEM
from matcher.documents.open_data.record import to_json
from matcher.language import lazy_gettext as _l

ADDRESSES = ("/api/",)
DETAILS = {
    400: _l("読めない要求です。文字はUTF-8で送ってください。"),
    404: _l("そのものはないか、もう公開していません。アドレスは /api/v1/openapi.json にあります。"),
    405: _l("読むことだけができます。GET、HEAD、OPTIONSを使ってください。"),
    406: _l("答えは application/json です。Accept に加えてください。"),
    413: _l("送られたものが大きすぎます。"),
    422: _l("使えないパラメーターがあります。使えるものは /api/v1/openapi.json にあります。"),
    503: _l("いま答えられません。少し待って、もう一度ためしてください。"),
}
OTHERWISE = _l("答えられませんでした。/opendata のページを見てください。")


class BadParameter(UnprocessableEntity):
    """The API takes no parameter of that name, or not that value of it."""

    def __init__(self, parameter: str) -> None:
        super().__init__()
        self.parameter = parameter


def is_for_api() -> bool:
    """Whether the request is for the API, where no page is ever an answer."""
    return request.path.startswith(ADDRESSES)


def problem(status: int, message: str | None = None, *, parameter: str | None = None) -> Response:
    """The refusal; without a message in the words for its status. `parameter`: the one that is no good."""
    told = Problem(
        type="about:blank",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=message or (_about(parameter) if parameter else str(DETAILS.get(status, OTHERWISE))),
        parameter=parameter,
    )
    return Response(to_json(told), status=status, content_type=PROBLEM)


def _about(parameter: str) -> str:
    words = _l("「%(name)s」が使えないか、その値が使えません。使えるものは /api/v1/openapi.json にあります。")
    return str(words) % {"name": parameter[:40]}
