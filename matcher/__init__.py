"""わきあい: one city's service that brings people and civic groups together."""
