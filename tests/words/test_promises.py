"""Pages promise only what is there: no sign-up, registration or look-up by the office's hand, no recommendations."""

from pathlib import Path

import pytest

import matcher
from tests.house.tree import hold

TEMPLATES = Path(matcher.__file__).parent / "templates"
PLANS = Path(matcher.__file__).parent / "plan"
NOT_THERE_YET = ("電話で申し込", "窓口でも申し込", "職員が代わりに", "聞いて入力", "電話で登録", "おすすめできます")
NOT_DONE_YET = ("おすすめするため", "証明するため")  # with what people tell of themselves


@pytest.mark.parametrize("promise", NOT_THERE_YET)
def test_no_page_promises_what_nobody_can_do_yet(promise: str) -> None:
    hold(
        f"「{promise}」 is promised, but the office has no page for it:",
        [path.name for path in TEMPLATES.rglob("*.html") if promise in path.read_text("utf-8")],
    )


@pytest.mark.parametrize("purpose", NOT_DONE_YET)
def test_nobody_is_asked_to_accept_a_purpose_nothing_serves_yet(purpose: str) -> None:
    hold(
        f"The texts people accept name a purpose nothing serves yet: {purpose}",
        [path.name for path in PLANS.glob("*.toml") if purpose in path.read_text("utf-8")],
    )
