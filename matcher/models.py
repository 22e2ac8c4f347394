"""Every table of the product, imported once so that migrations and guards see them all."""

from matcher import attempts, duty
from matcher.domain.audit import models as audit
from matcher.domain.city import models as city
from matcher.domain.imports import models as imports
from matcher.domain.notifications import models as notifications
from matcher.domain.opportunities import models as opportunities
from matcher.domain.opportunities import search_index
from matcher.domain.organizations import models as organizations
from matcher.domain.people import models as people
from matcher.domain.projects import models as projects
from matcher.domain.signups import guards as sign_up_guards
from matcher.domain.signups import models as signups
from matcher.domain.support import models as support

__all__ = [
    "attempts",
    "audit",
    "city",
    "duty",
    "imports",
    "notifications",
    "opportunities",
    "organizations",
    "people",
    "projects",
    "search_index",
    "sign_up_guards",
    "signups",
    "support",
]
