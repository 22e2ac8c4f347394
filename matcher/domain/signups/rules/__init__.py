"""What must hold of sign-ups. Pure: nothing here reads the database.

refusals     why somebody gets no place: one reason, the first in a fixed order
states       the life of a sign-up as one table
changes      what bounds the acts of organizers and companies on places and days
attendance   what may be recorded as having happened
"""
