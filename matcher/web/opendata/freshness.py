"""Answers that caches may keep: the tag is known before anything is rendered, and whoever has it gets no body.

The tag is made of a version that the database gives cheaply: of long lists the numbers of the rows as they are found
now (which rows, in which versions, in which order), of short ones the rows themselves. So it changes whatever the cause
is: a row was edited, taken back, or its day is over, which the clock does without anybody having written anything. A
counter that writers raise, or the newest change, would miss the last. See docs/decisions/open-data.md.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from flask import Response, current_app, request
from flask.blueprints import BlueprintSetupState

from matcher import documents
from matcher.domain.city.plan import current_plan

KEPT_WITH = "opendata_release"
ROOMS = (Path(documents.__file__).parent, Path(__file__).parent)


def tag_of(version: object) -> str:
    """The tag of an answer in that version, as this release writes it."""
    written = repr((current_app.extensions[KEPT_WITH], version))
    return hashlib.sha256(written.encode()).hexdigest()[:32]


def fresh(version: object, make: Callable[[], Response], *, seconds: int) -> Response:
    """What `make` gives, or 304 without calling it where the asker has this version; kept by anyone for `seconds`."""
    tag = tag_of(version)
    response = Response(status=304) if request.if_none_match.contains_weak(tag) else make()
    response.set_etag(tag)
    response.cache_control.public = True
    response.cache_control.max_age = seconds
    return response


def note_release(state: BlueprintSetupState) -> None:
    """Keep a digest of all but the rows that an answer is made of: our code, the plan, the service's own address."""
    files = sorted(path for room in ROOMS for path in room.rglob("*.py"))
    code = b"".join(path.read_bytes() for path in files)
    rest = current_plan().model_dump_json() + state.app.extensions["config"].base_url
    state.app.extensions[KEPT_WITH] = hashlib.sha256(code + rest.encode()).hexdigest()
