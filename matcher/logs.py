"""What the log says of a failure: where in the code it happened and of what kind it was, never a value.

The words of an error hold what it choked on: a name, an address, a whole row. The address of a page can hold the
secret of a link. Both stay out; the route and the lines of code say enough to find the fault.
"""

import logging
import traceback

from flask import Flask, has_request_context, request
from sqlalchemy.exc import IntegrityError

from matcher.db import constraint_name

WORKER = "wakiai.worker"


class WithoutValues(logging.Filter):
    """Rewrites a record about an error so that it holds no value."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record pass, rewritten where it tells of an error."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            record.exc_info, record.exc_text = None, told(error)
            if has_request_context():
                record.msg, record.args = "%s %s broke", (request.method, request.url_rule or "(no such page)")
        return True


def told(error: BaseException) -> str:
    """The error and those it came of, the first cause first: each by kind, with the lines of code it went through."""
    parts = []
    seen: BaseException | None = error
    while seen is not None:
        constraint = f" ({constraint_name(seen)})" if isinstance(seen, IntegrityError) else ""
        kind = f"{type(seen).__module__}.{type(seen).__qualname__}{constraint}"
        parts.append("".join(traceback.format_tb(seen.__traceback__)) + kind)
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n\nwhich led to\n\n".join(reversed(parts))


def init_app(app: Flask) -> None:
    """Let neither the pages nor the worker log a value with an error."""
    without_values = WithoutValues()
    for logger in (app.logger, logging.getLogger(WORKER)):
        if not any(isinstance(each, WithoutValues) for each in logger.filters):
            logger.addFilter(without_values)
