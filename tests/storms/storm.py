"""The storm itself: everybody acts at once, while somebody looks whether more hold places than there are."""

import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import func, select

from matcher.db import db, reading
from matcher.domain.opportunities.models import ShiftRole
from matcher.domain.signups.models import HELD, Participant, SignUp
from tests.storms.clients import Client, Organizer, Staff, Volunteer
from tests.storms.scene import Day, Scene

PAUSE = 0.25  # seconds between two looks
SERVER = {"workers": 2, "threads": 4}  # several processes and threads, so that requests truly meet
UNGUARDED = "tests.storms.unguarded:create_app"


@dataclass(frozen=True)
class Storm:
    """What went on: who acted, for how long, and what the looks in between found."""

    days: Sequence[Day]
    clients: Sequence[Client]
    seconds: float
    looks: int
    overbooked: int  # seats too many, at the worst moment

    @property
    def volunteers(self) -> list[Volunteer]:
        """Those who signed up."""
        return [client for client in self.clients if isinstance(client, Volunteer)]


def rage(scene: Scene, url: str, *, rounds: int) -> Storm:
    """Let every client act `rounds` times, all from the same moment on."""
    with clients_of(scene, url) as clients, ThreadPoolExecutor(len(clients)) as pool:
        barrier = threading.Barrier(len(clients) + 1)

        def play(client: Client) -> None:
            barrier.wait()
            for _ in range(rounds):
                client.act(scene.days)

        players = [pool.submit(play, client) for client in clients]
        barrier.wait()
        begun = time.monotonic()
        looks = [overbooked(scene.days), *_looks_while(players, scene.days), overbooked(scene.days)]
        seconds = time.monotonic() - begun
        for player in players:
            player.result()
    return Storm(scene.days, clients, seconds, len(looks), max(looks))


def press(race: Scene, url: str, *, times: int = 1) -> Counter[int]:
    """Open the form with each client, then send all forms at once, each `times`: the answers by status."""
    [day] = race.days
    barrier = threading.Barrier(len(race.volunteers) * times)

    def send(client: Volunteer, form: dict[str, str]) -> int:
        barrier.wait()
        return client.join(day, form)

    with clients_of(race, url) as clients, ThreadPoolExecutor(len(clients) * times) as pool:
        forms = list(pool.map(lambda client: client.form_for(day), clients))
        return Counter(pool.map(send, clients * times, forms * times))


@contextmanager
def clients_of(scene: Scene, url: str) -> Iterator[list[Client]]:
    """A client for each session of the scene, as long as the block lasts."""
    kinds: tuple[tuple[type[Client], list[str]], ...] = (
        (Volunteer, scene.volunteers), (Organizer, scene.organizers), (Staff, scene.staff),
    )  # fmt: skip
    sessions = [(kind, cookie) for kind, cookies in kinds for cookie in cookies]
    clients = [kind(url, cookie, number) for number, (kind, cookie) in enumerate(sessions)]
    try:
        yield clients
    finally:
        for client in clients:
            client.http.close()


def _looks_while(players: Sequence[Future[None]], days: Sequence[Day]) -> Iterable[int]:
    while not all(player.done() for player in players):
        time.sleep(PAUSE)
        yield overbooked(days)


def overbooked(days: Sequence[Day]) -> int:
    """How many hold a place too many, counted by heads and not by the counter."""
    return sum(max(0, held - places) for held, places, _ in holders(days))


def holders(days: Sequence[Day]) -> list[tuple[int, int, int]]:
    """For each day in one look: how many hold a place, how many places there are, how many wait by the counter."""
    held = (
        select(func.count())
        .select_from(Participant)
        .join(SignUp, SignUp.id == Participant.sign_up_id)
        .where(SignUp.shift_role_id == ShiftRole.id, SignUp.state.in_(HELD), Participant.takes_place)
        .correlate(ShiftRole)
        .scalar_subquery()
    )
    wanted = select(ShiftRole.id, held, ShiftRole.capacity, ShiftRole.waiting)
    with reading():
        found = {row[0]: row for row in db.session.execute(wanted.where(ShiftRole.id.in_(day.role_id for day in days)))}
        db.session.rollback()
    return [(found[day.role_id][1], found[day.role_id][2] or 0, found[day.role_id][3]) for day in days]
