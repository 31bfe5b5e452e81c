"""A script's own functions in the months of a world: before and after phases, and columns of the table of months."""

import inspect
import math
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, overload

import numpy as np

from paradiplomacy.agents.columns import problems
from paradiplomacy.agents.nearest import nearest
from paradiplomacy.model import tables
from paradiplomacy.model.calendar import date_of
from paradiplomacy.model.returned import number
from paradiplomacy.model.state import State

type Function = Callable[..., object]
type When = Literal["before", "after"]

NAME = re.compile(r"[A-Za-z]\w{0,59}", re.ASCII)
# A batch puts the number of the run in front of the columns of every table.
TAKEN = ("run",)
UNDER_WAY, FAILED = "under way", "failed"


def given_later(_: object) -> None:
    """Stand for the function that a decorator gets."""
    # Not None: a function called by mistake, as in ``before("search", f(world))``, mostly returns None.


class MonthError(RuntimeError):
    """A request that a world cannot fulfil inside a month, or after a month that failed."""


class Hooks:
    """The functions of a world.

    Args:
        phases: Names of the phases, in order.

    Attributes:
        columns: Functions of the recorded columns, by name of the column.
    """

    def __init__(self, phases: Sequence[str]) -> None:
        self.columns: dict[str, Function] = {}
        self._around: dict[tuple[When, str], list[Function]] = {
            (when, phase): [] for phase in phases for when in ("before", "after")
        }

    def __bool__(self) -> bool:
        return bool(self.columns) or any(self._around.values())

    def __str__(self) -> str:
        """Return the functions in the order in which a month calls them, one line each."""
        return "\n".join(self.described())

    def described(self) -> list[str]:
        """Return the place and name of each function."""
        placed = [f"{when} {phase}: {named(each)}" for (when, phase), found in self._around.items() for each in found]
        return placed + [f"column {name}: {named(each)}" for name, each in self.columns.items()]

    def around(self, when: When, phase: str) -> tuple[Function, ...]:
        """Return the functions of a place as they are now: what these add or remove there counts from the next month."""
        return tuple(self._around[when, phase])

    def add(self, when: When, phase: str, function: Function) -> None:
        """Add a function before or after a phase.

        Raises:
            ValueError: There is no such phase.
        """
        self._around[when, self._phase(phase)].append(function)

    def remove(self, function: Function) -> None:
        """Remove a function from every place.

        Raises:
            ValueError: It is nowhere.
        """
        there = [*(found for found in self._around.values() if function in found)]
        columns = [name for name, each in self.columns.items() if each == function]
        if not there and not columns:
            raise ValueError(f"{named(function)} is not a function of this world; expected one of {self or 'none'}")
        for found in there:
            found[:] = [each for each in found if each != function]
        for name in columns:
            del self.columns[name]

    def _phase(self, given: object) -> str:
        """Return the phase of a name, in any case and with spaces, hyphens or underscores."""
        phases = list(dict.fromkeys(phase for _, phase in self._around))
        name = re.sub(r"[\s_-]+", " ", str(given)).strip().casefold()
        if name in phases:
            return name
        near = nearest(name, phases)
        hint = f"did you mean {near}? " if near else ""
        raise ValueError(f"phase {given!r}: unknown, {hint}expected one of {', '.join(phases)}")


class Hooked:
    """A world whose months call a script's own functions.

    Attributes:
        state: The columns, the book of agreements, the ledger.
        hooks: The functions; printed, one line each.
    """

    state: State
    hooks: Hooks
    _month: str = ""

    @overload
    def before[F: Function](self, phase: str) -> Callable[[F], F]: ...
    @overload
    def before[F: Function](self, phase: str, function: F) -> F: ...
    def before(self, phase: str, function: Function = given_later) -> Function:
        """Call a function of the world before a phase of every month, from the present month on.

        Several are called in the order in which they were added. They may read everything, and change attributes of actors
        (``world.cities["Paris"].trust = 0.9``). They see what earlier phases of the month have done, and the networks of
        ties as they were at its start, like every phase. An exception ends the month, and the world cannot go on. The
        burn-in is over when a script has the world, so that it calls no function.

        Args:
            phase: A phase of ``PHASES`` (``paradiplomacy odd`` describes them), such as ``negotiation``.
            function: The function; without it, the result is a decorator.

        Returns:
            The function.

        Raises:
            ValueError: There is no such phase.
            TypeError: It is not a function of one argument.
        """
        return self._added("before", phase, function)

    @overload
    def after[F: Function](self, phase: str) -> Callable[[F], F]: ...
    @overload
    def after[F: Function](self, phase: str, function: F) -> F: ...
    def after(self, phase: str, function: Function = given_later) -> Function:
        """Call a function of the world after a phase of every month, as ``before`` does before it."""
        return self._added("after", phase, function)

    @overload
    def record[F: Function](self, name: str) -> Callable[[F], F]: ...
    @overload
    def record[F: Function](self, name: str, function: F) -> F: ...
    def record(self, name: str, function: Function = given_later) -> Function:
        """Add a column to the table of months: what a function of the world returns at the end of each month.

        Earlier months are NaN. A world that is restored has the recorded values, but no function: record the same name
        again to continue the column.

        Args:
            name: Name of the column: letters, digits and underscores.
            function: Returns a number, or NaN where there is none. It may only read. Without it, the result is a
                decorator.

        Returns:
            The function.

        Raises:
            ValueError: The name cannot be that of a column, or the table has it already.
            TypeError: It is not a function of one argument.
        """
        self._refuse_column(name)
        if function is given_later:
            return lambda given: self.record(name, given)
        self.hooks.columns[name] = refuse_unless_of_world(function)
        recorder = self.state.recorder
        recorder.own.setdefault(name, [math.nan] * len(recorder.months))
        return function

    def remove_function(self, function: Function) -> None:
        """Stop calling a function, wherever it was added; what it has recorded stays.

        Raises:
            ValueError: It was not added.
        """
        self.hooks.remove(function)

    def _added(self, when: When, phase: str, function: Function) -> Function:
        if function is given_later:
            return lambda given: self._added(when, phase, given)
        self.hooks.add(when, phase, refuse_unless_of_world(function))
        return function

    def _refuse_column(self, name: object) -> None:
        """Refuse the name of a column that is not free."""
        if not isinstance(name, str) or not NAME.fullmatch(name):
            right = "expected a letter, then at most 59 letters, digits or underscores"
            raise ValueError(f"column {name!r}: not the name of a column, {right}")
        if name in self.hooks.columns:
            wrong = f"recorded already, by {named(self.hooks.columns[name])}"
            raise ValueError(f"column {name!r}: {wrong}; expected another name, or remove_function first")
        own = self.state.recorder.own
        # Without case, because databases read the columns of a Parquet file without it.
        others = {
            str(each).casefold() for each in (*TAKEN, *tables.monthly(self.state)) if each != name or name not in own
        }
        if name.casefold() in others:
            raise ValueError(f"column {name!r}: the table of months has it already; expected another name")

    def _refuse_unless_between_months(self) -> None:
        """Refuse what is possible between two months only.

        Raises:
            MonthError: One is under way, or has failed.
        """
        when = f"month {self.state.month} ({date_of(self.state.start, self.state.month)})"
        if self._month == UNDER_WAY:
            raise MonthError(
                f"{when} is under way: a function that a month calls cannot run months, nor a copy of its world"
            )
        if self._month == FAILED:
            raise MonthError(f"{when} failed and is incomplete; expected a new world, or a saved one from before")

    def _call_functions(self, when: When, phase: str) -> None:
        """Call the functions before or after a phase."""
        for function in self.hooks.around(when, phase):
            self._call(function, f"{when} {phase}")
            # A function may write whole rows through an actor, and setting one number of a row is checked nowhere else.
            wrong = problems(self.state.actors, self.state.n_cities)
            if wrong:
                raise ValueError(f"after {named(function)}, {when} {phase}: {'; '.join(wrong)}")

    def _take_columns(self) -> None:
        """Record the columns of the month."""
        for name, function in tuple(self.hooks.columns.items()):
            self.state.recorder.own[name][-1] = finite(self._call(function, f"column {name}"), name, function)

    def _call(self, function: Function, place: str) -> object:
        try:
            return function(self)
        except BaseException as error:
            month = f"month {self.state.month} ({date_of(self.state.start, self.state.month)})"
            # A note, and not another exception: a script can catch its own.
            error.add_note(f"in {named(function)}, {place}, {month}")
            raise


def named(function: Function) -> str:
    """Return the name of a function, with its file and line where they are known."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    name = getattr(function, "__qualname__", type(function).__name__).rpartition(".")[2]
    return f"{name} ({Path(code.co_filename).name}:{code.co_firstlineno})" if code else name


def refuse_unless_of_world[F: Function](function: F) -> F:
    """Return a function of the world.

    Raises:
        TypeError: It is something else, or takes other arguments.
    """
    if not callable(function):
        raise TypeError(f"{function!r} of type {type(function).__name__}: expected a function of the world, not called")
    if inspect.iscoroutinefunction(function) or inspect.isgeneratorfunction(function):
        raise TypeError(f"{named(function)}: calling it would run nothing of it; expected a plain function")
    try:
        signature = inspect.signature(function)
    except ValueError:  # of some functions written in C
        return function
    try:
        signature.bind(None)
    except TypeError:
        raise TypeError(f"{named(function)} takes {signature}; expected one argument, the world") from None
    return function


def finite(value: object, name: str, function: Function) -> float:
    """Return a recorded value as a number.

    Raises:
        ValueError: It is infinite, or not a number.
    """
    try:
        found = number(value)
        shown = "" if math.isnan(found) or np.isfinite(found) else str(found)
    except (TypeError, OverflowError):
        found, shown = math.nan, repr(value)[:60]
    if shown:
        raise ValueError(f"column {name}: {named(function)} returned {shown}, expected a finite number or NaN")
    return found
