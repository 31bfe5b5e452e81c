"""Settings shared by all tests: examples are generated deterministically, and compiling may take its time."""

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")
