"""The registry of measures: all families in one mapping, and the names and phrases by which they are asked for.

A name may be followed by a scope (``signed of cities:USA on climate since 2017-06``), which restricts the same
definition. ``file.py:function`` is a measure from a user's own file.
"""

import pkgutil
import re
from importlib import import_module

from paradiplomacy.agents.nearest import nearest
from paradiplomacy.experiments.measures import families
from paradiplomacy.experiments.measures.measure import PHRASES, WHOLE, Family, Measure, whole
from paradiplomacy.model import own_files
from paradiplomacy.model.returned import number
from paradiplomacy.scenarios.format.problem import did_you_mean, shown
from paradiplomacy.scenarios.names import scope

OWN = own_files.OWN


def _collected() -> dict[str, Measure]:
    """Collect the measures of every file of the families.

    The folder is the list: a second list, here, would have to be edited for every new file.

    Raises:
        ValueError: Two families define a measure of the same name.
    """
    # Sorted, because the order of files differs between file systems and the order of measures shows in messages.
    found: dict[str, Measure] = {}
    for module in sorted(pkgutil.iter_modules(families.__path__), key=lambda each: each.name):
        family: Family = import_module(f"{families.__name__}.{module.name}").FAMILY
        twice = found.keys() & family.measures.keys()
        if twice:
            raise ValueError(f"two families define {', '.join(sorted(twice))}")
        found |= family.measures
    return found


MEASURES: dict[str, Measure] = _collected()


def names() -> tuple[str, ...]:
    """List the names of all measures."""
    return tuple(MEASURES)


def measure(name: str) -> Measure:
    """Find a measure by its name, with or without a scope, or by ``file.py:function``.

    Args:
        name: Such as ``signed``, ``signed of cities:USA on climate since 2017-06`` or ``mine.py:my_measure``.

    Returns:
        The measure, restricted to the scope.

    Raises:
        KeyError: There is no such measure, or it cannot be restricted in this way.
        OwnFileError: The user's file cannot be used.
    """
    if own_files.is_own(name):
        return _own(name)
    wrong = fault(name)
    if wrong is not None:
        raise KeyError(": ".join(wrong))
    asked = scope.parse(name)
    return MEASURES[asked.measure].within(asked)


def fault(name: str) -> tuple[str, str] | None:
    """Explain what is wrong with the name of a measure.

    Args:
        name: A name, with or without a scope, or ``file.py:function``.

    Returns:
        What is wrong and what was expected; None where there is such a measure.
    """
    if OWN.fullmatch(name):
        return None
    try:
        asked = scope.parse(name)
    except ValueError as error:
        return f"unknown measure {shown(name)}", str(error)
    if OWN.fullmatch(asked.measure):
        return f"{shown(asked.measure)} cannot be restricted", WHOLE
    if asked.measure not in MEASURES:
        return f"unknown measure {shown(asked.measure)}", _nearest(asked.measure)
    found = MEASURES[asked.measure]
    excess = found.excess(asked)
    if not excess:
        return None
    parts = " or ".join(PHRASES[part] for part in excess)
    return f"{shown(asked.measure)} cannot be restricted {parts}", found.reason


def _nearest(word: str) -> str:
    """Suggest the measure most like a word, or the two shortest whose names begin like it (``depth_in_force``)."""
    # A word may be the beginning of several names ("depth"): the nearest whole name would hide that there is a choice.
    stems = {name[: cut.start()] for name in MEASURES for cut in re.finditer("_", name)}
    near = nearest(word, [*MEASURES, *sorted(stems - MEASURES.keys())])
    if near is None:
        return did_you_mean(word, MEASURES)
    longer = sorted((name for name in MEASURES if name.startswith(f"{near}_")), key=len)
    return f"did you mean {near if near in MEASURES else ' or '.join(longer[:2])}?"


def _own(name: str) -> Measure:
    """Load a measure from a user's own file; its description is the first line of the function's docstring."""
    function = own_files.function(name)
    about = (function.__doc__ or name.rpartition(":")[2]).strip().partition("\n")[0]
    return whole(about, "1", lambda world: number(function(world)))
