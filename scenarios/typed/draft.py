"""A draft: raw tables with the file and line of everything in them, and how one draft extends another."""

import copy
from typing import NamedTuple

from paradiplomacy.scenarios.format.problem import Path
from paradiplomacy.scenarios.typed.schema import ListField, lists


class Draft(NamedTuple):
    """The unchecked content of files.

    Attributes:
        raw: Tables, lists and values as ``tomllib`` returns them.
        places: File and line by path; the empty path is the file itself.
    """

    raw: dict[str, object]
    places: dict[Path, str]

    def place(self, path: Path) -> str:
        """Return file and line of a path, or of the nearest thing around it."""
        # The empty path always has a place, so this ends.
        while path not in self.places:
            path = path[:-1]
        return self.places[path]


def merge(base: Draft, top: Draft, root: type) -> Draft:
    """Return the content of two drafts together, where the second takes precedence.

    Tables merge key by key; entries of lists that are declared as merged do so by their names, those of other lists are
    appended. A list written as empty (``clubs = []``) removes all entries.

    Args:
        base: The draft that is extended.
        top: The draft that extends it.
        root: Type of the record that both describe.
    """
    # Entries are changed below; the draft that was passed in stays as it is.
    raw = copy.deepcopy(base.raw)
    moved: dict[Path, Path] = {}
    for key, value in top.raw.items():
        mine = raw.get(key)
        if key in lists(root) and isinstance(value, list) and value and isinstance(mine, list):
            moved |= _merge_lists(lists(root)[key], mine, value)
        else:
            raw[key] = _merged(raw.get(key), value)
    # Lines follow their entries: the third entry of a file may be the fifth after the merge.
    places = base.places | {moved.get(path[:2], path[:2]) + path[2:]: place for path, place in top.places.items()}
    return Draft(raw, places)


def _merge_lists(listed: ListField, mine: list[object], added: list[object]) -> dict[Path, Path]:
    """Put entries into a list; return the new path of each."""
    moved: dict[Path, Path] = {}
    # The first entry of a name is the one that is changed; a second one of that name is then added, and refused later.
    at = {_name(listed, entry): index for index, entry in reversed(list(enumerate(mine)))}
    for index, entry in enumerate(added):
        name = _name(listed, entry)
        target = at.pop(name, None) if listed.about.merged and name else None
        if target is None:
            target = len(mine)
            mine.append(entry)
        else:
            mine[target] = _merged(mine[target], entry)
        moved[listed.name, index] = (listed.name, target)
    return moved


def _merged(mine: object, added: object) -> object:
    """Return a value on top of another: tables key by key, anything else replaced."""
    # A list is replaced, not joined: a file that shortens a list could not say so otherwise.
    if not (isinstance(mine, dict) and isinstance(added, dict)):
        return added
    return mine | {key: _merged(mine.get(key), value) for key, value in added.items()}


def _name(listed: ListField, entry: object) -> str | None:
    name = entry.get(listed.about.label) if isinstance(entry, dict) else None
    return name if isinstance(name, str) else None
