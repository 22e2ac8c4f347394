"""What a load balancer learns: that the process lives, and whether it may be given people."""

from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from matcher import duty
from matcher.db import db
from matcher.guards import ensure_guards


def a_worker_did_something() -> None:
    duty.enlist(["deliver-letters"])
    with db.unit_of_work():
        leased_until = duty.lease("deliver-letters", timedelta(seconds=1))
        duty.note("deliver-letters", 0, leased_until=leased_until)


def test_a_process_that_answers_is_alive(client) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_ready_needs_a_worker_that_lives(client, session: Session) -> None:
    assert client.get("/readyz").json == {"status": "not ready", "failing": ["worker"]}

    a_worker_did_something()

    assert client.get("/readyz").status_code == 200


def test_ready_needs_every_guard(client, session: Session) -> None:
    a_worker_did_something()
    on = " ON audit_entry" if db.engine.dialect.name == "postgresql" else ""
    trigger = "audit_entry_is_append_only_row" if on else "audit_entry_is_append_only_update"
    session.execute(text(f"DROP TRIGGER {trigger}{on}"))
    session.commit()

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json["failing"]) == (503, ["guards"])
    ensure_guards(session.connection())
    session.commit()
    assert client.get("/readyz").status_code == 200


def test_ready_needs_the_tables_of_this_version(client, session: Session) -> None:
    a_worker_did_something()
    session.execute(text("INSERT INTO alembic_version VALUES ('older')"))
    session.commit()

    answer = client.get("/readyz")

    session.execute(text("DELETE FROM alembic_version WHERE version_num = 'older'"))
    session.commit()
    assert (answer.status_code, answer.json["failing"]) == (503, ["migrations"])
    assert client.get("/readyz").status_code == 200
