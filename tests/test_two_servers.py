"""Two servers and two workers that share nothing but one PostgreSQL: nothing is stale, nothing is done twice."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from secrets import token_hex
from typing import Any

import httpx
import pytest
from flask import Flask
from sqlalchemy import func, select, update

from matcher.cli.doctor import findings
from matcher.clock import now, today
from matcher.db import db, reading
from matcher.domain.audit.models import AuditEntry
from matcher.domain.imports.actions import ask_to_take
from matcher.domain.imports.models import ImportRun, RunStatus
from matcher.domain.imports.queries import import_run
from matcher.domain.notifications.actions import notify
from matcher.domain.notifications.models import Channel, NoticeState, Notification
from matcher.domain.opportunities.models import Shift
from matcher.domain.organizations.models import Organization
from matcher.domain.people.models import Account, AccountStatus
from matcher.domain.signups import actions
from matcher.domain.signups.models import SignUp, SignUpState
from matcher.duty import Duty
from matcher.worker.duties import DUTIES, always
from tests.support.databases import Database
from tests.support.factories import (
    make_account,
    make_member,
    make_opportunity,
    make_organization,
    make_person,
    make_shift,
    make_staff,
)
from tests.support.lists import groups, hand_in, make_run
from tests.support.machines import Machines, Visitor, two_machines
from tests.support.servers import until
from tests.support.signing_in import HASH, PASSWORD

DONE_ONCE = ("take-list", "drop-list", "erase-account", "promote-sign-up", "expire-sign-up")


@pytest.fixture(scope="module")
def machines(
    assemble: Callable[[Database], Flask],
    postgresql_database: Database,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Machines]:
    """Started once for the module, on an empty database that its tests share: wiping it would meet the workers."""
    app = assemble(postgresql_database)
    postgresql_database.wipe()
    folders = (tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other"))
    with app.app_context(), two_machines(app, postgresql_database, folders) as both:
        yield both
        db.session.remove()


@pytest.fixture(autouse=True)
def ended_transaction(machines: Machines) -> Iterator[None]:
    """No test holds rows that the machines want."""
    yield
    db.session.rollback()


def test_what_is_written_through_one_server_stands_in_the_next_page_of_the_other(machines: Machines) -> None:
    shift = make_day(capacity=10, title="水辺の清掃")
    opportunity = shift.opportunity
    organizer, citizen = make_member(opportunity.organization), make_account()
    group, page = f"/organizer/{opportunity.organization.slug}", f"/opportunities/{opportunity.id}"
    anybody, owner, guest = (machines.visitor(who) for who in (None, organizer, citizen))
    for server in (machines.one, machines.other):  # whatever a process keeps, it keeps from here on
        before = [anybody.read(server, path) for path in ("/opportunities", page)]
        assert ["水辺の清掃" in text and "あと10人" in text for text in before] == [True, True]
        assert guest.read(server, "/opportunities").count("花子") == 0

    assert guest.send(machines.one, f"{page}/sign-up?shift={shift.id}", agree="y") == 303
    assert owner.send(machines.one, f"{group}/opportunities/{opportunity.id}/edit", title="川原の清掃") == 303
    assert guest.send(machines.one, "/me/profile", name="水野花子") == 303

    for path in ("/opportunities", page):
        after = anybody.read(machines.other, path)
        assert ("水辺の清掃" in after, "川原の清掃" in after, "あと9人" in after) == (False, True, True), path
    assert "水野花子" in guest.read(machines.other, "/opportunities"), "the header"
    assert "水野花子" in owner.read(machines.other, f"{group}/opportunities/{opportunity.id}/sign-ups")


def test_a_figure_of_the_goals_and_the_open_data_are_new_at_both_at_once(machines: Machines) -> None:
    staff, anybody = machines.visitor(make_staff()), machines.visitor()
    kept = {path: httpx.get(machines.other.url + path) for path in ("/opendata/222143_kpi.csv", "/api/v1/kpi")}
    assert "8,765" not in anybody.read(machines.other, "/kpi")
    figure = {"as_of_on": today().isoformat(), "value": "8765", "source": "県の一覧"}

    assert staff.send(machines.one, "/staff/kpi-figures", **figure) == 303

    assert "8,765" in anybody.read(machines.other, "/kpi")
    for path, before in kept.items():
        asked = httpx.get(machines.other.url + path, headers={"If-None-Match": before.headers["ETag"]})
        assert (asked.status_code, "8765" in asked.text) == (200, True), path


def test_a_session_counts_at_both_and_ends_at_both(machines: Machines) -> None:
    account = make_account(password_hash=HASH)
    first, second = machines.visitor(account), machines.visitor()
    sign_in = {"email": account.email, "password": PASSWORD}
    assert second.send(machines.one, "/sign-in", **sign_in) == 303
    assert second.is_signed_in(machines.other)

    assert first.send(machines.other, "/me/account/sessions") == 303

    assert not second.is_signed_in(machines.one)
    assert second.send(machines.other, "/sign-in", **sign_in) == 303
    third = machines.visitor()
    assert third.send(machines.one, "/sign-in", **sign_in) == 303

    changed = {"current": PASSWORD, "password": "another good long password"}
    assert third.send(machines.one, "/me/account/password", **changed) == 303

    assert [third.is_signed_in(server) for server in (machines.one, machines.other)] == [True, True]
    assert [second.is_signed_in(server) for server in (machines.one, machines.other)] == [False, False]


def test_attempts_are_counted_over_both(machines: Machines) -> None:
    account = make_account(password_hash=HASH)
    guesser = machines.visitor()
    wrong = {"email": account.email, "password": "a wrong password"}
    db.session.commit()

    answers = [guesser.send(server, "/sign-in", **wrong) for server in (machines.one, machines.other) * 5]

    assert answers == [422] * 10
    for server in (machines.one, machines.other):
        assert guesser.send(server, "/sign-in", **wrong) == 429


def test_two_places_given_back_at_once_go_to_two_people_and_each_is_told_once(machines: Machines) -> None:
    shift = make_day(capacity=2)
    people = [make_account() for _ in range(5)]
    asked = [joined(shift, account) for account in people]
    leaving = [machines.visitor(account) for account in people[:2]]

    with ThreadPoolExecutor(2) as pool:
        paths = [f"/me/sign-ups/{sign_up.id}/withdraw" for sign_up in asked]
        db.session.rollback()
        answers = list(pool.map(Visitor.send, leaving, (machines.one, machines.other), paths))

    assert answers == [303, 303]
    states = Counter(db.session.scalars(select(SignUp.state).where(SignUp.shift_id == shift.id)))
    assert states == {SignUpState.CONFIRMED: 2, SignUpState.WITHDRAWN: 2, SignUpState.WAITING: 1}
    promoted = [people[number].email for number in (2, 3)]
    db.session.rollback()
    until(lambda: received(machines, "空き", promoted) == [1, 1], "one letter to each who moved up")


def make_day(*, capacity: int, title: str = "見本") -> Shift:
    """A public day of a group whose address is none of those lists give."""
    return make_shift(
        make_opportunity(organization=make_organization(slug=token_hex(8)), title=title), capacity=capacity
    )


def joined(shift: Shift, account: Account, message: str | None = None) -> SignUp:
    """The account's sign-up for the shift."""
    return actions.sign_up(
        role=shift.roles[0], person=account.person, by=account, request_key=f"two-{account.id}", message=message
    )


def received(machines: Machines, words: str, addresses: list[str | None]) -> list[int]:
    """How many letters with these words in their subject each address got."""
    got = Counter(letter.recipients[0] for letter in machines.mail.letters if words in letter.message["Subject"])
    return [got[str(address)] for address in addresses]


def test_two_workers_do_no_duty_twice(machines: Machines) -> None:
    letters = [f"letter{number}@example.jp" for number in range(30)]
    with db.unit_of_work():
        for address in letters:
            person = make_person(email=address)
            notify("confirm-email", person, person, secret="s3cret")
        over = day_that_is_over()
        make_account(status=AccountStatus.UNCONFIRMED, created_at=now() - timedelta(days=8))
        make_run(changed_at=now() - timedelta(hours=25))
    staff = make_staff()
    taken = hand_in(groups(*({"name": f"二台の会{number}"} for number in range(40))), by=staff)
    until(lambda: has_come_to(RunStatus.READ, taken), "the list is read")
    with db.unit_of_work():
        ask_to_take(import_run(taken), by=staff)

    until(lambda: has_come_to(RunStatus.TAKEN, taken), "the list is taken in")
    until(lambda: due_again() and is_all_done(over), "everything is done")
    due_again()
    until(have_looked_again, "every duty is looked at once more")

    got = Counter(letter.recipients[0] for letter in machines.mail.letters)
    assert [got[address] for address in letters] == [1] * len(letters)
    assert {message_id: n for message_id, n in sent_messages(machines).items() if n > 1} == {}
    assert acts_done_twice() == []
    named = select(func.count()).select_from(Organization).where(Organization.name.startswith("二台の会"))
    assert db.session.scalar(named) == 40
    assert [worker.poll() for worker in machines.workers] == [None, None]
    assert [finding for finding in findings() if not finding.holds] == []


def day_that_is_over() -> int:
    """A shift of yesterday in which somebody still waits, and whose people wrote to the group."""
    shift = make_day(capacity=1)
    for account in (make_account(), make_account()):
        joined(shift, account, message="よろしくお願いします")
    yesterday = now() - timedelta(days=1)
    times = {"starts_at": yesterday, "ends_at": yesterday + timedelta(hours=2), "sign_up_until_at": yesterday}
    db.session.execute(update(Shift).where(Shift.id == shift.id).values(times))
    return shift.id


def due_again() -> bool:
    """True; and every duty is due at once, so that both workers reach for it."""
    with db.unit_of_work():
        db.session.execute(update(Duty).values(last_run_at=None))
    return True


def has_come_to(status: RunStatus, number: int) -> bool:
    """Whether the list stands there by now; and every duty is due again."""
    return due_again() and found(select(ImportRun.id).where(ImportRun.id == number, ImportRun.status == status))


def is_all_done(over: int) -> bool:
    """Whether nothing is left that a duty of the worker would do."""
    is_left = (SignUp.state == SignUpState.WAITING) | SignUp.message.is_not(None)
    is_to_send = Notification.state.in_((NoticeState.QUEUED, NoticeState.SENDING))
    left = (
        select(SignUp.id).where(SignUp.shift_id == over, is_left),
        select(Notification.id).where(Notification.channel == Channel.MAIL, is_to_send),
        select(Account.id).where(Account.status == AccountStatus.UNCONFIRMED),
        select(ImportRun.id).where(ImportRun.status == RunStatus.READ),
    )
    return not any(map(found, left))


def have_looked_again() -> bool:
    """Whether every duty that goes by the clock alone was done; the others are left alone while nothing waits."""
    by_the_clock = [plan.name for plan in DUTIES if plan.waiting is always]
    return not found(select(Duty.name).where(Duty.name.in_(by_the_clock), Duty.last_run_at.is_(None)))


def found(query: Any) -> bool:
    """Whether there is any, in a transaction of its own."""
    with reading():
        first = db.session.execute(query.limit(1)).first()
        db.session.rollback()
    return first is not None


def sent_messages(machines: Machines) -> Counter[str]:
    """How often each letter was sent: its id is that of its row in the outbox."""
    return Counter(letter.message["Message-ID"] for letter in machines.mail.letters)


def acts_done_twice() -> list[Any]:
    """What can happen only once to a thing, and is in the record more than once."""
    twice = (
        select(AuditEntry.act, AuditEntry.subject_id)
        .where(AuditEntry.act.in_(DONE_ONCE))
        .group_by(AuditEntry.act, AuditEntry.subject_id)
        .having(func.count() > 1)
    )
    return list(db.session.execute(twice))
