"""Reading departments."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select

from matcher.db import db
from matcher.domain.city.models import Department


def departments() -> Sequence[Department]:
    """Every department that ever was, those in being first, by name."""
    query = select(Department).order_by(Department.valid_to_on.is_not(None), Department.name, Department.id)
    return db.session.scalars(query).all()


def departments_on(day: date) -> Sequence[Department]:
    """The departments in being on a Tokyo day, by name."""
    in_being = or_(Department.valid_to_on.is_(None), Department.valid_to_on >= day)
    query = select(Department).where(Department.valid_from_on <= day, in_being)
    return db.session.scalars(query.order_by(Department.name, Department.id)).all()


def department(department_id: int) -> Department:
    """One department. Raises NoResultFound."""
    return db.session.execute(select(Department).where(Department.id == department_id)).scalar_one()


def department_with_code(code: str) -> Department | None:
    """The department with that code; None where there is none."""
    return db.session.scalar(select(Department).where(Department.code == code))
