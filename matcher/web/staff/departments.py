"""The list of departments: what exists, what ended, who took over."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from wtforms import DateField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Optional, Regexp

from matcher.clock import today
from matcher.domain.city.actions import add_department, change_department
from matcher.domain.city.models import Department
from matcher.domain.city.queries import department, departments
from matcher.domain.permissions.table import Permission
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.forms import Form, Line
from matcher.web.identity import account
from matcher.web.list_files import ListFile

bp = Blueprint("departments", __name__, url_prefix="/departments")

FILE: ListFile[Department] = ListFile(
    _l("担当課"),
    (
        (_l("課"), lambda row: row.name),
        (_l("記号"), lambda row: row.code),
        (_l("支援室"), lambda row: _("支援室") if row.is_support_office else None),
        (_l("はじまりの日"), lambda row: row.valid_from_on),
        (_l("おわりの日"), lambda row: row.valid_to_on),
    ),
)


class NewDepartmentForm(Form):
    """A department that begins."""

    name = Line(_l("課の名前"), required=True, most=60)
    code = Line(
        _l("記号"),
        required=True,
        most=40,
        validators=[Regexp(r"[a-z0-9][a-z0-9-]*\Z", message=_l("小文字の英字と数字とハイフンで入れてください。"))],
    )
    valid_from_on = DateField(_l("はじまりの日"), [DataRequired(_l("日付を入れてください。"))])


class DepartmentForm(Form):
    """What can change of a department."""

    name = Line(_l("課の名前"), required=True, most=60)
    valid_to_on = DateField(_l("おわりの日"), [Optional()])
    successor_id = SelectField(_l("引きつぎ先"), coerce=int)


@bp.get("")
@requires(Permission.WORK_IN_SUPPORT_OFFICE)
def index() -> Any:
    """Every department, and the form for a new one."""
    return render_template("staff/departments.html", rows=departments(), form=NewDepartmentForm(), today=today())


@FILE.of(bp, "index", "", Permission.WORK_IN_SUPPORT_OFFICE)
def listed() -> Sequence[Department]:
    """All there are."""
    return departments()


@bp.post("")
@requires(Permission.WORK_IN_SUPPORT_OFFICE)
def add() -> Any:
    """Add one."""
    form = NewDepartmentForm()
    if form.validate():
        with form.refusals():
            facts = {name: form[name].data for name in ("code", "name", "valid_from_on")}
            add_department(by=account().actor, **facts)
            flash(_("課を入れました。"))
            return redirect(url_for("staff.departments.index"), 303)
    return render_template("staff/departments.html", rows=departments(), form=form, today=today()), 422


@bp.get("/<int:department_id>")
@requires(Permission.WORK_IN_SUPPORT_OFFICE, load=department)
def form(one: Department) -> Any:
    """One department with what can change of it."""
    return _page(one, _form(one))


@bp.post("/<int:department_id>")
@requires(Permission.WORK_IN_SUPPORT_OFFICE, load=department)
def submit(one: Department) -> Any:
    """Change it."""
    entered = _form(one)
    if entered.validate():
        with entered.refusals():
            change_department(
                one,
                name=entered.name.data,
                valid_to_on=entered.valid_to_on.data,
                successor_id=entered.successor_id.data or None,
                by=account().actor,
            )
            flash(_("課を直しました。"))
            return redirect(url_for("staff.departments.index"), 303)
    return _page(one, entered), 422


def _form(one: Department) -> DepartmentForm:
    form = DepartmentForm(obj=one, data=None)
    form.successor_id.choices = [
        SelectChoice(0, _("ありません")),
        *(SelectChoice(each.id, each.name) for each in departments()),
    ]
    if form.successor_id.data is None:
        form.successor_id.data = one.successor_id or 0
    return form


def _page(one: Department, form: DepartmentForm) -> str:
    return render_template("staff/department.html", department=one, form=form)
