"""A draft of a scenario: raw tables that remember the file and line of everything, and how one adds to another."""

import copy
from typing import Any, NamedTuple

from paradiplomacy.scenarios.format.problem import Path
from paradiplomacy.scenarios.format.schema import LABELS

MERGED_BY_NAME = ("issues", "parties", "clubs")


class Draft(NamedTuple):
    """What files say, unchecked.

    Attributes:
        raw: Tables, lists and values as ``tomllib`` gives them.
        places: File and line by path; the empty path is the file itself.
    """

    raw: dict[str, Any]
    places: dict[Path, str]

    def place(self, path: Path) -> str:
        """File and line of a path, or of the nearest thing around it."""
        while path not in self.places:
            path = path[:-1]
        return self.places[path]


def merge(base: Draft, top: Draft) -> Draft:
    """What two drafts say together, where the second has the last word.

    Tables merge key by key, issues, parties and clubs by their names; actors and events are appended. A list that is
    written out as empty (``clubs = []``) takes away what there was.
    """
    raw = copy.deepcopy(base.raw)
    moved: dict[Path, Path] = {}
    for key, value in top.raw.items():
        if key in LABELS and isinstance(value, list) and value and isinstance(raw.get(key), list):
            _merge_lists(key, raw[key], value, moved)
        else:
            _merge_value(raw, key, value)
    places = base.places | {moved.get(path[:2], path[:2]) + path[2:]: place for path, place in top.places.items()}
    return Draft(raw, places)


def _merge_lists(key: str, mine: list[Any], added: list[Any], moved: dict[Path, Path]) -> None:
    """Put entries into a list, noting where each one went."""
    at = {_name(key, entry): index for index, entry in reversed(list(enumerate(mine)))}
    for index, entry in enumerate(added):
        target = at.pop(_name(key, entry), None) if key in MERGED_BY_NAME and _name(key, entry) else None
        if target is None:
            mine.append(entry)
        else:
            _merge_value(mine, target, entry)
        moved[key, index] = (key, len(mine) - 1 if target is None else target)


def _merge_value(holder: Any, key: str | int, value: Any) -> None:
    """Put a value into a table or list; tables key by key."""
    present = isinstance(key, int) or key in holder
    if present and isinstance(holder[key], dict) and isinstance(value, dict):
        for inner, each in value.items():
            _merge_value(holder[key], inner, each)
    else:
        holder[key] = value


def _name(key: str, entry: Any) -> str | None:
    name = entry.get(LABELS[key]) if isinstance(entry, dict) else None
    return name if isinstance(name, str) else None
