"""What a group asks for and offers: goods, places, skills, people."""

from matcher.domain.organizations.queries import organization
from matcher.domain.permissions.table import Permission
from matcher.domain.support.models import Direction
from matcher.domain.support.queries import support_item
from matcher.web.support_pages import SupportPages

bp = SupportPages(
    audience="organizer",
    home="organizer.home.show",
    see=Permission.SEE_ORGANIZATION,
    write=Permission.POST_FOR_ORGANIZATION,
    owner=organization,
    item=support_item,
    first=Direction.NEED,
).blueprint()
