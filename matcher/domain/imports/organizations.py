"""A list of groups beside the groups that are registered: who is known, who is new, what a list may change.

A group is known by its 法人番号, else by name and district (docs/decisions/lists.md).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from matcher.db import db, in_parts
from matcher.domain.city.plan import current_plan
from matcher.domain.imports.keys import name_key
from matcher.domain.imports.steps import Act, Listed, Preview, RowRefused, Step, differences
from matcher.domain.organizations.actions import details_of
from matcher.domain.organizations.listed_actions import change_listed, register_listed
from matcher.domain.organizations.models import Membership, Organization, OrganizationStatus
from matcher.domain.organizations.rules import Details, lacking_parts
from matcher.domain.people.models import Account

NAMES = tuple(one.name for one in fields(Details))
# What a group with members says of itself is not changed by a list that may be older.
OWN_WORDS = frozenset({"name_kana", "description", "website", "contact_name", "contact_phone", "contact_email"})


@dataclass(frozen=True, slots=True)
class _Known:
    """A registration, as far as one is known again by it."""

    id: int
    number: str | None
    is_closed: bool


class _Register:
    """The registrations, looked up by number and by name."""

    def __init__(self) -> None:
        self.by_number: dict[str, _Known] = {}
        self.by_name: dict[str, dict[str, list[_Known]]] = defaultdict(lambda: defaultdict(list))
        columns = (Organization.id, Organization.name, Organization.district, Organization.corporate_number)
        for key, name, district, number, status in db.session.execute(select(*columns, Organization.status)):
            known = _Known(key, number, status == OrganizationStatus.CLOSED)
            self.by_name[name_key(name)][district].append(known)
            if number:
                self.by_number[number] = known

    def find(self, values: Mapping[str, Any]) -> _Known | None:
        """The registration a row speaks of; None for one that is new. Raises RowRefused where people must say which."""
        number = values.get("corporate_number")
        if number in self.by_number:
            return _open(self.by_number[number], "corporate_number")
        alike = self.by_name[name_key(values["name"])][values["district"]]
        found = [known for known in alike if not known.is_closed]
        if len(found) > 1:
            raise RowRefused("name", "list-several-alike")
        if not found:
            return _open(alike[0], "name") if alike else None
        if number and found[0].number:
            raise RowRefused("corporate_number", "list-number-differs", number=found[0].number)
        return found[0]

    def is_elsewhere(self, values: Mapping[str, Any]) -> bool:
        """Whether another district has a group of that name."""
        return any(district != values["district"] for district in self.by_name[name_key(values["name"])])


def _open(known: _Known, field: str) -> _Known:
    if known.is_closed:
        raise RowRefused(field, "list-registration-closed")
    return known


def preview_organizations(listed: Sequence[Listed]) -> Preview:
    """What the list would do to the registrations; changes nothing."""
    register, preview, found = _Register(), Preview(), dict[int, _Known | None]()
    seen = _Seen()
    for one in listed:
        try:
            known = register.find(one.values)
            seen.check(one, known)
            found[one.row] = known
        except RowRefused as refusal:
            preview.problems.append(refusal.of(one.row))
    entities, with_members = _entities(known.id for known in found.values() if known)
    for one in (each for each in listed if each.row in found):
        known = found[one.row]
        try:
            subject = entities[known.id] if known else None
            preview.steps.append(
                _changing(one, subject, is_free=subject.id not in with_members) if subject else _creating(one, register)
            )
        except RowRefused as refusal:
            preview.problems.append(refusal.of(one.row))
    preview.problems.sort(key=lambda problem: problem.row)
    return preview


class _Seen:
    """The rows met so far: no registration and no new group may be spoken of twice."""

    def __init__(self) -> None:
        self.by_id: dict[int, int] = {}
        self.by_number: dict[str, int] = {}
        self.by_name: dict[tuple[str, str], list[tuple[int, bool]]] = defaultdict(list)

    def check(self, one: Listed, known: _Known | None) -> None:
        """Raises RowRefused with the number of the row that speaks of the same."""
        number = one.values.get("corporate_number")
        place = name_key(one.values["name"]), one.values["district"]
        # Two corporations may share name and district; whoever gives no number could be either.
        alike = [row for row, has_number in self.by_name[place] if not (number and has_number)]
        earlier = self.by_id.get(known.id if known else 0) or self.by_number.get(number or "") or min(alike, default=0)
        if earlier:
            raise RowRefused("name", "list-row-twice", other=earlier)
        if known:
            self.by_id[known.id] = one.row
        if number:
            self.by_number[number] = one.row
        self.by_name[place].append((one.row, bool(number)))


def _entities(keys: Iterable[int]) -> tuple[dict[int, Organization], set[int]]:
    """The registrations with their fields, and which of them somebody acts for."""
    wanted, with_members = dict[int, Organization](), set[int]()
    for some in in_parts(list(keys)):
        query = select(Organization).where(Organization.id.in_(some)).options(selectinload(Organization.fields))
        wanted.update({one.id: one for one in db.session.scalars(query)})
        lasting = select(Membership.organization_id).where(Membership.ended_at.is_(None))
        with_members.update(db.session.scalars(lasting.where(Membership.organization_id.in_(some))))
    return wanted, with_members


def _creating(one: Listed, register: _Register) -> Step:
    details = _details({}, one.values)
    _check_number(details)
    missing = lacking_parts(details, current_plan())
    notes = ("list-name-elsewhere",) if register.is_elsewhere(one.values) else ()
    return Step(
        one.row, details.name, Act.CREATE, contents=details, about=_about(details), notes=notes, missing=missing
    )


def _changing(one: Listed, subject: Organization, *, is_free: bool) -> Step:
    before = vars(details_of(subject))
    own = () if is_free else tuple(name for name in OWN_WORDS if name in one.values)
    values = {name: value for name, value in one.values.items() if name not in own}
    if subject.status != OrganizationStatus.DRAFT or not is_free:
        values.pop("conditions_met", None)
    after = _details(before, values)
    _check_number(after)
    changes = differences(before, vars(after), NAMES)
    kept = any(before[name] != one.values[name] for name in own)
    notes = ("list-own-words-kept",) if kept else ()
    act = Act.CHANGE if changes else Act.SAME
    is_ours_to_finish = is_free and subject.status == OrganizationStatus.DRAFT
    missing = lacking_parts(after, current_plan()) if is_ours_to_finish else ()
    step = Step(one.row, after.name, act, subject, subject.id, after, _about(after), changes, notes, missing)
    step.completes = is_ours_to_finish and act == Act.CHANGE and not missing
    return step


def _about(details: Details) -> tuple[tuple[str, object], ...]:
    return ("kind", details.kind), ("district", details.district)


def _details(before: Mapping[str, Any], values: Mapping[str, Any]) -> Details:
    """What is said before with what the row says in its place; an empty cell takes nothing away."""
    told = {**before, **{name: value for name, value in values.items() if name in NAMES}}
    if values.get("conditions_met"):
        asked = current_plan().conditions_for(told["kind"])
        told["conditions_accepted"] = tuple(condition.code for condition in asked)
    return Details(**told)


def _check_number(details: Details) -> None:
    kind = current_plan().organization_kind(details.kind)
    if kind.corporate_number == "required" and not details.corporate_number:
        raise RowRefused("corporate_number", "list-number-missing")


def take_organizations(preview: Preview, *, by: Account) -> None:
    """Do what was looked at. Each step then knows its registration. Raises errors of the acts."""
    creating, changing = preview.doing(Act.CREATE), preview.doing(Act.CHANGE)
    completed = {step.subject.id for step in changing if step.completes}
    change_listed([(step.subject, step.contents) for step in changing], by=by, complete=completed)
    made = register_listed([step.contents for step in creating], by=by)
    for step, organization in zip(creating, made, strict=True):
        step.subject_id = organization.id
