"""What tests of several features need."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from matcher.db import db
from matcher.errors import DomainError


@pytest.fixture
def at_once(app: Flask) -> Callable[..., list[object]]:
    """`at_once(act, [a, b, …])`: act(a), act(b), … begin together, each in a transaction of its own."""

    def run(act: Callable[[object], object], items: list[object]) -> list[object]:
        db.session.commit()
        db.session.remove()
        barrier = threading.Barrier(len(items))

        def one(item: object) -> object:
            with app.app_context():
                barrier.wait()
                try:
                    with db.unit_of_work():
                        return act(item)
                except DomainError as refusal:
                    return refusal.code
                finally:
                    db.session.remove()

        with ThreadPoolExecutor(len(items)) as pool:
            return list(pool.map(one, items))

    return run
