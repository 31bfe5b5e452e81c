"""Scenarios of a user's own world in an empty folder."""

from functools import partial
from pathlib import Path

import pytest
from own_tables import Write, own_world


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A function that writes a scenario with its tables, and returns its file."""
    return partial(own_world, tmp_path)
