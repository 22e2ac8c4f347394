"""Accounts of the city's people: who may sign in for the office or a department; barring any account."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from wtforms import BooleanField, SelectField, SubmitField
from wtforms.fields.choices import SelectChoice

from matcher.clock import today
from matcher.domain.city.queries import departments_on
from matcher.domain.notifications.actions import notify
from matcher.domain.people.accounts import add_account, change_authority, resume_account, suspend_account
from matcher.domain.people.actions import add_person
from matcher.domain.people.links import open_link
from matcher.domain.people.models import Account, AccountStatus, LinkPurpose
from matcher.domain.people.password_changes import issue_password_link
from matcher.domain.people.profile import Profile
from matcher.domain.people.queries import account_by_id, account_with_email, city_accounts
from matcher.domain.permissions.table import Permission
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.asked import asked_number, same_list
from matcher.web.disclosure import disclose
from matcher.web.forms import Form, Line, Paragraphs
from matcher.web.identity import account
from matcher.web.list_files import ListFile
from matcher.words.statuses import status

bp = Blueprint("accounts", __name__, url_prefix="/accounts")
PAGE = 50

FILE: ListFile[Account] = ListFile(
    _l("市の職員のアカウント"),
    (
        (_l("名前"), lambda row: row.person.name),
        (_l("メールアドレス"), lambda row: row.email),
        (_l("支援室"), lambda row: _("支援室") if row.is_staff else None),
        (_l("担当課"), lambda row: row.department.name if row.department else None),
        (_l("状態"), lambda row: str(status("account", row.status).words)),
    ),
)


def department_choices() -> list[SelectChoice]:
    """No department, then those in being today."""
    rows = departments_on(today())
    return [SelectChoice(0, _("ありません")), *(SelectChoice(each.id, each.name) for each in rows)]


class NewAccountForm(Form):
    """Somebody of the city who is to sign in."""

    name = Line(_l("名前"), required=True, most=60)
    email = Line(_l("メールアドレス"), required=True, most=254)
    is_staff = BooleanField(_l("支援室の職員"))
    department_id = SelectField(_l("担当課"), coerce=int)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.department_id.choices = department_choices()


class AuthorityForm(Form):
    """What an account may do, and barring it."""

    is_staff = BooleanField(_l("支援室の職員"))
    department_id = SelectField(_l("担当課"), coerce=int)
    reason = Paragraphs(_l("理由（止めるとき、また使えるようにするとき）"), most=300)
    bar = SubmitField(_l("このアカウントを止める"))
    admit = SubmitField(_l("また使えるようにする"))


def one(account_id: int) -> Account:
    """The account of the page. Raises NoResultFound."""
    return account_by_id(account_id)


@bp.get("")
@requires(Permission.WORK_IN_SUPPORT_OFFICE)
def index() -> Any:
    """A page of the city's accounts by name, and the form for a new one."""
    return _index(NewAccountForm(formdata=None))


@FILE.of(bp, "index", "", Permission.WORK_IN_SUPPORT_OFFICE)
def listed() -> Sequence[Account]:
    """All accounts of the city; that they were seen is kept."""
    rows = city_accounts()
    disclose([each.person_id for each in rows], "staff-accounts-file")
    return rows


@bp.post("")
@requires(Permission.WORK_IN_SUPPORT_OFFICE)
def add() -> Any:
    """Make an account and send the link with which its owner sets a password."""
    form = NewAccountForm()
    if form.validate():
        with form.refusals():
            person = add_person(profile=Profile(name=form.name.data), email=form.email.data, is_adult=True)
            made = add_account(
                person=person,
                email=form.email.data,
                by=account().actor,
                is_staff=form.is_staff.data,
                department_id=form.department_id.data or None,
            )
            secret = issue_password_link(made)
            notify("account-made", person, open_link(secret, LinkPurpose.RESET_PASSWORD), secret=secret)
            flash(_("アカウントを作り、パスワードを決めるリンクを送りました。"))
            return redirect(url_for("staff.accounts.index"), 303)
    return _index(form), 422


@bp.get("/<int:account_id>")
@requires(Permission.WORK_IN_SUPPORT_OFFICE, load=one)
def form(chosen: Account) -> Any:
    """One account with what can change of it."""
    return _page(chosen, _authority(chosen))


@bp.post("/<int:account_id>")
@requires(Permission.WORK_IN_SUPPORT_OFFICE, load=one)
def submit(chosen: Account) -> Any:
    """Change its authority, bar it or let it in again."""
    form = _authority(chosen)
    if form.validate():
        with form.refusals():
            _change(chosen, form)
            flash(_("アカウントを直しました。次の操作から変わります。"))
            return redirect(url_for("staff.accounts.index"), 303)
    return _page(chosen, form), 422


def _change(chosen: Account, form: AuthorityForm) -> None:
    by, reason = account().actor, form.reason.data or ""
    if form.bar.data:
        suspend_account(chosen, by=by, reason=reason)
    elif form.admit.data:
        resume_account(chosen, by=by, reason=reason)
    else:
        department_id = form.department_id.data or None
        change_authority(chosen, is_staff=form.is_staff.data, department_id=department_id, by=by)


def _authority(chosen: Account) -> AuthorityForm:
    form = AuthorityForm(obj=chosen)
    form.department_id.choices = department_choices()
    if form.department_id.data is None:
        form.department_id.data = 0
    return form


def _index(form: NewAccountForm) -> str:
    asked = request.args.get("email", "").strip()[:254]
    found = account_with_email(asked) if asked else None
    after = asked_number("after")
    listed_rows = city_accounts(after=after, most=PAGE + 1)
    rows = listed_rows[:PAGE]
    disclose([each.person_id for each in (*rows, found) if each], "staff-accounts")
    return render_template(
        "staff/accounts.html",
        rows=rows,
        form=form,
        asked=asked,
        found=found,
        next=same_list(after=rows[-1].id) if len(listed_rows) > PAGE else None,
        first=same_list() if after else None,
    )


def _page(chosen: Account, form: AuthorityForm) -> str:
    is_barred = chosen.status == AccountStatus.SUSPENDED
    is_own = chosen.id == account().id
    disclose([chosen.person_id], "staff-accounts")
    return render_template("staff/account.html", chosen=chosen, form=form, is_barred=is_barred, is_own=is_own)
