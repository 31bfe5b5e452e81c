"""Dated events of a scenario: one file per kind, found in this folder."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from paradiplomacy.model.events.dated_event import DatedEvent

FOLDER = Path(__file__).parent


def kinds_in(folder: Path) -> dict[str, type[DatedEvent]]:
    """Return the kinds of dated events that the Python files of a folder declare, by name.

    The name of the file is the kind; files that declare no kind are passed over.
    """
    found: dict[str, type[DatedEvent]] = {}
    # Sorted, because a folder lists its files in no particular order and the kinds are shown in this one.
    for file in sorted(folder.glob("[!_]*.py")):
        for each in vars(_module(file)).values():
            # A file also contains the kinds that it imports; its own is the one with its name.
            if isinstance(each, type) and issubclass(each, DatedEvent) and each.kind == file.stem:
                found[each.kind] = each
    return found


def _module(file: Path) -> object:
    """Return the module of a file of this package or of any other folder."""
    name = f"{__name__}.{file.stem}"
    if name not in sys.modules:
        spec = spec_from_file_location(name, file)
        if spec is None or spec.loader is None:
            raise ImportError(f"{file} is not a Python file")
        # Entered before it runs, as the import system does: dataclasses look for the module of a class there.
        sys.modules[name] = module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


KINDS: dict[str, type[DatedEvent]] = kinds_in(FOLDER)
"""Every kind of dated event by its name: the one list, which reader, checks, descriptions, window and docs use."""
