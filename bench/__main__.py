"""`make bench`: every case beside its yardstick, round by round, then the table."""

import os
import platform
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

from bench.cities import DAYS, City, make
from bench.client import answers, body_of, message
from bench.inside import Search, asking, shares, statements, two_letters
from bench.servers import Server, serving
from config import Config
from matcher.domain.city.plan import current_plan

SMALL = 1_000
LARGE = int(os.environ.get("OPPORTUNITIES", "5000"))
ROUNDS = int(os.environ.get("ROUNDS", "7"))
SECONDS = float(os.environ.get("SECONDS", "0.5"))
FASTEST = 1_500  # sign-ups a second that guests are made for
BUSIEST = (0, 2, 6, 7, 9)  # the cases that are profiled
CORES = len(os.sched_getaffinity(0))


@dataclass
class Case:
    """One page, and what its runs came to."""

    name: str
    city: City
    requests: Iterator[bytes]
    first: bytes
    status: int = 200
    goal: float | None = None
    way: str = ""  # which of the yardstick's two
    rates: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    bare_cpu: list[float] = field(default_factory=list)

    @property
    def ratios(self) -> list[float]:
        return [ours / bare for ours, bare in zip(self.rates, self.bare, strict=True)]


def page(name: str, city: City, path: str, cookie: str = "", **more: Any) -> Case:
    """A page that is asked for again and again."""
    request = message(path, cookie)
    return Case(name, city, repeat(request), request, **more)


def cases(small: City, city: City, word: str) -> list[Case]:
    """All that is asked over the line."""
    first = next(city.sign_ups)
    return [
        page("list of 20, signed in", city, "/opportunities", city.cookie),
        page(f"list of 20, signed in, of {SMALL:,}", small, "/opportunities", small.cookie),
        page("list of 20, anonymous", city, "/opportunities"),
        page(f"list of 20, anonymous, of {SMALL:,}", small, "/opportunities"),
        page("list, signed in / rendered", city, "/opportunities", city.cookie, way="rendered/", goal=0.70),
        page("list, anonymous / rendered", city, "/opportunities", way="rendered/", goal=2.5),
        page("detail", city, f"/opportunities/{city.detail}"),
        page("search of two letters", city, f"/opportunities?q={quote(word)}"),
        Case("sign-up", city, city.sign_ups, first, status=303),
        page("KPI page", city, "/kpi"),
        page("JSON, a page of events", city, "/api/v1/events"),
        page("CSV, all events", city, f"/opendata/{current_plan().city.code}_event.csv"),
    ]


def measure(case: Case, server: Server, yardstick: Server, place: int) -> None:
    """One run of a case, and at once the same of its yardstick."""
    bare = repeat(bare_request(case, f"/{case.way}{case.status}-{place}"))
    for asked, requests, rates, cpu in (
        (server, case.requests, case.rates, case.cpu),
        (yardstick, bare, case.bare, case.bare_cpu),
    ):
        begun = asked.cpu_seconds()
        rate, number = answers(asked.port, requests, case.status, SECONDS)
        rates.append(rate)
        cpu.append((asked.cpu_seconds() - begun) * 1000 / number)


def bare_request(case: Case, path: str) -> bytes:
    """What the yardstick is asked: the same request under another address."""
    method, _, rest = case.first.split(b" ", 2)
    return b" ".join((method, path.encode(), rest))


def runs(values: Sequence[float], form: str = ".2f") -> str:
    """The median of the runs, with the least and the most."""
    return f"{median(values):{form}} ({min(values):{form}}–{max(values):{form}})"


def verdict(value: float, goal: float | None, *, at_most: bool = False) -> str:
    """The goal, and whether it is met."""
    if goal is None:
        return "–"
    is_met = value <= goal if at_most else value >= goal
    return f"{'≤' if at_most else '≥'} {goal:g}: {'met' if is_met else 'NOT MET'}"


def report(measured: Sequence[Case], by_index: Sequence[float], by_like: Sequence[float]) -> None:
    """The table, as docs/performance.md has it."""
    heads = "page", "answers/s", "bare Flask", "ratio", "goal", "CPU ms", "bare", "statements"
    print(f"\n| {' | '.join(heads)} |\n{'|---' * len(heads)}|")
    for case in measured:
        number = statements(case.city.app, asking(case.city.app, case.first))
        goal = verdict(median(case.ratios), case.goal)
        speed = f"{runs(case.rates, '.0f')} | {runs(case.bare, '.0f')} | {runs(case.ratios, '.3f')} | {goal}"
        print(f"| {case.name} | {speed} | {median(case.cpu):.2f} | {median(case.bare_cpu):.2f} | {number} |")
    print("\n| against | ratio | goal |\n|---|---|---|")
    for large, small in ((measured[0], measured[1]), (measured[2], measured[3])):
        growth = [least / most for least, most in zip(small.rates, large.rates, strict=True)]
        goal = verdict(median(growth), 1.2, at_most=True)
        print(f"| {large.name}: its cost at {LARGE:,} / at {SMALL:,} | {runs(growth)} | {goal} |")
    times = [like / index for like, index in zip(by_like, by_index, strict=True)]
    words = f"LIKE, {median(by_like):.2f} ms / index, {median(by_index):.2f} ms"
    print(f"| {words} | {runs(times, '.1f')} | {verdict(median(times), 15)} |")


def profile(measured: Sequence[Case]) -> None:
    """Where the time of the busiest pages goes."""
    print("\n| page | own time by room, % (cProfile, in process) |\n|---|---|")
    for case in measured:
        rooms = shares(case.city.app, asking(case.city.app, case.first))
        print(f"| {case.name} | {', '.join(f'{room} {share:.0f}' for room, share in rooms if share >= 1)} |")


def main() -> None:
    """Make two cities, ask both and the yardstick in turn, print what came of it."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Ended before its time."))  # servers and databases go too
    home = Config.from_environment().instance_path
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=home) as name, ExitStack() as ends:
        folder = Path(name)
        print(f"Making cities of {SMALL:,} and {LARGE:,} opportunities …", flush=True)
        small = make(folder, ends, SMALL, guests=1)
        city = make(folder, ends, LARGE, guests=int((ROUNDS + 1) * SECONDS * FASTEST / DAYS) + 1, with_demo=True)
        run(folder, small, city, ends)


def run(folder: Path, small: City, city: City, ends: ExitStack) -> None:
    """All rounds, then the report."""
    search = Search(city, two_letters(city))
    texts, found = search.hits()
    asked = cases(small, city, search.word)
    servers = {each.size: ends.enter_context(serving(each.database, folder)) for each in (small, city)}
    pages = keep_pages(folder / "pages", asked, servers)
    bare = ends.enter_context(serving(city.database, folder, "bench.yardstick:create_app", BENCH_PAGES=str(pages)))
    for case in asked:  # a new server has yet to read its templates
        answers(servers[case.city.size].port, case.requests, case.status, SECONDS)
    before, by_index, by_like = servers[city.size].megabytes(), [], []
    for _ in range(ROUNDS):
        for place, case in enumerate(asked):
            measure(case, servers[case.city.size], bare, place)
        by_index.append(search.milliseconds(by_like=False))
        by_like.append(search.milliseconds(by_like=True))
    memory = f"{before:.0f} MB at first, {servers[city.size].megabytes():.0f} MB at the end"
    engine, python = city.database.url.partition(":")[0], platform.python_version()
    print(f"{engine}, Python {python}, {ROUNDS} rounds of {SECONDS:g} s a page")
    print(f"Memory of {CORES} workers, one per core: {memory}; bare Flask {bare.megabytes():.0f} MB")
    print(f"Search: {search.word}, in {found:,} of the {texts:,} texts that can be found, the same by LIKE")
    report(asked, by_index, by_like)
    profile([asked[place] for place in BUSIEST])


def keep_pages(folder: Path, asked: Sequence[Case], servers: dict[int, Server]) -> Path:
    """The folder with what each case is answered, for the yardstick."""
    folder.mkdir()
    for place, case in enumerate(asked):
        body = body_of(servers[case.city.size].port, case.first, case.status)
        (folder / f"{case.status}-{place}").write_bytes(body)
    return folder


if __name__ == "__main__":
    main()
