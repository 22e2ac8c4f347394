"""Guards: the triggers that keep promises no constraint can hold, by name, for both databases.

Batch migrations on SQLite silently drop triggers, so `ensure_guards` runs after every migration and
`missing_guards` is asked at each start. A feature declares its guards beside its models.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, text

_guards: dict[str, "Guard"] = {}


@dataclass(frozen=True, kw_only=True)
class Guard:
    """One promise: its triggers' definitions, without the words CREATE TRIGGER and the name.

    `sqlite` and `postgresql` map the trigger's name to the text after the name; `function` is the body of the
    PostgreSQL trigger function of the guard's own name.
    """

    name: str
    table: str
    sqlite: dict[str, str]
    postgresql: dict[str, str]
    function: str = ""


def declare(guard: Guard) -> None:
    """Make a guard part of every database of the product."""
    _guards[guard.name] = guard


def append_only(table: str) -> None:
    """Declare that rows of `table` are never changed or removed, not even by us."""
    name = f"{table}_is_append_only"
    declare(
        Guard(
            name=name,
            table=table,
            sqlite={
                f"{name}_{act.lower()}": f"BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{name}'); END"
                for act in ("UPDATE", "DELETE")
            },
            postgresql={
                f"{name}_row": f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
                f"{name}_all": f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
            },
            function=f"BEGIN RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint_violation'; END",
        )
    )


def ensure_guards(connection: Connection) -> None:
    """Make again every guard; running it twice changes nothing."""
    dialect = connection.dialect.name
    for guard in _guards.values():
        if dialect == "postgresql" and guard.function:
            head = f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql"
            connection.execute(text(f"{head} AS $${guard.function}$$"))
        for name, definition in _triggers(guard, dialect).items():
            on = f" ON {guard.table}" if dialect == "postgresql" else ""
            connection.execute(text(f"DROP TRIGGER IF EXISTS {name}{on}"))
            connection.execute(text(f"CREATE TRIGGER {name} {definition}"))


def missing_guards(connection: Connection) -> list[str]:
    """The names of declared triggers that the database does not have, sorted; empty when all is well."""
    dialect = connection.dialect.name
    wanted = {name for guard in _guards.values() for name in _triggers(guard, dialect)}
    found = connection.scalars(
        text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        if dialect == "postgresql"
        else text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    )
    return sorted(wanted - set(found))


def _triggers(guard: Guard, dialect: str) -> dict[str, str]:
    return guard.postgresql if dialect == "postgresql" else guard.sqlite
