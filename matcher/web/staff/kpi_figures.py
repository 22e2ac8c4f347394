"""Figures from outside: the yearly number of NPO corporations, with its day and source."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField
from wtforms.validators import DataRequired, InputRequired, NumberRange, ValidationError

from matcher.clock import fiscal_year, now, today
from matcher.domain.permissions.table import Permission
from matcher.domain.projects.models import KpiFigure
from matcher.domain.projects.yearly import enter_figure
from matcher.domain.statistics.collaboration import NPO_CORPORATIONS, npo_figures
from matcher.web.access import requires
from matcher.web.forms import Form, Line
from matcher.web.identity import account

bp = Blueprint("kpi_figures", __name__, url_prefix="/kpi-figures")


class FigureForm(Form):
    """One figure as the authority's register tells it."""

    as_of_on = DateField(_l("基準日"), [DataRequired(_l("基準日を入れてください。例：2026-03-31"))])
    value = IntegerField(
        _l("NPO法人の数"),
        [InputRequired(_l("数を入れてください。")), NumberRange(0, 9999, _l("0から9999までの数を入れてください。"))],
    )
    source = Line(_l("もとの資料"), required=True, most=120)

    def validate_as_of_on(self, field: DateField) -> None:
        """A figure is of a day that has come."""
        if field.data and field.data > today():
            raise ValidationError(_("まだ来ていない日です。数を調べた日を入れてください。"))


@bp.get("")
@requires(Permission.WORK_IN_SUPPORT_OFFICE)
def form() -> Any:
    """Every figure entered so far, and the form for the next."""
    return render_template("staff/kpi_figures.html", form=FigureForm(), figures=npo_figures())


@bp.post("")
@requires(Permission.WORK_IN_SUPPORT_OFFICE)
def submit() -> Any:
    """Take one figure over; the same day again replaces it."""
    entered = FigureForm()
    if entered.validate():
        with entered.refusals():
            figure = KpiFigure(
                kpi=NPO_CORPORATIONS,
                fiscal_year=fiscal_year(entered.as_of_on.data),
                as_of_on=entered.as_of_on.data,
                value=entered.value.data,
                source=entered.source.data,
                entered_at=now(),
            )
            enter_figure(figure=figure, by=account())
            flash(_("数を入れました。目標のページに出ます。"))
            return redirect(url_for("staff.kpi_figures.form"), 303)
    return render_template("staff/kpi_figures.html", form=entered, figures=npo_figures()), 422
