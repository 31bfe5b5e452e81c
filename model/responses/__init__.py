"""The options of a nation: what it can do about an agreement of a city, one file each, found in this folder.

To ignore the agreement has no file: it changes nothing, and its utility is the zero of all others.
"""

from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules

import numpy as np

from paradiplomacy.agents.columns import Bytes
from paradiplomacy.model.agreements.book import Flags
from paradiplomacy.model.records import select
from paradiplomacy.model.responses.option import Option
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.acts import Answered
from paradiplomacy.model.vocabulary import Pressure


def found() -> dict[Pressure, Option]:
    """Return the options that the files of this folder declare as ``OPTION``, in the order of their codes."""
    modules = [import_module(f"{__name__}.{file.name}") for file in iter_modules(__path__)]
    options: list[Option] = [module.OPTION for module in modules if hasattr(module, "OPTION")]
    # In the order of codes, because events of a month are written option by option and the digest depends on their order.
    return {option.pressure: option for option in sorted(options, key=lambda option: option.pressure)}


OPTIONS: dict[Pressure, Option] = found()
"""Every option by its code: the one list, which the default rule, the phase, the stakes and the trials of own rules use."""


def apply(state: State, answered: Answered) -> None:
    """Apply what nations have chosen, option by option."""
    for pressure, option in OPTIONS.items():
        # In most months nobody chooses most of the options; their acts need not look at empty lists.
        chosen = answered.pressure == pressure
        if chosen.any():
            option.act(state, select(answered, chosen))


def are_among(pressure: Bytes, some: Sequence[Pressure]) -> Flags:
    """Return which responses are among some kinds of pressure: (c,)."""
    wanted = np.zeros(len(Pressure), dtype=bool)
    wanted[list(some)] = True
    return wanted[pressure]


def opposing() -> list[Pressure]:
    """Return the kinds of pressure to which a city replies: the options directed against it, and statutes that hit it."""
    return [pressure for pressure, option in OPTIONS.items() if option.opposes] + [Pressure.ENFORCE]


def threatening() -> list[Pressure]:
    """Return the kinds of pressure that put the city's grant at stake."""
    # A city that breaks a statute forfeits the same grant as under a sanction.
    return [pressure for pressure, option in OPTIONS.items() if option.threatens_grant] + [Pressure.ENFORCE]
