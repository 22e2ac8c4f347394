"""The acts that touch every feature because they are about one person: telling all that is kept, and forgetting it."""
