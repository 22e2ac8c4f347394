"""The error every rule raises: a code and parameters, never words. Words are made at the edge (matcher/words)."""

from typing import ClassVar


class DomainError(Exception):
    """A rule said no. `code` names the reason, `field` the form field it concerns (None: the whole act).

    Subclasses set `code` (kebab-case, unique in the product) and may set `field`; parameters fill the sentence.
    """

    code: ClassVar[str] = "refused"
    field: ClassVar[str | None] = None

    def __init__(self, **parameters: object) -> None:
        super().__init__(self.code)
        self.parameters = parameters


class Conflict(DomainError):
    """Somebody else changed the same thing first: nothing was written, look again and repeat."""

    code = "changed-meanwhile"
