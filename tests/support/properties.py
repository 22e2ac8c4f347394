"""Property tests (hypothesis): no example is failed for being slow, for the machine may be busy with other things."""

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
