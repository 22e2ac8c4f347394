"""Ending a registration: what is still to come is called off, and everybody signed up is told why."""

from flask import Blueprint, flash, redirect, render_template, url_for

from matcher.domain.organizations.models import Organization
from matcher.domain.organizations.queries import organization
from matcher.domain.permissions.table import Permission
from matcher.domain.signups.actions.opportunities import close_organization
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.forms import Form, Paragraphs
from matcher.web.identity import account

bp = Blueprint("closing", __name__)


class ClosingForm(Form):
    """Why the organization leaves: told to whoever is signed up."""

    reason = Paragraphs(_l("理由"), required=True, most=500)


@bp.get("/<slug>/close")
@requires(Permission.EDIT_ORGANIZATION, load=organization)
def form(one: Organization) -> str:
    """What ending the registration means, before it happens."""
    return render_template("organizer/closing.html", organization=one, form=ClosingForm())


@bp.post("/<slug>/close")
@requires(Permission.EDIT_ORGANIZATION, load=organization)
def submit(one: Organization) -> object:
    """The home of an organization that has left."""
    form = ClosingForm()
    if form.validate():
        with form.refusals():
            ended = close_organization(organization=one, reason=form.reason.data, by=account())
            flash(_("登録を終えました。申し込んでいた%(count)d件の人に知らせます。", count=ended), "good")
            return redirect(url_for("organizer.home.show", slug=one.slug), 303)
    return render_template("organizer/closing.html", organization=one, form=form), 422
