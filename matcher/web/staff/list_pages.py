"""What the two lists of the office share: a page that explains every column, the form to fill in, sending the file."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, url_for
from flask_wtf.file import FileField, FileRequired

from matcher.clock import today
from matcher.documents import office_list
from matcher.documents.list_columns import LAYOUTS, ListColumn, choices_of
from matcher.documents.office_list import LIMITS
from matcher.domain.city.plan import current_plan
from matcher.domain.city.queries import departments_on
from matcher.domain.imports.actions import hand_in_list
from matcher.domain.imports.models import ListKind
from matcher.domain.imports.queries import newest_runs
from matcher.domain.permissions.table import Permission
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.forms import Form
from matcher.web.identity import account
from matcher.web.uploads import takes_file
from matcher.words.documents import fault_sentence
from matcher.words.imports import COLUMNS, KINDS

SEE = Permission.WORK_IN_SUPPORT_OFFICE


class ListForm(Form):
    """A file."""

    file = FileField(_l("CSVのファイル"), [FileRequired(_l("ファイルを選んでください。"))])

    def content(self, kind: ListKind) -> bytes | None:
        """The file's bytes; None where its first line already says that it cannot be read."""
        content = self.file.data.read(LIMITS.size + 1)
        fault = office_list.glance(content, kind)
        if fault is not None:
            self.file.errors = [fault_sentence(fault)]
            return None
        return content


class ListPages:
    """The pages of one kind of list."""

    def __init__(self, kind: ListKind) -> None:
        self.kind = kind

    def blueprint(self) -> Blueprint:
        """The page, sending a file, and the form to fill in."""
        bp = Blueprint(f"{self.kind.value}_lists", __name__, url_prefix=f"/imports/{self.kind.value}")
        bp.add_url_rule("", "form", requires(SEE)(self.form), methods=["GET"])
        bp.add_url_rule("", "submit", takes_file(requires(SEE)(self.submit)), methods=["POST"])
        bp.add_url_rule("/template.csv", "template", requires(SEE)(self.template), methods=["GET"])
        return bp

    def form(self) -> Any:
        """How to fill in the list, and where to send it."""
        return self._page(ListForm(formdata=None))

    def submit(self) -> Any:
        """Keep the file for the worker to read; on to the page that tells what was found in it."""
        form = ListForm()
        if form.validate():
            content = form.content(self.kind)
            if content is not None:
                name = form.file.data.filename.replace("\0", "").strip()
                run = hand_in_list(kind=self.kind, file_name=name, content=content, by=account())
                return redirect(url_for("staff.imports.show", run_id=run.id), 303)
        return self._page(form), 422

    def template(self) -> Response:
        """The form to fill in: headings and an example that is never read."""
        in_being = departments_on(today())
        content = office_list.template(
            self.kind, current_plan(), department=in_being[0].name if in_being else _("担当課")
        )
        response = Response(content, mimetype="text/csv")
        response.headers["Content-Disposition"] = f"attachment; filename={self.kind.value}_template.csv"
        return response

    def _page(self, form: ListForm) -> str:
        layout, choices = LAYOUTS[self.kind], choices_of(current_plan())
        return render_template(
            "staff/list_upload.html",
            form=form,
            kind=self.kind.value,
            title=KINDS[self.kind],
            columns=[(column, _hint(self.kind, column), _choices(column, choices)) for column in layout.columns],
            limits=LIMITS,
            runs=newest_runs(self.kind),
        )


def _base(column: ListColumn) -> str:
    """The field without the number that several columns of one meaning have."""
    return column.field.rstrip("0123456789").rstrip("_")


def _hint(kind: ListKind, column: ListColumn) -> Any:
    return COLUMNS[kind.value][_base(column)]


def _choices(column: ListColumn, choices: Any) -> list[str]:
    if column.field == "conditions_met":
        conditions = "、".join(condition.name for condition in current_plan().conditions)
        return [_("確認済み（条件は、団体の種類により：%(conditions)s）", conditions=conditions)]
    if column.field == "publish":
        return [_("する"), _("しない")]
    base = {"primary_form": "forms"}.get(column.field, _base(column))
    known = choices.get(base)
    if known is None:
        return []
    is_numbered = base in ("field_numbers", "measure")
    return [f"{code} {name}" if is_numbered else name for code, name in known.names.items()]
