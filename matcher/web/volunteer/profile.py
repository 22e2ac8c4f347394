"""What a person tells of themselves, to see and to change."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from matcher.domain.people.actions import change_profile
from matcher.domain.people.queries import profile_of
from matcher.domain.permissions.table import Permission
from matcher.language import gettext as _
from matcher.web.access import requires
from matcher.web.identity import account
from matcher.web.volunteer.profile_form import ProfileForm

bp = Blueprint("profile", __name__, url_prefix="/me/profile")


@bp.get("")
@requires(Permission.HAVE_ACCOUNT)
def form() -> str:
    """The form with what was told."""
    person = account().person
    return render_template("volunteer/profile.html", form=ProfileForm(profile_of(person)), person=person)


@bp.post("")
@requires(Permission.HAVE_ACCOUNT)
def submit() -> Any:
    """Back to the form, with what is kept now."""
    person = account().person
    told = profile_of(person)
    form = ProfileForm(told)
    if form.validate_on_submit():
        with form.refusals():
            change_profile(person, profile=form.profile(told), by=account().actor)
            flash(_("書きかえました。"), "good")
            return redirect(url_for("volunteer.profile.form"), 303)
    return render_template("volunteer/profile.html", form=form, person=person), 422
