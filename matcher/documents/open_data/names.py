"""Names of the plan's codes in what is given away."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from matcher.domain.city.plan import UnknownCode


class Named(Protocol):
    """Anything of the plan with a name."""

    @property
    def name(self) -> str: ...


Code = TypeVar("Code", str, int)


def name_of(lookup: Callable[[Code], Named], code: Code) -> str:
    """The plan's name for a code; the code itself where the plan has lost it since."""
    try:
        return lookup(code).name
    except UnknownCode:
        return str(code)
