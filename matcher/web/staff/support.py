"""What a department of the city needs from groups and companies, and what it can give them."""

from matcher.domain.city.queries import department
from matcher.domain.permissions.table import Permission
from matcher.domain.support.models import Direction
from matcher.domain.support.queries import department_support_item
from matcher.web.support_pages import SupportPages

bp = SupportPages(
    audience="staff",
    home="staff.support_owners.index",
    see=Permission.POST_FOR_DEPARTMENT,
    write=Permission.POST_FOR_DEPARTMENT,
    owner=department,
    item=department_support_item,
    first=Direction.NEED,
    below="/support/<int:department_id>",
).blueprint()
