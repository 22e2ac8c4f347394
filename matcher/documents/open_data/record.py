"""What all records share: names as machines read them, words that define each part, and JSON."""

from typing import Any

import orjson
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class Record(BaseModel):
    """One thing that is given away. A part without a value is null, never left out."""

    model_config = ConfigDict(frozen=True, alias_generator=to_camel, populate_by_name=True)


def told(title: str, meaning: str, **more: Any) -> Any:
    """A part of a record, with its name in Japanese and what it means: the one definition all documents quote."""
    return Field(title=title, description=meaning, **more)


def to_json(record: BaseModel) -> bytes:
    """The record as JSON: days as 2026-04-01, instants with their offset from UTC."""
    return orjson.dumps(record.model_dump(by_alias=True))


def name_in_json(kind: type[Record], field: str) -> str:
    """How JSON calls a part of a record."""
    return kind.model_fields[field].alias or field


def meaning_of(kind: type[Record], field: str) -> str:
    """What a part of a record means."""
    return kind.model_fields[field].description or ""
