"""All authority of the product in one table."""
