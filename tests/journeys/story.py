"""The whole way, told once: a group posts, the city approves, a citizen signs up and comes, a project is counted.

`Walker` is somebody at a screen; the story does not know whether it is a real browser. Nobody touches the database:
everything is done through pages, as people do it.
"""

import re
from collections.abc import Callable
from typing import Protocol

from matcher.clock import fiscal_year, today

PASSWORD = "うみ やま かわのみず"


class Walker(Protocol):
    """One person at one screen."""

    def read(self, path: str) -> str:
        """The page at a path, as HTML."""

    def submit(self, path: str, *, form: str | None = None, **fields: object) -> str:
        """Open a page, fill in its form (the one whose action ends so) and send it; the path one ends up at."""

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        """Sign in through the page."""


def tell(newcomer: Callable[[], Walker], city: dict[str, str]) -> None:
    """Walk the whole way; `city` holds the addresses of office, office2 and department, and the department's id."""
    founder, citizen, office, colleague, department = (newcomer() for _ in range(5))
    for walker, role in ((office, "office"), (colleague, "office2"), (department, "department")):
        walker.sign_in(city[role])

    register(founder, "founder@example.jp", "見本 太郎")
    slug = found_a_group(founder)
    office.submit(f"/staff/organizations/{slug}", form="/approve")
    posting = post_an_opportunity(founder, slug, city)
    office.submit(f"/staff/opportunities/{posting}", form="/approve")
    assert counted(office) == 0

    register(citizen, "citizen@example.jp", "例山 花子")
    sign_up(citizen, posting)
    assert counted(office) == 0, "a sign-up is no project"
    record_attendance(founder, slug, posting)
    assert counted(office) == 0, "a match alone is never a project"

    row = prove(department, posting)
    department.submit(row, form="/confirm")
    assert counted(office) == 0, "one confirmation is not enough"
    office.submit(row, form="/verify")
    assert counted(office) == 1
    assert "花壇の植え替え" in colleague.read(f"/kpi/projects?year={fiscal_year(today())}&born=1")


def register(walker: Walker, email: str, name: str) -> None:
    """Register, confirm the address by the link in the letter, sign in."""
    arrived = walker.submit("/register", name=name, email=email, password=PASSWORD, age="adult", agree="y")
    assert arrived == "/register/sent"
    link = re.findall(r"/confirm-email/[\w-]{20,}", walker.read("/mailbox"))[0]
    walker.submit(link)
    walker.sign_in(email)


def found_a_group(walker: Walker) -> str:
    """Register a group and hand it in; its address."""
    conditions = re.findall(r'name="conditions_accepted"[^>]*value="(\w+)"', walker.read("/organizer/new"))
    arrived = walker.submit(
        "/organizer/new",
        kind="civic_group",
        name="花のみちの会",
        name_kana="ハナノミチノカイ",
        description="通りの花壇を手入れします。",
        field_numbers=["3", "7"],
        district="takasu",
        contact_name="活動担当",
        contact_phone="054-000-0001",
        conditions_accepted=conditions,
        slug="hana-no-michi",
    )
    assert arrived == "/organizer/hana-no-michi/"
    return "hana-no-michi"


def post_an_opportunity(walker: Walker, slug: str, city: dict[str, str]) -> str:
    """Write an opportunity with the city, give it a day, hand it in; its number."""
    arrived = walker.submit(
        f"/organizer/{slug}/opportunities/new",
        title="花壇の植え替え",
        summary="通りの花壇に春の花を植えます。",
        description="苗を並べて植え、水をやります。初めての人も一緒にできます。",
        things_to_bring="軍手",
        fields=["7"],
        pillars=["6"],
        venue="高洲地区交流センター",
        department_id=city["department_id"],
        forms=["co_hosting"],
        shared_purpose="まちを花でかざる",
        city_role="苗と用具の用意",
        partner_role="植え付けと水やり",
        insurance_type="event",
    )
    number = re.findall(r"/opportunities/(\d+)/", arrived)[0]
    day = today().isoformat()
    walker.submit(arrived, timing="period", on=day, last_on=day, **{"roles-0-capacity": "5"})
    walker.submit(f"/organizer/{slug}/opportunities/{number}", form="/hand-in")
    return number


def sign_up(walker: Walker, posting: str) -> None:
    """Find the opportunity by a word and sign up for its day."""
    found = walker.read("/opportunities?q=花壇")
    assert f"/opportunities/{posting}" in found
    assert f"/opportunities/{posting}/sign-up" in walker.read(f"/opportunities/{posting}")
    arrived = walker.submit(f"/opportunities/{posting}/sign-up", agree="y")
    assert arrived.startswith("/me/sign-ups/")
    assert "花壇の植え替え" in walker.read("/me")


def record_attendance(walker: Walker, slug: str, posting: str) -> None:
    """Write that the citizen came."""
    board = walker.read(f"/organizer/{slug}/opportunities/{posting}/sign-ups")
    assert "例山 花子" in board
    place = re.findall(rf"/organizer/{slug}/shifts/\d+/attendance", board)[0]
    status = re.findall(r'name="([\w-]*status)"', walker.read(place))[0]
    came = {status: "present", status.replace("status", "minutes"): "90"}
    arrived = walker.submit(place, form=f"/attendance?on={today()}", **came)
    assert arrived.startswith(place)


def prove(walker: Walker, posting: str) -> str:
    """Open the candidate as the department, add the agreement, take the attendance as evidence, hand it on."""
    assert "花壇の植え替え" in walker.read("/staff/candidates")
    row = walker.submit(f"/staff/candidates/{posting}")
    day = today().isoformat()
    walker.submit(row, form="/evidence", type="agreement", dated_on=day, title="協定書", document_number="花第1号")
    walker.submit(row, form="/attendance")
    walker.submit(row, form="/submit")
    return row


def counted(walker: Walker) -> int:
    """How many projects the public page counts in the present fiscal year."""
    page = walker.read(f"/kpi/projects?year={fiscal_year(today())}")
    return int(re.findall(r"数えた事業　(\d+)件", page)[0])
