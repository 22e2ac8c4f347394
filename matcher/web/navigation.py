"""What stands around every page: the header of each audience, who is signed in, notices to show once, the city's desk.

Links name addresses, not endpoints; an address that no page answers is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, current_app, get_flashed_messages, request
from sqlalchemy import Row
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from config import Config
from matcher.domain.city.plan import Plan, current_plan
from matcher.domain.organizations.queries import own_organizations
from matcher.domain.people.models import Account
from matcher.domain.permissions.queries import may
from matcher.domain.permissions.table import Permission
from matcher.language import lazy_gettext as _l
from matcher.web.formats import postal
from matcher.web.identity import account, brought_session
from matcher.web.plot import plot
from matcher.words.codes import name_of
from matcher.words.statuses import status


@dataclass(frozen=True)
class Entry:
    """One link of the navigation; `permission` is what whoever sees it must have."""

    label: Any
    path: str
    icon: str
    permission: Permission = Permission.PUBLIC

    def at(self, slug: str) -> "Entry":
        """The same link for the organization with that slug."""
        return Entry(self.label, self.path.format(slug=slug), self.icon, self.permission)

    @property
    def is_current(self) -> bool:
        """Whether the page asked for is this one or lies under it; a first page (…/) is only itself."""
        is_under = not self.path.endswith("/") and request.path.startswith(self.path + "/")
        return request.path == self.path or is_under


@dataclass(frozen=True)
class Header:
    """The header of one page: words in the band, the links, seldom ones, the visitor's own links and name."""

    band: Any = ""
    entries: Sequence[Entry] = ()
    more: Sequence[Entry] = ()
    own: Sequence[Entry] = ()
    who: str | None = field(default=None, repr=False)

    @property
    def key(self) -> tuple[object, ...]:
        """All that makes one header differ from another."""
        links = [*self.entries, None, *self.more, None, *self.own]
        shown = ((link.path, str(link.label), link.is_current) if link else None for link in links)
        return str(self.band), self.who, tuple(shown)


PUBLIC = (
    Entry(_l("活動をさがす"), "/opportunities", "search"),
    Entry(_l("団体をさがす"), "/organizations", "people"),
    Entry(_l("ほしい・出せる"), "/support", "bag"),
    Entry(_l("市との協働"), "/projects", "board"),
    Entry(_l("まちの目標"), "/kpi", "certificate"),
)
VISITOR = (
    Entry(_l("登録する"), "/register", "edit"),
    Entry(_l("ログイン"), "/sign-in", "person"),
)
OWN = (
    Entry(_l("わたしの予定"), "/me", "calendar"),
    Entry(_l("お知らせ"), "/me/inbox", "bell"),
    Entry(_l("わたしのこと"), "/me/profile", "edit"),
)
STAFF_HOME = Entry(_l("職員の画面"), "/staff/", "board", Permission.WORK_FOR_CITY)
SIGN_OUT = Entry(_l("ログアウト"), "/sign-out", "lock")
ABOUT = (
    Entry(_l("利用のきまり"), "/terms", "info"),
    Entry(_l("個人情報の取り扱い"), "/privacy", "lock"),
    Entry(_l("ウェブアクセシビリティ"), "/accessibility", "access"),
    Entry(_l("オープンデータ"), "/opendata", "download"),
)
ORGANIZER = (
    Entry(_l("募集と参加者"), "/organizer/{slug}/", "people"),
    Entry(_l("ほしいもの・出せるもの"), "/organizer/{slug}/support", "bag"),
    Entry(_l("会員"), "/organizer/{slug}/members", "person"),
    Entry(_l("団体の情報"), "/organizer/{slug}/details", "board"),
)
COMPANY = (
    Entry(_l("会社のホーム"), "/company/{slug}/", "building"),
    Entry(_l("席をとれる活動"), "/company/{slug}/seats", "calendar"),
    Entry(_l("ほしいもの・出せるもの"), "/company/{slug}/support", "bag"),
    Entry(_l("会員"), "/organizer/{slug}/members", "person"),
    Entry(_l("会社の情報"), "/organizer/{slug}/details", "board"),
)
STAFF = (
    Entry(_l("きょうの仕事"), "/staff/", "bell"),
    Entry(_l("団体"), "/staff/organizations", "people", Permission.WORK_IN_SUPPORT_OFFICE),
    Entry(_l("募集"), "/staff/opportunities", "board", Permission.WORK_IN_SUPPORT_OFFICE),
    Entry(_l("協働の候補"), "/staff/candidates", "check", Permission.WORK_FOR_CITY),
    Entry(_l("協働事業の台帳"), "/staff/projects", "certificate", Permission.WORK_FOR_CITY),
    Entry(_l("電話で伝える"), "/staff/notices", "phone", Permission.WORK_IN_SUPPORT_OFFICE),
)
STAFF_SELDOM = (
    Entry(_l("課のほしい・出せる"), "/staff/support", "bag", Permission.WORK_FOR_CITY),
    Entry(_l("名簿の取り込み"), "/staff/imports", "download", Permission.WORK_IN_SUPPORT_OFFICE),
    Entry(_l("目標の数字"), "/staff/kpi-figures", "check", Permission.WORK_IN_SUPPORT_OFFICE),
    Entry(_l("担当課"), "/staff/departments", "building", Permission.WORK_IN_SUPPORT_OFFICE),
    Entry(_l("アカウント"), "/staff/accounts", "person", Permission.WORK_IN_SUPPORT_OFFICE),
    Entry(_l("操作の記録"), "/staff/audit", "lock", Permission.WORK_IN_SUPPORT_OFFICE),
)


def site_header() -> Header:
    """The header for this request and whoever asks."""
    asking = account()
    if asking is None:
        return Header(entries=_open_to(None, PUBLIC), own=_open_to(None, VISITOR))
    mine = own_organizations(asking)
    band, entries, more = _audience(asking, {one.slug for one in mine})
    own = _open_to(asking, (*OWN, *map(_home_of, mine), STAFF_HOME, SIGN_OUT))
    return Header(band, _open_to(asking, entries), _open_to(asking, more), own, asking.person.name)


def _audience(asking: Account, slugs: set[str]) -> tuple[Any, Sequence[Entry], Sequence[Entry]]:
    section, _, rest = request.path.lstrip("/").partition("/")
    slug = rest.partition("/")[0]
    if section == "staff" and may(asking, Permission.WORK_FOR_CITY, None):
        return _l("職員の画面"), STAFF, STAFF_SELDOM
    if section == "organizer" and slug in slugs:
        return _l("団体の画面"), [entry.at(slug) for entry in ORGANIZER], ()
    if section == "company" and slug in slugs:
        return _l("企業の画面"), [entry.at(slug) for entry in COMPANY], ()
    return "", PUBLIC, ()


def _home_of(organization: Row[str, str, bool]) -> Entry:
    home, icon = ("/company/{slug}/", "building") if organization.is_company else ("/organizer/{slug}/", "people")
    return Entry(organization.name, home, icon).at(organization.slug)


def _open_to(asking: Account | None, entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if _is_answered(entry.path) and may(asking, entry.permission, None)]


def _is_answered(path: str) -> bool:
    known: dict[str, bool] = current_app.extensions["navigation"]
    if path not in known:
        known[path] = _matches(path)
    return known[path]


def _matches(path: str) -> bool:
    try:
        current_app.url_map.bind("").match(path, "GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True


def notices() -> list[tuple[str, str]]:
    """What the last act left to say, as (kind, sentence), shown once; the session is not touched without its cookie."""
    return get_flashed_messages(with_categories=True) if brought_session() else []


def footer_links() -> list[Entry]:
    """The links about the service itself that stand at the foot of every page."""
    return [entry for entry in ABOUT if _is_answered(entry.path)]


@dataclass(frozen=True)
class Desk:
    """Where to call or go: the office that runs the service, as the plan file names it."""

    name: str
    office: str
    telephone: str
    fax: str
    email: str
    address: str
    hours: str = ""  # not confirmed by the city yet: shown where the plan file knows it


def desk(plan: Plan) -> Desk:
    """The desk of the plan's city; telephone and fax as digits, the address with its postal code."""
    office = plan.city.office
    return Desk(
        name=plan.city.name,
        office=office.name,
        telephone=_digits(office.phone),
        fax=_digits(office.fax or ""),
        email=office.email,
        address=f"{postal(office.postal_code)} {office.address}",
    )


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdecimal())


def init_app(app: Flask, config: Config) -> None:
    """Give every template what stands around a page, the city's desk, and the names of states and codes."""
    app.extensions["navigation"] = {}
    app.jinja_env.globals.update(
        site_header=site_header,
        footer_links=footer_links,
        notices=notices,
        status=status,
        plot=plot,
        city=desk(current_plan()),
        plan=current_plan(),
        is_demonstration=not config.is_production,
        name_of=name_of,
    )
