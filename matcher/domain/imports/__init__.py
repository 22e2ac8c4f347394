"""Lists the office hands in as files: looked at first, then taken in whole, or not at all."""
