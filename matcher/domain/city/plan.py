"""The plan file, checked and typed: `load` reads it, `adopt` makes it the plan of this process.

`create_app` adopts once, at start; all others ask `current_plan()`.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from matcher.domain.city import plan_checks
from matcher.domain.city.entries import UnknownCode
from matcher.domain.city.plan_faults import PlanFault, sentences
from matcher.domain.city.plan_tables import Plan

__all__ = ["Plan", "PlanFault", "UnknownCode", "adopt", "checked", "current_plan", "load"]

_adopted: list[Plan] = []


def load(path: Path) -> Plan:
    """The plan in the file; raises PlanFault with every fault found, each a sentence with its place."""
    return checked(_tables(path), path)


def checked(tables: Mapping[str, object], path: Path) -> Plan:
    """The plan in tables that were read from `path`; raises PlanFault as `load` does."""
    try:
        plan = Plan.model_validate(tables)
    except ValidationError as error:
        raise PlanFault(path, sentences(error)) from error
    found = plan_checks.faults(plan)
    if found:
        raise PlanFault(path, found)
    return plan


def adopt(plan: Plan) -> None:
    """Use the plan from now on, in the whole process."""
    _adopted[:] = [plan]


def current_plan() -> Plan:
    """The plan that was adopted; raises LookupError before any was."""
    if not _adopted:
        raise LookupError("no plan was adopted: create_app adopts the one of the configuration")
    return _adopted[0]


def _tables(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise PlanFault(path, ["cannot be read: set PLAN_FILE to a plan file that exists."]) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise PlanFault(path, [f"line {line} is not UTF-8: save the file as UTF-8."]) from error
    except tomllib.TOMLDecodeError as error:
        raise PlanFault(path, [f"is not valid TOML: {error}; correct the line."]) from error
    except RecursionError as error:
        raise PlanFault(path, ["is nested too deeply: write tables as the example plan does."]) from error
