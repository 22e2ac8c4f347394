"""The duties that come due: mail, offers running out, reminders, sealing the audit log, forgetting in time."""
