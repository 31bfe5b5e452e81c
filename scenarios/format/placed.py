"""Changes of a scenario that name files, with their full paths."""

from collections.abc import Mapping
from pathlib import Path as File

from paradiplomacy.scenarios.format import own_rules
from paradiplomacy.scenarios.own_data import files


def changes_placed(changes: Mapping[str, object], folder: File) -> dict[str, object]:
    """Return changes with full paths of own rules and tables, which are relative to the folder that names them."""
    return files.changes_placed(own_rules.changes_placed(changes, folder), folder)
