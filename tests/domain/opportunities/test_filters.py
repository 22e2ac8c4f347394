"""The question of the search page: read from an address, written back to one, and refused where it makes no sense."""

from datetime import UTC, date, datetime

import pytest

from matcher.domain.opportunities.filters import BadFilter, Cursor, DayTime, OpportunityFilters, Sort, read_filters
from matcher.domain.opportunities.models import OpportunityKind

KNOWN = {"audience": {"youth", "women"}, "pillar": {"1", "6"}, "field": {"7"}, "activity": set(), "district": {"osu"}}
KNOWN_CODES = {name: frozenset(codes) for name, codes in KNOWN.items()}


def read(**arguments: list[str]) -> OpportunityFilters:
    return read_filters({name.rstrip("_"): values for name, values in arguments.items()}, KNOWN_CODES)


def test_every_argument_is_read() -> None:
    filters = read(
        q=["花　植え"],
        audience=["youth", "women"],
        pillar=["6"],
        field=["7"],
        district=["osu"],
        from_=["2026-12-01"],
        to=["2026-12-31"],
        weekday=["6", "7"],
        time=["morning"],
        kind=["event"],
        open=["1"],
        sort=["newest"],
        after=["1764547200000000-12"],
    )

    assert filters == OpportunityFilters(
        q="花　植え",
        audience=("youth", "women"),
        pillar=("6",),
        field=("7",),
        district=("osu",),
        from_on=date(2026, 12, 1),
        to_on=date(2026, 12, 31),
        weekday=(6, 7),
        time=(DayTime.MORNING,),
        kind=OpportunityKind.EVENT,
        open=True,
        sort=Sort.NEWEST,
        after=Cursor(datetime(2025, 12, 1, tzinfo=UTC), 12),
    )


def test_an_empty_form_asks_for_everything() -> None:
    filters = read(q=[" "], from_=[""], district=[""], kind=[""], unknown=["x"])

    assert filters == OpportunityFilters()
    assert filters.is_empty


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("audience", "nobody"),
        ("district", "atlantis"),
        ("from", "2026-13-01"),
        ("to", "0001-01-01"),
        ("to", "9999-12-31"),
        ("weekday", "8"),
        ("weekday", "土"),
        ("time", "noon"),
        ("kind", "party"),
        ("open", "perhaps"),
        ("sort", "random"),
        ("after", "x.1-2"),
        ("after", "100.1-2"),
        ("after", "1-2-3"),
        ("after", "99999999999999999999999-1"),
        ("after", "1-99999999999999999999"),
        ("after", "1"),
        ("q", "字" * 101),
        ("q", "\0"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(BadFilter) as refusal:
        read_filters({name: [value]}, KNOWN_CODES)

    assert refusal.value.parameters["field"] == name


def test_an_end_before_the_beginning_is_refused() -> None:
    with pytest.raises(BadFilter) as refusal:
        read(from_=["2026-12-31"], to=["2026-12-01"])

    assert refusal.value.parameters["field"] == "to"


def test_a_question_written_as_arguments_is_read_back_alike() -> None:
    filters = read(q=["花"], audience=["youth"], from_=["2026-12-01"], weekday=["6"], open=["1"], sort=["newest"])

    arguments = {name: value if isinstance(value, list) else [value] for name, value in filters.to_arguments().items()}

    assert read_filters(arguments, KNOWN_CODES) == filters


def test_one_condition_is_taken_out_and_the_list_begins_anew() -> None:
    filters = read(audience=["youth", "women"], q=["花"], after=["1764547200000000-12"])

    assert filters.without("audience", "women") == OpportunityFilters(q="花", audience=("youth",))
    assert filters.without("q") == OpportunityFilters(audience=("youth", "women"))


def test_words_are_ordered_by_relevance_unless_something_else_is_said() -> None:
    assert read().order == Sort.SOONEST
    assert read(q=["花"]).order == Sort.RELEVANCE
    assert read(q=["花"], sort=["soonest"]).order == Sort.SOONEST
    assert read(q=["　"], sort=["relevance"]).order == Sort.SOONEST


def test_the_order_stands_in_an_address_only_where_it_is_not_the_usual_one() -> None:
    assert read(q=["花"], sort=["relevance"]).to_arguments() == {"q": "花"}
    assert read(q=["花"], sort=["soonest"]).to_arguments() == {"q": "花", "sort": "soonest"}
    assert read(sort=["soonest"]).to_arguments() == {}


def test_the_place_in_a_ranked_list_is_written_and_read_alike() -> None:
    place = Cursor(datetime(2025, 12, 1, tzinfo=UTC), 12, distance=3)

    assert str(place) == "3.1764547200000000-12"
    assert Cursor.parse(str(place)) == place
