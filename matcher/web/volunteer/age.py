"""How old a person is: asked only where it decides whether they may take part, and told once."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from wtforms import HiddenField, RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from matcher.domain.people.actions import add_birth_date, declare_adult
from matcher.domain.people.models import Person
from matcher.domain.permissions.table import Permission
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import destination, requires
from matcher.web.birth_date import BirthDate
from matcher.web.forms import Form
from matcher.web.identity import account

bp = Blueprint("age", __name__, url_prefix="/me/age")


class AgeForm(Form):
    """Of age by one's own word, or the birth date; only the latter where the word is given already."""

    age = RadioField(
        _l("年齢"),
        [InputRequired(_l("どちらかを選んでください。"))],
        choices=[SelectChoice("adult", _l("18歳以上です")), SelectChoice("born", _l("生年月日を入れます"))],
    )
    born_on = BirthDate(_l("生年月日"))
    next = HiddenField()

    def __init__(self, person: Person, onward: str | None = None) -> None:
        super().__init__(next=onward)
        if person.adult_declared_at is not None:
            del self.age


@bp.get("")
@requires(Permission.HAVE_ACCOUNT)
def form() -> str:
    """The question, or what is known."""
    onward = request.args.get("next")
    destination(onward, "/")
    return _page(AgeForm(account().person, onward))


@bp.post("")
@requires(Permission.HAVE_ACCOUNT)
def submit() -> Any:
    """On to where the visitor was asked for it."""
    person, by = account().person, account().actor
    form = AgeForm(person)
    onward = destination(form.next.data, url_for("volunteer.profile.form"))
    if form.validate_on_submit():
        with form.refusals():
            if form.age and form.age.data == "adult":
                declare_adult(person, by=by)
            else:
                add_birth_date(person, born_on=form.born_on.day, by=by)
            flash(_("年齢を確かめました。"), "good")
            return redirect(onward, 303)
    return _page(form), 422


def _page(form: AgeForm) -> str:
    return render_template("volunteer/age.html", form=form, person=account().person)
