"""Makes a city up: the same numbers and the same seed on the same day give the same city."""

from datetime import time, timedelta
from random import Random

from sqlalchemy import Connection

from matcher.clock import fiscal_year, fiscal_year_days, now, tokyo_instant
from matcher.demo.records import demo_city
from matcher.demo.synthesis.activities import Living
from matcher.demo.synthesis.population import Settling
from matcher.demo.synthesis.vocabulary import Vocabulary
from matcher.demo.synthesis.writing import Writer
from matcher.domain.city.plan import current_plan
from matcher.domain.opportunities import search_index
from matcher.domain.opportunities.models import Opportunity, OpportunityTag, Shift, ShiftRole
from matcher.domain.organizations.models import Membership, Organization, OrganizationField
from matcher.domain.people.models import Account, Person
from matcher.domain.signups.models import Attendance, Participant, SignUp
from matcher.guards import ensure_guards

YEARS = 3
TABLES = (
    Person, Account, Organization, OrganizationField, Membership, Opportunity, OpportunityTag, Shift, ShiftRole,
    SignUp, Participant, Attendance,
)  # fmt: skip


def synthesize(connection: Connection, *, opportunities: int, people: int, sign_ups: int, seed: int) -> None:
    """Add a made-up city of that size to the database; the caller commits."""
    moment, words, chance = now(), Vocabulary.of(demo_city()), Random(seed)  # noqa: S311 nothing secret is drawn
    first_on = fiscal_year_days(fiscal_year(moment.date()) - YEARS + 1)[0]
    founded_at = tokyo_instant(first_on, time(9)) - timedelta(days=60)
    writer = Writer(connection, TABLES)
    population = Settling(writer, words, current_plan(), chance, founded_at).settle(
        people=people, opportunities=opportunities
    )
    search_index.lay_aside(connection)
    Living(writer, words, population, chance, moment, first_on).live(opportunities=opportunities, sign_ups=sign_ups)
    search_index.make_again(connection)
    ensure_guards(connection)
    writer.go_on_counting()
