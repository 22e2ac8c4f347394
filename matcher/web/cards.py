"""A found opportunity as the card component shows it: addresses and words beside the facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from matcher.clock import now
from matcher.domain.opportunities.finding import OpportunityCard
from matcher.domain.opportunities.models import AttendanceMode, Joining, SignUpWay, Timing
from matcher.folding import words_of
from matcher.language import gettext as _
from matcher.web.formats import shift_time, shift_when
from matcher.web.marking import excerpt, marked
from matcher.web.tag_words import district_name, tag_words


@dataclass(frozen=True)
class ShownCard:
    """What `opportunity_card` and `week_row` read, and all that a card shows: two that are equal look alike.

    Where words are looked for, they are marked, and an excerpt tells where in the text they are.
    """

    url: str
    title: str
    organization_name: str
    venue: str
    excerpt: str
    starts_at: datetime
    when: str
    time: str
    fields: tuple[str, ...]
    audiences: tuple[str, ...]
    is_for_beginners: bool
    places_left: int | None
    places_words: str
    more_days: int


@dataclass(frozen=True)
class _Dated:
    """The card's first fitting day, as the formats of shifts read it."""

    starts_at: datetime
    ends_at: datetime
    label: str
    is_timed: bool


def shown_cards(cards: Iterable[OpportunityCard], q: str = "") -> list[ShownCard]:
    """The cards in words, in the same order; `q`: what was searched for."""
    return [_shown(card, q) for card in cards]


def _shown(card: OpportunityCard, q: str) -> ShownCard:
    words, sought = tag_words(card.tags), words_of(q)
    place = place_words(card.venue, card.district, card.attendance_mode)
    dated = _Dated(card.starts_at, card.ends_at, card.label, card.timing == Timing.TIMED)
    return ShownCard(
        url=url_for("public.opportunities.show", opportunity_id=card.id, q=q or None),
        title=marked(card.title, sought) if sought else card.title,
        organization_name=marked(card.organization_name, sought) if sought else card.organization_name,
        venue=marked(place, sought) if sought else place,
        excerpt=excerpt((card.summary, card.description), sought) if sought else "",
        starts_at=card.starts_at,
        when=shift_when(dated),
        time=shift_time(dated),
        fields=tuple(words.kinds_of_work[:2]),
        audiences=tuple(words.audiences),
        is_for_beginners=words.is_for_beginners,
        places_left=card.places_left,
        places_words=_places(card),
        more_days=card.days - 1,
    )


def place_words(venue: str | None, district: str | None, mode: AttendanceMode | None) -> str:
    """「中央公園（北地区）」; online says so; the district alone where no venue is named."""
    if mode == AttendanceMode.ONLINE:
        return _("オンライン")
    name = district_name(district)
    if not venue or name in venue:
        return venue or name
    return _("%(venue)s（%(district)s）", venue=venue, district=name) if name else venue


def _places(card: OpportunityCard) -> str:
    if card.sign_up_way == SignUpWay.NOT_NEEDED:
        return _("申し込みはいりません")
    if card.sign_up_way == SignUpWay.ELSEWHERE:
        return _("申し込みは、ほかの方法で")
    if card.days == 1 or card.joining == Joining.ALL_SHIFTS:
        return _places_of_the_day(card)
    if card.places_left == 0:
        return _("この日は満員") if card.places_left_in_all == 0 else _("この日は満員、ほかの日に空き")
    return _("この日は、%(places)s", places=_places_of_the_day(card))


def _places_of_the_day(card: OpportunityCard) -> str:
    if card.sign_up_until_at <= now():
        return _("締め切りました")
    if card.places_left is None:
        return _("定員なし")
    if card.places_left == 0:
        return _("満員") if card.joining == Joining.ALL_SHIFTS else _("満員（キャンセル待ちに並べます）")
    return _("あと%(count)d人", count=card.places_left)
