"""Clients of a storm: each has a session of its own and talks to a real server, as a browser does."""

import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from tests.storms.scene import Day
from tests.support.visitor import delivered_forms

HIDDEN = re.compile(r'<input[^>]*name="(csrf_token|request_key)"[^>]*value="([^"]*)"')
OWN_SIGN_UP = re.compile(r"/me/sign-ups/(\d+)$")
PATIENCE = 60.0
HOT, CALM = 10, 1  # how much more often a hot day is chosen
SENT_TWICE = 0.15
ROOM = 5  # the organizer sets the number of places to at most so many more or fewer
NO_ANSWER = 0


@dataclass(frozen=True)
class Answer:
    """What came of one request: for what, the status (0: none came) and the seconds it took."""

    act: str
    status: int
    seconds: float


class Client:
    """One session. What it was answered stands in `answers`; `luck` decides what it does next."""

    def __init__(self, url: str, cookie: str, number: int) -> None:
        self.http = httpx.Client(base_url=url, timeout=PATIENCE, verify=False)
        self.http.cookies.set("session", cookie, domain=self.http.base_url.host)
        self.number, self.luck = number, random.Random(number)
        self.answers: list[Answer] = []

    def act(self, days: Sequence[Day]) -> None:
        """Do one thing."""
        raise NotImplementedError

    def read(self, path: str) -> httpx.Response:
        """Open a page."""
        return self._ask("read", lambda: self.http.get(path))

    def send(self, act: str, path: str, fields: dict[str, Any]) -> httpx.Response:
        """Send a form."""
        return self._ask(act, lambda: self.http.post(path, data=fields))

    def _ask(self, act: str, ask: Callable[[], httpx.Response]) -> httpx.Response:
        begun = time.monotonic()
        try:
            answer = ask()
        except httpx.TransportError:
            answer = httpx.Response(NO_ANSWER, content=b"")
        self.answers.append(Answer(act, answer.status_code, time.monotonic() - begun))
        return answer


class Volunteer(Client):
    """Somebody who signs up, and takes it back. `live`: by shift, the sign-up the server said they have."""

    def __init__(self, url: str, cookie: str, number: int) -> None:
        super().__init__(url, cookie, number)
        self.live: dict[int, int] = {}
        self.told: set[int] = set()
        self.token = ""

    def act(self, days: Sequence[Day]) -> None:
        """Sign up for a day, or take back what one has there."""
        [day] = self.luck.choices(days, [HOT if day.is_hot else CALM for day in days])
        if day.shift_id in self.live:
            self.leave(day)
        elif form := self.form_for(day):
            self.join(day, form)
            if self.luck.random() < SENT_TWICE:
                self.join(day, form)

    def form_for(self, day: Day) -> dict[str, str]:
        """The form as it is sent; empty where the page says that the day cannot be had."""
        hidden = dict(HIDDEN.findall(self.read(day.sign_up_path).text))
        self.token = hidden.get("csrf_token", self.token)
        return {**hidden, "agree": "y"} if "request_key" in hidden else {}

    def join(self, day: Day, form: dict[str, str]) -> int:
        """Send the form: the status."""
        answer = self.send("sign up", day.sign_up_path, form)
        if answer.status_code == 303:
            found = OWN_SIGN_UP.search(answer.headers["Location"])
            assert found, f"signing up led to {answer.headers['Location']}"
            self.live[day.shift_id] = int(found[1])
            self.told.add(int(found[1]))
        return answer.status_code

    def leave(self, day: Day) -> None:
        """Take the sign-up back."""
        path = f"/me/sign-ups/{self.live[day.shift_id]}/withdraw"
        if self.send("take back", path, {"csrf_token": self.token}).status_code == 303:
            del self.live[day.shift_id]


class Organizer(Client):
    """Somebody who acts for the group: makes more places, or fewer."""

    def act(self, days: Sequence[Day]) -> None:
        """Set the number of places of a hot day; below what is taken it is refused."""
        day = self.luck.choice([day for day in days if day.is_hot])
        path = f"/organizer/{day.slug}/roles/{day.role_id}/capacity"
        fields = dict(HIDDEN.findall(self.read(path).text))
        wanted = self.luck.randint(max(1, day.places - ROOM), day.places + ROOM)
        self.send("resize", path, {**fields, "capacity": str(wanted)})


class Staff(Client):
    """Somebody of the office, who entered some of the days: adds people to them."""

    def act(self, days: Sequence[Day]) -> None:
        """Give somebody who asks or waits a place; to a day under way, add somebody who came."""
        day = self.luck.choice([day for day in days if day.is_of_office])
        if day.is_under_way:
            self.add_somebody(day)
        else:
            self.give_a_place(day)

    def add_somebody(self, day: Day) -> None:
        """Write down somebody who came without having signed up."""
        path = f"/organizer/{day.slug}/shifts/{day.shift_id}/attendance"
        page = self.read(path)
        if page.status_code == 200:
            [(action, fields)] = [form for form in delivered_forms(page.text) if "/person?" in form[0]]
            known = f"{self.number:04}{len(self.answers):04}"
            told = {"name": f"来た人{known}", "phone": f"090{known}", "is_adult": "y", "minutes": "60"}
            self.send("add", action, {**fields, **{f"person-{name}": value for name, value in told.items()}})

    def give_a_place(self, day: Day) -> None:
        """Accept one of those who stand on the list."""
        page = self.read(f"/organizer/{day.slug}/opportunities/{day.opportunity_id}/sign-ups")
        waiting = [form for form in delivered_forms(page.text) if form[0].endswith("/accept")]
        if waiting:
            self.send("add", *self.luck.choice(waiting))
