"""Texts people accept or are told, each with a version: a changed text is a new version."""

from datetime import date

from pydantic import Field

from matcher.domain.city.entries import Code, Switch, Table, Text


class Section(Table):
    """A heading with its paragraphs and, where it lists things, its points."""

    heading: Text
    paragraphs: tuple[Text, ...] = ()
    points: tuple[Text, ...] = ()


class VersionedText(Table):
    """A text in the version that holds from a day on; `changes`: what is new, for who accepted an earlier version."""

    version: Code
    from_on: date
    title: Text
    sections: tuple[Section, ...] = Field(min_length=1)
    changes: tuple[Text, ...] = ()
    confirmed: Switch = True


class Texts(Table):
    """The terms of use, the purposes for which personal data is used (利用目的), and what the insurance means."""

    terms: VersionedText
    purposes: VersionedText
    insurance_notice: Text
