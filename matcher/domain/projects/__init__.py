"""Collaboration projects (協働事業) by fiscal year: parties, forms, evidence, verification, counting, snapshots."""
