"""One-use links: the secret opens once, for its purpose, until its time is over."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from matcher.clock import now
from matcher.db import db
from matcher.domain.people.links import end_links, forget_old_links, issue_link, open_link, take_link
from matcher.domain.people.models import LinkPurpose, LinkToken
from matcher.domain.people.rules import LinkNotUsable
from tests.support.factories import make_organization, make_person

HOUR = timedelta(hours=1)


def test_a_link_is_taken_once(session):
    person = make_person()
    secret = issue_link(LinkPurpose.RESET_PASSWORD, person, person, lifetime=HOUR)

    link = take_link(secret, LinkPurpose.RESET_PASSWORD)

    assert (link.subject_type, link.subject_id, link.person_id) == ("person", person.id, person.id)
    with pytest.raises(LinkNotUsable):
        take_link(secret, LinkPurpose.RESET_PASSWORD)


def test_looking_at_a_link_does_not_use_it_up(session):
    secret = issue_link(LinkPurpose.INVITATION, make_organization(), lifetime=HOUR)

    open_link(secret, LinkPurpose.INVITATION)

    assert take_link(secret, LinkPurpose.INVITATION).used_at is not None


def test_a_link_serves_no_other_purpose(session):
    secret = issue_link(LinkPurpose.CONFIRM_EMAIL, make_person(), lifetime=HOUR)

    with pytest.raises(LinkNotUsable):
        take_link(secret, LinkPurpose.RESET_PASSWORD)


def test_a_link_ends_with_its_time(session):
    secret = issue_link(LinkPurpose.INVITATION, make_person(), lifetime=HOUR)

    with time_machine.travel(now() + HOUR + timedelta(seconds=1)), pytest.raises(LinkNotUsable):
        open_link(secret, LinkPurpose.INVITATION)


def test_a_made_up_secret_opens_nothing(session):
    with pytest.raises(LinkNotUsable):
        open_link("あ" * 43, LinkPurpose.INVITATION)


def test_the_database_never_holds_the_secret(session):
    secret = issue_link(LinkPurpose.INVITATION, make_person(), lifetime=HOUR)

    row = session.scalar(select(LinkToken))

    assert secret not in repr(vars(row))


def test_a_newer_link_can_end_the_older_ones_of_the_same_thing_only(session):
    person, another = make_person(), make_person()
    old = issue_link(LinkPurpose.RESET_PASSWORD, person, lifetime=HOUR)
    kept = issue_link(LinkPurpose.RESET_PASSWORD, another, lifetime=HOUR)

    end_links(LinkPurpose.RESET_PASSWORD, person)

    open_link(kept, LinkPurpose.RESET_PASSWORD)
    with pytest.raises(LinkNotUsable):
        open_link(old, LinkPurpose.RESET_PASSWORD)


def test_links_long_over_are_forgotten(session):
    issue_link(LinkPurpose.INVITATION, make_person(), lifetime=HOUR)
    assert forget_old_links() == 0

    with time_machine.travel(now() + timedelta(days=31)):
        assert forget_old_links() == 1


def test_of_eight_who_press_at_once_one_gets_the_link(app):
    with db.unit_of_work():
        secret = issue_link(LinkPurpose.INVITATION, make_person(), lifetime=HOUR)

    def press() -> bool:
        with app.app_context():
            try:
                with db.unit_of_work():
                    take_link(secret, LinkPurpose.INVITATION)
            except LinkNotUsable:
                return False
            return True

    with ThreadPoolExecutor(8) as people:
        pressed = list(people.map(lambda _: press(), range(8)))

    assert pressed.count(True) == 1
