"""Writes rows of many tables in bulk: thousands at a time, in the order in which the tables point to each other."""

from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text

from matcher.db import Base

AT_ONCE = 20_000


class Writer:
    """Gathers rows, gives each its id, and writes them when there are many."""

    def __init__(self, connection: Connection, tables: tuple[type[Base], ...]) -> None:
        self.connection = connection
        self.rows: dict[str, list[dict[str, Any]]] = {kind.__tablename__: [] for kind in tables}
        self.tables: dict[str, Table] = {name: Base.metadata.tables[name] for name in self.rows}
        self.last = {name: self._last_id(table) for name, table in self.tables.items() if "id" in table.c}
        self.waiting = 0

    def add(self, kind: type[Base], /, **values: Any) -> int:
        """Keep a row for writing; gives its id (0 where the table has none). Rows of a table name the same columns."""
        name = kind.__tablename__
        if name in self.last:
            self.last[name] += 1
            values["id"] = self.last[name]
        self.rows[name].append(values)
        self.waiting += 1
        return int(values.get("id", 0))

    def write_when_many(self) -> None:
        """Write what waits once it is enough to be worth it. Call it where no row points to one still to come."""
        if self.waiting >= AT_ONCE:
            self.write()

    def write(self) -> None:
        """Write all that waits."""
        for name, rows in self.rows.items():
            if rows:
                self.connection.execute(insert(self.tables[name]), rows)
                rows.clear()
        self.waiting = 0

    def go_on_counting(self) -> None:
        """Let PostgreSQL give out ids behind those written; SQLite does so by itself."""
        if self.connection.dialect.name == "postgresql":
            for name, last in self.last.items():
                if last:
                    found = {"table": name, "last": last}
                    self.connection.execute(text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :last)"), found)

    def _last_id(self, table: Table) -> int:
        return self.connection.scalar(select(func.coalesce(func.max(table.c.id), 0))) or 0
