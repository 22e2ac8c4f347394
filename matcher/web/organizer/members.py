"""Who acts for the organization: members, invitations, coming and going."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from wtforms import RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from matcher.domain.organizations import membership as acts
from matcher.domain.organizations.models import Invitation, MemberRole, Membership, Organization
from matcher.domain.organizations.queries import (
    members,
    membership,
    open_invitation,
    open_invitations,
    organization,
    own_membership,
)
from matcher.domain.people.rules import check_email
from matcher.domain.permissions.queries import may
from matcher.domain.permissions.table import Permission
from matcher.language import gettext as _
from matcher.language import lazy_gettext as _l
from matcher.web.access import requires
from matcher.web.disclosure import disclose
from matcher.web.formats import tokyo_day
from matcher.web.forms import Form, Line, checked_by
from matcher.web.identity import account
from matcher.web.list_files import ListFile
from matcher.words.organizations import ROLE_HINTS, ROLES

bp = Blueprint("members", __name__)

FILE: ListFile[Membership] = ListFile(
    _l("会員"),
    (
        (_l("名前"), lambda member: member.account.person.name),
        (_l("役割"), lambda member: str(ROLES[member.role])),
        (_l("入った日"), lambda member: tokyo_day(member.started_at)),
    ),
)


class RoleForm(Form):
    """What a member may do."""

    role = RadioField(
        _l("役割"),
        choices=[SelectChoice(*one) for one in ROLES.items()],
        coerce=MemberRole,
        validators=[InputRequired(_l("選んでください。"))],
    )


class InvitationForm(RoleForm):
    """Whom to invite."""

    email = Line(_l("メールアドレス"), required=True, most=254, validators=[checked_by(check_email)])


@bp.get("/<slug>/members")
@requires(Permission.SEE_ORGANIZATION, load=organization)
def show(one: Organization) -> str:
    """The members and, for owners, the invitations on their way."""
    return _page(one, InvitationForm(role=MemberRole.EDITOR))


@FILE.of(bp, "show", "/<slug>/members", Permission.SEE_ORGANIZATION, load=organization, about=lambda one: one.name)
def listed(one: Organization) -> Sequence[Membership]:
    """The members; that they were seen is kept."""
    acting = members(one)
    disclose([each.account.person_id for each in acting], "organizer-members-file")
    return acting


@bp.post("/<slug>/members")
@requires(Permission.MANAGE_MEMBERS, load=organization)
def invite(one: Organization) -> object:
    """The members, with a new invitation on its way by mail."""
    form = InvitationForm()
    if form.validate():
        with form.refusals():
            acts.invite(one, email=form.email.data, role=form.role.data, by=account())
            flash(_("%(email)s に、招待のメールを送ります。7日のあいだ使えます。", email=form.email.data), "good")
            return _back(one)
    return _page(one, form), 422


@bp.post("/<slug>/members/<int:membership_id>/role")
@requires(Permission.MANAGE_MEMBERS, load=membership)
def change_role(one: Membership) -> object:
    """The members, one of them with another role."""
    form, organization_of_it = RoleForm(), one.organization
    if form.validate():
        with form.refusals():
            acts.change_role(one, role=form.role.data, by=account())
            flash(_("役割を変えました。"), "good")
            return _back(organization_of_it)
    return _page(organization_of_it, InvitationForm(formdata=None), refused=form), 422


@bp.post("/<slug>/members/<int:membership_id>/remove")
@requires(Permission.MANAGE_MEMBERS, load=membership)
def remove(one: Membership) -> object:
    """The members without the one."""
    form, organization_of_it = Form(), one.organization
    if form.validate():
        with form.refusals():
            acts.remove_member(one, by=account())
            flash(_("団体から外しました。"), "good")
            return _back(organization_of_it)
    return _page(organization_of_it, InvitationForm(formdata=None), refused=form), 422


@bp.post("/<slug>/members/leave")
@requires(Permission.LEAVE_ORGANIZATION, load=organization)
def leave(one: Organization) -> object:
    """One's own days: the organization is no longer theirs."""
    form = Form()
    if form.validate():
        with form.refusals():
            acts.leave(own_membership(one, account()))
            flash(_("団体から抜けました。"), "good")
            return redirect(url_for("volunteer.me.show"), 303)
    return _page(one, InvitationForm(formdata=None), refused=form), 422


@bp.post("/<slug>/invitations/<int:invitation_id>/revoke")
@requires(Permission.MANAGE_MEMBERS, load=open_invitation)
def revoke(one: Invitation) -> object:
    """The members, with one invitation less on its way."""
    acts.revoke_invitation(one, by=account())
    flash(_("招待を取り消しました。"), "good")
    return _back(one.organization)


def _back(one: Organization) -> object:
    return redirect(url_for("organizer.members.show", slug=one.slug), 303)


def _page(one: Organization, invitation: InvitationForm, *, refused: Form | None = None) -> str:
    manages, acting = may(account(), Permission.MANAGE_MEMBERS, one), members(one)
    disclose([each.account.person_id for each in acting], "organizer-members")
    return render_template(
        "organizer/members.html",
        organization=one,
        members=acting,
        invitations=open_invitations(one) if manages else (),
        invitation=invitation,
        form=refused or invitation,
        manages=manages,
        asking=account(),
        roles=ROLES,
        role_hints=ROLE_HINTS,
    )
