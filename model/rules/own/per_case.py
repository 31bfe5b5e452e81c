"""A user's function of one case, applied to all cases: facts go in by the names of its parameters, one number comes out."""

import inspect
from collections.abc import Callable, Mapping
from typing import NamedTuple, SupportsFloat

import numba
import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.agreements.book import Flags
from paradiplomacy.model.rules.own.load import RAISED, OwnRuleError

type Facts = Mapping[str, np.ndarray]
type Right = Callable[[Floats], Flags]


class Expected(NamedTuple):
    """Form of an answer to a question.

    Attributes:
        answer: Description, as in ``a member of Pressure, 0 to 4``.
        right: Whether each answer is one.
    """

    answer: str
    right: Right


class PerCase:
    """A user's function, asked once per case.

    Its parameters name the facts that it uses, in any order.
    """

    def __init__(self, name: str, function: object, expected: Expected, trial: Facts) -> None:
        """Check the function's parameters, compile it if possible, and try it.

        Args:
            name: ``file.py:name``, for messages.
            function: The user's function.
            expected: What it must return.
            trial: Facts of a few cases; their names are the facts that there are.

        Raises:
            OwnRuleError: It is no function, asks for an unknown fact, raises an error or answers something else.
        """
        self._name, self._expected = name, expected
        # A function that the user has compiled is taken apart again, so that both kinds are inspected and compiled alike.
        plain = getattr(function, "py_func", function)
        if not callable(plain) or inspect.isclass(plain):
            raise OwnRuleError(f'"{name}" is not a function', self._usage(trial))
        self._facts = tuple(inspect.signature(plain).parameters)
        for fact in self._facts:
            if fact not in trial:
                raise OwnRuleError(f'"{name}" has a parameter "{fact}"', self._usage(trial))
        self._function: Callable[..., SupportsFloat] = plain
        self._fast = self._compiled(trial)
        self(trial)

    def __call__(self, facts: Facts) -> Floats:
        """Return the answer to every case: (c,).

        Raises:
            OwnRuleError: The function raises an error or answers something else than the question asks.
        """
        count = max((len(fact) for fact in facts.values() if fact.ndim), default=0)
        # Parameters of the model are single numbers; broadcasting makes them columns without copying.
        columns = [np.broadcast_to(facts[fact], count) for fact in self._facts]
        try:
            answers = self._fast(columns) if self._fast else self._plain(columns, count)
        except RAISED as error:
            # Already a clear message, from an answer that was not a number.
            if isinstance(error, OwnRuleError):
                raise
            raise self._error(f"raises {type(error).__name__}: {error}") from error
        wrong = ~self._expected.right(answers)
        if wrong.any():
            raise self._error(f"answers {answers[wrong][0]:g}")
        return answers

    def _plain(self, columns: list[np.ndarray], count: int) -> Floats:
        """Ask case by case in Python."""
        return np.array([self._number(self._function(*(column[c] for column in columns))) for c in range(count)])

    def _number(self, answer: SupportsFloat) -> float:
        """Return an answer as a number."""
        try:
            return float(answer)
        except (TypeError, ValueError) as error:
            raise self._error(f"answers {answer!r}") from error

    def _compiled(self, trial: Facts) -> Callable[[list[np.ndarray]], Floats] | None:
        """Return the function compiled over all cases, or None where Numba cannot compile it."""
        # A function without parameters has no columns to be applied to, which Numba's vectorize needs.
        if not self._facts:
            return None
        # ``vectorize`` turns a function of numbers into one of columns of any types, without code for each signature.
        # Not stored on disk, unlike the program's own rules: the name of their cache folder does not depend on a user's
        # file.
        quick = numba.vectorize(nopython=True)(self._function)  # type: ignore[no-untyped-call]
        try:
            quick(*(trial[fact][..., :1] if trial[fact].ndim else trial[fact] for fact in self._facts))
        except (numba.core.errors.NumbaError, *RAISED):
            # An error here may be the compiler's or the user's: the plain function then runs, and reports the user's own errors.
            return None
        return lambda columns: np.asarray(quick(*columns), dtype=np.float64)

    def _error(self, wrong: str) -> OwnRuleError:
        return OwnRuleError(f'"{self._name}" {wrong}', f"expected {self._expected.answer}")

    def _usage(self, trial: Facts) -> str:
        return f"expected a function of any of {', '.join(trial)} that returns {self._expected.answer}"


def is_code(count: int) -> Right:
    """Return a check that answers are codes of an enumeration of ``count`` members."""
    return lambda answers: (answers >= 0) & (answers < count) & (answers == np.floor(answers))


def within(low: float, high: float) -> Right:
    """Return a check that answers are in a range."""
    return lambda answers: (answers >= low) & (answers <= high)


def uniform_of(noise: Floats) -> Floats:
    """Return a uniform draw for each case from its Gumbel noise: (c,).

    A user's function gets one draw per case, by which it can choose at random; runs stay reproducible.
    """
    return np.exp(-np.exp(-noise[:, 0]))
