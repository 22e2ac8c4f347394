"""Words for codes: every refusal, notice and state the domain names by a code, as a sentence in the reader's language.

Pages, mails and commands ask here. A test proves that every code has its words.
"""

from matcher.errors import DomainError
from matcher.words import city, documents, general, opportunities, organizations, people, projects, support

SENTENCES = {
    **city.SENTENCES,
    **documents.SENTENCES,
    **general.SENTENCES,
    **opportunities.SENTENCES,
    **organizations.SENTENCES,
    **people.SENTENCES,
    **projects.SENTENCES,
    **support.SENTENCES,
}


def sentence(error: DomainError) -> str:
    """What the person reads: what happened and the next step."""
    told = {name: "、".join(value) if isinstance(value, list) else value for name, value in error.parameters.items()}
    return str(SENTENCES[error.code]) % told
