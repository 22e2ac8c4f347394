"""Whether this installation may serve people: the database answers, is migrated to the head, and has every guard."""

from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from config import ROOT
from matcher.db import db
from matcher.duty import is_worker_alive
from matcher.guards import missing_guards


def faults() -> dict[str, str]:
    """What keeps the service from being ready: check → a sentence that says the mend; empty when all is well."""
    try:
        connection = db.session.connection()
        found = _of_database(connection)
        if not found and not is_worker_alive():
            found["worker"] = "No worker has done a duty for 90 seconds: start `flask --app matcher worker`."
    except SQLAlchemyError as fault:
        return {"database": f"The database does not answer ({type(fault).__name__}): see DATABASE_URL and its server."}
    finally:
        db.session.rollback()
    return found


def faults_before_start() -> dict[str, str]:
    """The same, except for the worker, which starts together with the server."""
    return {check: sentence for check, sentence in faults().items() if check != "worker"}


def _of_database(connection: Connection) -> dict[str, str]:
    found = {}
    heads = set(ScriptDirectory.from_config(_alembic()).get_heads())
    if set(MigrationContext.configure(connection).get_current_heads()) != heads:
        return {"migrations": "The tables are not those of this version: run `flask --app matcher db upgrade`."}
    missing = missing_guards(connection)
    if missing:
        found["guards"] = f"Guards are missing ({', '.join(missing)}): run `flask --app matcher db upgrade`."
    if connection.dialect.name == "postgresql":
        isolation = connection.execute(text("SHOW transaction_isolation")).scalar_one()
        if isolation != "read committed":
            found["isolation"] = f"Transactions are '{isolation}': set default_transaction_isolation to read committed."
    return found


def _alembic() -> AlembicConfig:
    config = AlembicConfig()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    return config
