"""Needs and offers of goods, space, skills and people: companies to groups, and group to group."""
