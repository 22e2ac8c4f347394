"""Sign-ups: who may, who holds a place, who waits, consent, attendance and hours."""
