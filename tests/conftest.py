"""One way of testing for all: examples drawn from fixed seeds, and no clock that fails a slow machine."""

from hypothesis import settings

settings.register_profile("course", deadline=None, derandomize=True, database=None)
settings.load_profile("course")
