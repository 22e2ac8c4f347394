"""Words for codes: every refusal, notice and state the domain names by a code, as a sentence in the reader's language.

Pages, mails and commands ask here. A test proves that every code has its words.
"""

from datetime import datetime

from matcher.errors import DomainError
from matcher.language import gettext as _
from matcher.words import (
    city,
    documents,
    general,
    imports,
    opportunities,
    organizations,
    people,
    projects,
    signups,
    support,
)
from matcher.words.moments import moment

SENTENCES = {
    **city.SENTENCES,
    **documents.SENTENCES,
    **general.SENTENCES,
    **imports.SENTENCES,
    **opportunities.SENTENCES,
    **organizations.SENTENCES,
    **people.SENTENCES,
    **projects.SENTENCES,
    **signups.SENTENCES,
    **support.SENTENCES,
}

NAMES = {"conditions": projects.CONDITIONS}  # of parameters that are codes with words of their own


def sentence(error: DomainError) -> str:
    """What the person reads: what happened and the next step."""
    return str(SENTENCES[error.code]) % {name: _told(name, value) for name, value in error.parameters.items()}


def _told(name: str, value: object) -> object:
    if isinstance(value, list) and name in NAMES:
        return "".join(_("「%(name)s」", name=NAMES[name][code]) for code in value)
    if isinstance(value, list):
        return "、".join(value)
    return moment(value) if isinstance(value, datetime) else value
