"""What an organization says of itself, and handing it in to the office."""

from flask import Blueprint, flash, redirect, render_template, request, url_for

from matcher.domain.opportunities.renaming import change_organization
from matcher.domain.organizations.actions import submit as hand_in
from matcher.domain.organizations.models import Organization
from matcher.domain.organizations.queries import organization
from matcher.domain.organizations.taken import taken_of_known
from matcher.domain.permissions.table import Permission
from matcher.language import gettext as _
from matcher.web.access import requires
from matcher.web.identity import account
from matcher.web.organizer.organization_form import OrganizationForm

bp = Blueprint("details", __name__)


@bp.get("/<slug>/details")
@requires(Permission.EDIT_ORGANIZATION, load=organization)
def form(one: Organization) -> str:
    """What the organization says now, to be changed."""
    return render_template("organizer/details.html", form=OrganizationForm.of(one), organization=one)


@bp.post("/<slug>/details")
@requires(Permission.EDIT_ORGANIZATION, load=organization)
def submit(one: Organization) -> object:
    """The organization's home; the same page again with what has to be put right."""
    form = OrganizationForm.of(one)
    hands_in = one.is_with_members and "draft" not in request.form
    if form.is_good(whole=hands_in, taken=taken_of_known(one, form.details())):
        with form.refusals():
            change_organization(one, details=form.details(), by=account(), version=form.read_version)
            if hands_in:
                hand_in(one, by=account())
                flash(_("支援室に送りました。確かめたら、お知らせします。"), "good")
            else:
                flash(_("保存しました。"), "good")
            return redirect(url_for("organizer.home.show", slug=one.slug), 303)
    return render_template("organizer/details.html", form=form, organization=one), 422
