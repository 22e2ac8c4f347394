"""Figures from outside: the yearly number of NPO corporations, with its day and source."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from wtforms import BooleanField, DateField, HiddenField, IntegerField
from wtforms.validators import DataRequired, InputRequired, NumberRange, ValidationError

from matcher.clock import today
from matcher.domain.permissions.table import Permission
from matcher.domain.projects.models import KpiFigure
from matcher.domain.projects.yearly import enter_figure
from matcher.domain.statistics.collaboration import NPO_CORPORATIONS, npo_figures
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.forms import Form, Line, Paragraphs
from matcher.web.identity import account
from matcher.web.list_files import ListFile

bp = Blueprint("kpi_figures", __name__, url_prefix="/kpi-figures")

FILE: ListFile[KpiFigure] = ListFile(
    _l("NPO法人の数"),
    (
        (_l("基準日"), lambda figure: figure.as_of_on),
        (_l("数"), lambda figure: figure.value),
        (_l("もとの資料"), lambda figure: figure.source),
    ),
)


class FigureForm(Form):
    """One figure as the authority's register tells it."""

    as_of_on = DateField(_l("基準日"), [DataRequired(_l("基準日を入れてください。例：2026-03-31"))])
    value = IntegerField(
        _l("NPO法人の数"),
        [InputRequired(_l("数を入れてください。")), NumberRange(0, 9999, _l("0から9999までの数を入れてください。"))],
    )
    source = Line(_l("もとの資料"), required=True, most=120)
    replace = BooleanField(_l("いま入っている数を、この数に入れ替える"))
    reason = Paragraphs(_l("入れ替える理由"), most=500)
    seen = HiddenField()

    def validate_as_of_on(self, field: DateField) -> None:
        """A figure is of a day that has come."""
        if field.data and field.data > today():
            raise ValidationError(_("まだ来ていない日です。数を調べた日を入れてください。"))


@bp.get("")
@requires(Permission.WORK_IN_SUPPORT_OFFICE)
def form() -> Any:
    """Every figure entered so far, and the form for the next."""
    return _page(FigureForm())


@FILE.of(bp, "form", "", Permission.WORK_IN_SUPPORT_OFFICE)
def listed() -> Sequence[KpiFigure]:
    """What was entered, newest first."""
    return npo_figures()[::-1]


@bp.post("")
@requires(Permission.WORK_IN_SUPPORT_OFFICE)
def submit() -> Any:
    """Take one figure over; another one of the same day is replaced only where that was asked for, with a reason."""
    entered = FigureForm()
    if entered.validate():
        with entered.refusals():
            enter_figure(
                kpi=NPO_CORPORATIONS,
                as_of_on=entered.as_of_on.data,
                value=entered.value.data,
                source=entered.source.data,
                replacing=(entered.seen.data or "") if entered.replace.data else "",
                reason=entered.reason.data,
                by=account(),
            )
            flash(_("数を入れました。目標のページに出ます。"))
            return redirect(url_for("staff.kpi_figures.form"), 303)
    return _page(entered), 422


def _page(entered: FigureForm) -> str:
    """The page; where the day typed has a figure, with what it takes to replace it."""
    figures = listed()
    known = next((figure for figure in figures if figure.as_of_on == entered.as_of_on.data), None)
    if known is not None and entered.seen.data != known.edition:
        entered.seen.data, entered.replace.data = known.edition, False
    return render_template("staff/kpi_figures.html", form=entered, figures=figures, known=known)
