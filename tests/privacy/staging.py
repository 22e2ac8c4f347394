"""What the city of tests/permissions lacks for somebody to read every personal column somewhere."""

from sqlalchemy import inspect, select

from matcher.clock import now, today
from matcher.db import db
from matcher.domain.opportunities.models import Opportunity, OpportunityStatus
from matcher.domain.organizations.models import Organization, OrganizationStatus
from matcher.domain.people.models import Account, Person, PersonalView, PersonTag, Taxonomy
from matcher.domain.projects.models import ProjectYearStatus
from matcher.domain.signups.models import SignUpState
from tests.permissions.sign_ups import sign_up_for
from tests.permissions.world import World, make_owner
from tests.support.factories import Row, add, make_opportunity, make_organization, make_shift


def again(row: Row) -> Row:
    """A row of the world, in the present session."""
    return db.session.get_one(type(row), inspect(row).identity)


def stage(world: World) -> None:
    """Something of ours and of others' that was returned with a reason or declined; and looks at people."""
    _return_things(again(world.group), again(world.organizer))
    _return_things(again(world.other_group), again(world.other_owner))
    _decline(again(world.published), again(world.citizen))
    _decline(again(world.other_published), again(world.stranger))
    for year in (again(world.year), again(world.other_year)):
        year.status = ProjectYearStatus.RETURNED
    viewer = again(world.stranger).id
    for person in db.session.scalars(select(Person)).all():
        person.age_band, person.age_band_year = "any", today().year
        add(PersonTag(person_id=person.id, taxonomy=Taxonomy.SKILL, code="any"))
        add(PersonalView(at=now(), account_id=viewer, person_id=person.id, place="organizer-sheet", purpose="電話"))


def _return_things(group: Organization, owner: Account) -> None:
    make_owner(make_organization(status=OrganizationStatus.RETURNED), owner)
    make_shift(make_opportunity(organization=group, status=OpportunityStatus.RETURNED))


def _decline(opportunity: Opportunity, account: Account) -> None:
    sign_up_for(opportunity.shifts[0], account.person, state=SignUpState.DECLINED)
