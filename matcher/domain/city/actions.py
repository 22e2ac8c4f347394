"""Writing departments: they begin, end and are followed by others (機構改革, every April)."""

from datetime import date

from matcher.db import db, refused_as
from matcher.domain.audit.actions import Actor, Replaced, record
from matcher.domain.city.models import Department
from matcher.domain.city.rules import (
    DepartmentCodeTaken,
    DepartmentEndsBeforeItBegins,
    DepartmentOwnSuccessor,
)


def add_department(
    *, code: str, name: str, valid_from_on: date, by: Actor, is_support_office: bool = False
) -> Department:
    """A department that exists from a day on. Raises DepartmentCodeTaken."""
    department = Department(
        code=code, name=name.strip(), valid_from_on=valid_from_on, is_support_office=is_support_office
    )
    with refused_as({"uq_department_code": DepartmentCodeTaken}):
        db.session.add(department)
    record("add-department", department, by=by, changes={"code": code, "name": name})
    return department


def change_department(
    department: Department,
    *,
    name: str,
    valid_to_on: date | None,
    successor_id: int | None,
    by: Actor,
) -> None:
    """Rename a department, end it on a day, name its successor; what it did stays its own.

    Raises DepartmentEndsBeforeItBegins, DepartmentOwnSuccessor.
    """
    if successor_id == department.id:
        raise DepartmentOwnSuccessor
    wanted = {"name": name.strip(), "valid_to_on": valid_to_on, "successor_id": successor_id}
    before = {field: getattr(department, field) for field in wanted}
    with refused_as({"ck_department_span": DepartmentEndsBeforeItBegins}):
        for field, value in wanted.items():
            setattr(department, field, value)
    changes = {field: Replaced(before[field], value) for field, value in wanted.items() if before[field] != value}
    record("change-department", department, by=by, changes=changes)
