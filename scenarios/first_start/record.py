"""The recording process: it runs a tiny world uncompiled and reports every compiled rule that the world calls."""

import json
import pickle
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial, wraps
from typing import TextIO

import numpy as np
from numba import typeof
from numba.core.types.misc import Omitted

from paradiplomacy.agents import compiled
from paradiplomacy.scenarios.format.read import read_text

NOTED = 3
"""Calls of a rule by another one whose types are looked at: they hardly ever change, and looking takes time."""

type Call = tuple[str, str, str, tuple[object, ...]]
PART, GATE, ALONE = "part", "gate", "alone"
"""Forms of a compiled rule (``Forms``)."""


class Recorder:
    """Notes the rules that are called and their types; each is reported after the rules that it calls.

    Args:
        out: Receives a line for each rule and types.
    """

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._numbers: dict[Call, int] = {}
        # The rules that are running, from the outermost to the innermost, each with the numbers of those that it called.
        self._running: list[tuple[str, set[int]]] = [("", set())]
        self._looked: Counter[tuple[str, str]] = Counter()
        # Names of the rules that compiled code calls by their address.
        self._alone: set[str] = set()

    def substitute(self, function: Callable[..., object]) -> Callable[..., object]:
        """Return a Python function that does the same as a compiled rule, and notes its first calls."""
        name = f"{function.__module__}.{function.__qualname__}"

        @wraps(function)
        def noted(*arguments: object) -> object:
            by, found = self._running[-1]
            # What it calls is known by now, but is called by it and not by Python.
            if self._looked[by, name] >= NOTED:
                self._running.append((name, found))
                try:
                    return function(*arguments)
                finally:
                    self._running.pop()
            self._looked[by, name] += 1
            # Before the call, which may change what the arguments are.
            types = types_of(function, arguments)
            called = set[int]()
            self._running.append((name, called))
            try:
                return function(*arguments)
            finally:
                self._running.pop()
                form = GATE if by == "" else (ALONE if name in self._alone else PART)
                found.add(self._number((function.__module__, function.__qualname__, form, types), function, called))

        # From Python, rules are also called without the compiler.
        noted.py_func = function  # type: ignore[attr-defined]
        noted.forms = _Forms(noted, partial(self._alone.add, name))  # type: ignore[attr-defined]
        return noted

    def _number(self, key: Call, function: Callable[..., object], called: set[int]) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers)
            self._report(key, len(function.__code__.co_code), sorted(called))
        return self._numbers[key]

    def _report(self, key: Call, size: int, called: list[int]) -> None:
        module, name, form, types = key
        line = {"module": module, "name": name, "form": form, "types": pickle.dumps(types).hex()}
        # At once, so that compiling begins while the world still runs.
        print(json.dumps(line | {"size": size, "after": called}), file=self._out, flush=True)


class _Address(int):
    """A number, as compiled code has it for a rule that it calls by its address; Python can call it as well."""

    forms: "_Forms"

    def __call__(self, *arguments: object) -> object:
        """Call the rule."""
        return self.forms.noted(*arguments)


class _Forms:
    """The forms of a noted rule, which are all the rule itself."""

    def __init__(self, noted: Callable[..., object], asked: Callable[[], None]) -> None:
        self.noted, self._asked = noted, asked

    def address(self, _: object) -> _Address:
        """Return the rule, and note that it is called by its address."""
        self._asked()
        found = _Address(0)
        found.forms = self
        return found


def types_of(function: Callable[..., object], arguments: Sequence[object]) -> tuple[object, ...]:
    """Return the types for which a call compiles a rule, those of defaults included."""
    missing = function.__code__.co_argcount - len(arguments)
    defaults = (function.__defaults__ or ())[-missing:] if missing else ()
    return (*map(typeof, arguments), *map(Omitted, defaults))


def record(text: str, out: TextIO) -> None:
    """Run a tiny world, and report what it calls.

    Args:
        text: Its scenario.
        out: Receives a line for each rule and types.
    """
    compiled.record_with(Recorder(out).substitute)
    # Only now, because importing the rules is what puts the recorder in the place of the compiler.
    from paradiplomacy.model.chance import stream_of
    from paradiplomacy.model.world import one_month
    from paradiplomacy.scenarios.world import build

    scenario, run = read_text(text), stream_of(1, 0)
    # Uncompiled arithmetic warns of overflows that are meant, in random numbers.
    with np.errstate(all="ignore"):
        state = build.state_of(scenario, run, build.population_of(scenario, run))
        for _ in range(scenario.months):
            one_month(state)
