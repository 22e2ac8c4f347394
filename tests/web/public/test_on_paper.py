"""What a printed post must say beside what the screen says."""

import re
from typing import Any

from tests.support.contents import in_days
from tests.support.databases import on_sqlite
from tests.support.factories import make_shift
from tests.support.visitor import Visitor


@on_sqlite
def test_a_printed_post_says_where_it_stands_and_of_which_year_its_days_are(client: Visitor, session: Any) -> None:
    shift = make_shift(starts_at=in_days(40))

    page = client.get(f"/opportunities/{shift.opportunity_id}").text

    printed = re.findall(r'class="paper-only">([^<]*)<', page)
    assert printed[0] == f"{in_days(40).year}年"
    assert re.search(rf"https?://\S+/opportunities/{shift.opportunity_id}$", printed[-1])
