"""Explanations of a random share of the decisions of a run, as rows of a table."""

from typing import SupportsFloat

import pandas as pd

from paradiplomacy.model.agreements.book import Flags, Rows
from paradiplomacy.model.bargaining.decomposition import TERMS
from paradiplomacy.model.bargaining.explain import Explanation, Side, explain, negotiation_in_book
from paradiplomacy.model.bargaining.flip import Flip
from paradiplomacy.model.calendar import date_of
from paradiplomacy.model.chance import Purpose, u01
from paradiplomacy.model.state import State

type Row = dict[str, object]


def _types_of_side(letter: str) -> dict[str, str]:
    numbers = [term.replace(" ", "_") for term in TERMS] + ["gain", "best", "win_set"]
    return {letter: "str", f"{letter}_name": "str"} | {f"{name}_{letter}": "float64" for name in numbers}


TYPES = {
    "agreement": "int64",
    "month": "int64",
    "decided": "bool",
    "date": "str",
    "issues": "str",
    "agreed": "bool",
    "reason": "str",
    "refused": "str",
    "zone": "float64",
    "share_lost": "float64",
    **_types_of_side("a"),
    **_types_of_side("b"),
    "flip_attribute": "str",
    "flip_actor": "str",
    "flip_issue": "str",
    "flip_before": "float64",
    "flip_after": "float64",
    "flip_size": "float64",
}
"""Type of each column of the table of explanations, in order."""


def share_of(value: object, name: str) -> float:
    """Return the value as a built-in number from 0 to 1.

    Raises:
        ValueError: It is not a number, or outside the range.
    """
    if not isinstance(value, SupportsFloat) or not 0.0 <= float(value) <= 1.0:
        raise ValueError(f"{name} {value!r}: must be a number from 0 to 1")
    return float(value)


class Sample:
    """Explains a random share of the decisions.

    The draws have keys of their own, so explaining changes nothing in the run.

    Attributes:
        share: Share of the decisions that is explained, in [0, 1].
        rows: One row per decision explained.
    """

    def __init__(self, share: float) -> None:
        self.share = share
        self.rows: list[Row] = []

    def take(self, state: State, which: Rows, agreed: Flags) -> None:
        """Explain some of the decisions of a month."""
        key = state.key(Purpose.EXPLAIN)
        for row, yes in zip(which.tolist(), agreed.tolist(), strict=True):
            # Keyed by the agreement, so the same decisions are explained whatever else is asked for.
            if u01(key, state.book.rows.key[row], state.actors.key[0]) < self.share:
                explanation = explain(state, negotiation_in_book(state, row), date_of(state.start, state.month))
                self.rows.append({"agreement": row, "month": state.month, "decided": yes} | flat(explanation))


def table(rows: list[Row]) -> pd.DataFrame:
    """Return explained decisions as a table, with the same columns and types whether there are any or not."""
    found = pd.DataFrame(rows, columns=list(TYPES)).astype(TYPES)
    words = [name for name, kind in TYPES.items() if kind == "str"]
    return found.assign(**{name: found[name].replace("", None) for name in words})


def flat(explanation: Explanation) -> Row:
    """Return an explanation as one row; columns that end in _a and _b belong to the two sides."""
    # One row per decision, so that a table of explanations can be joined with the table of agreements.
    row: Row = {
        "date": explanation.date,
        "issues": ";".join(explanation.issues),
        "agreed": explanation.agreed,
        "reason": explanation.reason,
        "refused": "; ".join(explanation.refused),
        "zone": 0.0 if explanation.zone is None else explanation.zone[1] - explanation.zone[0],
        "share_lost": explanation.share_lost,
    }
    for letter, side in zip("ab", explanation.sides, strict=True):
        row |= _of_side(letter, side)
    return row | _of_flip(explanation.flip)


def _of_side(letter: str, side: Side) -> Row:
    """Return the columns of one side."""
    row: Row = {letter: side.id, f"{letter}_name": side.name}
    row |= {f"{term.replace(' ', '_')}_{letter}": float(value) for term, value in side.utility.items()}
    return row | {f"gain_{letter}": side.gain, f"best_{letter}": side.best, f"win_set_{letter}": side.win_set}


def _of_flip(flip: Flip | None) -> Row:
    """Return the columns of the smallest change that reverses the decision, blank where there is none."""
    blank = float("nan")
    return {
        "flip_attribute": flip.attribute if flip else "",
        "flip_actor": flip.actor if flip else "",
        "flip_issue": flip.issue if flip else "",
        "flip_before": flip.before if flip else blank,
        "flip_after": flip.after if flip else blank,
        "flip_size": flip.size if flip else blank,
    }
