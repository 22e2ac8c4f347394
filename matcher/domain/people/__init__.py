"""Persons, with an account or without: profile, age, guardians, sign-in, one-use links."""
