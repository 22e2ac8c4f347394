"""Everything somebody can read: each page and file of each route, about what is theirs and what is not, and whatever
those link to; with the marks found in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from werkzeug.test import TestResponse

from tests.permissions.fixtures import City
from tests.privacy.marks import Marks
from tests.privacy.standing import Standing
from tests.support.workbooks import words_of_workbook

LINK = re.compile(r'(?:href|src|action)="([^"]*)"')
PAGE = re.compile(r'href="(/[^"#]*)')
ADDRESS_OF_A_PERSON = ("mailto:", "tel:")
NOT_WALKED = re.compile(r"/static/|/mailbox|.*/list\.(?:csv|xlsx)\b")  # the files of lists are walked as routes
OF_DEVELOPERS = "development."  # the demo mailbox is everybody's letters, and not there in production
QUERIES = 3  # of one path: more of a list's filters show nothing new


@dataclass(frozen=True)
class Sight:
    """Somebody saw the mark of a column's row, standing so to it, at an address."""

    principal: str
    column: str
    row: int
    relation: str
    path: str


@dataclass
class Walk:
    """One principal's walk through everything that can be asked with GET."""

    city: City
    marks: Marks
    principal: str
    standing: Standing
    asked: dict[str, set[str]] = field(default_factory=dict)

    def answers(self) -> Iterator[tuple[str, TestResponse]]:
        """Each address with its answer; begins with the routes and goes on by links."""
        asker, queue = self.city.askers[self.principal], list(self.starts())
        for path in queue:
            if self.is_new(path):
                answer = asker.ask("GET", path)
                yield path, answer
                queue += pages_of(answer)

    def is_new(self, path: str) -> bool:
        """Whether an address was not asked yet, nor with many other queries; from then on it was."""
        page, _, query = path.partition("?")
        queries = self.asked.setdefault(page, set())
        is_new = query not in queries and len(queries) < QUERIES
        queries.add(query)
        return is_new

    def starts(self) -> Iterator[str]:
        """The addresses of the routes about one's own and others'."""
        for route in self.city.routes:
            if route.method == "GET" and not route.endpoint.startswith(OF_DEVELOPERS):
                relations = [each for each in self.city.addresses.relations(route) if each != "nonexistent"]
                yield from (self.city.addresses.of(route, each) for each in relations)

    def sights(self, path: str, answer: TestResponse) -> set[Sight]:
        """The marks of an answer, headers included."""
        found = self.marks.found_in(words_of(answer))
        return {Sight(self.principal, column, row, self.standing.to(column, row), path) for column, row in found}


def links_of(answer: TestResponse) -> list[str]:
    """Where an answer leads: its links, forms and files, and its Location."""
    in_page = LINK.findall(answer.text) if answer.mimetype == "text/html" else []
    return [*map(unescape, in_page), *answer.headers.getlist("Location")]


def pages_of(answer: TestResponse) -> list[str]:
    """The pages of the service an answer links to."""
    if answer.mimetype != "text/html":
        return []
    return [link for link in map(unescape, PAGE.findall(answer.text)) if not NOT_WALKED.match(link)]


def words_of(answer: TestResponse) -> str:
    """All that an answer says: its headers and its body, as a reader of it would understand it."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers if name != "Set-Cookie")
    if answer.mimetype.endswith("spreadsheetml.sheet"):
        return f"{headers}\n{words_of_workbook(answer.data)}"
    encoding = "cp932" if answer.mimetype_params.get("charset") == "Shift_JIS" else "utf-8"
    return f"{headers}\n{unescape(answer.data.decode(encoding))}"


def marked_links(answer: TestResponse, marks: Marks) -> list[str]:
    """The addresses in an answer that hold something personal; a mail or telephone link is no address of a page."""
    return [link for link in links_of(answer) if not link.startswith(ADDRESS_OF_A_PERSON) and marks.found_in(link)]
