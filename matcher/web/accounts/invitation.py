"""Accepting an invitation to act for an organization."""

from flask import Blueprint, flash, redirect, render_template, url_for

from matcher.domain.organizations.membership import accept_invitation, invitation_for
from matcher.domain.organizations.membership_rules import InvitationNotUsable
from matcher.domain.permissions.table import Permission
from matcher.language import gettext as _
from matcher.web.access import requires
from matcher.web.forms import Form
from matcher.web.identity import account
from matcher.words.organizations import ROLE_HINTS, ROLES

bp = Blueprint("invitation", __name__, url_prefix="/invitations")


@bp.get("/<token>")
@requires(Permission.HAVE_ACCOUNT)
def form(token: str) -> object:
    """Which organization invites, and as what; one page for every reason why the link cannot be used."""
    try:
        invitation = invitation_for(token, account())
    except InvitationNotUsable:
        return _not_usable()
    return render_template(
        "accounts/invitation.html", form=Form(), invitation=invitation, roles=ROLES, role_hints=ROLE_HINTS
    )


@bp.post("/<token>")
@requires(Permission.HAVE_ACCOUNT)
def submit(token: str) -> object:
    """The organization's home, now also this account's."""
    form = Form()
    if not form.validate():
        return _not_usable()
    try:
        membership = accept_invitation(token, by=account())
    except InvitationNotUsable:
        return _not_usable()
    flash(_("団体に入りました。"), "good")
    return redirect(url_for("organizer.home.show", slug=membership.organization.slug), 303)


def _not_usable() -> object:
    return render_template("accounts/invitation_not_usable.html"), 404
