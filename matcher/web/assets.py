"""Static files, with addresses that browsers may keep for a year because they carry the file's own hash.

The stylesheet is one file for the browser and many for us: one per component, joined in a fixed order.
"""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, request

from matcher.domain.permissions.table import Permission
from matcher.web.access import requires

FOLDER = Path(__file__).parents[1] / "static"
STYLESHEET = "wakiai.css"
A_YEAR = "public, max-age=31536000, immutable"
COMPRESSED = ("text/", "image/svg+xml", "application/javascript", "application/json")

bp = Blueprint("assets", __name__)


@dataclass(frozen=True)
class Asset:
    """One file as it is sent: its bytes, the same compressed where that helps, and the hash that names them."""

    content: bytes
    gzipped: bytes | None
    mimetype: str
    version: str


def stylesheet() -> bytes:
    """All style in one: roles first, then the page, then each component by name; paper and forced colors win last."""
    css = FOLDER / "css"
    first = [css / f"{name}.css" for name in ("tokens", "base", "layout")]
    last = [css / f"{name}.css" for name in ("forced_colors", "print")]
    files = [*first, *sorted((css / "components").glob("*.css")), *last]
    return b"\n".join(file.read_bytes() for file in files)


def asset(name: str) -> Asset:
    """The file of that name, kept in memory outside debugging; raises FileNotFoundError."""
    kept: dict[str, Asset] = current_app.extensions["assets"]
    if name not in kept or current_app.debug:
        kept[name] = _read(name)
    return kept[name]


def _read(name: str) -> Asset:
    if name != STYLESHEET and name not in _names():
        raise FileNotFoundError(name)
    content = stylesheet() if name == STYLESHEET else (FOLDER / name).read_bytes()
    mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    gzipped = gzip.compress(content, 9, mtime=0) if mimetype.startswith(COMPRESSED) else None
    return Asset(content, gzipped, mimetype, hashlib.sha256(content).hexdigest()[:12])


def _names() -> set[str]:
    """Every file there is: a name from outside is looked up here and never made into a path."""
    return {file.relative_to(FOLDER).as_posix() for file in FOLDER.rglob("*") if file.is_file()}


def static_url(name: str) -> str:
    """The address of a static file, ending in the hash of what it holds now."""
    return f"{request.script_root}/static/{name}?v={asset(name).version}"


@bp.get("/static/<path:name>")
@requires(Permission.PUBLIC)
def send(name: str) -> Response:
    """A static file; 404 where there is none."""
    try:
        found = asset(name)
    except FileNotFoundError:
        abort(404)
    zipped = found.gzipped is not None and "gzip" in request.accept_encodings
    response = Response(found.gzipped if zipped else found.content, mimetype=found.mimetype)
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    if found.gzipped is not None:
        response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = A_YEAR if request.args.get("v") == found.version else "public, no-cache"
    response.set_etag(f"{found.version}{'-gzip' if zipped else ''}")
    return response.make_conditional(request)


def init_app(app: Flask) -> None:
    """Serve the static files and give templates `static_url`."""
    app.extensions["assets"] = {}
    app.register_blueprint(bp)
    app.jinja_env.globals["static_url"] = static_url
