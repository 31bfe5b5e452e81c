"""Examples are drawn the same way every time, and the first of them may wait for the compiler."""

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")
