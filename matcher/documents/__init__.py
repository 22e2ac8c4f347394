"""How a thing is written for the world, and read from it: records in, bytes or text out.

Pure: asks no request and no database.
"""
