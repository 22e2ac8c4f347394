"""The office's list of groups: its form to fill in, and the file handed in."""

from matcher.domain.imports.models import ListKind
from matcher.web.staff.list_pages import ListPages

bp = ListPages(ListKind.ORGANIZATIONS).blueprint()
