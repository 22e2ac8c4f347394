"""First floor: how a thing is written for the world, and read from it.

Pure: records in, bytes or text out, or bytes in, records and faults out. No request, no database, no words:
a fault carries a code and parameters, and the sentences live in `matcher.words`.
"""
