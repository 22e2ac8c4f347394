"""Instants inside sentences: 「12月12日（土）18:30」, as Tokyo's clocks show them."""

from datetime import datetime

from matcher.clock import TOKYO
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l

WEEKDAYS = (_l("月"), _l("火"), _l("水"), _l("木"), _l("金"), _l("土"), _l("日"))


def moment(at: datetime) -> str:
    """「12月12日（土）18:30」"""
    local = at.astimezone(TOKYO)
    day = {"month": local.month, "day": local.day, "weekday": WEEKDAYS[local.weekday()]}
    return _("%(month)d月%(day)d日（%(weekday)s）", **day) + f"{local.hour}:{local.minute:02}"
