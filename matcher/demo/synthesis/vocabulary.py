"""The words of the demo city, taken apart so that they can be put together anew."""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from matcher.demo.records import DemoCity, OpportunityRecord


@dataclass(frozen=True)
class Vocabulary:
    """What names, places and texts are made of."""

    family_names: tuple[str, ...]
    given_names: tuple[str, ...]
    kana: tuple[str, ...]
    organizations: tuple[str, ...]
    opportunities: tuple[OpportunityRecord, ...]
    sentences: tuple[str, ...]
    places: tuple[str, ...]

    @classmethod
    def of(cls, city: DemoCity) -> "Vocabulary":
        """The words of this city."""
        told = [record for record in city.opportunities if record.status == "published"]
        names = [person.name.replace("　", " ").partition(" ") for person in city.people]
        sentences = (one + "。" for record in told for one in (record.description or "").split("。") if one)
        return cls(
            family_names=_each(family for family, _, _ in names),
            given_names=_each(given for _, _, given in names),
            kana=_each(person.name_kana for person in city.people),
            organizations=_each(organization.name for organization in city.organizations),
            opportunities=tuple(told),
            sentences=_each(sentences),
            places=_each(record.venue for record in told),
        )

    def person(self, chance: Random) -> str:
        """A name."""
        return f"{chance.choice(self.family_names)} {chance.choice(self.given_names)}"

    def title(self, chance: Random, like: OpportunityRecord) -> str:
        """The title of something like that, somewhere."""
        return f"{chance.choice(self.places)} {like.title}"[:80]

    def description(self, chance: Random) -> str:
        """A few sentences."""
        return "".join(chance.sample(self.sentences, 3))


def _each(words: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({word for word in words if word}))
