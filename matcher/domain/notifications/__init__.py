"""Inbox and outbox in one table: who is to be told what. Words are made when it is shown or sent."""
