"""What must always be true of the audit log."""

from matcher.domain.audit.sealing import broken_seals
from matcher.invariants import Finding


def invariants() -> list[Finding]:
    """I-30, I-31: the chain of seals fits the entries they hold."""
    checked, wrong = broken_seals()
    return [Finding("audit: every seal fits its entries and the seal before", checked, len(wrong))]
