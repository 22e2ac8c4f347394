"""What the service does, by feature. Knows no request, no form, no page; imports only go down the ladder."""
