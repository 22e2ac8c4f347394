"""The page /components: every component in every state, with long words and without any. Not there in production."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, render_template
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice

from matcher.clock import now
from matcher.domain.permissions.table import Permission
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.forms import Line, Paragraphs
from matcher.words.statuses import STATUSES

bp = Blueprint("components", __name__)

LONG = _l(
    "長い名前の実行委員会および関係団体連絡協議会合同準備事務局長い名前の実行委員会および関係団体連絡協議会合同準備事務局"
)


class Sample(FlaskForm):
    """A form with each kind of control; it is never sent anywhere."""

    title = Line(_l("題名"), required=True, description=_l("20字くらい"))
    email = Line(_l("メールアドレス"))
    text = Paragraphs(_l("くわしく"), required=True)
    count = IntegerField(_l("人数"))
    on = DateField(_l("日にち"))
    district = SelectField(
        _l("地区"), choices=[SelectChoice("north", _l("北地区")), SelectChoice("south", _l("南地区"))]
    )
    contact = RadioField(
        _l("連絡のしかた"),
        choices=[SelectChoice("mail", _l("メール")), SelectChoice("phone", _l("電話"))],
        default="mail",
    )
    criteria = SelectMultipleField(
        _l("条件"), choices=[SelectChoice("seated", _l("座ってできる")), SelectChoice("short", _l("短い時間"))]
    )
    presence = RadioField(
        _l("出席"), choices=[SelectChoice("present", _l("来た")), SelectChoice("absent", _l("休み"))], default="present"
    )
    minutes = IntegerField(_l("分"), default=120)
    agrees = BooleanField(_l("団体に名前と連絡先を伝えることを確かめました"))


def refused_form() -> Sample:
    """The form as it comes back with errors."""
    form = Sample(prefix="bad", meta={"csrf": False})
    for field in (form.title, form.text, form.count, form.on, form.district, form.contact, form.criteria, form.agrees):
        field.errors = [_("入れてください。")]
    form.form_errors.append(_("この日には申し込めません。時間が重なっています。"))
    return form


def shift(number: int, days: int, *roles: SimpleNamespace, **more: Any) -> SimpleNamespace:
    """A shift some days ahead, two hours long."""
    begins = (now() + timedelta(days=days)).replace(hour=6, minute=0, second=0, microsecond=0)
    facts = {"is_timed": True, "label": "", "status": "scheduled", "ends_at": begins + timedelta(hours=2), **more}
    return SimpleNamespace(id=number, starts_at=begins, roles=list(roles), **facts)


def role(number: int, capacity: int | None, taken: int, waiting: int = 0, name: Any = "") -> SimpleNamespace:
    """A role with its places."""
    left = None if capacity is None else capacity - taken
    facts = {"capacity": capacity, "taken": taken, "waiting": waiting, "places_left": left, "requirement": None}
    return SimpleNamespace(id=number, name=name, **facts)


def shifts() -> list[SimpleNamespace]:
    """One shift for each thing that can be said of one."""
    two = (role(1, 4, 3, name=_("調理")), role(2, 4, 4, 2, name=_("配膳と見守り")))
    end = now() + timedelta(days=40)
    return [
        shift(1, 10, *two),
        shift(2, 17, role(3, 8, 8, 2)),
        shift(3, 24, role(4, None, 12)),
        shift(4, 31, role(5, 8, 2)),
        shift(5, 38, role(6, 8, 2), status="cancelled"),
        shift(6, 39, role(7, 20, 0), is_timed=False, ends_at=end + timedelta(days=9), label=_("朝7時から夕方まで")),
    ]


def figures() -> list[SimpleNamespace]:
    """Seven fiscal years of a KPI: two closed, one being counted, the rest to come."""
    known = {2024: (202, None, None), 2025: (205, None, None), 2026: (None, 38, 206)}
    rows = []
    for year in range(2024, 2031):
        official, counting, expected = known.get(year, (None, None, None))
        url = "#" if year in known else None
        facts = {"official": official, "counting": counting, "expected": expected, "url": url, "expected_url": url}
        rows.append(SimpleNamespace(fiscal_year=year, guide=202 + (year - 2024) * 2, **facts))
    return rows


def cards() -> list[SimpleNamespace]:
    """Cards: ordinary, full with reasons, without a day and with words that do not end."""
    place, field = _("中央公園（北地区）"), _("環境")
    at = shifts()[0].starts_at
    few = {"places_left": 2, "capacity": 40, "waiting": 0, "more_days": 3}
    full = {"places_left": 0, "capacity": 8, "waiting": 2, "reasons": [_("座ってできる"), _("土曜の午前に合う")]}
    return [
        _card(_("朝のごみ拾い"), place, [field], at, is_for_beginners=True, audiences=[_("若者"), _("シニア")], **few),
        _card(_("子ども食堂 調理と配膳の手伝い"), place, [field], at, **full),
        _card(str(LONG), str(LONG), [str(LONG)], None, capacity=None),
    ]


def _card(title: str, venue: str, fields: list[str], starts_at: datetime | None, **more: Any) -> SimpleNamespace:
    unsaid = {
        "is_for_beginners": False,
        "audiences": [],
        "reasons": [],
        "waiting": 0,
        "more_days": 0,
        "places_left": None,
    }
    when = _("12月12日（土）8:00〜9:00") if starts_at else ""
    facts = {**unsaid, "organization_name": title, "url": "#", "when": when, **more}
    return SimpleNamespace(title=title, venue=venue, fields=fields, starts_at=starts_at, places_words=None, **facts)


def letters() -> list[SimpleNamespace]:
    """Notices: a new one that wants an answer and an old one."""
    facts = {"url": "#", "at": now(), "way": _("メール 届きました"), "way_icon": "mail"}
    new = SimpleNamespace(
        title=_("空きが出ました"), words=str(LONG), is_new=True, about=_("返事がいる"), tone="warn", **facts
    )
    old = SimpleNamespace(title=_("決まりました"), words="", is_new=False, about=None, tone=None, **facts)
    return [new, old]


@bp.get("/components")
@requires(Permission.PUBLIC)
def show() -> str:
    """Every component in every state."""
    return render_template(
        "development/components.html",
        sample=Sample(meta={"csrf": False}),
        refused=refused_form(),
        shifts=shifts(),
        figures=figures(),
        cards_found=cards(),
        letters=letters(),
        statuses=STATUSES,
        long_words=str(LONG),
        now=now(),
    )
