"""The city itself: who runs the service and where people ask, and the plan as a document."""

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from matcher.domain.city.entries import Count, Phone, Switch, Table, Text, Year


def _as_local_government_code(code: str) -> str:
    if len(code) != 6 or not code.isascii() or not code.isdecimal():
        raise PydanticCustomError("code", "must be the six digits of the local government code")
    total = sum(weight * int(digit) for weight, digit in zip((6, 5, 4, 3, 2), code[:5], strict=True))
    if (11 - total % 11) % 10 != int(code[5]):
        raise PydanticCustomError(
            "code", "has a wrong last digit, which is a check digit: compare it with the official list"
        )
    return code


def _as_postal_code(code: str) -> str:
    if len(code) != 7 or not code.isascii() or not code.isdecimal():
        raise PydanticCustomError("code", "must be the seven digits of the postal code, without a hyphen")
    return code


def _as_email(address: str) -> str:
    local, at, host = address.partition("@")
    if not (local and at and "." in host) or "@" in host or any(sign.isspace() for sign in address):
        raise PydanticCustomError("email", "must be a mail address such as office@example.jp")
    return address


GovernmentCode = Annotated[str, Field(strict=True), AfterValidator(_as_local_government_code)]
PostalCode = Annotated[str, Field(strict=True), AfterValidator(_as_postal_code)]
Email = Annotated[str, Field(strict=True), AfterValidator(_as_email)]


class Office(Table):
    """The office that runs the service: where people call, write and come."""

    name: Text
    division: Text
    phone: Phone
    fax: Phone | None = None
    email: Email
    postal_code: PostalCode
    address: Text

    @property
    def full_name(self) -> str:
        """Division and office, as printed on letters."""
        return f"{self.division} {self.name}"

    @property
    def shown_postal_code(self) -> str:
        """The postal code as people write it: 000-0000."""
        return f"{self.postal_code[:3]}-{self.postal_code[3:]}"


class City(Table):
    """The city that adopts the service."""

    name: Text
    code: GovernmentCode
    prefecture: Text
    prefecture_code: GovernmentCode
    office: Office


class PlanDocument(Table):
    """The plan this file was taken from, and its years."""

    title: Text
    short_title: Text
    catchphrase: Text
    catchphrase_kana: Text
    catchphrase_meaning: Text
    collaboration_meaning: Text
    from_fiscal_year: Year
    to_fiscal_year: Year


class Statistics(Table):
    """How published figures protect people: cells from 1 up to below this number are hidden (秘匿)."""

    hide_below: Count


class DayOfYear(Table):
    """A day that comes every year."""

    month: Annotated[int, Field(strict=True, ge=1, le=12)]
    day: Annotated[int, Field(strict=True, ge=1, le=31)]


class Survey(Table):
    """The yearly survey of collaboration projects (実態把握調査): both days lie after the surveyed year's end."""

    results_due: DayOfYear
    closes: DayOfYear
    confirmed: Switch = True
