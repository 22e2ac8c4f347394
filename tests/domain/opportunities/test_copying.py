"""A copy is made once, however often somebody presses."""

from collections.abc import Callable
from typing import Any

from matcher.db import db
from matcher.domain.audit.actions import CLI
from matcher.domain.opportunities.copying import copy_as_draft, waiting_copies
from matcher.domain.opportunities.models import Opportunity
from tests.support.factories import make_shift


def test_pressed_many_times_at_once_there_is_one_copy(session: Any, at_once: Callable[..., list[object]]) -> None:
    post_id = make_shift().opportunity_id

    answers = at_once(
        lambda _press: copy_as_draft(db.session.get_one(Opportunity, post_id), by=CLI).status, [*range(6)]
    )

    assert sorted(map(str, answers)) == ["draft", *["opportunity-copy-waiting"] * 5]
    assert len(waiting_copies(db.session.get_one(Opportunity, post_id))) == 1
