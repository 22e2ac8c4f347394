"""What stands around every page."""

import re

from flask import Flask, render_template

from matcher.domain.city.plan import current_plan
from matcher.domain.people.models import Account
from matcher.web.identity import sign_in
from matcher.web.navigation import Header, desk, site_header
from tests.support.databases import on_sqlite
from tests.support.factories import make_account, make_member, make_organization, make_staff
from tests.support.statements import counted_statements
from tests.support.visitor import Visitor

pytestmark = on_sqlite


def test_the_desk_of_the_city_comes_from_the_plan_file(app: Flask) -> None:
    office = current_plan().city.office

    shown = desk(current_plan())

    assert (shown.name, shown.office, shown.email) == (current_plan().city.name, office.name, office.email)
    assert shown.telephone.isdecimal()


def test_a_page_asked_without_a_session_cookie_leaves_the_session_alone(client: Visitor) -> None:
    answer = client.get("/components")

    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_page_that_is_not_found_asks_once_who_wants_it_and_once_for_their_groups(client: Visitor) -> None:
    client.enter(make_account())
    client.get("/organizations/none")

    with counted_statements() as asked:
        assert client.get("/organizations/none").status_code == 404

    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 3


def test_every_link_of_the_header_and_foot_leads_to_a_page(client: Visitor) -> None:
    page = client.get("/components").text
    around = page[: page.index("<main")]

    paths = set(re.findall(r'href="(/[^"?#]*)"', around)) - {"/"}

    assert {path: client.get(path).status_code for path in paths if client.get(path).status_code >= 400} == {}


def test_failures_of_our_own_are_told_without_database_session_or_account(app: Flask) -> None:
    for status in (500, 503):
        with app.test_request_context():
            app.jinja_env.globals["site_header"], kept = None, app.jinja_env.globals["site_header"]

            page = render_template(f"errors/{status}.html", message=None)

            app.jinja_env.globals["site_header"] = kept
        assert desk(current_plan()).name in page


def test_whoever_acts_for_a_group_gets_its_header_there_and_nobody_else_does(app: Flask) -> None:
    organization = make_organization()
    member, stranger = make_member(organization), make_account()

    of_member = header_at(app, f"/organizer/{organization.slug}/", member)
    of_stranger = header_at(app, f"/organizer/{organization.slug}/", stranger)

    assert of_member.band
    assert not of_stranger.band
    assert (of_member.who, of_stranger.who) == (member.person.name, stranger.person.name)


def test_the_staff_header_is_only_for_those_who_work_for_the_city(app: Flask) -> None:
    staff, citizen = make_staff(), make_account()

    assert header_at(app, "/staff/", staff).band
    assert not header_at(app, "/staff/", citizen).band


def header_at(app: Flask, path: str, account: Account) -> Header:
    """The header somebody signed in sees at that address."""
    cookie = f"{app.config['SESSION_COOKIE_NAME']}=present"
    with app.test_request_context(path, headers={"Cookie": cookie}):
        sign_in(account)
        return site_header()
