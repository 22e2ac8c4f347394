"""What every principal gets from every route: asked once in a run, whichever test judges it and in which process.

Who may is told by the same facts from either database: everything is asked on SQLite, and on PostgreSQL what the matrix
allows, for that goes on to do something there.
"""

import fcntl
import hashlib
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse

from tests.permissions.asking import outcome
from tests.permissions.fixtures import City
from tests.permissions.keeping import PostgresqlKeeper
from tests.permissions.matrix import matrix
from tests.permissions.routes import Route

# A method that a route does not have, and those the framework answers for it, are the same matter for everybody.
ASKED_IN_EVERY_WAY = ("anonymous", "staff")


@dataclass(frozen=True)
class Answer:
    """One answer: to what it was given, what it said, and which tables it changed."""

    route: str
    route_method: str
    endpoint: str
    method: str
    relation: str
    status: int
    headers: Headers
    got: str
    page: str
    changed: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.method} {self.relation} of {self.route} ({self.status})"


def answers(city: City, principal: str, folder: Path) -> list[Answer]:
    """The answers the principal gets; the first process of the run that wants them asks, the others wait and read."""
    kind = "postgresql" if isinstance(city.keeper, PostgresqlKeeper) else "sqlite"
    kept = folder / f"answers-{kind}-{principal}"
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_bytes(pickle.dumps(list(asked(city, principal))))
    return pickle.loads(kept.read_bytes())


def asked(city: City, principal: str) -> Iterator[Answer]:
    """Every route, asked last about what is the principal's own; what an answer changed is forgotten."""
    asks_all = not isinstance(city.keeper, PostgresqlKeeper)
    for route in city.routes:
        for relation in reversed(city.addresses.relations(route)):
            if asks_all or matrix()[route.endpoint, route.method, relation][principal] == "ok":
                yield _asked(city, principal, route, route.method, relation)
        if asks_all and principal in ASKED_IN_EVERY_WAY:
            for method in ("HEAD", "OPTIONS", "DELETE"):
                yield _asked(city, principal, route, method, city.addresses.relations(route)[0])


def _asked(city: City, principal: str, route: Route, method: str, relation: str) -> Answer:
    answer = city.askers[principal].ask(method, city.addresses.of(route, relation))
    changed = city.keeper.changed()
    if changed:
        city.keeper.restore()
    return Answer(
        route=str(route),
        route_method=route.method,
        endpoint=route.endpoint,
        method=method,
        relation=relation,
        status=answer.status_code,
        headers=Headers(answer.headers),
        got=_outcome(answer, principal, changed),
        page=hashlib.sha256(answer.data).hexdigest(),
        changed=tuple(changed),
    )


def _outcome(answer: TestResponse, principal: str, changed: list[str]) -> str:
    got = outcome(answer)
    return "ok" if got == "sign-in" and changed and principal != "anonymous" else got  # signed out everywhere
