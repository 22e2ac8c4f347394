"""An audience tag is shown only while one of its criteria holds."""

from matcher.domain.city.taxonomy import Audience
from matcher.domain.opportunities.audiences import shown_audiences, untrue_audiences

WOMEN = Audience(code="women", name="女性", criteria=("childcare", "short"))
SENIORS = Audience(code="seniors", name="高齢者", criteria=("seated",))
EVERYONE = Audience(code="everyone", name="どなたでも")
ALL = (WOMEN, SENIORS, EVERYONE)


def test_a_tag_is_shown_while_one_of_its_criteria_holds() -> None:
    shown = shown_audiences(ALL, wished=["women", "seniors"], criteria=["short"])

    assert shown == [WOMEN]


def test_a_tag_nobody_wished_for_is_not_shown_although_it_would_be_true() -> None:
    assert shown_audiences(ALL, wished=[], criteria=["short", "seated"]) == []


def test_a_tag_without_criteria_is_always_true() -> None:
    assert shown_audiences(ALL, wished=["everyone"], criteria=[]) == [EVERYONE]


def test_tags_come_in_the_order_of_the_plan() -> None:
    shown = shown_audiences(ALL, wished=["everyone", "seniors", "women"], criteria=["seated", "childcare"])

    assert shown == [WOMEN, SENIORS, EVERYONE]


def test_what_is_wished_for_without_reason_is_named() -> None:
    assert untrue_audiences(ALL, wished=["women", "seniors", "everyone"], criteria=["seated"]) == [WOMEN]
