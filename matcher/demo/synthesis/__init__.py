"""A city of any size, made up of the demo city's words: for measuring, and for seeing what many rows do to a page."""
