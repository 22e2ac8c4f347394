"""Life and readiness, for load balancers and the supervisor. They tell nothing about people or versions."""

from flask import Blueprint, Response, jsonify

from matcher import readiness
from matcher.domain.permissions.table import Permission
from matcher.web.access import requires

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@requires(Permission.PUBLIC)
def live() -> Response:
    """That this process answers."""
    return _unkept(jsonify(status="ok"))


@bp.get("/readyz")
@requires(Permission.PUBLIC)
def ready() -> Response:
    """That database, migrations, guards and worker are as they must be; 503 with the failing checks otherwise."""
    failing = sorted(readiness.faults())
    answer = jsonify(status="not ready" if failing else "ready", failing=failing)
    answer.status_code = 503 if failing else 200
    return _unkept(answer)


def _unkept(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer
