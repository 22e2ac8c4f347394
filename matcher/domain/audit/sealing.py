"""The hash chain over the audit log: sealed in batches by the worker, checked by `flask doctor` (I-30, I-31).

Each entry is in exactly one seal. A seal's hash covers the hash before it and every entry it holds.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence

from sqlalchemy import exists, select

from matcher.clock import now
from matcher.db import db
from matcher.domain.audit.models import AuditEntry, AuditSeal, AuditSealed

BATCH = 1000
BEGINNING = "0" * 64


def seal_entries() -> int:
    """Put up to 1,000 unsealed entries under a new seal, oldest first; returns how many were sealed."""
    unsealed = select(AuditEntry).where(~exists().where(AuditSealed.entry_id == AuditEntry.id))
    entries = db.session.execute(unsealed.order_by(AuditEntry.id).limit(BATCH)).scalars().all()
    if not entries:
        return 0
    last = db.session.scalar(select(AuditSeal.hash).order_by(AuditSeal.id.desc()).limit(1)) or BEGINNING
    seal = AuditSeal(sealed_at=now(), previous_hash=last, hash=chained(last, entries))
    db.session.add(seal)
    db.session.flush()
    db.session.add_all([AuditSealed(entry_id=entry.id, seal_id=seal.id) for entry in entries])
    db.session.flush()
    return len(entries)


def chained(previous: str, entries: Iterable[AuditEntry]) -> str:
    """SHA-256 over the hash before and the entries, each written in one fixed way."""
    digest = hashlib.sha256(previous.encode())
    for entry in entries:
        digest.update(_writing(entry).encode())
    return digest.hexdigest()


def _writing(entry: AuditEntry) -> str:
    facts = [
        entry.id,
        entry.at.isoformat(),
        entry.actor_kind.value,
        entry.actor_id,
        entry.act,
        entry.subject_type,
        entry.subject_id,
        entry.changes,
        entry.reason,
        entry.request_id,
    ]
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def broken_seals() -> tuple[int, Sequence[int]]:
    """How many seals were checked, and the ids of those whose hash or place in the chain is wrong."""
    previous, wrong, checked = BEGINNING, [], 0
    for seal in db.session.execute(select(AuditSeal).order_by(AuditSeal.id)).scalars():
        held = (
            select(AuditEntry)
            .join(AuditSealed, AuditSealed.entry_id == AuditEntry.id)
            .where(AuditSealed.seal_id == seal.id)
            .order_by(AuditEntry.id)
        )
        entries = db.session.execute(held).scalars().all()
        if seal.previous_hash != previous or seal.hash != chained(seal.previous_hash, entries):
            wrong.append(seal.id)
        previous, checked = seal.hash, checked + 1
    return checked, wrong
