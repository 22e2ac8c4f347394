"""A list of groups beside the groups that are known: who is who, what changes, and who may approve what came in."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from matcher.db import db
from matcher.domain.audit.models import AuditEntry
from matcher.domain.imports.actions import approve_list, ask_to_take
from matcher.domain.imports.models import ImportRun, RunStatus
from matcher.domain.imports.rules import ListNotApprovable, NothingToTake
from matcher.domain.organizations.models import Membership, Organization, OrganizationStatus
from matcher.domain.people.models import Account, Person
from tests.support.factories import make_member, make_organization, make_staff
from tests.support.lists import groups, looked_at, worked_on

NUMBER, ANOTHER = "1000020222143", "7000012050002"


def taken(app: Flask, content: bytes, by: Account) -> ImportRun:
    """The list after somebody looked at it and had it taken in."""
    run = looked_at(app, content, by=by)
    with db.unit_of_work():
        ask_to_take(run, by=by)
    return worked_on(app, run.id)


def outcomes(run: ImportRun) -> list[tuple[int, str]]:
    return [(one["row"], one["act"]) for one in run.outcomes]


def codes(run: ImportRun) -> list[tuple[int, str]]:
    return [(fault["row"], fault["code"]) for fault in run.faults]


def organizations() -> list[Organization]:
    return list(db.session.scalars(select(Organization).order_by(Organization.id)))


def test_a_look_changes_nothing_and_says_what_would_come(app: Flask) -> None:
    run = looked_at(app, groups({}, {"name": "二の会"}))

    assert run.status == RunStatus.READ
    assert (run.rows, run.created, run.changed, run.same) == (2, 2, 0, 0)
    assert organizations() == []


def test_complete_groups_wait_for_other_eyes_and_the_rest_are_drafts(app: Flask) -> None:
    staff = make_staff()

    run = taken(app, groups({}, {"name": "二の会", "conditions_met": "", "description": ""}), by=staff)

    whole, half = organizations()
    assert (whole.status, whole.submitted_by, whole.decided_by) == (OrganizationStatus.SUBMITTED, staff.id, None)
    assert (half.status, half.submitted_by) == (OrganizationStatus.DRAFT, None)
    assert run.outcomes[1]["missing"] == ["description", "conditions_accepted"]
    assert (whole.slug, whole.kind, whole.district, whole.field_numbers) == (
        f"group-{whole.id}", "civic_group", "takasu", [3, 7],
    )  # fmt: skip
    assert "見本の会" in whole.search_text


def test_no_account_and_no_person_is_made_of_a_list(app: Flask) -> None:
    staff = make_staff()
    db.session.commit()
    before = [db.session.scalar(select(func.count()).select_from(table)) for table in (Person, Account, Membership)]

    taken(app, groups({"contact_name": "山田花子"}), by=staff)

    after = [db.session.scalar(select(func.count()).select_from(table)) for table in (Person, Account, Membership)]
    assert after == before


def test_the_same_file_again_changes_nothing(app: Flask) -> None:
    staff, content = make_staff(), groups({}, {"name": "二の会", "corporate_number": NUMBER}, {"name": "三の会"})
    taken(app, content, by=staff)
    versions = [one.version for one in organizations()]

    again = looked_at(app, content, by=staff)

    assert (again.created, again.changed, again.same) == (0, 0, 3)
    assert [one.version for one in organizations()] == versions
    with pytest.raises(NothingToTake):
        ask_to_take(again, by=staff)


@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig"])
def test_a_name_with_rare_letters_is_stored_and_known_again_in_each_encoding(app: Flask, encoding: str) -> None:
    content = groups({"name": "髙﨑①㈱の会"}).decode("utf-8-sig")
    taken(app, content.encode(encoding), by=make_staff())

    again = looked_at(app, content.encode("utf-8"))

    assert [one.name for one in organizations()] == ["髙﨑①㈱の会"]
    assert again.same == 1


def test_a_group_is_known_by_its_number_whatever_it_is_called(app: Flask) -> None:
    known = make_organization(name="前の名前", district="okabe", corporate_number=NUMBER)

    run = looked_at(app, groups({"corporate_number": NUMBER}))

    assert outcomes(run) == [(2, "change")]
    assert run.outcomes[0]["id"] == known.id
    assert ["name", "前の名前", "見本の会"] in run.outcomes[0]["changes"]


def test_a_group_is_known_by_name_and_district_and_an_empty_cell_takes_nothing_away(app: Flask) -> None:
    known = make_organization(name="見本 の会", district="takasu", website="https://example.jp/")

    run = taken(app, groups({"website": "", "corporate_number": NUMBER}), by=make_staff())

    db.session.refresh(known)
    assert outcomes(run) == [(2, "change")]
    assert (known.corporate_number, known.website) == (NUMBER, "https://example.jp/")
    assert known.status == OrganizationStatus.APPROVED


def test_the_same_name_in_another_district_is_another_group_and_is_told(app: Flask) -> None:
    make_organization(name="見本の会", district="okabe")

    run = looked_at(app, groups({}))

    assert outcomes(run) == [(2, "create")]
    assert run.outcomes[0]["notes"] == ["list-name-elsewhere"]


def test_what_a_group_with_members_says_of_itself_stays(app: Flask) -> None:
    known = make_organization(name="見本の会", description="自分のことば", contact_phone="0549999999")
    make_member(known)

    run = taken(app, groups({"kind": "自治会"}), by=make_staff())

    db.session.refresh(known)
    assert (known.kind, known.description, known.contact_phone) == ("neighborhood_assoc", "自分のことば", "0549999999")
    assert run.outcomes[0]["notes"] == ["list-own-words-kept"]


@pytest.mark.parametrize(
    ("stored", "row", "code"),
    [
        ([{"district": "takasu"}, {"district": "takasu"}], {}, "list-several-alike"),
        ([{"district": "takasu", "corporate_number": ANOTHER}], {"corporate_number": NUMBER}, "list-number-differs"),
        ([{"district": "takasu", "status": OrganizationStatus.CLOSED}], {}, "list-registration-closed"),
        (
            [{"name": "前", "corporate_number": NUMBER, "status": OrganizationStatus.CLOSED}],
            {"corporate_number": NUMBER},
            "list-registration-closed",
        ),
        ([], {"kind": "NPO法人"}, "list-number-missing"),
    ],
)
def test_what_people_must_settle_is_a_fault_and_nothing_is_taken(
    app: Flask, stored: list[dict[str, Any]], row: dict[str, str], code: str
) -> None:
    for facts in stored:
        make_organization(**{"name": "見本の会", **facts})

    run = looked_at(app, groups({"name": "ほかの会"}, row))

    assert codes(run) == [(3, code)]
    assert (run.status, run.content) == (RunStatus.FAULTY, None)


@pytest.mark.parametrize(
    "rows",
    [
        ({}, {}),
        ({}, {"name": "見本　の会"}),
        ({"corporate_number": NUMBER}, {"name": "二の会", "corporate_number": NUMBER}),
        ({"corporate_number": NUMBER}, {}),
    ],
)
def test_two_rows_for_one_group_are_a_fault(app: Flask, rows: tuple[dict[str, str], ...]) -> None:
    run = looked_at(app, groups(*rows))

    assert codes(run) == [(3, "list-row-twice")]
    assert run.faults[0]["parameters"] == {"other": 2}


def test_a_list_that_completes_a_draft_of_the_office_hands_it_in(app: Flask) -> None:
    staff = make_staff()
    taken(app, groups({"conditions_met": ""}), by=staff)
    [draft] = organizations()
    assert draft.status == OrganizationStatus.DRAFT

    taken(app, groups({}), by=staff)

    db.session.refresh(draft)
    assert (draft.status, draft.submitted_by) == (OrganizationStatus.SUBMITTED, staff.id)


def test_only_other_eyes_approve_what_a_list_brought_and_only_what_still_waits(app: Flask) -> None:
    staff, colleague = make_staff(), make_staff()
    run = taken(app, groups({}, {"name": "二の会"}, {"name": "三の会", "conditions_met": ""}), by=staff)
    joined, waiting, draft = organizations()
    make_member(joined)

    with pytest.raises(ListNotApprovable):
        approve_list(run, by=staff)
    approved = approve_list(run, by=colleague)

    db.session.expire_all()
    assert approved == 1
    assert (waiting.status, waiting.decided_by) == (OrganizationStatus.APPROVED, colleague.id)
    assert (joined.status, draft.status) == (OrganizationStatus.SUBMITTED, OrganizationStatus.DRAFT)
    with pytest.raises(ListNotApprovable):
        approve_list(run, by=make_staff())


def test_each_change_is_in_the_log_once_with_who_had_it_taken_in(app: Flask) -> None:
    staff = make_staff()
    known = make_organization(name="前の会", corporate_number=NUMBER)

    run = taken(
        app, groups({}, {"name": "新しい名", "corporate_number": NUMBER, "contact_phone": "0541111111"}), by=staff
    )

    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.actor_id == staff.id).order_by(AuditEntry.id))
    told = [(one.act, one.subject_type) for one in entries]
    assert told == [
        ("hand-in-list", "import_run"),
        ("ask-to-take-list", "import_run"),
        ("change-organization", "organization"),
        ("register-organization", "organization"),
        ("submit-organization", "organization"),
        ("take-list", "import_run"),
    ]
    last = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "take-list")).one()
    assert last.changes == {
        "rows": 2, "created": 1, "changed": 1, "same": 0, "faults": 0, "file_hash": run.file_hash,
    }  # fmt: skip
    changed = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "change-organization")).one()
    assert changed.subject_id == known.id
    assert changed.changes["contact_phone"] is None  # a personal value stays out of the log
