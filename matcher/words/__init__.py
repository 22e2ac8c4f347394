"""Words for codes: every refusal, notice and state the domain names by a code, as a sentence in the reader's language.

Pages, mails and commands ask here. A test proves that every code has its words.
"""

from matcher.errors import DomainError
from matcher.words import general, organizations, people, support

SENTENCES = {
    **general.SENTENCES,
    **organizations.SENTENCES,
    **people.SENTENCES,
    **support.SENTENCES,
}


def sentence(error: DomainError) -> str:
    """What the person reads: what happened and the next step."""
    return str(SENTENCES[error.code]) % error.parameters
