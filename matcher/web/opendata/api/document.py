"""The description of the API that programs read: OpenAPI 3.1."""

from typing import Any

import orjson
from flask import Blueprint, Response

from matcher.documents.open_data.openapi import JSON, About, document
from matcher.domain.city.plan import current_plan
from matcher.domain.permissions.table import Permission
from matcher.language import gettext as _
from matcher.web.access import requires
from matcher.web.addresses import address_of, whole_address
from matcher.web.opendata.api.answering import SECONDS_KEPT
from matcher.web.opendata.api.asking import known_operations
from matcher.web.opendata.freshness import fresh

bp = Blueprint("document", __name__)


@bp.get("/openapi.json")
@requires(Permission.PUBLIC)
def show() -> Response:
    """All that can be asked, what comes back, and every way it can be refused."""
    return fresh("openapi", lambda: Response(orjson.dumps(described()), content_type=JSON), seconds=SECONDS_KEPT)


def described() -> dict[str, Any]:
    """The document of this installation."""
    city = current_plan().city
    about = About(
        title=_("わきあい オープンデータAPI（%(city)s）", city=city.name),
        meaning=_(
            "%(city)sの催しとボランティアの募集、団体、協働事業、まちの目標を、プログラムから読むための窓口です。"
            "登録もキーもいりません。出典に「%(city)s」と書けば、自由に使えます（CC BY 4.0）。",
            city=city.name,
        ),
        server=whole_address(""),
        contact_name=city.office.name,
        contact_url=address_of("opendata.catalogue.show"),
    )
    return document(about, known_operations().values())
