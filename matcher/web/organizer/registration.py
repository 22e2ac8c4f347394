"""Registering an organization: kept as a draft or handed in to the office."""

from flask import Blueprint, flash, redirect, render_template, request, url_for

from matcher.domain.organizations.actions import register
from matcher.domain.organizations.actions import submit as hand_in
from matcher.domain.organizations.taken import taken_of_new
from matcher.domain.permissions.table import Permission
from matcher.language import gettext as _
from matcher.web.access import requires
from matcher.web.identity import account
from matcher.web.organizer.organization_form import RegistrationForm

bp = Blueprint("registration", __name__)


@bp.get("/new")
@requires(Permission.REGISTER_ORGANIZATION)
def form() -> str:
    """An empty registration."""
    return render_template("organizer/registration.html", form=RegistrationForm())


@bp.post("/new")
@requires(Permission.REGISTER_ORGANIZATION)
def submit() -> object:
    """The new organization's own home, with what comes next."""
    form = RegistrationForm()
    is_draft = "draft" in request.form
    taken = taken_of_new(form.details(), slug=form.slug.data, by=account())
    if form.is_good(whole=not is_draft, taken=taken):
        with form.refusals():
            organization = register(details=form.details(), slug=form.slug.data, by=account())
            if is_draft:
                flash(_("下書きに保存しました。まだ支援室に送っていません。"), "good")
            else:
                hand_in(organization, by=account())
                flash(_("支援室に送りました。確かめたら、お知らせします。"), "good")
            return redirect(url_for("organizer.home.show", slug=organization.slug), 303)
    return render_template("organizer/registration.html", form=form), 422
