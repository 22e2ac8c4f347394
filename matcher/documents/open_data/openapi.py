"""The OpenAPI 3.1 document of the API, made of the records it sends and the parameters it takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic.json_schema import models_json_schema

from matcher.documents.open_data.list_records import Problem
from matcher.documents.open_data.operations import Operation
from matcher.documents.open_data.record import Record

VERSION = "1.0.0"
LICENSE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/deed.ja"}
JSON, PROBLEM = "application/json", "application/problem+json"
REFUSALS = {
    400: "読めない要求です（文字がUTF-8でない、など）。",
    404: "そのものはないか、もう公開していません。",
    405: "GETとHEADとOPTIONSだけが使えます。",
    406: "application/json を受け取れない要求です。",
    422: "使えないパラメーターか、使えない値です。どれかは parameter にあります。",
    503: "いま答えられません。Retry-After の秒数のあとで、もう一度ためしてください。",
}
HEADERS = {
    "ETag": "内容の版。If-None-Match で送ると、変わっていないときは304になります。",
    "Cache-Control": "どのくらい手もとに置いてよいか。",
    "Vary": "どの要求ヘッダーで答えが変わるか。",
    "Link": "次のページ（rel=next）と利用のきまり（rel=license）。",
    "Access-Control-Allow-Origin": "いつも * です。どのサイトのページからも読めます。",
    "Access-Control-Expose-Headers": "ページのプログラムから読めるヘッダー。",
    "Allow": "使えるメソッド。",
    "Retry-After": "何秒待てばよいか。",
}
OF_EVERY_ANSWER = ("Access-Control-Allow-Origin", "Access-Control-Expose-Headers")
OF_A_GOOD_ANSWER = ("ETag", "Cache-Control", "Vary", "Link", *OF_EVERY_ANSWER)


@dataclass(frozen=True, kw_only=True)
class About:
    """Whose API it is and where it is."""

    title: str
    meaning: str
    server: str
    contact_name: str
    contact_url: str


def document(about: About, operations: Iterable[Operation]) -> dict[str, Any]:
    """The document as plain values, ready for JSON."""
    known = list(operations)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": about.title,
            "version": VERSION,
            "description": about.meaning,
            "license": LICENSE,
            "contact": {"name": about.contact_name, "url": about.contact_url},
        },
        "servers": [{"url": about.server}],
        "paths": {one.path: {"get": _operation(one)} for one in known},
        "components": {
            "schemas": _schemas(known),
            "headers": {name: _header(meaning) for name, meaning in HEADERS.items()},
            "responses": {str(status): _refusal(status) for status in REFUSALS},
            "parameters": {"IfNoneMatch": IF_NONE_MATCH},
        },
    }


IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "前に受け取ったETag。",
    "schema": {"type": "string"},
}


def _operation(one: Operation) -> dict[str, Any]:
    parameters = [parameter.described for parameter in one.parameters]
    return {
        "operationId": one.code,
        "summary": one.title,
        "description": one.meaning,
        "parameters": [*parameters, {"$ref": "#/components/parameters/IfNoneMatch"}],
        "responses": {
            "200": _success(one),
            "304": {"description": "前に受け取ったものから変わっていません。", "headers": _headers(OF_A_GOOD_ANSWER)},
            **{str(status): {"$ref": f"#/components/responses/{status}"} for status in _refusals_of(one)},
        },
    }


def _refusals_of(one: Operation) -> list[int]:
    return [status for status in REFUSALS if status != 404 or one.is_about_one]


def _success(one: Operation) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "description": one.title,
        "headers": _headers(OF_A_GOOD_ANSWER),
        "content": {JSON: {"schema": _ref(one.record.__name__)}},
    }
    if one.leads_to:
        answer["links"] = {
            one.leads_to: {"operationId": one.leads_to, "parameters": {"id": "$response.body#/items/0/id"}}
        }
    return answer


def _refusal(status: int) -> dict[str, Any]:
    more = {405: ("Allow",), 503: ("Retry-After",)}.get(status, ())
    return {
        "description": REFUSALS[status],
        "headers": _headers((*OF_EVERY_ANSWER, *more)),
        "content": {PROBLEM: {"schema": _ref(Problem.__name__)}},
    }


def _headers(names: Iterable[str]) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _header(meaning: str) -> dict[str, Any]:
    return {"description": meaning, "required": True, "schema": {"type": "string"}}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _schemas(operations: Iterable[Operation]) -> dict[str, Any]:
    records: set[type[Record]] = {Problem, *(one.record for one in operations)}
    _, schemas = models_json_schema(
        [(record, "serialization") for record in sorted(records, key=lambda each: each.__name__)],
        ref_template="#/components/schemas/{model}",
    )
    return dict(schemas["$defs"])
