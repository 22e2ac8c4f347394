"""That somebody was shown personal data is kept: who, whose, where and when.

Written in a short transaction of its own after the answer is made, so that reading pages stay reading pages.
"""

from collections.abc import Iterable
from typing import Any

from flask import Flask, Response, g

from matcher.clock import now
from matcher.db import db, reads_only
from matcher.domain.people.models import PersonalView
from matcher.web.identity import account


def disclose(person_ids: Iterable[int], place: str, *, purpose: str | None = None) -> None:
    """Note that the answer being made shows these persons' data to whoever asks; their own does not count."""
    asking = account()
    if asking is None:
        return
    shown: dict[tuple[Any, ...], None] = g.setdefault("disclosed", {})
    shown.update({(asking.id, one, place, purpose): None for one in person_ids if one != asking.person_id})


def _keep(response: Response) -> Response:
    shown = g.pop("disclosed", {})
    if not shown or response.status_code >= 500:
        return response
    reading = reads_only.set(False)
    try:
        with db.unit_of_work():
            db.session.add_all(
                [
                    PersonalView(at=now(), account_id=account_id, person_id=person_id, place=place, purpose=purpose)
                    for account_id, person_id, place, purpose in shown
                ]
            )
    finally:
        reads_only.reset(reading)
    return response


def init_app(app: Flask) -> None:
    """Keep what each answer discloses; added before `transaction`, so that it runs after that has ended."""
    app.after_request(_keep)
