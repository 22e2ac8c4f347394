"""What must hold of departments."""

from typing import ClassVar

from matcher.errors import DomainError


class DepartmentCodeTaken(DomainError):
    """Another department has the code, now or earlier: codes are never used twice."""

    code = "department-code-taken"
    field: ClassVar[str | None] = "code"


class DepartmentEndsBeforeItBegins(DomainError):
    """The last day lies before the first."""

    code = "department-span"
    field: ClassVar[str | None] = "valid_to_on"


class DepartmentOwnSuccessor(DomainError):
    """A department cannot take over from itself."""

    code = "department-own-successor"
    field: ClassVar[str | None] = "successor_id"
