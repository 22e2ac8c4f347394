"""The lists of groups and companies."""

from datetime import timedelta

from matcher.clock import now, tokyo_date
from matcher.db import db
from matcher.domain.opportunities.models import OpportunityStatus, ShiftRole
from matcher.domain.signups.models import SignUpState
from tests.permissions.sign_ups import sign_up_for
from tests.support.contents import in_days
from tests.support.factories import (
    add,
    make_member,
    make_opportunity,
    make_organization,
    make_person,
    make_shift,
)
from tests.support.long_lists.making import Lists, Looking, drafts, items, left_out, posted, shown, tokens

GROUPS: Lists = {}


@shown(GROUPS, "support of a group")
def support_of_a_group() -> Looking:
    group = make_organization()
    items(group, 23)
    return make_member(group), f"/organizer/{group.slug}/support"


@shown(GROUPS, "support of a company")
def support_of_a_company() -> Looking:
    firm = make_organization(kind="company")
    items(firm, 23)
    return make_member(firm), f"/company/{firm.slug}/support"


@shown(GROUPS, "opportunities of a group")
def opportunities_of_a_group() -> Looking:
    group = make_organization()
    drafts(group, OpportunityStatus.DRAFT)
    for _number, token in left_out():
        make_opportunity(title=token, status=OpportunityStatus.DRAFT)
    return make_member(group), f"/organizer/{group.slug}/opportunities?view=writing"


@shown(GROUPS, "applicants")
def applicants() -> Looking:
    shift, looking = posted(in_days(3))
    add(ShiftRole(shift_id=shift.id, name="受付", capacity=10))
    db.session.refresh(shift)
    states = (SignUpState.WAITING, SignUpState.REQUESTED, SignUpState.CONFIRMED)
    for number, token in tokens(23):
        one, state = sign_up_for(shift, make_person(name=token)), states[number % 3]
        one.state, one.turn = state, number + 1 if state == SignUpState.WAITING else None
        one.shift_role_id = shift.roles[number % 2].id
    sign_up_for(shift, make_person(name="q900q"), state=SignUpState.WITHDRAWN)
    return looking, f"/organizer/{shift.opportunity.organization.slug}/opportunities/{shift.opportunity_id}/sign-ups"


@shown(GROUPS, "attendance")
def attendance() -> Looking:
    shift, looking = posted(now() - timedelta(hours=4))
    for number, token in tokens(23):
        sign_up_for(shift, make_person(name=token, name_kana=f"ミホン{'アイウ'[number % 3]}"))
    on = tokyo_date(shift.starts_at)
    return looking, f"/organizer/{shift.opportunity.organization.slug}/shifts/{shift.id}/attendance?on={on}"


@shown(GROUPS, "members")
def members() -> Looking:
    group = make_organization()
    for _number, token in tokens(23):
        make_member(group, person=make_person(name=token))
    return make_member(group), f"/organizer/{group.slug}/members"


@shown(GROUPS, "seats for companies")
def seats() -> Looking:
    firm, group = make_organization(kind="company"), make_organization()
    for number, token in tokens(45):
        make_shift(
            make_opportunity(organization=group, title=token), starts_at=in_days(2 + number % 9), allows_teams=True
        )
    return make_member(firm), f"/company/{firm.slug}/seats"
