"""What must hold of persons and their accounts: each check raises one named error."""

from matcher.errors import DomainError


class LinkNotUsable(DomainError):
    """The link was used already, has run out, was replaced by a newer one, or never was."""

    code = "link-not-usable"
