"""Instants as tests speak of them: an hour in Tokyo, so many days from today."""

from datetime import datetime, time, timedelta

from matcher.clock import today, tokyo_instant


def at(hour: int, days: int = 10) -> datetime:
    """That full hour, in ten days unless told otherwise."""
    return tokyo_instant(today() + timedelta(days=days), time(hour))
