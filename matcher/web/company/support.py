"""What a company offers, and asks for: goods, places, skills, people."""

from matcher.domain.organizations.queries import company
from matcher.domain.permissions.table import Permission
from matcher.domain.support.models import Direction
from matcher.domain.support.queries import company_support_item
from matcher.web.support_pages import SupportPages

bp = SupportPages(
    audience="company",
    home="company.home.show",
    see=Permission.ACT_FOR_COMPANY,
    write=Permission.ACT_FOR_COMPANY,
    owner=company,
    item=company_support_item,
    first=Direction.OFFER,
).blueprint()
